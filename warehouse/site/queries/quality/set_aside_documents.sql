-- Documents that gave no facts, those that wait for somebody first, the latest of each first; with the issue that
-- says why. `of_state` counts all of the state, also those that are not listed.
WITH said AS (
    SELECT document_id, rule, min_by(message_th, issue_id) AS message_th, min_by(message_en, issue_id) AS message_en
    FROM quality.issues
    WHERE state = 'open' AND document_id IS NOT NULL
    GROUP BY document_id, rule
)
SELECT
    documents.state,
    documents.file_name,
    documents.received_at,
    documents.source_uri,
    coalesce(documents.state_reason, '') AS reason,
    coalesce(said.message_th, rules.message_th) AS message_th,
    coalesce(said.message_en, rules.message_en) AS message_en,
    organizations.organization_id,
    organizations.full_name,
    organizations.province,
    count(*) OVER (PARTITION BY documents.state) AS of_state
FROM core.documents AS documents
LEFT JOIN said ON said.document_id = documents.document_id AND said.rule = documents.state_reason
LEFT JOIN reference.issue_rules AS rules ON rules.rule = documents.state_reason
LEFT JOIN core.organizations AS organizations ON organizations.organization_id = documents.organization_id
WHERE documents.state IN ('quarantined', 'out_of_scope') AND documents.state_reason IS DISTINCT FROM 'package-unpacked'
QUALIFY row_number() OVER (
    PARTITION BY documents.state ORDER BY documents.received_at DESC, documents.file_name, documents.document_id
) <= CASE documents.state WHEN 'quarantined' THEN 30 ELSE 15 END
ORDER BY documents.state DESC, documents.received_at DESC, documents.file_name, documents.document_id
