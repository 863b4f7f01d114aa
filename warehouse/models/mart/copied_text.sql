-- One row: one measure whose wording other organizations use too, once per organization and measure.
-- Why: to see what was taken over unread. Wordings are title and steps, alike but for names of organizations
-- and places, numbers and what a scanner damages; in two organizations or more of one year. Shared by more
-- than 20 it is a template that somebody handed out. No direction is alleged. Rounds of a year count once.
SELECT
    clusters.cluster_id,
    measures.organization_id,
    measures.measure_id,
    measures.document_id,
    measures.fiscal_year,
    organizations.name,
    organizations.full_name,
    organizations.amphoe,
    organizations.province,
    CASE WHEN clusters.cluster_organizations > 20 THEN 'template' ELSE 'shared' END AS kind,
    clusters.cluster_organizations,
    clusters.cluster_measures,
    concat_ws(' ', measures.title, measures.steps) AS wording
FROM wording_clusters AS clusters
JOIN core.measures AS measures ON measures.measure_id = clusters.measure_id
JOIN core.organizations AS organizations ON organizations.organization_id = measures.organization_id
