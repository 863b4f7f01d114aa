-- One row: why a score of the organization's own report is not known, beside an indicator that it can be of.
-- A score that is not known has no row, only the id that it would have: that tells of which indicator it is.
SELECT
    documents.organization_id AS page,
    -results.fiscal_year AS position,
    indicators.indicator_no,
    results.fiscal_year,
    indicators.indicator_name,
    documents.document_id,
    unknowns.record_id,
    unknowns.reason
FROM core.unknowns AS unknowns
JOIN core.documents AS documents ON documents.document_id = unknowns.document_id AND documents.state = 'loaded'
JOIN core.assessments AS results
    ON results.document_id = documents.document_id
    AND results.organization_id = documents.organization_id
    AND results.fiscal_year IS NOT NULL
CROSS JOIN (
    SELECT indicator_no, arg_max(name, fiscal_year) AS indicator_name
    FROM reference.indicators
    GROUP BY indicator_no
) AS indicators
LEFT JOIN core.indicator_scores AS scores ON scores.score_id = unknowns.record_id
WHERE unknowns.table_name = 'core.indicator_scores' AND unknowns.column_name = 'score' AND scores.score_id IS NULL
