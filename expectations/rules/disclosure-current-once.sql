-- id: disclosure-current-once
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: core.disclosures
-- th: {organization_id} ปี {fiscal_year} ข้อ {item_code} มีแถวที่ใช้อยู่มากกว่าหนึ่งแถว
-- en: {organization_id} has more than one current row for item {item_code} of {fiscal_year}.
-- action_th: ให้แก้ลำดับความน่าเชื่อถือในแบบจำลองของ core.disclosures
-- action_en: Mend the precedence in the model of core.disclosures.
SELECT
    'core.disclosures' AS table_name,
    disclosure_id AS record_id,
    'is_current' AS column_name,
    document_id AS document_id,
    organization_id,
    fiscal_year,
    item_code
FROM core.disclosures
WHERE is_current AND fiscal_year IS NOT NULL
QUALIFY count(*) OVER (PARTITION BY organization_id, fiscal_year, item_code) > 1
