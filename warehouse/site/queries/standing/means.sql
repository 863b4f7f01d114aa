-- One row: the mean score of one fiscal year in the province and, by type, in the country.
SELECT DISTINCT
    coalesce(provinces.code, 'none') AS page,
    scores.fiscal_year,
    scores.organization_type,
    scores.mean_province,
    scores.ranked_of_province,
    scores.mean_type,
    scores.ranked_of_type
FROM mart.score_comparison AS scores
LEFT JOIN reference.provinces AS provinces USING (province)
WHERE scores.overall IS NOT NULL
