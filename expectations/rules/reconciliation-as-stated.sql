-- id: reconciliation-as-stated
-- version: 1
-- level: document
-- severity: critical
-- scope: rows
-- tables: core.assessments
-- th: reconciliation เป็น {stated} แต่คะแนนที่พิมพ์คือ {printed} และที่คำนวณคือ {recomputed}
-- en: The reconciliation says {stated}, but the printed total is {printed} and the recomputed one {recomputed}.
-- action_th: ให้แก้กฎที่เทียบคะแนนรวม (ต่างกันได้ไม่เกิน 0.02)
-- action_en: Mend the rule that compares the totals (they may differ by 0.02).
-- Published indicators are rounded, and some sources truncate: within 0.02 the totals are the same. The
-- printed total is kept to two decimals, so that half a hundredth on either side is not judged.
SELECT
    'core.assessments' AS table_name,
    assessment_id AS record_id,
    'reconciliation' AS column_name,
    document_id AS document_id,
    reconciliation AS stated,
    overall_score AS printed,
    overall_recomputed AS recomputed
FROM core.assessments
WHERE (reconciliation = 'incomplete') <> (overall_score IS NULL OR overall_recomputed IS NULL)
    OR (reconciliation = 'match' AND abs(overall_recomputed - overall_score) > 0.025)
    OR (reconciliation = 'mismatch' AND abs(overall_recomputed - overall_score) < 0.015)
