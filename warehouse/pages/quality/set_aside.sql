-- Documents that gave no facts, by reason, with what to do about it and three examples.
SELECT
    documents.state,
    coalesce(documents.state_reason, '') AS reason,
    count(*) AS documents,
    any_value(rules.message_th) AS message_th,
    any_value(rules.action_th) AS action_th,
    list(documents.file_name ORDER BY documents.received_at DESC, documents.file_name)[:3] AS examples
FROM core.documents AS documents
LEFT JOIN reference.issue_rules AS rules ON rules.rule = documents.state_reason
WHERE documents.state IN ('quarantined', 'out_of_scope')
GROUP BY documents.state, documents.state_reason
ORDER BY documents.state DESC, documents DESC, reason
