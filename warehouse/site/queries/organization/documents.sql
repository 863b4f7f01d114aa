-- One row: a document that tells of the organization, latest received first.
SELECT
    told.organization_id AS page,
    -epoch_us(documents.received_at) AS position,
    documents.document_id,
    documents.file_name,
    documents.source_uri,
    documents.sha256,
    documents.media_type,
    documents.received_at,
    documents.scores_fiscal_year,
    documents.measures_fiscal_year,
    documents.reporting_round,
    documents.source_kind,
    documents.state,
    documents.state_reason,
    documents.superseded_by
FROM (
    SELECT organization_id, document_id FROM core.documents
    UNION
    SELECT organization_id, document_id FROM core.assessments
    UNION
    SELECT organization_id, document_id FROM core.measures
) AS told
JOIN core.documents AS documents ON documents.document_id = told.document_id
WHERE told.organization_id IS NOT NULL
