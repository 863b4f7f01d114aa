-- id: copied-text-differs-from-core
-- version: 1
-- level: warehouse
-- severity: error
-- scope: whole
-- tables: mart.copied_text, core.measures
-- th: กลุ่มถ้อยคำ {record_id} ไม่ตรงกับมาตรการใน core.measures หรือนับสมาชิกผิด
-- en: The wording {record_id} is not that of its measure in core.measures, or its sizes are wrong.
-- action_th: ให้แก้แบบจำลองของ mart.copied_text
-- action_en: Mend the model of mart.copied_text.
-- A cluster is of one year, its rows are current and sure, and a measure told in several rounds stands once.
WITH sized AS (
    SELECT
        copied.*,
        count(*) OVER of_cluster AS rows_here,
        len(list_distinct(list(copied.organization_id) OVER of_cluster)) AS organizations_here,
        count(*) OVER (PARTITION BY copied.cluster_id, copied.organization_id, measures.measure_key) AS tellings,
        len(list_distinct(list(copied.fiscal_year) OVER of_cluster)) AS years_here,
        measures.measure_id IS NOT NULL AS is_known,
        row(
            measures.organization_id, measures.document_id, measures.fiscal_year,
            concat_ws(' ', measures.title, measures.steps)
        ) AS of_measure
    FROM mart.copied_text AS copied
    LEFT JOIN core.measures AS measures
        ON measures.measure_id = copied.measure_id AND measures.is_current AND measures.certainty = 'sure'
    WINDOW of_cluster AS (PARTITION BY copied.cluster_id)
)
SELECT
    'mart.copied_text' AS table_name,
    concat_ws('|', cluster_id, organization_id, measure_id) AS record_id,
    'cluster_organizations' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id
FROM sized
WHERE NOT is_known
    OR row(organization_id, document_id, fiscal_year, wording) IS DISTINCT FROM of_measure
    OR cluster_measures <> rows_here
    OR cluster_organizations <> organizations_here
    OR tellings > 1
    OR years_here > 1
