-- One row: one figure that people quote, as text, with the documents it rests on.
-- Why: held against the previous publication, it gives quality.figure_changes. Run once on the new file
-- (figures_now) and once on the previous one (figures_before): only columns that are promised to users.
WITH results AS (
    SELECT
        concat_ws('|', organization_id, fiscal_year) AS key,
        CAST(overall_score AS VARCHAR) AS overall_score,
        level,
        CAST(overall_recomputed AS VARCHAR) AS overall_recomputed,
        [document_id] AS documents
    FROM core.assessments
    WHERE is_current AND certainty = 'sure' AND fiscal_year IS NOT NULL
),
completion AS (
    SELECT
        concat_ws('|', organization_id, fiscal_year, coalesce(reporting_round, '')) AS key,
        CAST(measures AS VARCHAR) AS measures,
        CAST(reported AS VARCHAR) AS reported,
        CAST(completed AS VARCHAR) AS completed,
        documents
    FROM mart.completion_by_organization
    WHERE measures > 0
)
SELECT 'core.assessments' AS table_name, key, column_name, value, documents
FROM (UNPIVOT results ON overall_score, level, overall_recomputed INTO NAME column_name VALUE value)
UNION ALL
SELECT
    'core.indicator_scores',
    concat_ws('|', organization_id, fiscal_year, indicator_no),
    'score',
    CAST(score AS VARCHAR),
    [document_id]
FROM core.indicator_scores
WHERE is_current AND certainty = 'sure' AND fiscal_year IS NOT NULL
UNION ALL
SELECT 'mart.completion_by_organization', key, column_name, value, documents
FROM (UNPIVOT completion ON measures, reported, completed INTO NAME column_name VALUE value)
