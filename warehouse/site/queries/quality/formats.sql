-- Documents by the kind of file, and how many of each gave facts. Packages were taken apart, and are not read.
SELECT
    media_type,
    count(*) AS documents,
    count(*) FILTER (state IN ('loaded', 'superseded')) AS loaded,
    count(*) FILTER (state = 'quarantined') AS quarantined,
    count(*) FILTER (state = 'out_of_scope' AND state_reason IS DISTINCT FROM 'package-unpacked') AS out_of_scope,
    count(*) FILTER (state_reason = 'package-unpacked') AS unpacked,
    sum(byte_count) AS bytes
FROM core.documents
GROUP BY media_type
ORDER BY documents DESC, media_type
