-- The checks of the latest run by level and severity.
SELECT
    split_part(suite, '/', 1) AS level,
    count(*) AS checks,
    count(*) FILTER (success) AS held,
    count(*) FILTER (NOT success AND error IS NULL) AS failed,
    count(*) FILTER (error IS NOT NULL) AS broken
FROM quality.checks
WHERE run_id = (SELECT run_id FROM quality.runs ORDER BY started_at DESC, run_id DESC LIMIT 1)
GROUP BY level
ORDER BY array_position(['field', 'document', 'warehouse', 'time'], level)
