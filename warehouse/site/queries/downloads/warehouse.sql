-- One row: how much the whole warehouse holds.
WITH latest AS (SELECT run_id FROM quality.runs ORDER BY started_at DESC, run_id DESC LIMIT 1)
SELECT count(*) AS tables, sum(rows) AS rows
FROM quality.table_rows
SEMI JOIN latest USING (run_id)
