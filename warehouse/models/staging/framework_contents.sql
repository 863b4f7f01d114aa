-- One row: what one indicator of one fiscal year asks for; indicator 0 is all of them together.
-- Why: a change from year to year sets like beside like only where both frameworks ask the same.
-- contents is null where the framework's items or questions are not known.
WITH asked AS (
    SELECT fiscal_year, indicator_no, sub_indicator || ':' || item_code AS code FROM reference.items
    UNION ALL
    SELECT fiscal_year, indicator_no, question_code FROM reference.questions
),
by_indicator AS (
    SELECT fiscal_year, indicator_no, string_agg(code, ' ' ORDER BY code) AS contents
    FROM asked
    GROUP BY fiscal_year, indicator_no
)
SELECT frameworks.fiscal_year, indicators.indicator_no, by_indicator.contents
FROM reference.frameworks AS frameworks
CROSS JOIN (SELECT unnest(range(1, 11)) AS indicator_no) AS indicators
LEFT JOIN by_indicator
    ON by_indicator.fiscal_year = frameworks.fiscal_year
    AND by_indicator.indicator_no = indicators.indicator_no
UNION ALL
SELECT
    frameworks.fiscal_year,
    0,
    CASE
        WHEN count(by_indicator.contents) = 10
            THEN string_agg(by_indicator.contents, ' ' ORDER BY by_indicator.indicator_no)
    END
FROM reference.frameworks AS frameworks
LEFT JOIN by_indicator ON by_indicator.fiscal_year = frameworks.fiscal_year
GROUP BY frameworks.fiscal_year
