-- One row: one doubt or fault, open while it is found, closed and kept once it is not.
-- Why: work on issues spans many runs; an issue keeps its id and the run that first found it. Issues of
-- superseded documents need nobody any more. Those of the checks (origin check) are carried as they were:
-- the checks run after this, and record_checks decides.
WITH found AS (
    SELECT
        extracted.* REPLACE (
            CASE
                WHEN contains(extracted.table_name, '.') THEN extracted.table_name
                ELSE 'core.' || extracted.table_name
            END AS table_name
        ),
        'extraction' AS origin,
        CASE WHEN standing.state = 'superseded' THEN 'closed' ELSE 'open' END AS state
    FROM store.extracted.issues AS extracted
    JOIN document_standing AS standing ON standing.document_id = extracted.document_id
    UNION ALL BY NAME
    SELECT *, 'model' AS origin, 'open' AS state FROM issues_not_read
    UNION ALL BY NAME
    SELECT *, 'model' AS origin, 'open' AS state FROM issues_documents_disagree
    UNION ALL BY NAME
    SELECT *, 'model' AS origin, 'open' AS state FROM issues_settled_displaced
),
now_found AS (
    SELECT DISTINCT ON (issue_id) *
    FROM found
    ORDER BY issue_id, record_id
)
SELECT
    now_found.*,
    getvariable('run_id') AS run_id,
    coalesce(before.first_run_id, getvariable('run_id')) AS first_run_id,
    CASE
        WHEN now_found.state = 'closed' THEN coalesce(before.closed_run_id, getvariable('run_id'))
    END AS closed_run_id
FROM now_found
LEFT JOIN previous_issues AS before ON before.issue_id = now_found.issue_id
UNION ALL BY NAME
SELECT
    before.* REPLACE (
        CASE WHEN before.origin = 'check' THEN before.state ELSE 'closed' END AS state,
        CASE
            WHEN before.origin = 'check' OR before.state = 'closed' THEN before.closed_run_id
            ELSE getvariable('run_id')
        END AS closed_run_id
    )
FROM previous_issues AS before
ANTI JOIN now_found ON now_found.issue_id = before.issue_id
