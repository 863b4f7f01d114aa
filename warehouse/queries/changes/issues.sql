-- One row: a rule and a severity: how many issues of it the run found for the first time, or no longer found,
-- with an example. One that was closed as soon as it was found (of a superseded document) is neither.
WITH known AS (
    SELECT
        issues.*,
        CASE WHEN issues.first_run_id = $run_id THEN 'new' ELSE 'closed' END AS what,
        coalesce(issues.organization_id, documents.organization_id) AS is_of,
        documents.file_name
    FROM quality.issues AS issues
    LEFT JOIN core.documents AS documents ON documents.document_id = issues.document_id
    WHERE (issues.first_run_id = $run_id) <> coalesce(issues.closed_run_id = $run_id, FALSE)
),
named AS (
    SELECT
        known.*,
        coalesce(types.abbreviation, '') || organizations.name AS organization
    FROM known
    LEFT JOIN core.organizations AS organizations ON organizations.organization_id = known.is_of
    LEFT JOIN reference.organization_types AS types
        ON types.organization_type = organizations.organization_type
    WHERE len(CAST($provinces AS VARCHAR[])) = 0 OR list_contains(CAST($provinces AS VARCHAR[]), organizations.province)
)
SELECT
    what,
    severity,
    rule,
    count(*) AS issues,
    count(DISTINCT document_id) AS documents,
    count(DISTINCT is_of) AS organizations,
    min_by(
        {
            'issue_id': issue_id,
            'organization': organization,
            'file_name': file_name,
            'source_line': source_line,
            'message_th': message_th,
            'message_en': message_en
        },
        (organization IS NULL, file_name IS NULL, issue_id)
    ) AS example,
    any_value(sums.documents) AS documents_of_all
FROM named
JOIN (SELECT what, count(DISTINCT document_id) AS documents FROM named GROUP BY what) AS sums USING (what)
GROUP BY what, severity, rule
ORDER BY what DESC, array_position(['error', 'warning', 'info'], severity), issues DESC, rule
