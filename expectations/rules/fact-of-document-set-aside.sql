-- id: fact-of-document-set-aside
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: core.assessments, core.indicator_scores, core.measures, core.disclosures, core.evidence_links, core.documents
-- th: {table_name} มีข้อเท็จจริงของเอกสาร {document_id} ซึ่งมีสถานะ {state}
-- en: {table_name} holds a fact of the document {document_id}, which is {state}.
-- action_th: ให้แก้แบบจำลองที่สร้างตารางนี้ ให้รับเฉพาะเอกสารที่โหลดแล้วหรือถูกแทนที่
-- action_en: Mend the model that makes this table: it takes loaded and superseded documents only.
-- Deadlines and departments hang on a measure by reference, so that they need not be named here.
WITH facts AS (
    SELECT 'core.assessments' AS table_name, assessment_id AS record_id, document_id FROM core.assessments
    UNION ALL
    SELECT 'core.indicator_scores', score_id, document_id FROM core.indicator_scores
    UNION ALL
    SELECT 'core.measures', measure_id, document_id FROM core.measures
    UNION ALL
    SELECT 'core.disclosures', disclosure_id, document_id FROM core.disclosures
    UNION ALL
    SELECT 'core.evidence_links', link_id, document_id FROM core.evidence_links
)
SELECT
    facts.table_name AS table_name,
    facts.record_id AS record_id,
    CAST(NULL AS VARCHAR) AS column_name,
    facts.document_id AS document_id,
    documents.state
FROM facts
JOIN core.documents AS documents ON documents.document_id = facts.document_id
WHERE documents.state NOT IN ('loaded', 'superseded')
