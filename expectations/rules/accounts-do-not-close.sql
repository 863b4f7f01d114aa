-- id: accounts-do-not-close
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: quality.runs, core.organizations
-- th: รอบ {record_id} นับ {column_name} ได้ {counted} แต่ส่วนย่อยรวมกันได้ {together}
-- en: The run {record_id} counts {counted} of {column_name}; the parts together are {together}.
-- action_th: มีเอกสารหรือแถวหายไปหรือถูกนับซ้ำ ให้ดูแบบจำลองใน warehouse/models/core และการนับใน warehouse/build.py
-- action_en: Mend the models in warehouse/models/core or the counting in warehouse/build.py: something was lost or counted twice.
-- Documents in = loaded + superseded + set aside + out of scope; rows found = rows loaded + rows set aside.
WITH told AS (
    SELECT *
    FROM quality.runs
    ORDER BY started_at DESC, run_id DESC
    LIMIT 1
), accounts AS (
    SELECT
        run_id,
        'documents_arrived' AS column_name,
        documents_arrived AS counted,
        documents_loaded + documents_superseded + documents_quarantined + documents_out_of_scope AS together
    FROM told
    UNION ALL
    SELECT
        run_id,
        'rows_found',
        rows_found,
        rows_loaded - (SELECT count(*) FROM core.organizations) + rows_set_aside
    FROM told
)
SELECT
    'quality.runs' AS table_name,
    run_id AS record_id,
    column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    counted,
    together
FROM accounts
WHERE counted IS DISTINCT FROM together
