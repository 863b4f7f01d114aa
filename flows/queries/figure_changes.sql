-- One row: a figure that a run changed. $run_id: which run (null: the last published one).
SELECT
    changes.table_name,
    changes.key,
    types.abbreviation || organizations.name AS organization,
    changes.column_name,
    changes.old_value,
    changes.new_value,
    changes.cause,
    changes.run_id
FROM quality.figure_changes AS changes
LEFT JOIN core.organizations AS organizations
    ON organizations.organization_id = split_part(changes.key, '|', 1)
LEFT JOIN reference.organization_types AS types USING (organization_type)
WHERE changes.run_id = coalesce(
    $run_id,
    (SELECT arg_max(run_id, started_at) FROM quality.runs WHERE state = 'published')
)
ORDER BY ALL
