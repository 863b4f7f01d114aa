-- id: comparison-differs-from-core
-- version: 2
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.score_comparison, mart.indicator_comparison, mart.instrument_comparison, core.assessments, core.indicator_scores, core.documents
-- th: {table_name} {record_id}: คะแนนในตารางเปรียบเทียบคือ {in_mart} แต่ในข้อเท็จจริงคือ {in_core}
-- en: {table_name} {record_id}: the comparison has {in_mart}, the facts have {in_core}.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
-- Looked up again from the facts: current, sure figures of loaded documents whose year is known.
WITH loaded AS (
    SELECT document_id FROM core.documents WHERE state = 'loaded'
), facts AS (
    SELECT 'mart.score_comparison' AS table_name, concat_ws('|', organization_id, fiscal_year) AS record_id,
        overall_score AS figure
    FROM core.assessments AS assessments
    SEMI JOIN loaded ON loaded.document_id = assessments.document_id
    WHERE is_current AND certainty = 'sure' AND fiscal_year IS NOT NULL
    UNION ALL
    SELECT 'mart.indicator_comparison', concat_ws('|', organization_id, fiscal_year, indicator_no), score
    FROM core.indicator_scores AS scores
    SEMI JOIN loaded ON loaded.document_id = scores.document_id
    WHERE is_current AND certainty = 'sure' AND fiscal_year IS NOT NULL
    UNION ALL
    SELECT 'mart.instrument_comparison', concat_ws('|', organization_id, fiscal_year, instrument),
        CAST(floor(100 * mean + 0.5) / 100 AS DECIMAL(5, 2))
    FROM (
        SELECT organization_id, fiscal_year, document_id, unnest(['IIT', 'EIT', 'OIT']) AS instrument,
            unnest([iit_score, eit_score, oit_score]) AS mean
        FROM core.assessments
        WHERE is_current AND certainty = 'sure' AND fiscal_year IS NOT NULL
    ) AS means
    SEMI JOIN loaded ON loaded.document_id = means.document_id
    WHERE mean IS NOT NULL
), compared AS (
    SELECT 'mart.score_comparison' AS table_name, concat_ws('|', organization_id, fiscal_year) AS record_id,
        overall_score AS figure
    FROM mart.score_comparison
    UNION ALL
    SELECT 'mart.indicator_comparison', concat_ws('|', organization_id, fiscal_year, indicator_no), score
    FROM mart.indicator_comparison
    UNION ALL
    SELECT 'mart.instrument_comparison', concat_ws('|', organization_id, fiscal_year, instrument), score
    FROM mart.instrument_comparison
)
SELECT
    coalesce(compared.table_name, facts.table_name) AS table_name,
    coalesce(compared.record_id, facts.record_id) AS record_id,
    CAST(NULL AS VARCHAR) AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    compared.figure AS in_mart,
    facts.figure AS in_core
FROM compared
FULL JOIN facts ON facts.table_name = compared.table_name AND facts.record_id = compared.record_id
WHERE compared.figure IS DISTINCT FROM facts.figure
    OR compared.record_id IS NULL
