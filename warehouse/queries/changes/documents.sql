-- One row: a state, with its reason, of documents that first arrived since the publication before: how many
-- stand in it now, and examples of their files.
WITH arrived AS (
    SELECT document_id, min_by(run_id, received_at) AS run_id
    FROM core.document_sources
    GROUP BY document_id
),
judged AS (
    SELECT
        documents.state,
        CASE
            WHEN documents.state IN ('quarantined', 'out_of_scope') THEN documents.state_reason
        END AS state_reason,
        documents.file_name,
        documents.received_at
    FROM arrived
    JOIN core.documents AS documents ON documents.document_id = arrived.document_id
    LEFT JOIN core.organizations AS organizations
        ON organizations.organization_id = documents.organization_id
    WHERE list_contains(CAST($since AS VARCHAR[]), arrived.run_id)
        AND (
            len(CAST($provinces AS VARCHAR[])) = 0
            OR list_contains(CAST($provinces AS VARCHAR[]), organizations.province)
        )
)
SELECT
    state,
    state_reason,
    count(*) AS documents,
    list(file_name ORDER BY received_at, file_name)[:3] AS examples
FROM judged
GROUP BY state, state_reason
ORDER BY
    array_position(['loaded', 'superseded', 'quarantined', 'out_of_scope'], state),
    documents DESC,
    state_reason
