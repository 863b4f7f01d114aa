-- One row: the mean of one indicator in one amphoe and fiscal year, of so many organizations.
SELECT
    provinces.code || '-' || scores.fiscal_year AS page,
    scores.amphoe,
    scores.indicator_no,
    any_value(scores.mean_amphoe) AS mean,
    count(scores.score) AS organizations
FROM mart.indicator_comparison AS scores
JOIN reference.provinces AS provinces USING (province)
WHERE scores.score IS NOT NULL AND scores.amphoe IS NOT NULL
GROUP BY provinces.code, scores.fiscal_year, scores.amphoe, scores.indicator_no
