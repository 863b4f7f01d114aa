-- One row: an open issue of the organization, the gravest first; no more than a page can hold.
SELECT
    organization_id AS page,
    CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END AS position,
    rule,
    issue_id,
    severity,
    left(message_th, 240) AS message_th,
    left(message_en, 240) AS message_en,
    source_line,
    document_id,
    count(*) OVER (PARTITION BY organization_id) AS of_page
FROM quality.issues
WHERE state = 'open' AND organization_id IS NOT NULL
QUALIFY
    row_number() OVER (
        PARTITION BY organization_id
        ORDER BY CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, rule, issue_id
    ) <= 40
