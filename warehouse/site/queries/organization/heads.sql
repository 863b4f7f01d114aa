-- One row: an organization of which anything was received. There is a page for each.
SELECT
    organizations.organization_id AS page,
    organizations.full_name,
    types.name AS type_name,
    types.name_en AS type_name_en,
    organizations.organization_type,
    organizations.amphoe,
    organizations.province,
    provinces.name_en AS province_en,
    provinces.code AS province_code,
    organizations.in_register
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
