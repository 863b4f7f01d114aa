-- id: document-without-source
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: core.documents, core.document_sources
-- th: เอกสาร {record_id} ไม่มีที่มาในบันทึกการรับเข้า
-- en: The document {record_id} has no source in the journal.
-- action_th: ให้ดู archive/journal.jsonl แล้วรันใหม่ด้วย prongsai run --full
-- action_en: Look at archive/journal.jsonl and run again with prongsai run --full.
-- What came in and what is in the warehouse must be the same documents; the other direction follows from
-- the reference of core.document_sources.document_id.
SELECT
    'core.documents' AS table_name,
    documents.document_id AS record_id,
    CAST(NULL AS VARCHAR) AS column_name,
    documents.document_id AS document_id
FROM core.documents AS documents
ANTI JOIN core.document_sources AS sources ON sources.document_id = documents.document_id
