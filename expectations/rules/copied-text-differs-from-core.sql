-- id: copied-text-differs-from-core
-- version: 2
-- level: warehouse
-- severity: error
-- scope: whole
-- tables: mart.copied_text, core.measures
-- th: กลุ่มถ้อยคำ {record_id} ไม่ตรงกับมาตรการใน core.measures หรือนับสมาชิกผิด
-- en: The wording {record_id} is not that of its measure in core.measures, or its sizes are wrong.
-- action_th: ให้แก้แบบจำลองของ mart.copied_text
-- action_en: Mend the model of mart.copied_text.
-- A cluster is of one year, its rows are current and sure, and a measure told in several rounds stands once.
WITH copied AS (
    SELECT
        stated.*,
        measures.measure_key,
        measures.measure_id IS NOT NULL
            AND stated.organization_id IS NOT DISTINCT FROM measures.organization_id
            AND stated.document_id IS NOT DISTINCT FROM measures.document_id
            AND stated.fiscal_year IS NOT DISTINCT FROM measures.fiscal_year
            AND stated.wording IS NOT DISTINCT FROM concat_ws(' ', measures.title, measures.steps)
            AS is_of_measure
    FROM mart.copied_text AS stated
    LEFT JOIN core.measures AS measures
        ON measures.measure_id = stated.measure_id AND measures.is_current AND measures.certainty = 'sure'
), clusters AS (
    SELECT
        cluster_id,
        count(*) AS measures_here,
        count(DISTINCT organization_id) AS organizations_here,
        count(DISTINCT fiscal_year) AS years_here
    FROM copied
    GROUP BY cluster_id
), told_twice AS (
    SELECT cluster_id, organization_id, measure_key
    FROM copied
    GROUP BY cluster_id, organization_id, measure_key
    HAVING count(*) > 1
)
SELECT
    'mart.copied_text' AS table_name,
    concat_ws('|', copied.cluster_id, copied.organization_id, copied.measure_id) AS record_id,
    'cluster_organizations' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id
FROM copied
JOIN clusters ON clusters.cluster_id IS NOT DISTINCT FROM copied.cluster_id
LEFT JOIN told_twice
    ON told_twice.cluster_id IS NOT DISTINCT FROM copied.cluster_id
    AND told_twice.organization_id IS NOT DISTINCT FROM copied.organization_id
    AND told_twice.measure_key IS NOT DISTINCT FROM copied.measure_key
WHERE NOT copied.is_of_measure
    OR copied.cluster_measures <> clusters.measures_here
    OR copied.cluster_organizations <> clusters.organizations_here
    OR clusters.years_here > 1
    OR told_twice.cluster_id IS NOT NULL
