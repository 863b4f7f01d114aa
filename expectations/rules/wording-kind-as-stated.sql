-- id: wording-kind-as-stated
-- version: 1
-- level: warehouse
-- severity: error
-- scope: whole
-- tables: mart.copied_text
-- th: กลุ่มถ้อยคำ {record_id} มี {cluster_organizations} แห่ง แต่ระบุเป็น {kind}
-- en: The wording {record_id} is shared by {cluster_organizations} organizations and called {kind}.
-- action_th: ให้แก้แบบจำลองของ mart.copied_text (เกิน 20 แห่งคือ template)
-- action_en: Mend the model of mart.copied_text (more than 20 organizations are a template).
SELECT
    'mart.copied_text' AS table_name,
    concat_ws('|', cluster_id, organization_id, measure_id) AS record_id,
    'kind' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    cluster_organizations,
    kind
FROM mart.copied_text
WHERE (kind = 'template') <> (cluster_organizations > 20)
