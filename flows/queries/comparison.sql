-- One row: an organization's score in a fiscal year, as the terminal shows it: the latest year first,
-- then by province and rank. What waits for review: results and scores of indicators.
SELECT
    compared.fiscal_year,
    types.abbreviation || compared.name AS organization,
    compared.amphoe,
    compared.province,
    compared.overall,
    compared.level,
    compared.rank_province || '/' || compared.ranked_of_province AS in_province,
    compared.rank_country || '/' || compared.ranked_of_country AS in_country,
    compared.change,
    CAST(compared.waiting_for_review + coalesce(indicators.waiting, 0) AS BIGINT) AS waiting,
    compared.comparable
FROM mart.score_comparison AS compared
LEFT JOIN (
    SELECT organization_id, fiscal_year, sum(waiting_for_review) AS waiting
    FROM mart.indicator_comparison
    GROUP BY organization_id, fiscal_year
) AS indicators USING (organization_id, fiscal_year)
LEFT JOIN reference.organization_types AS types USING (organization_type)
ORDER BY
    compared.fiscal_year DESC NULLS LAST,
    compared.province COLLATE th,
    compared.rank_province NULLS LAST,
    compared.full_name,
    compared.organization_id
