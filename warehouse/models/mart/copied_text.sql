-- One row: one measure whose wording other organizations use too, once per organization and measure.
-- Why: to see what was taken over unread. Wording is title and steps without white space, Thai digits as
-- Arabic ones, at least 40 characters; the same in two organizations or more. Shared by more than 20 it is
-- a template that somebody handed out. No direction is alleged. The rounds of a year count once.
WITH latest AS (
    SELECT in_use.measure_id, in_use.document_id, in_use.organization_id, in_use.fiscal_year
    FROM measures_in_use AS in_use
    WHERE in_use.counts
    QUALIFY row_number() OVER (
        PARTITION BY in_use.organization_id, in_use.fiscal_year, in_use.measure_key
        ORDER BY in_use.round_order DESC NULLS LAST, in_use.measure_id
    ) = 1
),
worded AS (
    SELECT
        latest.*,
        -- Digits are translated; white space, which has no counterpart, is dropped.
        translate(
            concat(measures.title, measures.steps),
            '๐๑๒๓๔๕๖๗๘๙ ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8203),
            '0123456789'
        ) AS normalized,
        concat_ws(' ', measures.title, measures.steps) AS wording
    FROM latest
    JOIN core.measures AS measures ON measures.measure_id = latest.measure_id
),
clusters AS (
    SELECT
        normalized,
        count(DISTINCT organization_id) AS cluster_organizations,
        count(*) AS cluster_measures
    FROM worded
    WHERE length(normalized) >= 40
    GROUP BY normalized
    HAVING count(DISTINCT organization_id) > 1
)
SELECT
    'c-' || left(md5(clusters.normalized), 16) AS cluster_id,
    worded.organization_id,
    worded.measure_id,
    worded.document_id,
    worded.fiscal_year,
    organizations.name,
    organizations.full_name,
    organizations.amphoe,
    organizations.province,
    CASE WHEN clusters.cluster_organizations > 20 THEN 'template' ELSE 'shared' END AS kind,
    clusters.cluster_organizations,
    clusters.cluster_measures,
    worded.wording
FROM worded
JOIN clusters ON clusters.normalized = worded.normalized
JOIN core.organizations AS organizations ON organizations.organization_id = worded.organization_id
