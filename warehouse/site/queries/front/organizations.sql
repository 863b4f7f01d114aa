-- One row: an organization that has a page, for finding it by its name, whole or behind the short form of its
-- type, by its code and by its place.
SELECT
    organizations.organization_id,
    organizations.full_name,
    organizations.amphoe,
    organizations.province,
    types.abbreviation || organizations.name AS short_name,
    provinces.name_en AS province_en
FROM core.organizations AS organizations
LEFT JOIN reference.organization_types AS types USING (organization_type)
LEFT JOIN reference.provinces AS provinces USING (province)
WHERE organizations.organization_id IN (
    SELECT organization_id FROM core.documents WHERE organization_id IS NOT NULL
    UNION
    SELECT organization_id FROM core.assessments WHERE organization_id IS NOT NULL
    UNION
    SELECT organization_id FROM core.measures WHERE organization_id IS NOT NULL
)
ORDER BY organizations.full_name, organizations.organization_id
