-- id: deadline-far-from-fiscal-year
-- version: 2
-- level: field
-- severity: error
-- scope: rows
-- tables: core.measure_deadlines, core.measures
-- th: วันครบกำหนด {due_on} ห่างจากปีงบประมาณ {fiscal_year} เกินสองปี
-- en: The due date {due_on} is more than two years from the fiscal year {fiscal_year}.
-- action_th: ให้ดูที่มาด้วย prongsai explain แล้วแก้กฎการอ่านวันที่หรือเพิ่มรายการแก้ไข
-- action_en: Look at the source with prongsai explain, then mend the date rule or add a correction.
-- Plans reach into the next year and look back on the last; further away a year was misread. Only
-- current rows are asked about: what was replaced needs nobody.
SELECT
    'core.measure_deadlines' AS table_name,
    deadlines.measure_id || '|' || deadlines.ordinal AS record_id,
    'due_on' AS column_name,
    deadlines.document_id AS document_id,
    deadlines.due_on,
    measures.fiscal_year
FROM core.measure_deadlines AS deadlines
JOIN core.measures AS measures ON measures.measure_id = deadlines.measure_id
WHERE deadlines.is_current
    AND (
        deadlines.due_on < make_date(measures.fiscal_year - 544 - 2, 10, 1)
        OR deadlines.due_on > make_date(measures.fiscal_year - 543 + 2, 9, 30)
    )
