-- One row: an open issue of the organization, the gravest first; no more than a page can hold. What says the
-- same of several values is one row, with the places (document|line) that it stands at.
SELECT
    organization_id AS page,
    CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END AS position,
    rule,
    severity,
    left(message_th, 240) AS message_th,
    left(message_en, 240) AS message_en,
    md5(concat_ws('|', rule, message_th, message_en)) AS kind,
    count(*) AS times,
    list_sort(
        list(DISTINCT document_id || '|' || coalesce(source_line, 0)) FILTER (document_id IS NOT NULL)
    ) AS places,
    count(*) OVER (PARTITION BY organization_id) AS of_page
FROM quality.issues
WHERE state = 'open' AND organization_id IS NOT NULL
GROUP BY organization_id, severity, rule, quality.issues.message_th, quality.issues.message_en
QUALIFY
    row_number() OVER (
        PARTITION BY organization_id
        ORDER BY
            CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END,
            rule,
            quality.issues.message_th,
            quality.issues.message_en
    ) <= 40
