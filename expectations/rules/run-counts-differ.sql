-- id: run-counts-differ
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: core.documents, quality.runs
-- th: รอบ {record_id} บันทึกเอกสารที่นำเข้าแล้ว {loaded} กันไว้ตรวจ {quarantined} นอกขอบเขต {out_of_scope} ฉบับ ไม่ตรงกับ core.documents
-- en: The run {record_id} counts {loaded} loaded, {quarantined} set aside, {out_of_scope} out of scope, unlike core.documents.
-- action_th: ให้แก้การนับใน warehouse/build.py
-- action_en: Mend the counting in warehouse/build.py.
-- What came in and what became of it is told once; the run under way is the one that began last.
WITH counted AS (
    SELECT
        count(*) FILTER (WHERE state = 'loaded') AS loaded,
        count(*) FILTER (WHERE state = 'quarantined') AS quarantined,
        count(*) FILTER (WHERE state = 'out_of_scope') AS out_of_scope
    FROM core.documents
), told AS (
    SELECT
        arg_max(run_id, started_at) AS run_id,
        arg_max(documents_loaded, started_at) AS loaded,
        arg_max(documents_quarantined, started_at) AS quarantined,
        arg_max(documents_out_of_scope, started_at) AS out_of_scope
    FROM quality.runs
)
SELECT
    'quality.runs' AS table_name,
    told.run_id AS record_id,
    'documents_loaded' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    told.loaded,
    told.quarantined,
    told.out_of_scope
FROM told
CROSS JOIN counted
WHERE told.loaded <> counted.loaded
    OR told.quarantined <> counted.quarantined
    OR told.out_of_scope <> counted.out_of_scope
