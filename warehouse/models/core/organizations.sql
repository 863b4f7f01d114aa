-- One row: an organization, of the register, added by a report, or known from before.
-- Why: every id that a fact or a succession names must stay resolvable when the register changes.
WITH reported AS (
    SELECT DISTINCT ON (found.organization_id) found.*
    FROM store.extracted.organizations AS found
    JOIN document_standing AS standing ON standing.document_id = found.document_id
    WHERE standing.read_state = 'loaded'
    ORDER BY found.organization_id, standing.standing
),
needed AS (
    SELECT organization_id FROM store.extracted.documents WHERE organization_id IS NOT NULL
    UNION
    SELECT organization_id FROM store.extracted.assessments
    UNION
    SELECT old_id FROM reference.organization_successions
    UNION
    SELECT new_id FROM reference.organization_successions
),
gathered AS (
    SELECT 1 AS preference, organization_id, organization_type, name, amphoe, province, TRUE AS in_register,
        CAST(NULL AS VARCHAR) AS document_id
    FROM reference.register
    UNION ALL
    SELECT 2, organization_id, organization_type, name, amphoe, province, FALSE, document_id
    FROM reported
    UNION ALL
    SELECT 3, 'x-bangkok', 'special', 'กรุงเทพมหานคร', NULL, 'กรุงเทพมหานคร', FALSE, NULL
    UNION ALL
    SELECT 4, organization_id, organization_type, name, amphoe, province, FALSE, NULL
    FROM previous_organizations
    SEMI JOIN needed USING (organization_id)
),
chosen AS (
    SELECT DISTINCT ON (organization_id) *
    FROM gathered
    ORDER BY organization_id, preference
)
SELECT
    chosen.organization_id,
    chosen.organization_type,
    chosen.name,
    CASE
        WHEN chosen.organization_type = 'special' THEN chosen.name
        ELSE coalesce(types.name, '') || chosen.name
    END AS full_name,
    chosen.amphoe,
    chosen.province,
    provinces.region,
    chosen.in_register,
    chosen.document_id
FROM chosen
LEFT JOIN reference.organization_types AS types ON types.organization_type = chosen.organization_type
LEFT JOIN reference.provinces AS provinces ON provinces.province = chosen.province
