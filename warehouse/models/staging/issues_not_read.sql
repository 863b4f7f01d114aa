-- One row: a document that arrived and that the store has not read.
-- Why: it must not vanish silently; the next run reads it.
SELECT
    'i-' || left(md5('not-read|' || document_id), 16) AS issue_id,
    document_id,
    CAST(NULL AS VARCHAR) AS organization_id,
    'core.documents' AS table_name,
    document_id AS record_id,
    'state' AS column_name,
    coalesce(texts.severity, 'error') AS severity,
    'not-read' AS rule,
    coalesce(replace(texts.message_th, '{name}', file_name), file_name) AS message_th,
    coalesce(replace(texts.message_en, '{name}', file_name), file_name) AS message_en,
    CAST(NULL AS INTEGER) AS source_line,
    CAST(NULL AS VARCHAR) AS raw_text
FROM document_standing
LEFT JOIN reference.issue_rules AS texts ON texts.rule = 'not-read'
WHERE state_reason = 'not-read' AND state = 'quarantined'
