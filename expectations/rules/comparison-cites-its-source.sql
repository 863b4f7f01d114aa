-- id: comparison-cites-its-source
-- version: 2
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.score_comparison, mart.indicator_comparison, mart.instrument_comparison, core.assessments, core.indicator_scores
-- th: {table_name} {record_id} อ้าง {cited} ซึ่งบอกอย่างอื่น
-- en: {table_name} {record_id} cites {cited}, which says something else.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
-- What is ranked is the printed total, else the recomputed one rounded half up; the level goes the same way.
SELECT
    'mart.score_comparison' AS table_name,
    concat_ws('|', shown.organization_id, shown.fiscal_year) AS record_id,
    'overall' AS column_name,
    shown.document_id AS document_id,
    shown.assessment_id AS cited
FROM mart.score_comparison AS shown
LEFT JOIN core.assessments AS cited
    ON cited.assessment_id = shown.assessment_id
    AND cited.organization_id = shown.organization_id
    AND cited.fiscal_year = shown.fiscal_year
    AND cited.is_current
    AND cited.certainty = 'sure'
WHERE row(
        shown.overall_score, shown.overall_recomputed, shown.level_recomputed, shown.iit_score, shown.eit_score,
        shown.oit_score, shown.reconciliation, shown.document_id, shown.source_line
    ) IS DISTINCT FROM row(
        cited.overall_score, cited.overall_recomputed, cited.level_recomputed, cited.iit_score, cited.eit_score,
        cited.oit_score, cited.reconciliation, cited.document_id, cited.source_line
    )
    OR shown.assessment_id IS DISTINCT FROM cited.assessment_id
    OR CAST(100 * shown.overall AS BIGINT) IS DISTINCT FROM coalesce(
        CAST(100 * cited.overall_score AS BIGINT), CAST(floor(100 * cited.overall_recomputed + 0.5) AS BIGINT)
    )
    OR shown.level IS DISTINCT FROM coalesce(cited.level, cited.level_recomputed)
    OR shown.score_basis IS DISTINCT FROM CASE
        WHEN shown.overall IS NULL THEN NULL WHEN cited.overall_score IS NULL THEN 'recomputed' ELSE 'printed'
    END
    OR shown.level_basis IS DISTINCT FROM CASE
        WHEN shown.level IS NULL THEN NULL WHEN cited.level IS NULL THEN 'recomputed' ELSE 'printed'
    END
UNION ALL
SELECT
    'mart.indicator_comparison',
    concat_ws('|', shown.organization_id, shown.fiscal_year, shown.indicator_no),
    'score',
    shown.document_id,
    shown.score_id
FROM mart.indicator_comparison AS shown
LEFT JOIN core.indicator_scores AS cited
    ON cited.score_id = shown.score_id
    AND cited.organization_id = shown.organization_id
    AND cited.fiscal_year = shown.fiscal_year
    AND cited.indicator_no = shown.indicator_no
    AND cited.is_current
    AND cited.certainty = 'sure'
WHERE row(shown.score_id, shown.score, shown.method, shown.document_id, shown.source_line)
    IS DISTINCT FROM row(cited.score_id, cited.score, cited.method, cited.document_id, cited.source_line)
UNION ALL
SELECT
    'mart.instrument_comparison',
    concat_ws('|', shown.organization_id, shown.fiscal_year, shown.instrument),
    'score',
    shown.document_id,
    shown.document_id
FROM mart.instrument_comparison AS shown
LEFT JOIN core.assessments AS cited
    ON cited.organization_id = shown.organization_id
    AND cited.fiscal_year = shown.fiscal_year
    AND cited.is_current
    AND cited.certainty = 'sure'
WHERE row(shown.document_id, shown.source_line) IS DISTINCT FROM row(cited.document_id, cited.source_line)
