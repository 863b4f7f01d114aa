-- One row: an indicator in one fiscal year, with the mean of the province.
SELECT
    provinces.code || '-' || scores.fiscal_year AS page,
    scores.indicator_no,
    any_value(scores.indicator_name) AS name,
    any_value(scores.mean_province) AS mean,
    count(scores.score) AS organizations
FROM mart.indicator_comparison AS scores
JOIN reference.provinces AS provinces USING (province)
WHERE scores.score IS NOT NULL
GROUP BY provinces.code, scores.fiscal_year, scores.indicator_no
