-- Documents by the kind of file, and how many of each gave facts.
SELECT
    media_type,
    count(*) AS documents,
    count(*) FILTER (state IN ('loaded', 'superseded')) AS loaded,
    count(*) FILTER (state = 'quarantined') AS quarantined,
    sum(byte_count) AS bytes
FROM core.documents
GROUP BY media_type
ORDER BY documents DESC, media_type
