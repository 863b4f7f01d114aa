-- One row: one organization's score on one indicator and year that counts, or of which all statements wait.
-- Why: only current, sure scores are compared.
WITH in_use AS (
    SELECT scores.*, scores.certainty = 'sure' AS counts
    FROM core.indicator_scores AS scores
    JOIN core.documents AS documents ON documents.document_id = scores.document_id
    WHERE documents.state = 'loaded'
        AND scores.fiscal_year IS NOT NULL
        AND (scores.certainty <> 'sure' OR scores.is_current)
),
waiting AS (
    SELECT organization_id, fiscal_year, indicator_no, count(*) FILTER (NOT counts) AS waiting_for_review
    FROM in_use
    GROUP BY organization_id, fiscal_year, indicator_no
)
SELECT
    waiting.organization_id,
    waiting.fiscal_year,
    waiting.indicator_no,
    waiting.waiting_for_review,
    organizations.organization_type,
    organizations.name,
    organizations.full_name,
    organizations.amphoe,
    organizations.province,
    organizations.region,
    names.name AS indicator_name,
    names.instrument,
    stated.score,
    stated.method,
    stated.score_id,
    stated.document_id,
    stated.source_line
FROM waiting
JOIN core.organizations AS organizations ON organizations.organization_id = waiting.organization_id
LEFT JOIN indicator_names AS names
    ON names.fiscal_year = waiting.fiscal_year AND names.indicator_no = waiting.indicator_no
LEFT JOIN in_use AS stated
    ON stated.organization_id = waiting.organization_id
    AND stated.fiscal_year = waiting.fiscal_year
    AND stated.indicator_no = waiting.indicator_no
    AND stated.counts
