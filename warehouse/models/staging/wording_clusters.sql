-- One row: a measure to be held against those of other organizations in its fiscal year.
-- Why: wordings that are nearly the same are found over a whole year (warehouse.near_duplicates, version 1),
-- by these rows. The rounds of a year tell of the same measures, so the latest row of a measure stands for
-- all. Kept is one row a measure in a cluster: cluster_id, measure_id and the cluster's sizes.
SELECT
    in_use.measure_id,
    in_use.organization_id,
    in_use.fiscal_year,
    concat_ws(' ', measures.title, measures.steps) AS wording,
    organizations.name,
    organizations.amphoe,
    organizations.province
FROM measures_in_use AS in_use
JOIN core.measures AS measures ON measures.measure_id = in_use.measure_id
JOIN core.organizations AS organizations ON organizations.organization_id = in_use.organization_id
WHERE in_use.counts
QUALIFY row_number() OVER (
    PARTITION BY in_use.organization_id, in_use.fiscal_year, in_use.measure_key
    ORDER BY in_use.round_order DESC NULLS LAST, in_use.measure_id
) = 1
