-- id: run-rows-differ
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: quality.runs, core.organizations, core.assessments, core.indicator_scores, core.measures, core.measure_deadlines, core.measure_departments, core.disclosures, core.evidence_links, core.evidence, core.unknowns
-- th: รอบ {record_id} บันทึกว่าโหลด {told} แถว แต่ในคลังมี {counted} แถว
-- en: The run {record_id} tells of {told} rows loaded; the warehouse holds {counted}.
-- action_th: ให้แก้การนับใน warehouse/build.py หรือแบบจำลองที่ทำแถวหาย
-- action_en: Mend the counting in warehouse/build.py, or the model that lost rows.
WITH counted AS (
    SELECT
        (SELECT count(*) FROM core.organizations)
        + (SELECT count(*) FROM core.assessments)
        + (SELECT count(*) FROM core.indicator_scores)
        + (SELECT count(*) FROM core.measures)
        + (SELECT count(*) FROM core.measure_deadlines)
        + (SELECT count(*) FROM core.measure_departments)
        + (SELECT count(*) FROM core.disclosures)
        + (SELECT count(*) FROM core.evidence_links)
        + (SELECT count(*) FROM core.evidence)
        + (SELECT count(*) FROM core.unknowns) AS rows_there
), told AS (
    SELECT arg_max(run_id, started_at) AS run_id, arg_max(rows_loaded, started_at) AS rows_loaded
    FROM quality.runs
)
SELECT
    'quality.runs' AS table_name,
    told.run_id AS record_id,
    'rows_loaded' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    told.rows_loaded AS told,
    counted.rows_there AS counted
FROM told
CROSS JOIN counted
WHERE told.rows_loaded <> counted.rows_there
