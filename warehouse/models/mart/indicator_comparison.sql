-- One row: one organization's score on one indicator in one fiscal year, with ranks, gaps and change.
-- Why: where an organization is weak and where its neighbours are not. Only current, sure scores; a score
-- of which all statements wait for review stands here without a figure. Gap, rank and change as in
-- score_comparison, within the indicator.
WITH in_use AS (
    SELECT scores.*, scores.certainty = 'sure' AS counts
    FROM core.indicator_scores AS scores
    JOIN core.documents AS documents ON documents.document_id = scores.document_id
    WHERE documents.state = 'loaded'
        AND scores.fiscal_year IS NOT NULL
        AND (scores.certainty <> 'sure' OR scores.is_current)
),
waiting AS (
    SELECT organization_id, fiscal_year, indicator_no, count(*) FILTER (NOT counts) AS waiting_for_review
    FROM in_use
    GROUP BY organization_id, fiscal_year, indicator_no
),
scored AS (
    SELECT
        waiting.organization_id,
        waiting.fiscal_year,
        waiting.indicator_no,
        waiting.waiting_for_review,
        organizations.organization_type,
        organizations.name,
        organizations.full_name,
        organizations.amphoe,
        organizations.province,
        organizations.region,
        names.name AS indicator_name,
        names.instrument,
        stated.score,
        stated.method,
        stated.score_id,
        stated.document_id,
        stated.source_line
    FROM waiting
    JOIN core.organizations AS organizations ON organizations.organization_id = waiting.organization_id
    LEFT JOIN indicator_names AS names
        ON names.fiscal_year = waiting.fiscal_year AND names.indicator_no = waiting.indicator_no
    LEFT JOIN in_use AS stated
        ON stated.organization_id = waiting.organization_id
        AND stated.fiscal_year = waiting.fiscal_year
        AND stated.indicator_no = waiting.indicator_no
        AND stated.counts
),
-- The rank is 1 + those above: all less those at most as high. Written so that each scope is sorted once.
ranked AS (
    SELECT
        organization_id,
        fiscal_year,
        indicator_no,
        count(*) OVER country_scope - count(*) OVER (country_scope ORDER BY score) + 1 AS rank_country,
        rank() OVER (country_scope ORDER BY score) - 1 AS lower_country,
        count(*) OVER country_scope AS ranked_of_country,
        sum(score) OVER country_scope AS total_country,
        count(*) OVER province_scope - count(*) OVER (province_scope ORDER BY score) + 1 AS rank_province,
        rank() OVER (province_scope ORDER BY score) - 1 AS lower_province,
        count(*) OVER province_scope AS ranked_of_province,
        sum(score) OVER province_scope AS total_province,
        count(*) OVER region_scope - count(*) OVER (region_scope ORDER BY score) + 1 AS rank_region,
        rank() OVER (region_scope ORDER BY score) - 1 AS lower_region,
        count(*) OVER region_scope AS ranked_of_region,
        sum(score) OVER region_scope AS total_region,
        count(*) OVER amphoe_scope - count(*) OVER (amphoe_scope ORDER BY score) + 1 AS rank_amphoe,
        rank() OVER (amphoe_scope ORDER BY score) - 1 AS lower_amphoe,
        count(*) OVER amphoe_scope AS ranked_of_amphoe,
        sum(score) OVER amphoe_scope AS total_amphoe,
        count(*) OVER type_scope - count(*) OVER (type_scope ORDER BY score) + 1 AS rank_type,
        rank() OVER (type_scope ORDER BY score) - 1 AS lower_type,
        count(*) OVER type_scope AS ranked_of_type,
        sum(score) OVER type_scope AS total_type
    FROM scored
    WHERE score IS NOT NULL
    WINDOW
        country_scope AS (PARTITION BY fiscal_year, indicator_no),
        province_scope AS (PARTITION BY fiscal_year, indicator_no, province),
        region_scope AS (PARTITION BY fiscal_year, indicator_no, region),
        amphoe_scope AS (PARTITION BY fiscal_year, indicator_no, province, amphoe),
        type_scope AS (PARTITION BY fiscal_year, indicator_no, organization_type)
),
candidates AS (
    SELECT organization_id, fiscal_year, indicator_no, organization_id AS earlier_id, TRUE AS is_own
    FROM scored
    UNION ALL
    SELECT scored.organization_id, scored.fiscal_year, scored.indicator_no, paths.predecessor_id, FALSE
    FROM scored
    JOIN succession_paths AS paths
        ON paths.organization_id = scored.organization_id AND paths.from_year <= scored.fiscal_year
),
last_year AS (
    SELECT
        candidates.organization_id,
        candidates.fiscal_year,
        candidates.indicator_no,
        count(*) AS results,
        bool_or(candidates.is_own) AS has_own,
        arg_max(earlier.organization_id, candidates.is_own) AS earlier_id,
        arg_max(earlier.score, candidates.is_own) AS score
    FROM candidates
    JOIN scored AS earlier
        ON earlier.organization_id = candidates.earlier_id
        AND earlier.fiscal_year = candidates.fiscal_year - 1
        AND earlier.indicator_no = candidates.indicator_no
        AND earlier.score IS NOT NULL
    GROUP BY candidates.organization_id, candidates.fiscal_year, candidates.indicator_no
),
judged AS (
    SELECT
        scored.organization_id,
        scored.fiscal_year,
        scored.indicator_no,
        last_year.earlier_id,
        last_year.score,
        CASE
            WHEN scored.score IS NULL THEN 'no-score'
            WHEN last_year.results IS NULL THEN 'no-result-last-year'
            WHEN last_year.results > 1 AND NOT last_year.has_own THEN 'several-predecessors'
            WHEN this_framework.contents IS NULL OR last_framework.contents IS NULL THEN 'framework-unknown'
            WHEN this_framework.contents <> last_framework.contents THEN 'framework-changed'
            ELSE 'same-framework'
        END AS comparable_reason
    FROM scored
    LEFT JOIN last_year
        ON last_year.organization_id = scored.organization_id
        AND last_year.fiscal_year = scored.fiscal_year
        AND last_year.indicator_no = scored.indicator_no
    LEFT JOIN framework_contents AS this_framework
        ON this_framework.fiscal_year = scored.fiscal_year
        AND this_framework.indicator_no = scored.indicator_no
    LEFT JOIN framework_contents AS last_framework
        ON last_framework.fiscal_year = scored.fiscal_year - 1
        AND last_framework.indicator_no = scored.indicator_no
)
SELECT
    scored.*,
    ranked.rank_country AS rank_country,
    ranked.ranked_of_country AS ranked_of_country,
    per_cent(ranked.lower_country, ranked.ranked_of_country - 1) AS percentile_country,
    mean_half_up(ranked.total_country, ranked.ranked_of_country) AS mean_country,
    scored.score - mean_half_up(ranked.total_country, ranked.ranked_of_country) AS gap_country,
    CASE WHEN scored.province IS NOT NULL THEN ranked.rank_province END AS rank_province,
    CASE WHEN scored.province IS NOT NULL THEN ranked.ranked_of_province END AS ranked_of_province,
    CASE WHEN scored.province IS NOT NULL THEN per_cent(ranked.lower_province, ranked.ranked_of_province - 1) END AS percentile_province,
    CASE WHEN scored.province IS NOT NULL THEN mean_half_up(ranked.total_province, ranked.ranked_of_province) END AS mean_province,
    CASE WHEN scored.province IS NOT NULL THEN scored.score - mean_half_up(ranked.total_province, ranked.ranked_of_province) END AS gap_province,
    CASE WHEN scored.region IS NOT NULL THEN ranked.rank_region END AS rank_region,
    CASE WHEN scored.region IS NOT NULL THEN ranked.ranked_of_region END AS ranked_of_region,
    CASE WHEN scored.region IS NOT NULL THEN per_cent(ranked.lower_region, ranked.ranked_of_region - 1) END AS percentile_region,
    CASE WHEN scored.region IS NOT NULL THEN mean_half_up(ranked.total_region, ranked.ranked_of_region) END AS mean_region,
    CASE WHEN scored.region IS NOT NULL THEN scored.score - mean_half_up(ranked.total_region, ranked.ranked_of_region) END AS gap_region,
    CASE WHEN scored.province IS NOT NULL AND scored.amphoe IS NOT NULL THEN ranked.rank_amphoe END AS rank_amphoe,
    CASE WHEN scored.province IS NOT NULL AND scored.amphoe IS NOT NULL THEN ranked.ranked_of_amphoe END AS ranked_of_amphoe,
    CASE WHEN scored.province IS NOT NULL AND scored.amphoe IS NOT NULL THEN per_cent(ranked.lower_amphoe, ranked.ranked_of_amphoe - 1) END AS percentile_amphoe,
    CASE WHEN scored.province IS NOT NULL AND scored.amphoe IS NOT NULL THEN mean_half_up(ranked.total_amphoe, ranked.ranked_of_amphoe) END AS mean_amphoe,
    CASE WHEN scored.province IS NOT NULL AND scored.amphoe IS NOT NULL THEN scored.score - mean_half_up(ranked.total_amphoe, ranked.ranked_of_amphoe) END AS gap_amphoe,
    ranked.rank_type AS rank_type,
    ranked.ranked_of_type AS ranked_of_type,
    per_cent(ranked.lower_type, ranked.ranked_of_type - 1) AS percentile_type,
    mean_half_up(ranked.total_type, ranked.ranked_of_type) AS mean_type,
    scored.score - mean_half_up(ranked.total_type, ranked.ranked_of_type) AS gap_type,
    CASE WHEN comparable_reason NOT IN ('no-score', 'several-predecessors') THEN judged.earlier_id END
        AS last_year_organization_id,
    CASE WHEN comparable_reason NOT IN ('no-score', 'several-predecessors') THEN judged.score END
        AS score_last_year,
    CASE WHEN comparable_reason NOT IN ('no-score', 'several-predecessors') THEN scored.score - judged.score END
        AS change,
    judged.comparable_reason = 'same-framework' AS comparable,
    judged.comparable_reason
FROM scored
LEFT JOIN ranked
    ON ranked.organization_id = scored.organization_id
    AND ranked.fiscal_year = scored.fiscal_year
    AND ranked.indicator_no = scored.indicator_no
JOIN judged
    ON judged.organization_id = scored.organization_id
    AND judged.fiscal_year = scored.fiscal_year
    AND judged.indicator_no = scored.indicator_no
