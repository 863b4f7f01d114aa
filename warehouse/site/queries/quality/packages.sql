-- Packages (zip) that were taken apart, the latest first, with what became of their files.
WITH members AS (
    SELECT
        regexp_extract(sources.source_uri, '^(.*)!/', 1) AS package_uri,
        documents.state,
        documents.state_reason,
        documents.document_id
    FROM core.document_sources AS sources
    INNER JOIN core.documents AS documents USING (document_id)
    WHERE contains(sources.source_uri, '!/')
)
SELECT
    packages.file_name,
    packages.received_at,
    count(DISTINCT members.document_id) AS members,
    count(DISTINCT members.document_id) FILTER (members.state IN ('loaded', 'superseded')) AS loaded,
    count(DISTINCT members.document_id) FILTER (members.state = 'quarantined') AS quarantined,
    count(DISTINCT members.document_id) FILTER (
        members.state = 'out_of_scope' AND members.state_reason IS DISTINCT FROM 'package-unpacked'
    ) AS out_of_scope,
    count(*) OVER () AS of_all
FROM core.documents AS packages
LEFT JOIN members ON members.package_uri = packages.source_uri
WHERE packages.state_reason = 'package-unpacked'
GROUP BY packages.document_id, packages.file_name, packages.received_at
ORDER BY packages.received_at DESC, packages.file_name, packages.document_id
LIMIT 20
