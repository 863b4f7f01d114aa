-- One row: an organization and one that it was before, over any number of changes of code.
-- Why: "change to last year" and coverage follow an upgraded town. from_year is the first fiscal year in
-- which the whole path holds; 0 where it always does. merged_from: the first year in which, somewhere on the
-- way, several organizations are one; is_split: one became several. Provisional ids (x-…) that turn out to be
-- one organization are no merger.
WITH RECURSIVE mergers AS (
    SELECT new_id, list_sort(list(coalesce(from_year, 0)))[2] AS second_from
    FROM reference.organization_successions
    WHERE NOT starts_with(old_id, 'x-')
    GROUP BY new_id
),
steps AS (
    SELECT
        changes.new_id,
        changes.old_id,
        coalesce(changes.from_year, 0) AS from_year,
        CASE
            WHEN mergers.second_from IS NOT NULL
                THEN greatest(coalesce(changes.from_year, 0), mergers.second_from)
        END AS merged_from,
        count(*) OVER (PARTITION BY changes.old_id) > 1 AS is_split
    FROM reference.organization_successions AS changes
    LEFT JOIN mergers ON mergers.new_id = changes.new_id
),
paths AS (
    SELECT new_id AS organization_id, old_id AS predecessor_id, from_year, merged_from, is_split, 1 AS way
    FROM steps
    UNION ALL
    SELECT
        paths.organization_id,
        earlier.old_id,
        greatest(paths.from_year, earlier.from_year),
        greatest(paths.merged_from, earlier.merged_from),
        paths.is_split OR earlier.is_split,
        paths.way + 1
    FROM paths
    JOIN steps AS earlier ON earlier.new_id = paths.predecessor_id
    WHERE paths.way < 20 -- a loop in the file ends here
)
SELECT
    organization_id,
    predecessor_id,
    min(from_year) AS from_year,
    max(merged_from) AS merged_from,
    bool_or(is_split) AS is_split
FROM paths
WHERE organization_id <> predecessor_id
GROUP BY organization_id, predecessor_id
