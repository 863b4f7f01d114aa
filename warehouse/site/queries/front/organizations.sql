-- One row: an organization that has a page, for finding it by name.
SELECT organizations.organization_id, organizations.full_name, organizations.amphoe, organizations.province
FROM core.organizations AS organizations
WHERE organizations.organization_id IN (
    SELECT organization_id FROM core.documents WHERE organization_id IS NOT NULL
    UNION
    SELECT organization_id FROM core.assessments WHERE organization_id IS NOT NULL
    UNION
    SELECT organization_id FROM core.measures WHERE organization_id IS NOT NULL
)
ORDER BY organizations.full_name, organizations.organization_id
