-- id: completion-differs-from-core
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.completion_by_organization, core.measures, core.documents
-- th: {record_id}: ตารางเปรียบเทียบมี {in_mart} มาตรการ แต่ core.measures มี {in_core}
-- en: {record_id}: the mart has {in_mart} measures, core.measures has {in_core}.
-- action_th: ให้แก้แบบจำลองของ mart.completion_by_organization
-- action_en: Mend the model of mart.completion_by_organization.
-- Counted again from the facts: current, sure measures of loaded documents whose year is known.
WITH counted AS (
    SELECT measures.organization_id, measures.fiscal_year, measures.reporting_round, count(*) AS measures
    FROM core.measures AS measures
    SEMI JOIN (SELECT document_id FROM core.documents WHERE state = 'loaded') AS loaded
        ON loaded.document_id = measures.document_id
    WHERE measures.is_current AND measures.certainty = 'sure' AND measures.fiscal_year IS NOT NULL
    GROUP BY measures.organization_id, measures.fiscal_year, measures.reporting_round
)
SELECT
    'mart.completion_by_organization' AS table_name,
    concat_ws(
        '|',
        coalesce(shown.organization_id, counted.organization_id),
        coalesce(shown.fiscal_year, counted.fiscal_year),
        coalesce(shown.reporting_round, counted.reporting_round)
    ) AS record_id,
    'measures' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    coalesce(shown.measures, 0) AS in_mart,
    coalesce(counted.measures, 0) AS in_core
FROM mart.completion_by_organization AS shown
FULL JOIN counted
    ON counted.organization_id = shown.organization_id
    AND counted.fiscal_year = shown.fiscal_year
    AND counted.reporting_round IS NOT DISTINCT FROM shown.reporting_round
WHERE coalesce(shown.measures, 0) <> coalesce(counted.measures, 0)
