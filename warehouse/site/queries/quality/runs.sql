-- The last 30 runs, the latest first; those that published nothing too.
SELECT
    run_id,
    started_at,
    finished_at,
    state,
    version,
    as_of,
    documents_new,
    documents_loaded,
    documents_quarantined,
    documents_out_of_scope,
    documents_unchanged,
    rows_loaded,
    accepted_rule,
    accepted_reason,
    error,
    date_diff('second', started_at, finished_at) AS seconds
FROM quality.runs
ORDER BY started_at DESC, run_id DESC
LIMIT 30
