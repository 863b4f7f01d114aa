-- id: score-without-evidence
-- version: 1
-- level: document
-- severity: critical
-- scope: rows
-- tables: core.indicator_scores, core.assessments, core.evidence
-- th: {column_name} ของ {record_id} ไม่มีหลักฐานที่บอกตำแหน่งในเอกสาร
-- en: Nothing says where in the document {column_name} of {record_id} stands.
-- action_th: ให้แก้กฎการอ่านคะแนน ให้บันทึกหลักฐานใน core.evidence
-- action_en: Mend the rule that read the score, so that it leaves evidence in core.evidence.
-- A figure that cannot be traced to a place in its own document is never published.
WITH figures AS (
    SELECT 'core.indicator_scores' AS table_name, score_id AS record_id, 'score' AS column_name, document_id
    FROM core.indicator_scores
    UNION ALL
    SELECT 'core.assessments', assessment_id, 'overall_score', document_id
    FROM core.assessments
    WHERE overall_score IS NOT NULL
)
SELECT
    figures.table_name AS table_name,
    figures.record_id AS record_id,
    figures.column_name AS column_name,
    figures.document_id AS document_id
FROM figures
ANTI JOIN core.evidence AS evidence
    ON evidence.record_id = figures.record_id
    AND evidence.column_name = figures.column_name
    AND evidence.table_name = figures.table_name
    AND evidence.document_id = figures.document_id
    AND evidence.locator <> ''
