-- id: latest-round-once
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.completion_by_organization
-- th: {record_id} มีรอบล่าสุด {latest} รอบ ต้องมีหนึ่งรอบ
-- en: {record_id} has {latest} latest rounds; there is one.
-- action_th: ให้แก้แบบจำลองที่กำหนด is_latest_round
-- action_en: Mend the model that decides is_latest_round.
-- Rounds of one year tell of the same measures: who filters by is_latest_round must count each once.
SELECT
    'mart.completion_by_organization' AS table_name,
    concat_ws('|', organization_id, fiscal_year) AS record_id,
    'is_latest_round' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    count(*) FILTER (WHERE is_latest_round) AS latest
FROM mart.completion_by_organization
GROUP BY organization_id, fiscal_year
HAVING count(*) FILTER (WHERE is_latest_round) <> 1
