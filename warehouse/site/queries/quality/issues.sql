-- Open issues by rule, the gravest and most frequent first. `name_…` is what the rule says, still with the {places} that
-- an issue fills; a rule of the checks has none.
WITH latest AS (SELECT run_id FROM quality.runs ORDER BY started_at DESC, run_id DESC LIMIT 1)
SELECT
    issues.rule,
    issues.severity,
    count(*) AS issues,
    count(*) FILTER (issues.first_run_id = latest.run_id) AS new_issues,
    count(DISTINCT issues.document_id) AS documents,
    count(DISTINCT issues.organization_id) AS organizations,
    any_value(rules.message_th) AS name_th,
    any_value(rules.message_en) AS name_en,
    any_value(rules.action_th) AS action_th,
    any_value(rules.action_en) AS action_en,
    min_by(issues.message_th, issues.issue_id) AS message_th,
    min_by(issues.message_en, issues.issue_id) AS message_en,
    count(*) OVER () AS of_all,
    sum(count(*)) OVER () AS issues_of_all
FROM quality.issues AS issues
CROSS JOIN latest
LEFT JOIN reference.issue_rules AS rules ON rules.rule = issues.rule
WHERE issues.state = 'open'
GROUP BY issues.rule, issues.severity
ORDER BY array_position(['critical', 'error', 'warning', 'info'], issues.severity), issues DESC, issues.rule
LIMIT 40
