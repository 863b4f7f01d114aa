-- id: status-without-basis
-- version: 1
-- level: document
-- severity: error
-- scope: rows
-- tables: core.measures, core.disclosures
-- th: สถานะเป็น {status} แต่ไม่บอกว่าอ่านจากอะไร
-- en: The status is {status}, but nothing says what it rests on.
-- action_th: ให้แก้กฎการอ่านสถานะ ให้บอก status_basis เสมอ เว้นแต่ not_reported
-- action_en: Mend the status rule: it gives a status_basis always, but for not_reported.
WITH statuses AS (
    SELECT 'core.measures' AS table_name, measure_id AS record_id, document_id, status, status_basis
    FROM core.measures
    UNION ALL
    SELECT 'core.disclosures', disclosure_id, document_id, status, status_basis
    FROM core.disclosures
)
SELECT
    table_name AS table_name,
    record_id AS record_id,
    'status_basis' AS column_name,
    document_id AS document_id,
    status
FROM statuses
WHERE status_basis IS NULL AND status <> 'not_reported'
