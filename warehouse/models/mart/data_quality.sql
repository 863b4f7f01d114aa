-- One row: one document, and how much of what it gave is in doubt.
-- Why: where a person's hour is spent best. Issues of the checks are added to quality.issues later and
-- are not counted here.
WITH facts AS (
    SELECT document_id, certainty FROM core.assessments
    UNION ALL
    SELECT document_id, certainty FROM core.indicator_scores
    UNION ALL
    SELECT document_id, certainty FROM core.measures
    UNION ALL
    SELECT document_id, certainty FROM core.disclosures
),
counted AS (
    SELECT
        document_id,
        count(*) AS rows_loaded,
        count(*) FILTER (certainty = 'needs_review') AS waiting_for_review
    FROM facts
    GROUP BY document_id
),
unknown AS (
    SELECT document_id, count(*) AS unknown_values
    FROM core.unknowns
    GROUP BY document_id
),
doubts AS (
    SELECT
        document_id,
        count(*) FILTER (severity = 'error') AS open_errors,
        count(*) FILTER (severity = 'warning') AS open_warnings,
        count(*) FILTER (severity = 'info') AS open_infos
    FROM quality.issues
    WHERE state = 'open'
    GROUP BY document_id
)
SELECT
    documents.document_id,
    documents.file_name,
    documents.organization_id,
    organizations.full_name,
    organizations.province,
    documents.state,
    documents.state_reason,
    coalesce(counted.rows_loaded, 0) AS rows_loaded,
    coalesce(counted.waiting_for_review, 0) AS waiting_for_review,
    coalesce(unknown.unknown_values, 0) AS unknown_values,
    coalesce(doubts.open_errors, 0) AS open_errors,
    coalesce(doubts.open_warnings, 0) AS open_warnings,
    coalesce(doubts.open_infos, 0) AS open_infos
FROM core.documents AS documents
LEFT JOIN core.organizations AS organizations ON organizations.organization_id = documents.organization_id
LEFT JOIN counted ON counted.document_id = documents.document_id
LEFT JOIN unknown ON unknown.document_id = documents.document_id
LEFT JOIN doubts ON doubts.document_id = documents.document_id
