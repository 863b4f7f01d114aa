-- id: current-and-superseded
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: core.assessments, core.indicator_scores, core.measures, core.disclosures, core.documents
-- th: {table_name} แถว {record_id} ใช้อยู่แต่มีตัวแทนแล้ว หรือเลิกใช้แล้วแต่ไม่บอกว่าอะไรมาแทน
-- en: In {table_name} the row {record_id} is current and superseded at once, or neither.
-- action_th: ให้แก้แบบจำลองที่กำหนด is_current และ superseded_by ของตารางนี้
-- action_en: Mend the model that decides is_current and superseded_by of this table.
WITH facts AS (
    SELECT 'core.assessments' AS table_name, assessment_id AS record_id, document_id, is_current, superseded_by
    FROM core.assessments
    UNION ALL
    SELECT 'core.indicator_scores', score_id, document_id, is_current, superseded_by
    FROM core.indicator_scores
    UNION ALL
    SELECT 'core.measures', measure_id, document_id, is_current, superseded_by
    FROM core.measures
    UNION ALL
    SELECT 'core.disclosures', disclosure_id, document_id, is_current, superseded_by
    FROM core.disclosures
    UNION ALL
    SELECT 'core.documents', document_id, document_id, is_current, superseded_by
    FROM core.documents
    WHERE state IN ('loaded', 'superseded')
)
SELECT
    table_name AS table_name,
    record_id AS record_id,
    'is_current' AS column_name,
    document_id AS document_id
FROM facts
WHERE is_current = (superseded_by IS NOT NULL)
