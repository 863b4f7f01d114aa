-- One row: an organization that has figures now, or had some since the run before: how many before the run,
-- after it, and now; with what it is called.
-- Why: who is new and who is gone shows only when every figure is counted, not the changed ones alone. The
-- file holds the figures of now; those of then are these, with later changes taken back.
-- What counts as a figure is the query of quality.figure_changes (warehouse/models/figures.sql).
WITH counted AS (
    SELECT
        organization_id,
        count(overall_score) + count(level) + count(overall_recomputed) AS figures
    FROM core.assessments
    WHERE is_current AND certainty = 'sure' AND fiscal_year IS NOT NULL
    GROUP BY organization_id
    UNION ALL
    SELECT organization_id, count(score)
    FROM core.indicator_scores
    WHERE is_current AND certainty = 'sure' AND fiscal_year IS NOT NULL
    GROUP BY organization_id
    UNION ALL
    SELECT organization_id, count(measures) + count(reported) + count(completed)
    FROM mart.completion_by_organization
    WHERE measures > 0
    GROUP BY organization_id
),
now_there AS (
    SELECT organization_id, CAST(sum(figures) AS BIGINT) AS figures
    FROM counted
    GROUP BY organization_id
    HAVING sum(figures) > 0
),
net AS (
    SELECT
        split_part(key, '|', 1) AS organization_id,
        sum(CAST(old_value IS NULL AS INTEGER) - CAST(new_value IS NULL AS INTEGER))
            FILTER (run_id = $run_id) AS of_run,
        sum(CAST(old_value IS NULL AS INTEGER) - CAST(new_value IS NULL AS INTEGER))
            FILTER (run_id <> $run_id) AS later
    FROM quality.figure_changes
    WHERE run_id = $run_id OR list_contains(CAST($later AS VARCHAR[]), run_id)
    GROUP BY ALL
),
standing AS (
    SELECT
        coalesce(now_there.organization_id, net.organization_id) AS organization_id,
        CAST(coalesce(now_there.figures, 0) AS BIGINT) AS figures_now,
        CAST(coalesce(now_there.figures, 0) - coalesce(net.later, 0) AS BIGINT) AS figures_after,
        CAST(coalesce(net.of_run, 0) AS BIGINT) AS net
    FROM now_there
    FULL JOIN net ON net.organization_id = now_there.organization_id
)
SELECT
    standing.organization_id,
    standing.figures_now,
    standing.figures_after,
    CASE WHEN $is_first THEN 0 ELSE standing.figures_after - standing.net END AS figures_before,
    coalesce(coalesce(types.abbreviation, '') || organizations.name, standing.organization_id) AS label,
    organizations.amphoe,
    organizations.province
FROM standing
LEFT JOIN core.organizations AS organizations
    ON organizations.organization_id = standing.organization_id
LEFT JOIN reference.organization_types AS types
    ON types.organization_type = organizations.organization_type
