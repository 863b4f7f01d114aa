-- One row: the run that made this publication.
SELECT
    run_id, started_at, as_of, version, documents_new, documents_loaded, documents_quarantined,
    documents_out_of_scope, documents_unchanged
FROM quality.runs
ORDER BY started_at DESC
LIMIT 1
