-- One row: a document, with where it first came from and what was decided about it as a whole.
-- Why: what arrived never vanishes. What the store has not read stands here as quarantined, 'not-read'.
SELECT
    standing.document_id,
    standing.file_name,
    standing.source_uri,
    standing.sha256,
    coalesce(read.media_type, 'application/octet-stream') AS media_type,
    coalesce(read.reader, 'none') AS reader,
    read.encoding,
    read.byte_count,
    read.line_count,
    standing.received_at,
    read.organization_id,
    read.organization_basis,
    read.measures_fiscal_year,
    read.scores_fiscal_year,
    read.reporting_round,
    read.period_start,
    read.period_end,
    read.document_date,
    coalesce(read.source_kind, 'other') AS source_kind,
    standing.state,
    standing.state_reason,
    coalesce(read.certainty, 'needs_review') AS certainty,
    coalesce(read.rules_version, '') AS rules_version,
    standing.state = 'loaded' AS is_current,
    standing.superseded_by
FROM document_standing AS standing
LEFT JOIN store.extracted.documents AS read ON read.document_id = standing.document_id
