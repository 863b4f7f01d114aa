-- All documents by state. A package (zip) is none: its files are.
WITH told AS (
    SELECT organization_id, CASE WHEN state_reason = 'package-unpacked' THEN 'package' ELSE state END AS state
    FROM core.documents
)
SELECT state, count(*) AS documents, count(DISTINCT organization_id) AS organizations
FROM told
GROUP BY state
ORDER BY array_position(['loaded', 'superseded', 'quarantined', 'out_of_scope', 'package'], state)
