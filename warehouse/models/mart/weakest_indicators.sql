-- One row: an indicator of one organization and year that is among its three lowest or under 85.
-- Why: where next year's measures should be, and whether any are.
WITH ordered AS (
    SELECT
        *,
        rank() OVER (PARTITION BY organization_id, fiscal_year ORDER BY score) AS rank_from_lowest
    FROM mart.indicator_comparison
    WHERE score IS NOT NULL
),
measures AS (
    SELECT in_use.organization_id, in_use.fiscal_year, in_use.indicator_no, count(*) AS measures
    FROM measures_in_use AS in_use
    JOIN latest_rounds
        ON latest_rounds.organization_id = in_use.organization_id
        AND latest_rounds.fiscal_year = in_use.fiscal_year
        AND latest_rounds.reporting_round IS NOT DISTINCT FROM in_use.reporting_round
    WHERE in_use.counts
    GROUP BY in_use.organization_id, in_use.fiscal_year, in_use.indicator_no
)
SELECT
    ordered.organization_id,
    ordered.fiscal_year,
    ordered.organization_type,
    ordered.name,
    ordered.full_name,
    ordered.amphoe,
    ordered.province,
    ordered.region,
    ordered.indicator_no,
    ordered.indicator_name,
    ordered.score,
    ordered.rank_from_lowest,
    ordered.score < 85 AS below_85,
    ordered.gap_province,
    coalesce(measures.measures, 0) AS measures_next_year,
    ordered.document_id,
    ordered.source_line
FROM ordered
LEFT JOIN measures
    ON measures.organization_id = ordered.organization_id
    AND measures.fiscal_year = ordered.fiscal_year + 1
    AND measures.indicator_no = ordered.indicator_no
WHERE ordered.rank_from_lowest <= 3 OR ordered.score < 85
