-- One row: a province of which scores were received. There is one file of standings for each.
SELECT DISTINCT coalesce(provinces.code, 'none') AS page
FROM mart.score_comparison AS scores
LEFT JOIN reference.provinces AS provinces USING (province)
WHERE scores.overall IS NOT NULL
