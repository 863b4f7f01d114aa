-- id: evidence-orphaned
-- version: 1
-- level: warehouse
-- severity: error
-- scope: whole
-- tables: core.evidence, core.documents, core.assessments, core.indicator_scores, core.measures, core.disclosures
-- th: หลักฐานชี้ไปที่ {evidenced} {record_id} ซึ่งไม่มีอยู่
-- en: Evidence points to {evidenced} {record_id}, which does not exist.
-- action_th: ให้แก้แบบจำลองของ core.evidence ให้รับเฉพาะหลักฐานของระเบียนที่มีอยู่
-- action_en: Mend the model of core.evidence: it takes the evidence of records that exist.
WITH records AS (
    SELECT 'core.documents' AS table_name, document_id AS record_id FROM core.documents
    UNION ALL
    SELECT 'core.assessments', assessment_id FROM core.assessments
    UNION ALL
    SELECT 'core.indicator_scores', score_id FROM core.indicator_scores
    UNION ALL
    SELECT 'core.measures', measure_id FROM core.measures
    UNION ALL
    SELECT 'core.disclosures', disclosure_id FROM core.disclosures
)
SELECT
    'core.evidence' AS table_name,
    evidence.record_id AS record_id,
    evidence.column_name AS column_name,
    evidence.document_id AS document_id,
    evidence.table_name AS evidenced
FROM core.evidence AS evidence
ANTI JOIN records
    ON records.record_id = evidence.record_id AND records.table_name = evidence.table_name
WHERE evidence.table_name IN (
    'core.documents', 'core.assessments', 'core.indicator_scores', 'core.measures', 'core.disclosures'
)
