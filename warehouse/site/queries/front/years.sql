-- One row: the scores of the country in one fiscal year, latest first; quarters of those ranked.
SELECT
    fiscal_year,
    count(overall) AS organizations,
    count(DISTINCT province) FILTER (WHERE overall IS NOT NULL) AS provinces,
    any_value(mean_country) AS mean,
    quantile_disc(overall, 0.25) AS low,
    median(overall) AS middle,
    quantile_disc(overall, 0.75) AS high,
    count(*) FILTER (WHERE overall IS NULL) AS without_score
FROM mart.score_comparison
GROUP BY fiscal_year
ORDER BY fiscal_year DESC
