-- The checks of the latest run that did not hold, with a row that they object to in words.
WITH latest AS (SELECT run_id FROM quality.runs ORDER BY started_at DESC, run_id DESC LIMIT 1),
objected AS (
    SELECT rule, min_by(message_th, issue_id) AS message_th, min_by(message_en, issue_id) AS message_en
    FROM quality.issues
    WHERE state = 'open'
    GROUP BY rule
)
SELECT
    checks.suite,
    checks.expectation,
    checks.severity,
    checks.observed,
    checks.unexpected_count,
    checks.error,
    objected.message_th,
    objected.message_en,
    count(*) OVER () AS of_all
FROM quality.checks AS checks
SEMI JOIN latest USING (run_id)
LEFT JOIN objected ON objected.rule = checks.expectation
WHERE NOT checks.success
ORDER BY
    array_position(['critical', 'error', 'warning', 'info'], checks.severity),
    checks.unexpected_count DESC,
    checks.expectation
LIMIT 30
