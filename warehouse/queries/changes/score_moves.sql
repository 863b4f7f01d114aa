-- One row: an organization's overall score of one fiscal year before and after the run, both known and not
-- the same; the largest moves first. The overall score is that of mart.score_comparison: as printed, else as
-- recomputed. What the run did not change stands as it was at its end: later changes are taken back.
WITH touched AS (
    SELECT DISTINCT organization_id, fiscal_year
    FROM followed_figures
    WHERE table_name = 'core.assessments' AND column_name IN ('overall_score', 'overall_recomputed')
),
now_there AS (
    SELECT organization_id, fiscal_year, column_name, value
    FROM (
        UNPIVOT (
            SELECT
                organization_id,
                fiscal_year,
                CAST(overall_score AS VARCHAR) AS overall_score,
                CAST(overall_recomputed AS VARCHAR) AS overall_recomputed
            FROM core.assessments
            SEMI JOIN touched USING (organization_id, fiscal_year)
            WHERE is_current AND certainty = 'sure'
        )
        ON overall_score, overall_recomputed
        INTO NAME column_name VALUE value
    )
),
later AS (
    SELECT DISTINCT ON (changes.key, changes.column_name)
        split_part(changes.key, '|', 1) AS organization_id,
        CAST(split_part(changes.key, '|', 2) AS INTEGER) AS fiscal_year,
        changes.column_name,
        changes.old_value AS value
    FROM quality.figure_changes AS changes
    JOIN quality.runs AS runs ON runs.run_id = changes.run_id
    WHERE changes.table_name = 'core.assessments' AND list_contains(CAST($later AS VARCHAR[]), changes.run_id)
    ORDER BY changes.key, changes.column_name, runs.started_at, runs.run_id
),
cells AS (
    SELECT
        touched.organization_id,
        touched.fiscal_year,
        columns.column_name,
        CASE WHEN later.organization_id IS NULL THEN now_there.value ELSE later.value END AS at_end,
        changed.organization_id IS NOT NULL AS is_changed,
        changed.old_value,
        changed.new_value,
        changed.cause,
        changed.new_document_id
    FROM touched
    CROSS JOIN (VALUES ('overall_score'), ('overall_recomputed')) AS columns (column_name)
    LEFT JOIN now_there
        ON now_there.organization_id = touched.organization_id
        AND now_there.fiscal_year = touched.fiscal_year
        AND now_there.column_name = columns.column_name
    LEFT JOIN later
        ON later.organization_id = touched.organization_id
        AND later.fiscal_year = touched.fiscal_year
        AND later.column_name = columns.column_name
    LEFT JOIN followed_figures AS changed
        ON changed.table_name = 'core.assessments'
        AND changed.organization_id = touched.organization_id
        AND changed.fiscal_year = touched.fiscal_year
        AND changed.column_name = columns.column_name
),
results AS (
    SELECT
        organization_id,
        fiscal_year,
        CAST(any_value(CASE WHEN is_changed THEN old_value ELSE at_end END)
            FILTER (column_name = 'overall_score') AS DECIMAL(5, 2)) AS old_printed,
        CAST(any_value(CASE WHEN is_changed THEN old_value ELSE at_end END)
            FILTER (column_name = 'overall_recomputed') AS DECIMAL(9, 6)) AS old_recomputed,
        CAST(any_value(CASE WHEN is_changed THEN new_value ELSE at_end END)
            FILTER (column_name = 'overall_score') AS DECIMAL(5, 2)) AS new_printed,
        CAST(any_value(CASE WHEN is_changed THEN new_value ELSE at_end END)
            FILTER (column_name = 'overall_recomputed') AS DECIMAL(9, 6)) AS new_recomputed,
        any_value(cause ORDER BY column_name <> 'overall_score') FILTER (is_changed) AS cause,
        any_value(new_document_id ORDER BY column_name <> 'overall_score') FILTER (is_changed) AS document_id
    FROM cells
    GROUP BY organization_id, fiscal_year
),
moves AS (
    SELECT
        *,
        coalesce(old_printed, CAST(old_recomputed AS DECIMAL(5, 2))) AS old_value,
        coalesce(new_printed, CAST(new_recomputed AS DECIMAL(5, 2))) AS new_value
    FROM results
)
SELECT
    moves.organization_id,
    organizations.label,
    organizations.amphoe,
    organizations.province,
    moves.fiscal_year,
    moves.old_value,
    moves.new_value,
    moves.cause,
    moves.document_id,
    count(*) OVER () AS total
FROM moves
JOIN run_organizations AS organizations ON organizations.organization_id = moves.organization_id
WHERE moves.old_value <> moves.new_value
    AND (len(CAST($provinces AS VARCHAR[])) = 0 OR list_contains(CAST($provinces AS VARCHAR[]), organizations.province))
ORDER BY abs(moves.new_value - moves.old_value) DESC, label, moves.organization_id, moves.fiscal_year
LIMIT $most
