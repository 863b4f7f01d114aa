-- One row: a figure that the run $run_id changed; $provinces: only of organizations of these (empty: all).
-- part is the indicator, the round or nothing.
SELECT
    changes.table_name,
    changes.key,
    split_part(changes.key, '|', 1) AS organization_id,
    coalesce(types.abbreviation, '') || organizations.name AS organization,
    organizations.amphoe,
    organizations.province,
    CAST(split_part(changes.key, '|', 2) AS INTEGER) AS fiscal_year,
    nullif(split_part(changes.key, '|', 3), '') AS part,
    changes.column_name,
    changes.old_value,
    changes.new_value,
    changes.cause,
    changes.old_document_id,
    changes.new_document_id,
    changes.run_id
FROM quality.figure_changes AS changes
LEFT JOIN core.organizations AS organizations
    ON organizations.organization_id = split_part(changes.key, '|', 1)
LEFT JOIN reference.organization_types AS types
    ON types.organization_type = organizations.organization_type
WHERE changes.run_id = $run_id
    AND (
        len(CAST($provinces AS VARCHAR[])) = 0
        OR list_contains(CAST($provinces AS VARCHAR[]), organizations.province)
    )
ORDER BY
    organizations.province,
    organization,
    organization_id,
    fiscal_year DESC,
    changes.table_name,
    TRY_CAST(part AS INTEGER),
    part,
    changes.column_name
