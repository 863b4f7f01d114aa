-- id: indicator-score-current-once
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: core.indicator_scores
-- th: {organization_id} ปี {fiscal_year} ตัวชี้วัด {indicator_no} มีคะแนนที่ใช้อยู่มากกว่าหนึ่งแถว
-- en: {organization_id} has more than one current score for indicator {indicator_no} in {fiscal_year}.
-- action_th: ให้แก้ลำดับความน่าเชื่อถือในแบบจำลองของ core.indicator_scores
-- action_en: Mend the precedence in the model of core.indicator_scores.
SELECT
    'core.indicator_scores' AS table_name,
    score_id AS record_id,
    'is_current' AS column_name,
    document_id AS document_id,
    organization_id,
    fiscal_year,
    indicator_no
FROM core.indicator_scores
WHERE is_current AND fiscal_year IS NOT NULL
QUALIFY count(*) OVER (PARTITION BY organization_id, fiscal_year, indicator_no) > 1
