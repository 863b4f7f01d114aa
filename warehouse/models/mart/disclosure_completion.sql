-- One row: one organization's public-disclosure items under the framework of one fiscal year.
-- Why: which items it says are published.
WITH by_document AS (
    SELECT organization_id, fiscal_year, document_id, count(*) AS rows_given
    FROM items_in_use
    WHERE counts
    GROUP BY ALL
),
sources AS (
    SELECT organization_id, fiscal_year, list(document_id ORDER BY rows_given DESC, document_id) AS documents
    FROM by_document
    GROUP BY ALL
),
counted AS (
    SELECT
        organization_id,
        fiscal_year,
        count(*) FILTER (counts) AS items,
        count(*) FILTER (counts AND status = 'completed') AS completed,
        count(*) FILTER (counts AND status = 'in_progress') AS in_progress,
        count(*) FILTER (counts AND status = 'not_started') AS not_started,
        count(*) FILTER (counts AND NOT is_reported) AS not_reported,
        count(*) FILTER (counts AND is_reported) AS reported,
        count(*) FILTER (counts AND is_reported AND NOT is_narrative AND status = 'completed')
            AS completed_explicit,
        count(*) FILTER (counts AND is_reported AND NOT is_narrative) AS reported_explicit,
        count(*) FILTER (counts AND is_reported AND is_narrative AND status = 'completed')
            AS completed_narrative,
        count(*) FILTER (counts AND is_reported AND is_narrative) AS reported_narrative,
        count(*) FILTER (waits) AS waiting_for_review
    FROM items_in_use
    GROUP BY ALL
)
SELECT
    counted.*,
    nullif(frameworks.items, 0) AS items_in_framework,
    ratio(counted.completed, counted.reported) AS completion_rate,
    wilson_low(counted.completed, counted.reported) AS completion_rate_low,
    wilson_high(counted.completed, counted.reported) AS completion_rate_high,
    ratio(counted.completed, counted.items) AS completion_rate_all,
    ratio(counted.reported, counted.items) AS coverage,
    ratio(counted.completed_explicit, counted.reported_explicit) AS completion_rate_explicit,
    ratio(counted.completed_narrative, counted.reported_narrative) AS completion_rate_narrative,
    organizations.organization_type,
    organizations.name,
    organizations.full_name,
    organizations.amphoe,
    organizations.province,
    organizations.region,
    sources.documents[1] AS document_id,
    coalesce(sources.documents, []) AS documents
FROM counted
JOIN core.organizations AS organizations ON organizations.organization_id = counted.organization_id
LEFT JOIN reference.frameworks AS frameworks ON frameworks.fiscal_year = counted.fiscal_year
LEFT JOIN sources
    ON sources.organization_id = counted.organization_id AND sources.fiscal_year = counted.fiscal_year
