-- One row: where an organization stands in one fiscal year among those ranked. These change with every new
-- score of anybody, so they stand in a file of the province and not in the pages of the organizations.
SELECT
    coalesce(provinces.code, 'none') AS page,
    scores.organization_id,
    scores.fiscal_year,
    scores.rank_amphoe,
    scores.ranked_of_amphoe,
    scores.rank_province,
    scores.ranked_of_province,
    scores.rank_type,
    scores.ranked_of_type,
    scores.rank_country,
    scores.ranked_of_country
FROM mart.score_comparison AS scores
LEFT JOIN reference.provinces AS provinces USING (province)
WHERE scores.overall IS NOT NULL
