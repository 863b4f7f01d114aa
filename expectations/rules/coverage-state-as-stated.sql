-- id: coverage-state-as-stated
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.reporting_coverage
-- th: {record_id} เป็น {state} ทั้งที่ได้รับเอกสาร {documents_received} ฉบับ
-- en: {record_id} is {state}, but {documents_received} documents were received.
-- action_th: ให้แก้แบบจำลองของ mart.reporting_coverage
-- action_en: Mend the model of mart.reporting_coverage.
SELECT
    'mart.reporting_coverage' AS table_name,
    concat_ws('|', organization_id, fiscal_year) AS record_id,
    'state' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    state,
    documents_received
FROM mart.reporting_coverage
WHERE (state = 'received') <> (documents_received > 0)
    OR documents_loaded + documents_quarantined > documents_received
