-- One row: one organization's result of one fiscal year that counts, or of which all statements wait.
-- Why: only current, sure results are compared; a year of which all results wait for review stands here
-- without a score. The score is the printed one; where none is printed, the recomputed one, rounded half up
-- to two decimals.
WITH in_use AS (
    SELECT
        assessments.*,
        assessments.certainty = 'sure' AS counts
    FROM core.assessments AS assessments
    JOIN core.documents AS documents ON documents.document_id = assessments.document_id
    WHERE documents.state = 'loaded'
        AND assessments.fiscal_year IS NOT NULL
        AND (assessments.certainty <> 'sure' OR assessments.is_current)
),
waiting AS (
    SELECT organization_id, fiscal_year, count(*) FILTER (NOT counts) AS waiting_for_review
    FROM in_use
    GROUP BY organization_id, fiscal_year
)
SELECT
    waiting.organization_id,
    waiting.fiscal_year,
    waiting.waiting_for_review,
    organizations.organization_type,
    organizations.name,
    organizations.full_name,
    organizations.amphoe,
    organizations.province,
    organizations.region,
    coalesce(results.overall_score, CAST(results.overall_recomputed AS DECIMAL(5, 2))) AS overall,
    CASE
        WHEN results.overall_score IS NOT NULL THEN 'printed'
        WHEN results.overall_recomputed IS NOT NULL THEN 'recomputed'
    END AS score_basis,
    coalesce(results.level, results.level_recomputed) AS level,
    CASE
        WHEN results.level IS NOT NULL THEN 'printed'
        WHEN results.level_recomputed IS NOT NULL THEN 'recomputed'
    END AS level_basis,
    results.overall_score,
    results.overall_recomputed,
    results.level_recomputed,
    results.iit_score,
    results.eit_score,
    results.oit_score,
    results.reconciliation,
    results.assessment_id,
    results.document_id,
    results.source_line
FROM waiting
JOIN core.organizations AS organizations ON organizations.organization_id = waiting.organization_id
LEFT JOIN in_use AS results
    ON results.organization_id = waiting.organization_id
    AND results.fiscal_year = waiting.fiscal_year
    AND results.counts
