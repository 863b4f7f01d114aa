-- id: assessment-current-once
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: core.assessments
-- th: {organization_id} ปี {fiscal_year} มีผลการประเมินที่ใช้อยู่มากกว่าหนึ่งแถว
-- en: {organization_id} has more than one current assessment for {fiscal_year}.
-- action_th: ให้แก้ลำดับความน่าเชื่อถือในแบบจำลองของ core.assessments
-- action_en: Mend the precedence in the model of core.assessments.
-- Two current rows would be added up or picked at random; no document is to blame for it.
SELECT
    'core.assessments' AS table_name,
    assessment_id AS record_id,
    'is_current' AS column_name,
    document_id AS document_id,
    organization_id,
    fiscal_year
FROM core.assessments
WHERE is_current AND fiscal_year IS NOT NULL
QUALIFY count(*) OVER (PARTITION BY organization_id, fiscal_year) > 1
