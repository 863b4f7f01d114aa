-- One row: an indicator's name and instrument in one fiscal year that some fact is about.
-- Why: a year without a framework of its own takes the nearest earlier one, else the earliest.
WITH years AS (
    SELECT fiscal_year FROM core.indicator_scores WHERE fiscal_year IS NOT NULL
    UNION
    SELECT fiscal_year FROM core.measures WHERE fiscal_year IS NOT NULL
),
frameworks AS (
    SELECT
        years.fiscal_year,
        coalesce(
            max(known.fiscal_year) FILTER (known.fiscal_year <= years.fiscal_year),
            min(known.fiscal_year)
        ) AS framework_year
    FROM years
    CROSS JOIN reference.frameworks AS known
    GROUP BY years.fiscal_year
)
SELECT frameworks.fiscal_year, indicators.indicator_no, indicators.instrument, indicators.name
FROM frameworks
JOIN reference.indicators AS indicators ON indicators.fiscal_year = frameworks.framework_year
