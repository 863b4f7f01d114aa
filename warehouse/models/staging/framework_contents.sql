-- One row: what the framework of one fiscal year asks for, of one indicator, one instrument or all together.
-- Why: a change from year to year sets like beside like only where both frameworks ask the same. subject as
-- in compared_scores; contents is null where the framework's items or questions are not known.
WITH asked AS (
    SELECT fiscal_year, indicator_no, sub_indicator || ':' || item_code AS code FROM reference.items
    UNION ALL
    SELECT fiscal_year, indicator_no, question_code FROM reference.questions
),
by_indicator AS (
    SELECT fiscal_year, indicator_no, string_agg(code, ' ' ORDER BY code) AS contents
    FROM asked
    GROUP BY fiscal_year, indicator_no
),
subjects AS (
    SELECT fiscal_year, CAST(indicator_no AS VARCHAR) AS subject, indicator_no FROM reference.indicators
    UNION ALL
    SELECT fiscal_year, instrument, indicator_no FROM reference.indicators
    UNION ALL
    SELECT fiscal_year, 'overall', indicator_no FROM reference.indicators
)
SELECT
    subjects.fiscal_year,
    subjects.subject,
    CASE
        WHEN bool_and(by_indicator.contents IS NOT NULL)
            THEN string_agg(
                subjects.indicator_no || ':' || by_indicator.contents, ' ' ORDER BY subjects.indicator_no
            )
    END AS contents
FROM subjects
LEFT JOIN by_indicator
    ON by_indicator.fiscal_year = subjects.fiscal_year AND by_indicator.indicator_no = subjects.indicator_no
GROUP BY subjects.fiscal_year, subjects.subject
