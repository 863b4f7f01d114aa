-- id: measure-says-nothing
-- version: 2
-- level: document
-- severity: error
-- scope: rows
-- tables: core.measures
-- th: มาตรการนี้ไม่มีทั้งข้อความมาตรการและประเด็น
-- en: This measure has neither a wording nor an issue.
-- action_th: ให้ดูที่มาด้วย prongsai explain แล้วแก้กฎการอ่านตารางหรือเพิ่มรายการแก้ไข
-- action_en: Look at the source with prongsai explain, then mend the table rule or add a correction.
-- Only current rows are asked about: what was replaced needs nobody.
SELECT
    'core.measures' AS table_name,
    measure_id AS record_id,
    'title' AS column_name,
    document_id AS document_id
FROM core.measures
WHERE is_current AND coalesce(trim(title), '') = '' AND coalesce(trim(issue), '') = ''
