-- id: disclosure-once-per-document
-- version: 1
-- level: document
-- severity: error
-- scope: rows
-- tables: core.disclosures
-- th: เอกสารนี้มีข้อ {item_code} ของปี {fiscal_year} มากกว่าหนึ่งแถว
-- en: This document has more than one row for item {item_code} of {fiscal_year}.
-- action_th: ให้ดูที่มาด้วย prongsai explain แล้วแก้กฎการอ่านหรือเพิ่มรายการแก้ไข
-- action_en: Look at the source with prongsai explain, then mend the reading rule or add a correction.
SELECT
    'core.disclosures' AS table_name,
    disclosure_id AS record_id,
    'item_code' AS column_name,
    document_id AS document_id,
    item_code,
    fiscal_year
FROM core.disclosures
QUALIFY count(*) OVER (PARTITION BY document_id, organization_id, fiscal_year, item_code) > 1
