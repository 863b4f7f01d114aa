-- One row: the measures of one province in one fiscal year and round.
-- Why: how a province's organizations carry out their measures.
-- Rounds are never added up, but the latest_… columns may be: each organization counts in them once a
-- year, in its latest round.
WITH counted AS (
    SELECT
        organizations.province,
        in_use.fiscal_year,
        in_use.reporting_round,
        in_use.round_order,
        count(DISTINCT in_use.organization_id) FILTER (counts) AS organizations,
        count(DISTINCT in_use.organization_id) FILTER (counts AND is_latest) AS latest_organizations,
        count(*) FILTER (counts AND is_latest) AS latest_measures,
        count(*) FILTER (counts AND is_latest AND status = 'completed') AS latest_completed,
        count(*) FILTER (counts AND is_latest AND is_reported) AS latest_reported,
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
    FROM (
        SELECT measures_in_use.*, latest_rounds.organization_id IS NOT NULL AS is_latest
        FROM measures_in_use
        LEFT JOIN latest_rounds
            ON latest_rounds.organization_id = measures_in_use.organization_id
            AND latest_rounds.fiscal_year = measures_in_use.fiscal_year
            AND latest_rounds.reporting_round IS NOT DISTINCT FROM measures_in_use.reporting_round
    ) AS in_use
    JOIN core.organizations AS organizations ON organizations.organization_id = in_use.organization_id
    GROUP BY ALL
)
SELECT
    counted.* EXCLUDE (round_order),
    ratio(counted.completed, counted.reported) AS completion_rate,
    wilson_low(counted.completed, counted.reported) AS completion_rate_low,
    wilson_high(counted.completed, counted.reported) AS completion_rate_high,
    CASE
        WHEN counted.reported > 0 THEN
            rank() OVER (
                PARTITION BY counted.fiscal_year, counted.reporting_round
                ORDER BY wilson_low(counted.completed, counted.reported) DESC NULLS LAST
            )
    END AS rank_country_by_rate_low,
    CASE
        WHEN counted.reported > 0 THEN
            count(*) FILTER (counted.reported > 0) OVER (PARTITION BY counted.fiscal_year, counted.reporting_round)
    END AS ranked_of_country,
    ratio(counted.completed, counted.measures) AS completion_rate_all,
    ratio(counted.reported, counted.measures) AS coverage,
    ratio(counted.completed_explicit, counted.reported_explicit) AS completion_rate_explicit,
    ratio(counted.completed_narrative, counted.reported_narrative) AS completion_rate_narrative,
    row_number() OVER (
        PARTITION BY counted.province, counted.fiscal_year
        ORDER BY
            counted.round_order IS NULL,
            counted.reported > 0 DESC,
            counted.measures > 0 DESC,
            counted.round_order DESC
    ) = 1 AS is_latest_round
FROM counted
