-- One row: a province with the year of its page, its scores of the latest fiscal year of the country, what was
-- received and how far its measures are; provinces of which nothing was received too.
WITH latest AS (
    SELECT max(fiscal_year) AS fiscal_year FROM mart.score_comparison WHERE overall IS NOT NULL
),
-- The latest year that somebody has a score of; the latest of all only where nobody ever has one.
page_years AS (
    SELECT
        province,
        coalesce(max(fiscal_year) FILTER (WHERE overall IS NOT NULL), max(fiscal_year)) AS page_year
    FROM (
        SELECT province, fiscal_year, overall FROM mart.score_comparison
        UNION ALL
        SELECT province, fiscal_year, NULL FROM mart.completion_by_organization
    )
    WHERE province IS NOT NULL AND fiscal_year IS NOT NULL
    GROUP BY province
),
scores AS (
    SELECT province, count(overall) AS scored, any_value(mean_province) AS mean, min(overall) AS lowest, max(overall) AS highest
    FROM mart.score_comparison
    WHERE fiscal_year = (SELECT fiscal_year FROM latest) AND overall IS NOT NULL
    GROUP BY province
),
registered AS (
    SELECT province, count(*) AS organizations
    FROM core.organizations
    WHERE in_register
    GROUP BY province
),
-- Of whom anything came: their own report, read or set aside, or a result in somebody else's.
received AS (
    SELECT province, count(*) AS organizations
    FROM core.organizations
    WHERE in_register AND organization_id IN (
        SELECT organization_id FROM core.documents WHERE organization_id IS NOT NULL
        UNION
        SELECT organization_id FROM core.assessments WHERE organization_id IS NOT NULL
        UNION
        SELECT organization_id FROM core.measures WHERE organization_id IS NOT NULL
    )
    GROUP BY province
),
completion AS (
    SELECT
        province,
        fiscal_year,
        sum(latest_measures) AS measures,
        sum(latest_reported) AS reported,
        sum(latest_completed) AS completed
    FROM mart.completion_by_province
    GROUP BY province, fiscal_year
    QUALIFY row_number() OVER (PARTITION BY province ORDER BY fiscal_year DESC) = 1
),
overdue AS (
    SELECT
        province,
        count(*) FILTER (WHERE state = 'overdue') AS deadlines,
        count(*) FILTER (WHERE state = 'unknown') AS unknown
    FROM mart.overdue_deadlines
    GROUP BY province
)
SELECT
    provinces.province,
    provinces.name_en,
    provinces.code,
    provinces.region,
    page_years.page_year,
    (SELECT fiscal_year FROM latest) AS fiscal_year,
    scores.scored,
    scores.mean,
    scores.lowest,
    scores.highest,
    registered.organizations AS registered,
    coalesce(received.organizations, 0) AS received,
    completion.fiscal_year AS measures_year,
    completion.measures,
    completion.reported,
    completion.completed,
    coalesce(overdue.deadlines, 0) AS overdue,
    coalesce(overdue.unknown, 0) AS overdue_unknown
FROM reference.provinces AS provinces
LEFT JOIN page_years USING (province)
LEFT JOIN scores USING (province)
LEFT JOIN registered USING (province)
LEFT JOIN received USING (province)
LEFT JOIN completion USING (province)
LEFT JOIN overdue USING (province)
ORDER BY provinces.code
