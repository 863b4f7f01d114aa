-- One row: how far the measures of one organization are, by fiscal year and round, latest year first.
SELECT
    organization_id AS page,
    -fiscal_year AS position,
    is_latest_round,
    reporting_round,
    fiscal_year,
    measures,
    completed,
    in_progress,
    not_started,
    not_reported,
    reported,
    completion_rate,
    completion_rate_low,
    completion_rate_high,
    coverage,
    waiting_for_review
FROM mart.completion_by_organization
