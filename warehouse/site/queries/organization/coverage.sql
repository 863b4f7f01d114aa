-- One row: what was received of the organization for one fiscal year, latest year first.
SELECT
    organization_id AS page,
    -fiscal_year AS position,
    fiscal_year,
    state,
    documents_received,
    documents_quarantined,
    has_plan,
    has_6_month,
    has_annual,
    has_result
FROM mart.reporting_coverage
