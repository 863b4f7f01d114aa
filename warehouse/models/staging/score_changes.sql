-- One row: one compared score, and the one of the year before that it is held against.
-- Why: a change says something only where like is set beside like. Last year's score is that under the same
-- code, else that of the code before (successions); never that of two years ago. Where several organizations
-- became one, or one became several, no score of last year is that of the same organization.
WITH candidates AS (
    SELECT subject, organization_id, fiscal_year, organization_id AS earlier_id, TRUE AS is_own,
        FALSE AS begins, FALSE AS is_merger, FALSE AS is_split
    FROM compared_scores
    UNION ALL
    SELECT scores.subject, scores.organization_id, scores.fiscal_year, paths.predecessor_id, FALSE,
        paths.from_year = scores.fiscal_year, paths.merged_from <= scores.fiscal_year, paths.is_split
    FROM compared_scores AS scores
    JOIN succession_paths AS paths
        ON paths.organization_id = scores.organization_id AND paths.from_year <= scores.fiscal_year
),
last_year AS (
    SELECT
        candidates.subject,
        candidates.organization_id,
        candidates.fiscal_year,
        count(*) AS results,
        bool_or(candidates.is_own) AS has_own,
        bool_or(candidates.begins) AS another_begins,
        bool_or(candidates.is_merger) AS is_merger,
        bool_or(candidates.is_split) AS is_split,
        arg_max(earlier.organization_id, candidates.is_own) AS earlier_id,
        arg_max(earlier.organization_type, candidates.is_own) AS organization_type,
        arg_max(earlier.score, candidates.is_own) AS score,
        arg_max(earlier.reconciliation, candidates.is_own) AS reconciliation
    FROM candidates
    JOIN compared_scores AS earlier
        ON earlier.subject = candidates.subject
        AND earlier.organization_id = candidates.earlier_id
        AND earlier.fiscal_year = candidates.fiscal_year - 1
        AND earlier.score IS NOT NULL
    GROUP BY candidates.subject, candidates.organization_id, candidates.fiscal_year
),
-- What an organization became in this very year, whatever code last year's score stands under.
became AS (
    SELECT
        paths.organization_id,
        paths.from_year AS fiscal_year,
        bool_or(paths.merged_from = paths.from_year) AS is_merger,
        bool_or(earlier.organization_type <> own.organization_type) AS is_of_another_type
    FROM succession_paths AS paths
    JOIN core.organizations AS own ON own.organization_id = paths.organization_id
    JOIN core.organizations AS earlier ON earlier.organization_id = paths.predecessor_id
    GROUP BY paths.organization_id, paths.from_year
),
judged AS (
    SELECT
        scores.subject,
        scores.organization_id,
        scores.fiscal_year,
        scores.score AS this_score,
        last_year.earlier_id,
        last_year.score,
        CASE
            WHEN scores.score IS NULL THEN 'no-score'
            WHEN last_year.results IS NULL THEN 'no-result-last-year'
            WHEN became.is_merger THEN 'merged'
            WHEN last_year.has_own AND last_year.another_begins THEN 'merged'
            WHEN NOT last_year.has_own AND last_year.is_merger THEN 'merged'
            WHEN NOT last_year.has_own AND last_year.results > 1 THEN 'several-predecessors'
            WHEN NOT last_year.has_own AND last_year.is_split THEN 'split'
            WHEN became.is_of_another_type THEN 'type-changed'
            WHEN last_year.organization_type <> scores.organization_type THEN 'type-changed'
            WHEN 'mismatch' IN (scores.reconciliation, last_year.reconciliation) THEN 'totals-disagree'
            WHEN this_framework.contents IS NULL OR last_framework.contents IS NULL THEN 'framework-unknown'
            WHEN this_framework.contents <> last_framework.contents THEN 'framework-changed'
            ELSE 'same-framework'
        END AS comparable_reason
    FROM compared_scores AS scores
    LEFT JOIN last_year
        ON last_year.subject = scores.subject
        AND last_year.organization_id = scores.organization_id
        AND last_year.fiscal_year = scores.fiscal_year
    LEFT JOIN became
        ON became.organization_id = scores.organization_id AND became.fiscal_year = scores.fiscal_year
    LEFT JOIN framework_contents AS this_framework
        ON this_framework.fiscal_year = scores.fiscal_year AND this_framework.subject = scores.subject
    LEFT JOIN framework_contents AS last_framework
        ON last_framework.fiscal_year = scores.fiscal_year - 1 AND last_framework.subject = scores.subject
)
SELECT
    subject,
    organization_id,
    fiscal_year,
    CASE WHEN is_told THEN earlier_id END AS last_year_organization_id,
    CASE WHEN is_told THEN score END AS score_last_year,
    CASE WHEN is_told THEN this_score - score END AS change,
    comparable_reason = 'same-framework' AS comparable,
    comparable_reason
FROM (
    SELECT
        *,
        comparable_reason NOT IN ('no-score', 'merged', 'several-predecessors', 'split') AS is_told
    FROM judged
)
