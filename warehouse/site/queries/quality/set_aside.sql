-- Documents that gave no facts by reason, with what to do about it.
SELECT
    documents.state,
    coalesce(documents.state_reason, '') AS reason,
    count(*) AS documents,
    any_value(rules.message_th) AS message_th,
    any_value(rules.message_en) AS message_en,
    any_value(rules.action_th) AS action_th,
    any_value(rules.action_en) AS action_en
FROM core.documents AS documents
LEFT JOIN reference.issue_rules AS rules ON rules.rule = documents.state_reason
WHERE documents.state IN ('quarantined', 'out_of_scope') AND documents.state_reason IS DISTINCT FROM 'package-unpacked'
GROUP BY documents.state, documents.state_reason
ORDER BY documents.state DESC, documents DESC, reason
