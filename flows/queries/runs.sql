-- One row: a run, the latest first; times are UTC. $limit: how many.
SELECT
    run_id, started_at, finished_at, state, documents_new, documents_loaded, documents_quarantined,
    documents_out_of_scope, documents_unchanged, rows_loaded, version, as_of, accepted_rule,
    accepted_reason, error
FROM quality.runs
ORDER BY started_at DESC
LIMIT $limit
