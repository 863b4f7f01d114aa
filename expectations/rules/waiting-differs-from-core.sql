-- id: waiting-differs-from-core
-- version: 2
-- level: warehouse
-- severity: error
-- scope: whole
-- tables: mart.score_comparison, mart.indicator_comparison, mart.instrument_comparison, core.assessments, core.indicator_scores, core.documents
-- th: {table_name} {record_id} บอกว่ารอตรวจ {told} แถว แต่ในข้อเท็จจริงมี {counted} แถว
-- en: {table_name} {record_id} says that {told} rows wait for review; the facts have {counted}.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
-- What waits is shown beside every figure, and stands in the table where nothing else is known of a year.
WITH loaded AS (
    SELECT document_id FROM core.documents WHERE state = 'loaded'
), waiting AS (
    SELECT 'mart.score_comparison' AS table_name, concat_ws('|', organization_id, fiscal_year) AS record_id
    FROM core.assessments AS assessments
    SEMI JOIN loaded ON loaded.document_id = assessments.document_id
    WHERE certainty = 'needs_review' AND fiscal_year IS NOT NULL
    UNION ALL
    SELECT 'mart.indicator_comparison', concat_ws('|', organization_id, fiscal_year, indicator_no)
    FROM core.indicator_scores AS scores
    SEMI JOIN loaded ON loaded.document_id = scores.document_id
    WHERE certainty = 'needs_review' AND fiscal_year IS NOT NULL
), counted AS (
    SELECT table_name, record_id, count(*) AS rows_waiting FROM waiting GROUP BY table_name, record_id
), told AS (
    SELECT 'mart.score_comparison' AS table_name, concat_ws('|', organization_id, fiscal_year) AS record_id,
        waiting_for_review
    FROM mart.score_comparison
    UNION ALL
    SELECT 'mart.indicator_comparison', concat_ws('|', organization_id, fiscal_year, indicator_no),
        waiting_for_review
    FROM mart.indicator_comparison
)
SELECT
    coalesce(told.table_name, counted.table_name) AS table_name,
    coalesce(told.record_id, counted.record_id) AS record_id,
    'waiting_for_review' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    coalesce(told.waiting_for_review, 0) AS told,
    coalesce(counted.rows_waiting, 0) AS counted
FROM told
FULL JOIN counted ON counted.table_name = told.table_name AND counted.record_id = told.record_id
WHERE coalesce(told.waiting_for_review, 0) <> coalesce(counted.rows_waiting, 0)
UNION ALL
SELECT
    'mart.instrument_comparison',
    concat_ws('|', shown.organization_id, shown.fiscal_year, shown.instrument),
    'waiting_for_review',
    CAST(NULL AS VARCHAR),
    shown.waiting_for_review,
    coalesce(counted.rows_waiting, 0)
FROM mart.instrument_comparison AS shown
LEFT JOIN counted
    ON counted.table_name = 'mart.score_comparison'
    AND counted.record_id = concat_ws('|', shown.organization_id, shown.fiscal_year)
WHERE shown.waiting_for_review <> coalesce(counted.rows_waiting, 0)
