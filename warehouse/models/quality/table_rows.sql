-- One row: one table's number of rows in one of the last 29 publications; those of this run are added at its end.
-- Why: what a publication changed includes how many rows came and went, and only the last file is at hand.
SELECT table_rows.*
FROM previous_table_rows AS table_rows
SEMI JOIN (
    SELECT run_id
    FROM previous_runs
    SEMI JOIN previous_table_rows USING (run_id)
    ORDER BY started_at DESC, run_id DESC
    LIMIT 29
) AS kept ON kept.run_id = table_rows.run_id
