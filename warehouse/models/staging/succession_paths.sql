-- One row: an organization and one that it was before, over any number of changes of code.
-- Why: "change to last year" and coverage follow an upgraded town. from_year is the first fiscal year in
-- which the whole path holds; 0 where it always does.
WITH RECURSIVE paths AS (
    SELECT new_id AS organization_id, old_id AS predecessor_id, coalesce(from_year, 0) AS from_year, 1 AS steps
    FROM reference.organization_successions
    UNION ALL
    SELECT
        paths.organization_id,
        earlier.old_id,
        greatest(paths.from_year, coalesce(earlier.from_year, 0)),
        paths.steps + 1
    FROM paths
    JOIN reference.organization_successions AS earlier ON earlier.new_id = paths.predecessor_id
    WHERE paths.steps < 20 -- a loop in the file ends here
)
SELECT organization_id, predecessor_id, min(from_year) AS from_year
FROM paths
WHERE organization_id <> predecessor_id
GROUP BY organization_id, predecessor_id
