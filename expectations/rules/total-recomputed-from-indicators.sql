-- id: total-recomputed-from-indicators
-- version: 1
-- severity: critical
-- scope: rows
-- tables: core.assessments, core.indicator_scores
-- th: คะแนนรวมที่คำนวณไว้คือ {stated} แต่ตัวชี้วัดของเอกสารเดียวกันให้ {derived}
-- en: The recomputed total is {stated}, but the indicators of the same document give {derived}.
-- action_th: ให้แก้กฎที่คำนวณคะแนนรวม (0.30 IIT + 0.30 EIT + 0.40 OIT)
-- action_en: Mend the rule that recomputes totals (0.30 IIT + 0.30 EIT + 0.40 OIT).
-- Derived a second time, independently of the extraction: null unless all ten indicators are there. The
-- weights hold for the fiscal years 2562-2566 and those that follow until a framework says otherwise.
WITH derived AS (
    SELECT
        document_id,
        organization_id,
        fiscal_year,
        CASE WHEN count(DISTINCT indicator_no) = 10 THEN
            0.30 * avg(CAST(score AS DOUBLE)) FILTER (WHERE indicator_no BETWEEN 1 AND 5)
            + 0.30 * avg(CAST(score AS DOUBLE)) FILTER (WHERE indicator_no BETWEEN 6 AND 8)
            + 0.40 * avg(CAST(score AS DOUBLE)) FILTER (WHERE indicator_no BETWEEN 9 AND 10)
        END AS total
    FROM core.indicator_scores
    GROUP BY document_id, organization_id, fiscal_year
)
SELECT
    'core.assessments' AS table_name,
    assessments.assessment_id AS record_id,
    'overall_recomputed' AS column_name,
    assessments.document_id AS document_id,
    assessments.overall_recomputed AS stated,
    round(derived.total, 6) AS derived
FROM core.assessments AS assessments
LEFT JOIN derived
    ON derived.document_id = assessments.document_id
    AND derived.organization_id = assessments.organization_id
    AND derived.fiscal_year IS NOT DISTINCT FROM assessments.fiscal_year
WHERE (assessments.overall_recomputed IS NULL) <> (derived.total IS NULL)
    OR abs(CAST(assessments.overall_recomputed AS DOUBLE) - derived.total) > 0.000002
