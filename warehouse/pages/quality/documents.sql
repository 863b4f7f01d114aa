-- All documents by state.
SELECT state, count(*) AS documents, count(DISTINCT organization_id) AS organizations
FROM core.documents
GROUP BY state
ORDER BY array_position(['loaded', 'superseded', 'quarantined', 'out_of_scope'], state)
