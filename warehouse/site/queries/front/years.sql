-- One row: the scores of the country in one fiscal year, latest first; quarters of those ranked, interpolated
-- as QUARTILE.INC does and rounded half up (a hundredth in quarters is exact as DOUBLE). Without a score of the
-- year: organizations of which some report was received.
WITH received AS (
    SELECT count(DISTINCT organization_id) AS organizations
    FROM (
        SELECT organization_id FROM core.documents WHERE state <> 'out_of_scope'
        UNION
        SELECT organization_id FROM mart.score_comparison
    )
),
hundredths AS (
    SELECT *, CAST(overall * 100 AS DOUBLE) AS points
    FROM mart.score_comparison
)
SELECT
    fiscal_year,
    count(overall) AS organizations,
    count(DISTINCT province) FILTER (WHERE overall IS NOT NULL) AS provinces,
    any_value(mean_country) AS mean,
    CAST(round(quantile_cont(points, 0.25)) / 100 AS DECIMAL(5, 2)) AS low,
    CAST(round(quantile_cont(points, 0.5)) / 100 AS DECIMAL(5, 2)) AS middle,
    CAST(round(quantile_cont(points, 0.75)) / 100 AS DECIMAL(5, 2)) AS high,
    any_value(received.organizations) - count(DISTINCT organization_id) FILTER (WHERE overall IS NOT NULL)
        AS without_score
FROM hundredths
CROSS JOIN received
GROUP BY fiscal_year
ORDER BY fiscal_year DESC
