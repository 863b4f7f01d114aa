-- One row: one organization's measures in one fiscal year and round.
-- Why: who carried out what it promised. Rounds of a year tell of the same measures: never added up.
-- is_latest_round: the latest round with coverage > 0, else the latest; an unknown round only where it
-- is the only one. An organization whose rows all wait for review stands here with no measures.
WITH by_document AS (
    SELECT organization_id, fiscal_year, reporting_round, document_id, count(*) AS rows_given
    FROM measures_in_use
    WHERE counts
    GROUP BY ALL
),
sources AS (
    SELECT
        organization_id,
        fiscal_year,
        reporting_round,
        list(document_id ORDER BY rows_given DESC, document_id) AS documents
    FROM by_document
    GROUP BY ALL
),
counted AS (
    SELECT
        organization_id,
        fiscal_year,
        reporting_round,
        round_order,
        count(*) FILTER (counts) AS measures,
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
    FROM measures_in_use
    GROUP BY ALL
),
-- Those of which something is reported; by the lower end, so that 1 of 1 does not lead.
ranked AS (
    SELECT
        counted.organization_id,
        counted.fiscal_year,
        counted.reporting_round,
        organizations.province,
        rank() OVER (country_scope ORDER BY wilson_low(counted.completed, counted.reported) DESC) AS rank_country,
        count(*) OVER country_scope AS ranked_of_country,
        rank() OVER (province_scope ORDER BY wilson_low(counted.completed, counted.reported) DESC) AS rank_province,
        count(*) OVER province_scope AS ranked_of_province
    FROM counted
    JOIN core.organizations AS organizations ON organizations.organization_id = counted.organization_id
    WHERE counted.reported > 0
    WINDOW
        country_scope AS (PARTITION BY counted.fiscal_year, counted.reporting_round),
        province_scope AS (PARTITION BY counted.fiscal_year, counted.reporting_round, organizations.province)
)
SELECT
    counted.* EXCLUDE (round_order),
    ratio(counted.completed, counted.reported) AS completion_rate,
    wilson_low(counted.completed, counted.reported) AS completion_rate_low,
    wilson_high(counted.completed, counted.reported) AS completion_rate_high,
    ranked.rank_country AS rank_country_by_rate_low,
    ranked.ranked_of_country,
    CASE WHEN ranked.province IS NOT NULL THEN ranked.rank_province END AS rank_province_by_rate_low,
    CASE WHEN ranked.province IS NOT NULL THEN ranked.ranked_of_province END AS ranked_of_province,
    ratio(counted.completed, counted.measures) AS completion_rate_all,
    ratio(counted.reported, counted.measures) AS coverage,
    ratio(counted.completed_explicit, counted.reported_explicit) AS completion_rate_explicit,
    ratio(counted.completed_narrative, counted.reported_narrative) AS completion_rate_narrative,
    row_number() OVER (
        PARTITION BY counted.organization_id, counted.fiscal_year
        ORDER BY
            counted.round_order IS NULL,
            counted.reported > 0 DESC,
            counted.measures > 0 DESC,
            counted.round_order DESC
    ) = 1 AS is_latest_round,
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
LEFT JOIN sources
    ON sources.organization_id = counted.organization_id
    AND sources.fiscal_year = counted.fiscal_year
    AND sources.reporting_round IS NOT DISTINCT FROM counted.reporting_round
LEFT JOIN ranked
    ON ranked.organization_id = counted.organization_id
    AND ranked.fiscal_year = counted.fiscal_year
    AND ranked.reporting_round IS NOT DISTINCT FROM counted.reporting_round
