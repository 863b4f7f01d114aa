-- One row: what share of an organization's measures was completed, of those reported, in one fiscal year and
-- round, before and after the run, both known and not the same; the largest moves first. What the run did not
-- change stands as it was at its end: later changes are taken back.
WITH touched AS (
    SELECT DISTINCT organization_id, fiscal_year, part
    FROM followed_figures
    WHERE table_name = 'mart.completion_by_organization' AND column_name IN ('completed', 'reported')
),
now_there AS (
    SELECT organization_id, fiscal_year, part, column_name, CAST(value AS VARCHAR) AS value
    FROM (
        UNPIVOT (
            SELECT organization_id, fiscal_year, coalesce(reporting_round, '') AS part, completed, reported
            FROM mart.completion_by_organization
            WHERE measures > 0
        )
        ON completed, reported
        INTO NAME column_name VALUE value
    )
    SEMI JOIN touched USING (organization_id, fiscal_year, part)
),
later AS (
    SELECT DISTINCT ON (changes.key, changes.column_name)
        split_part(changes.key, '|', 1) AS organization_id,
        CAST(split_part(changes.key, '|', 2) AS INTEGER) AS fiscal_year,
        split_part(changes.key, '|', 3) AS part,
        changes.column_name,
        changes.old_value AS value
    FROM quality.figure_changes AS changes
    JOIN quality.runs AS runs ON runs.run_id = changes.run_id
    WHERE changes.table_name = 'mart.completion_by_organization'
        AND list_contains(CAST($later AS VARCHAR[]), changes.run_id)
    ORDER BY changes.key, changes.column_name, runs.started_at, runs.run_id
),
cells AS (
    SELECT
        touched.*,
        columns.column_name,
        CASE WHEN later.organization_id IS NULL THEN now_there.value ELSE later.value END AS at_end,
        changed.organization_id IS NOT NULL AS is_changed,
        changed.old_value,
        changed.new_value,
        changed.cause,
        changed.new_document_id
    FROM touched
    CROSS JOIN (VALUES ('completed'), ('reported')) AS columns (column_name)
    LEFT JOIN now_there
        ON now_there.organization_id = touched.organization_id
        AND now_there.fiscal_year = touched.fiscal_year
        AND now_there.part = touched.part
        AND now_there.column_name = columns.column_name
    LEFT JOIN later
        ON later.organization_id = touched.organization_id
        AND later.fiscal_year = touched.fiscal_year
        AND later.part = touched.part
        AND later.column_name = columns.column_name
    LEFT JOIN followed_figures AS changed
        ON changed.table_name = 'mart.completion_by_organization'
        AND changed.organization_id = touched.organization_id
        AND changed.fiscal_year = touched.fiscal_year
        AND changed.part = touched.part
        AND changed.column_name = columns.column_name
),
counts AS (
    SELECT
        organization_id,
        fiscal_year,
        part,
        CAST(any_value(CASE WHEN is_changed THEN old_value ELSE at_end END)
            FILTER (column_name = 'completed') AS BIGINT) AS old_completed,
        CAST(any_value(CASE WHEN is_changed THEN old_value ELSE at_end END)
            FILTER (column_name = 'reported') AS BIGINT) AS old_reported,
        CAST(any_value(CASE WHEN is_changed THEN new_value ELSE at_end END)
            FILTER (column_name = 'completed') AS BIGINT) AS new_completed,
        CAST(any_value(CASE WHEN is_changed THEN new_value ELSE at_end END)
            FILTER (column_name = 'reported') AS BIGINT) AS new_reported,
        any_value(cause ORDER BY column_name) FILTER (is_changed) AS cause,
        any_value(new_document_id ORDER BY column_name) FILTER (is_changed) AS document_id
    FROM cells
    GROUP BY organization_id, fiscal_year, part
)
SELECT
    counts.organization_id,
    organizations.label,
    organizations.amphoe,
    organizations.province,
    counts.fiscal_year,
    nullif(counts.part, '') AS reporting_round,
    counts.old_completed,
    counts.old_reported,
    counts.new_completed,
    counts.new_reported,
    counts.cause,
    counts.document_id,
    count(*) OVER () AS total
FROM counts
JOIN run_organizations AS organizations ON organizations.organization_id = counts.organization_id
WHERE counts.old_reported > 0
    AND counts.new_reported > 0
    AND counts.old_completed * counts.new_reported <> counts.new_completed * counts.old_reported
    AND (len(CAST($provinces AS VARCHAR[])) = 0 OR list_contains(CAST($provinces AS VARCHAR[]), organizations.province))
ORDER BY
    abs(counts.new_completed / counts.new_reported - counts.old_completed / counts.old_reported) DESC,
    label,
    counts.organization_id,
    counts.fiscal_year,
    counts.part
LIMIT $most
