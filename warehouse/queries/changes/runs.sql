-- One row: a run, the latest first.
SELECT
    run_id,
    started_at,
    finished_at,
    state,
    as_of,
    version,
    documents_new,
    documents_loaded,
    documents_superseded,
    documents_quarantined,
    documents_out_of_scope,
    rows_loaded
FROM quality.runs
ORDER BY started_at DESC, run_id DESC
