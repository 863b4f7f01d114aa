-- One row: a source and a content that came from it.
-- Why: one content may come under many names, and one name may bring many contents over time.
SELECT
    'd-' || left(sha256, 16) AS document_id,
    source_uri,
    arg_min(file_name, position) AS file_name,
    sha256,
    arg_min(received_at, position) AS received_at,
    arg_max(received_at, position) AS last_received_at,
    arg_min(run_id, position) AS run_id,
    max(position) = max(max(position)) OVER (PARTITION BY source_uri) AS is_latest
FROM journal
GROUP BY sha256, source_uri
