-- One row: an organization that had figures before the run and none after it, that no other code follows:
-- what took them, and, as far as this file knows, what became of the documents that gave them.
WITH gone AS (
    SELECT *
    FROM run_organizations
    WHERE figures_before > 0 AND figures_after = 0
        AND organization_id NOT IN (SELECT old_id FROM run_successions)
),
figures_gone AS MATERIALIZED (
    SELECT DISTINCT organization_id, cause, old_document_id
    FROM run_figures
    SEMI JOIN gone USING (organization_id)
),
causes AS (
    SELECT organization_id, list_sort(list(DISTINCT cause)) AS causes
    FROM figures_gone
    GROUP BY organization_id
),
of_documents AS (
    -- Of a superseded one the newer content of the same address says whose it is now.
    SELECT DISTINCT
        figures.organization_id,
        documents.document_id,
        documents.file_name,
        documents.state,
        documents.state_reason,
        documents.superseded_by,
        CASE WHEN documents.state = 'superseded' THEN newer.organization_id ELSE documents.organization_id END
            AS is_of
    FROM figures_gone AS figures
    JOIN core.documents AS documents ON documents.document_id = figures.old_document_id
    LEFT JOIN core.documents AS newer ON newer.document_id = documents.superseded_by
),
listed AS (
    SELECT
        of_documents.organization_id,
        list(
            {
                'document_id': of_documents.document_id,
                'file_name': of_documents.file_name,
                'state': of_documents.state,
                'state_reason': of_documents.state_reason,
                'superseded_by': of_documents.superseded_by,
                'organization_id': of_documents.is_of,
                'label': coalesce(types.abbreviation, '') || named.name
            }
            ORDER BY of_documents.file_name, of_documents.document_id
        ) AS documents
    FROM of_documents
    LEFT JOIN core.organizations AS named ON named.organization_id = of_documents.is_of
    LEFT JOIN reference.organization_types AS types ON types.organization_type = named.organization_type
    GROUP BY of_documents.organization_id
),
waiting AS (
    SELECT organization_id, count(*) AS waiting
    FROM (
        SELECT organization_id, certainty FROM core.assessments
        UNION ALL
        SELECT organization_id, certainty FROM core.indicator_scores
        UNION ALL
        SELECT organization_id, certainty FROM core.measures
    )
    WHERE certainty <> 'sure'
    GROUP BY organization_id
),
told AS (
    SELECT record_id AS organization_id, any_value(issue_id) AS issue_id
    FROM quality.issues
    WHERE rule = 'organization-vanished'
    GROUP BY record_id
)
SELECT
    gone.organization_id,
    gone.label,
    gone.amphoe,
    gone.province,
    gone.figures_before AS figures,
    gone.figures_now,
    causes.causes,
    coalesce(listed.documents, []) AS documents,
    coalesce(waiting.waiting, 0) AS waiting,
    told.issue_id
FROM gone
LEFT JOIN causes ON causes.organization_id = gone.organization_id
LEFT JOIN listed ON listed.organization_id = gone.organization_id
LEFT JOIN waiting ON waiting.organization_id = gone.organization_id
LEFT JOIN told ON told.organization_id = gone.organization_id
WHERE len(CAST($provinces AS VARCHAR[])) = 0 OR list_contains(CAST($provinces AS VARCHAR[]), gone.province)
ORDER BY gone.province, gone.label, gone.organization_id
