-- One row: a table with its number of rows in the publications of the run and of the one before; null where
-- that is not known (not kept any more, or the table did not exist).
SELECT
    table_name,
    any_value(rows) FILTER (run_id = $previous_id) AS rows_before,
    any_value(rows) FILTER (run_id = $run_id) AS rows_after
FROM quality.table_rows
WHERE run_id IN ($run_id, $previous_id)
GROUP BY table_name
HAVING count(*) FILTER (run_id = $run_id) > 0
ORDER BY table_name
