-- One row: one check's outcome in one of the last 29 runs; this run's are added when they are known.
-- Why: to see whether a check fails for the first time or always.
SELECT checks.*
FROM previous_checks AS checks
SEMI JOIN (
    SELECT run_id
    FROM previous_runs
    SEMI JOIN previous_checks USING (run_id)
    ORDER BY started_at DESC, run_id DESC
    LIMIT 29
) AS kept ON kept.run_id = checks.run_id
