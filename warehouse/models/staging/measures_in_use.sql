-- One row: a measure of a loaded document and a known fiscal year, to be counted or waiting for review.
-- Why: every completion mart counts the same rows. counts: current and sure. waits: needs review.
SELECT
    measures.measure_id,
    measures.measure_key,
    measures.document_id,
    measures.organization_id,
    measures.fiscal_year,
    measures.reporting_round,
    CASE measures.reporting_round WHEN 'plan' THEN 1 WHEN '6-month' THEN 2 WHEN 'annual' THEN 3 END
        AS round_order,
    measures.indicator_no,
    measures.status,
    measures.status <> 'not_reported' AS is_reported,
    coalesce(measures.status_basis = 'narrative', FALSE) AS is_narrative,
    measures.certainty = 'sure' AS counts,
    measures.certainty <> 'sure' AS waits
FROM core.measures AS measures
JOIN core.documents AS documents ON documents.document_id = measures.document_id
WHERE documents.state = 'loaded'
    AND measures.fiscal_year IS NOT NULL
    AND (measures.certainty <> 'sure' OR measures.is_current)
