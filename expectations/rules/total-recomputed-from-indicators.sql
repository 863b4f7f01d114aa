-- id: total-recomputed-from-indicators
-- version: 1
-- level: document
-- severity: critical
-- scope: rows
-- tables: core.assessments, core.indicator_scores, reference.instruments
-- th: คะแนนรวมที่คำนวณไว้คือ {stated} แต่ตัวชี้วัดของเอกสารเดียวกันให้ {derived}
-- en: The recomputed total is {stated}, but the indicators of the same document give {derived}.
-- action_th: ให้แก้กฎที่คำนวณคะแนนรวม (0.30 IIT + 0.30 EIT + 0.40 OIT)
-- action_en: Mend the rule that recomputes totals (0.30 IIT + 0.30 EIT + 0.40 OIT).
-- Derived a second time, independently of the extraction: the weighted sum of the instruments' means, null
-- unless every indicator of the framework is there. A year without a framework has the nearest earlier one.
-- Printed scores may have more decimals than the two that are kept: hence half a hundredth.
WITH shares AS (
    SELECT fiscal_year AS framework_year, unnest(indicators) AS indicator_no, weight / len(indicators) AS share
    FROM reference.instruments
), framework_sizes AS (
    SELECT framework_year, count(*) AS indicators FROM shares GROUP BY framework_year
), years AS (
    SELECT
        years.fiscal_year,
        coalesce(
            max(framework_year) FILTER (WHERE framework_year <= coalesce(years.fiscal_year, 9999)),
            min(framework_year)
        ) AS framework_year
    FROM (SELECT DISTINCT fiscal_year FROM core.indicator_scores) AS years
    CROSS JOIN framework_sizes
    GROUP BY years.fiscal_year
), derived AS (
    SELECT
        scores.document_id,
        scores.organization_id,
        scores.fiscal_year,
        CASE WHEN count(*) = any_value(framework_sizes.indicators)
            THEN sum(CAST(scores.score AS DOUBLE) * shares.share)
        END AS total
    FROM core.indicator_scores AS scores
    JOIN years ON years.fiscal_year IS NOT DISTINCT FROM scores.fiscal_year
    JOIN framework_sizes ON framework_sizes.framework_year = years.framework_year
    JOIN shares
        ON shares.framework_year = years.framework_year AND shares.indicator_no = scores.indicator_no
    GROUP BY scores.document_id, scores.organization_id, scores.fiscal_year
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
    OR abs(CAST(assessments.overall_recomputed AS DOUBLE) - derived.total) > 0.005
