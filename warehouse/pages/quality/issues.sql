-- Open issues by rule, the gravest and most frequent first.
WITH latest AS (SELECT run_id FROM quality.runs ORDER BY started_at DESC, run_id DESC LIMIT 1)
SELECT
    issues.rule,
    issues.severity,
    count(*) AS issues,
    count(*) FILTER (issues.first_run_id = latest.run_id) AS new_issues,
    count(DISTINCT issues.document_id) AS documents,
    count(DISTINCT issues.organization_id) AS organizations,
    any_value(rules.action_th) AS action_th,
    min(issues.message_th) AS message_th
FROM quality.issues AS issues
CROSS JOIN latest
LEFT JOIN reference.issue_rules AS rules ON rules.rule = issues.rule
WHERE issues.state = 'open'
GROUP BY issues.rule, issues.severity
ORDER BY array_position(['critical', 'error', 'warning', 'info'], issues.severity), issues DESC, issues.rule
