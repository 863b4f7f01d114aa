-- id: period-outside-fiscal-year
-- version: 2
-- level: field
-- severity: error
-- scope: rows
-- tables: core.documents
-- th: ช่วงที่รายงาน {period_start} ถึง {period_end} ไม่อยู่ในปีงบประมาณ {measures_fiscal_year}
-- en: The reported period {period_start} to {period_end} is not inside the fiscal year {measures_fiscal_year}.
-- action_th: ให้ดูที่มาด้วย prongsai explain แล้วแก้กฎการอ่านหรือเพิ่มรายการแก้ไข
-- action_en: Look at the source with prongsai explain, then mend the reading rule or add a correction.
-- The fiscal year N of the Buddhist era runs from 1 October of N-544 to 30 September of N-543. A
-- superseded document needs nobody.
SELECT
    'core.documents' AS table_name,
    document_id AS record_id,
    'period_start' AS column_name,
    document_id AS document_id,
    period_start,
    period_end,
    measures_fiscal_year
FROM core.documents
WHERE state <> 'superseded'
    AND (
        period_start > period_end
        OR period_start < make_date(measures_fiscal_year - 544, 10, 1)
        OR period_end > make_date(measures_fiscal_year - 543, 9, 30)
    )
