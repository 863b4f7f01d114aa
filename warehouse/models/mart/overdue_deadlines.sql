-- One row: one deadline before the day of the run whose measure is not reported completed.
-- Why: what a provincial office asks about. The deadlines of a measure are those of the latest round that
-- gives any; its status is the latest that is reported. `overdue` only where the report with that status
-- ends on or after the deadline; else `unknown`: nobody has said anything about the time after it.
WITH rounds AS (
    SELECT
        in_use.*,
        documents.period_end,
        row_number() OVER (
            PARTITION BY in_use.organization_id, in_use.fiscal_year, in_use.measure_key
            ORDER BY documents.period_end DESC NULLS LAST, in_use.round_order DESC NULLS LAST, in_use.measure_id
        ) AS recency
    FROM measures_in_use AS in_use
    JOIN core.documents AS documents ON documents.document_id = in_use.document_id
    WHERE in_use.counts
),
reported AS (
    SELECT
        organization_id,
        fiscal_year,
        measure_key,
        arg_min(status, recency) AS status,
        arg_min(period_end, recency) AS reported_until,
        arg_min(document_id, recency) AS status_document_id
    FROM rounds
    WHERE is_reported
    GROUP BY organization_id, fiscal_year, measure_key
),
dated AS (
    SELECT rounds.*
    FROM rounds
    SEMI JOIN core.measure_deadlines AS deadlines
        ON deadlines.measure_id = rounds.measure_id AND deadlines.due_on IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY rounds.organization_id, rounds.fiscal_year, rounds.measure_key
        ORDER BY rounds.recency
    ) = 1
),
judged AS (
    SELECT
        dated.measure_key,
        dated.organization_id,
        dated.fiscal_year,
        dated.indicator_no,
        deadlines.measure_id,
        deadlines.ordinal,
        deadlines.text AS deadline,
        deadlines.due_on,
        deadlines.recurrence,
        deadlines.document_id,
        coalesce(reported.status, 'not_reported') AS status,
        reported.reported_until,
        reported.status_document_id,
        CASE
            WHEN reported.status IS NULL THEN 'no-status-reported'
            WHEN reported.reported_until >= deadlines.due_on THEN 'reported-not-completed'
            ELSE 'reported-before-deadline'
        END AS reason
    FROM dated
    JOIN core.measure_deadlines AS deadlines ON deadlines.measure_id = dated.measure_id
    LEFT JOIN reported
        ON reported.organization_id = dated.organization_id
        AND reported.fiscal_year = dated.fiscal_year
        AND reported.measure_key = dated.measure_key
    WHERE deadlines.due_on < getvariable('as_of')
        AND deadlines.certainty = 'sure'
        AND reported.status IS DISTINCT FROM 'completed'
)
SELECT
    judged.*,
    CASE WHEN judged.reason = 'reported-not-completed' THEN 'overdue' ELSE 'unknown' END AS state,
    getvariable('as_of') - judged.due_on AS days_past,
    getvariable('as_of') AS as_of,
    measures.title,
    organizations.organization_type,
    organizations.name,
    organizations.full_name,
    organizations.amphoe,
    organizations.province,
    organizations.region
FROM judged
JOIN core.measures AS measures ON measures.measure_id = judged.measure_id
JOIN core.organizations AS organizations ON organizations.organization_id = judged.organization_id
