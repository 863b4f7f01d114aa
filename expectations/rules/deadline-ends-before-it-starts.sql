-- id: deadline-ends-before-it-starts
-- version: 2
-- level: document
-- severity: error
-- scope: rows
-- tables: core.measures, core.measure_deadlines
-- th: กำหนดเวลาเริ่ม {starts_on} หลังวันครบกำหนด {due_on}
-- en: The deadline starts on {starts_on}, after it is due on {due_on}.
-- action_th: ให้ดูที่มาด้วย prongsai explain แล้วแก้กฎการอ่านวันที่หรือเพิ่มรายการแก้ไข
-- action_en: Look at the source with prongsai explain, then mend the date rule or add a correction.
-- Only current rows are asked about: what was replaced needs nobody.
WITH spans AS (
    SELECT 'core.measures' AS table_name, measure_id AS record_id, document_id, starts_on, due_on, is_current
    FROM core.measures
    UNION ALL
    SELECT 'core.measure_deadlines', measure_id || '|' || ordinal, document_id, starts_on, due_on, is_current
    FROM core.measure_deadlines
)
SELECT
    table_name AS table_name,
    record_id AS record_id,
    'due_on' AS column_name,
    document_id AS document_id,
    starts_on,
    due_on
FROM spans
WHERE is_current AND starts_on > due_on
