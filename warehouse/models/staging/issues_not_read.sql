-- One row: a document that arrived and that the store has not read.
-- Why: it must not vanish silently; the next run reads it.
SELECT
    'i-' || left(md5('not-read|' || document_id), 16) AS issue_id,
    document_id,
    CAST(NULL AS VARCHAR) AS organization_id,
    'core.documents' AS table_name,
    document_id AS record_id,
    'state' AS column_name,
    'error' AS severity,
    'not-read' AS rule,
    'เอกสาร ' || file_name || ' ยังไม่ได้อ่าน ให้สั่ง prongsai run อีกครั้ง หากยังไม่ได้ ให้ดูเอกสารต้นฉบับ' AS message_th,
    'The document ' || file_name
        || ' has not been read. Run prongsai run again; if it stays unread, look at the original.' AS message_en,
    CAST(NULL AS INTEGER) AS source_line,
    CAST(NULL AS VARCHAR) AS raw_text
FROM document_standing
WHERE state_reason = 'not-read' AND state = 'quarantined'
