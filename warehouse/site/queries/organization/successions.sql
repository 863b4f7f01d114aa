-- One row: a code that the organization had before, or has since.
SELECT new_id AS page, from_year, old_id AS other_id, 'was' AS direction, reason
FROM reference.organization_successions
UNION ALL
SELECT old_id, from_year, new_id, 'became', reason
FROM reference.organization_successions
