-- One row: a province and a fiscal year of which scores or measures were received. There is a page for each.
WITH pages AS (
    SELECT province, fiscal_year FROM mart.score_comparison
    UNION
    SELECT province, fiscal_year FROM mart.completion_by_organization
),
years AS (
    SELECT province, list(fiscal_year ORDER BY fiscal_year DESC) AS years
    FROM pages
    WHERE fiscal_year IS NOT NULL
    GROUP BY province
),
scores AS (
    SELECT
        province,
        fiscal_year,
        any_value(mean_province) AS mean,
        any_value(ranked_of_province) AS scored
    FROM mart.score_comparison
    WHERE overall IS NOT NULL
    GROUP BY province, fiscal_year
),
completion AS (
    SELECT
        province,
        fiscal_year,
        sum(latest_organizations) AS organizations,
        sum(latest_measures) AS measures,
        sum(latest_reported) AS reported,
        sum(latest_completed) AS completed
    FROM mart.completion_by_province
    GROUP BY province, fiscal_year
),
overdue AS (
    SELECT
        province,
        fiscal_year,
        count(*) FILTER (WHERE state = 'overdue') AS overdue,
        count(*) FILTER (WHERE state = 'unknown') AS overdue_unknown
    FROM mart.overdue_deadlines
    GROUP BY province, fiscal_year
),
coverage AS (
    SELECT
        province,
        fiscal_year,
        count(*) AS expected,
        count(*) FILTER (WHERE state = 'received') AS received
    FROM mart.reporting_coverage
    GROUP BY province, fiscal_year
)
SELECT
    provinces.code || '-' || pages.fiscal_year AS page,
    pages.fiscal_year,
    provinces.province,
    provinces.name_en AS province_en,
    provinces.code,
    years.years,
    scores.mean,
    coalesce(scores.scored, 0) AS scored,
    completion.organizations AS measuring,
    completion.measures,
    completion.reported,
    completion.completed,
    coalesce(overdue.overdue, 0) AS overdue,
    coalesce(overdue.overdue_unknown, 0) AS overdue_unknown,
    coverage.expected,
    coverage.received
FROM pages
JOIN reference.provinces AS provinces USING (province)
JOIN years USING (province)
LEFT JOIN scores USING (province, fiscal_year)
LEFT JOIN completion USING (province, fiscal_year)
LEFT JOIN overdue USING (province, fiscal_year)
LEFT JOIN coverage USING (province, fiscal_year)
WHERE pages.fiscal_year IS NOT NULL
