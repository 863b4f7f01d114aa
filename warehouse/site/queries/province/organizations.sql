-- One row: an organization in one fiscal year, the best score first, then those without one: those of which
-- something was received, and those that are expected.
WITH pages AS (
    SELECT province, fiscal_year FROM mart.score_comparison
    UNION
    SELECT province, fiscal_year FROM mart.completion_by_organization
),
-- Years before the first report on measures: no coverage is told of them, yet the register knows who there is.
uncovered AS (
    SELECT organizations.organization_id, pages.fiscal_year
    FROM pages
    JOIN core.organizations AS organizations USING (province)
    SEMI JOIN mart.reporting_coverage AS covered ON covered.province = pages.province
    ANTI JOIN mart.reporting_coverage AS told
        ON told.province = pages.province AND told.fiscal_year = pages.fiscal_year
    ANTI JOIN reference.organization_successions AS later
        ON later.new_id = organizations.organization_id AND later.from_year > pages.fiscal_year
    ANTI JOIN reference.organization_successions AS earlier
        ON earlier.old_id = organizations.organization_id AND earlier.from_year <= pages.fiscal_year
    WHERE organizations.in_register
),
listed AS (
    SELECT organization_id, fiscal_year FROM mart.score_comparison
    UNION
    SELECT organization_id, fiscal_year FROM mart.completion_by_organization
    UNION
    SELECT organization_id, fiscal_year FROM mart.reporting_coverage
    UNION
    SELECT organization_id, fiscal_year FROM uncovered
),
completion AS (
    SELECT
        organization_id,
        fiscal_year,
        any_value(measures) FILTER (WHERE is_latest_round) AS measures,
        any_value(reported) FILTER (WHERE is_latest_round) AS reported,
        any_value(completed) FILTER (WHERE is_latest_round) AS completed,
        any_value(completion_rate) FILTER (WHERE is_latest_round) AS completion_rate,
        any_value(completion_rate_low) FILTER (WHERE is_latest_round) AS completion_rate_low,
        any_value(coverage) FILTER (WHERE is_latest_round) AS coverage,
        sum(waiting_for_review) AS waiting_for_review
    FROM mart.completion_by_organization
    GROUP BY organization_id, fiscal_year
),
overdue AS (
    SELECT
        organization_id,
        fiscal_year,
        count(*) FILTER (WHERE state = 'overdue') AS deadlines,
        count(*) FILTER (WHERE state = 'unknown') AS unknown
    FROM mart.overdue_deadlines
    GROUP BY organization_id, fiscal_year
),
issues AS (
    SELECT organization_id, count(*) AS open FROM quality.issues WHERE state = 'open' GROUP BY organization_id
),
-- A result that came and could not be read is not one that did not come.
results AS (
    SELECT DISTINCT organization_id, scores_fiscal_year AS fiscal_year
    FROM core.documents
    WHERE state <> 'out_of_scope'
),
indicators AS (
    SELECT
        organization_id,
        fiscal_year,
        [
            any_value(score) FILTER (WHERE indicator_no = 1),
            any_value(score) FILTER (WHERE indicator_no = 2),
            any_value(score) FILTER (WHERE indicator_no = 3),
            any_value(score) FILTER (WHERE indicator_no = 4),
            any_value(score) FILTER (WHERE indicator_no = 5),
            any_value(score) FILTER (WHERE indicator_no = 6),
            any_value(score) FILTER (WHERE indicator_no = 7),
            any_value(score) FILTER (WHERE indicator_no = 8),
            any_value(score) FILTER (WHERE indicator_no = 9),
            any_value(score) FILTER (WHERE indicator_no = 10)
        ] AS scores
    FROM mart.indicator_comparison
    WHERE score IS NOT NULL
    GROUP BY organization_id, fiscal_year
),
with_page AS (
    SELECT organization_id FROM core.documents
    UNION
    SELECT organization_id FROM core.assessments
    UNION
    SELECT organization_id FROM core.measures
)
SELECT
    provinces.code || '-' || listed.fiscal_year AS page,
    coalesce(scores.rank_province, 100000) AS position,
    CASE
        WHEN scores.organization_id IS NOT NULL OR completion.organization_id IS NOT NULL THEN 0
        WHEN results.organization_id IS NOT NULL OR coverage.state = 'received' THEN 1
        ELSE 2
    END AS standing,
    -- As a Thai dictionary has it: by the consonant, not by the vowel that is written before it.
    regexp_replace(organizations.name, '([เแโใไ])([ก-ฮ])', '\2\1', 'g') AS name_position,
    organizations.name,
    listed.organization_id,
    organizations.full_name,
    types.abbreviation AS type_short,
    types.name AS type_name,
    types.name_en AS type_name_en,
    organizations.amphoe,
    with_page.organization_id IS NOT NULL AS has_page,
    scores.organization_id IS NOT NULL OR results.organization_id IS NOT NULL AS is_result_received,
    scores.rank_province AS rank,
    scores.overall,
    scores.score_basis,
    unknowns.reason AS unknown_reason,
    scores.reconciliation,
    scores.level,
    scores.iit_score,
    scores.eit_score,
    scores.oit_score,
    scores.change,
    scores.comparable,
    scores.comparable_reason,
    scores.rank_amphoe,
    scores.ranked_of_amphoe,
    coverage.state,
    completion.measures,
    completion.reported,
    completion.completed,
    completion.completion_rate,
    completion.completion_rate_low,
    completion.coverage,
    coalesce(overdue.deadlines, 0) AS overdue,
    coalesce(overdue.unknown, 0) AS overdue_unknown,
    coalesce(issues.open, 0) AS issues,
    coalesce(scores.waiting_for_review, 0) + coalesce(completion.waiting_for_review, 0) AS waiting,
    indicators.scores
FROM listed
JOIN core.organizations AS organizations USING (organization_id)
JOIN reference.provinces AS provinces USING (province)
LEFT JOIN reference.organization_types AS types USING (organization_type)
LEFT JOIN mart.score_comparison AS scores
    ON scores.organization_id = listed.organization_id AND scores.fiscal_year = listed.fiscal_year
LEFT JOIN core.unknowns AS unknowns
    ON unknowns.record_id = scores.assessment_id
    AND unknowns.column_name = 'overall_score'
    AND scores.overall IS NULL
LEFT JOIN completion
    ON completion.organization_id = listed.organization_id AND completion.fiscal_year = listed.fiscal_year
LEFT JOIN mart.reporting_coverage AS coverage
    ON coverage.organization_id = listed.organization_id AND coverage.fiscal_year = listed.fiscal_year
LEFT JOIN overdue
    ON overdue.organization_id = listed.organization_id AND overdue.fiscal_year = listed.fiscal_year
LEFT JOIN results
    ON results.organization_id = listed.organization_id AND results.fiscal_year = listed.fiscal_year
LEFT JOIN indicators
    ON indicators.organization_id = listed.organization_id AND indicators.fiscal_year = listed.fiscal_year
LEFT JOIN issues ON issues.organization_id = listed.organization_id
LEFT JOIN with_page ON with_page.organization_id = listed.organization_id
