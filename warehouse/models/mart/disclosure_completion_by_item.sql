-- One row: one public-disclosure item under the framework of one fiscal year, all organizations together.
-- Why: which items are not published anywhere near enough, and which nobody lists. Every item of a framework
-- stands here once a report lists any item of its year. An organization counts once an item and year.
WITH counted AS (
    SELECT
        item_code,
        fiscal_year,
        count(*) FILTER (counts) AS organizations,
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
),
years AS (
    SELECT fiscal_year, count(DISTINCT organization_id) FILTER (counts) AS organizations
    FROM items_in_use
    GROUP BY fiscal_year
),
listed AS (
    SELECT item_code, fiscal_year FROM counted
    UNION
    SELECT items.item_code, items.fiscal_year
    FROM reference.items AS items
    SEMI JOIN years ON years.fiscal_year = items.fiscal_year
),
filled AS (
    SELECT
        listed.item_code,
        listed.fiscal_year,
        years.organizations AS organizations_of_year,
        coalesce(counted.organizations, 0) AS organizations,
        coalesce(counted.completed, 0) AS completed,
        coalesce(counted.in_progress, 0) AS in_progress,
        coalesce(counted.not_started, 0) AS not_started,
        coalesce(counted.not_reported, 0) AS not_reported,
        coalesce(counted.reported, 0) AS reported,
        coalesce(counted.completed_explicit, 0) AS completed_explicit,
        coalesce(counted.reported_explicit, 0) AS reported_explicit,
        coalesce(counted.completed_narrative, 0) AS completed_narrative,
        coalesce(counted.reported_narrative, 0) AS reported_narrative,
        coalesce(counted.waiting_for_review, 0) AS waiting_for_review
    FROM listed
    JOIN years ON years.fiscal_year = listed.fiscal_year
    LEFT JOIN counted
        ON counted.fiscal_year = listed.fiscal_year AND counted.item_code = listed.item_code
)
SELECT
    filled.*,
    items.name AS item_name,
    items.sub_indicator,
    items.indicator_no,
    ratio(filled.organizations, filled.organizations_of_year) AS listed_rate,
    ratio(filled.completed, filled.reported) AS completion_rate,
    wilson_low(filled.completed, filled.reported) AS completion_rate_low,
    wilson_high(filled.completed, filled.reported) AS completion_rate_high,
    ratio(filled.completed, filled.organizations) AS completion_rate_all,
    ratio(filled.reported, filled.organizations) AS coverage,
    ratio(filled.completed_explicit, filled.reported_explicit) AS completion_rate_explicit,
    ratio(filled.completed_narrative, filled.reported_narrative) AS completion_rate_narrative
FROM filled
LEFT JOIN reference.items AS items
    ON items.fiscal_year = filled.fiscal_year AND items.item_code = filled.item_code
