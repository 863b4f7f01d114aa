-- id: level-differs-without-issue
-- version: 2
-- level: document
-- severity: error
-- scope: rows
-- tables: core.assessments, quality.issues
-- th: ระดับที่พิมพ์ ({printed}) ไม่ตรงกับระดับที่คำนวณ ({recomputed}) และไม่มีข้อสังเกตเปิดไว้
-- en: The printed level ({printed}) is not the recomputed one ({recomputed}), and no issue says so.
-- action_th: ให้ดูที่มาด้วย prongsai explain แล้วแก้กฎการอ่านหรือเพิ่มรายการแก้ไข
-- action_en: Look at the source with prongsai explain, then mend the reading rule or add a correction.
-- An issue that this check itself opened does not count: it would close and open every other night.
-- Only current rows are asked about: the issues of what was replaced are closed, and need nobody.
WITH doubted AS (
    SELECT record_id FROM quality.issues
    WHERE state = 'open' AND origin <> 'check' AND table_name = 'core.assessments'
)
SELECT
    'core.assessments' AS table_name,
    assessment_id AS record_id,
    'level' AS column_name,
    document_id AS document_id,
    level AS printed,
    level_recomputed AS recomputed
FROM core.assessments
WHERE is_current
    AND level <> level_recomputed
    AND assessment_id NOT IN (SELECT record_id FROM doubted)
