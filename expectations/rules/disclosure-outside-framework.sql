-- id: disclosure-outside-framework
-- version: 2
-- level: field
-- severity: error
-- scope: rows
-- tables: core.disclosures, reference.items, quality.issues
-- th: ข้อ {item_code} ไม่มีในกรอบการประเมินปี {fiscal_year} และไม่มีข้อสังเกตเปิดไว้
-- en: The framework of {fiscal_year} has no item {item_code}, and no issue says so.
-- action_th: ให้ดูที่มาด้วย prongsai explain แล้วแก้ปีของกรอบ กฎการอ่านรหัสข้อ หรือตารางกรอบการประเมิน
-- action_en: Look at the source with prongsai explain, then mend the year, the code or the framework.
-- Only years whose items are known are held against them. An issue that this check itself opened does not
-- count: it would close and open every other night. Only current rows are asked about: the issues of what
-- was replaced are closed, and need nobody.
SELECT
    'core.disclosures' AS table_name,
    disclosures.disclosure_id AS record_id,
    'item_code' AS column_name,
    disclosures.document_id AS document_id,
    disclosures.item_code,
    disclosures.fiscal_year
FROM core.disclosures AS disclosures
SEMI JOIN reference.items AS known_years ON known_years.fiscal_year = disclosures.fiscal_year
ANTI JOIN reference.items AS items
    ON items.fiscal_year = disclosures.fiscal_year AND items.item_code = disclosures.item_code
ANTI JOIN quality.issues AS issues
    ON issues.table_name = 'core.disclosures' AND issues.record_id = disclosures.disclosure_id
    AND issues.state = 'open' AND issues.origin <> 'check'
WHERE disclosures.is_current
