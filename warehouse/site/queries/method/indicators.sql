-- The indicators of the latest framework, with what they are made of in the latest year in which that is known.
WITH latest AS (SELECT max(fiscal_year) AS fiscal_year FROM reference.indicators),
parts AS (
    SELECT fiscal_year, indicator_no, question_code AS part, ordinal
    FROM reference.questions
    UNION ALL
    SELECT fiscal_year, indicator_no, item_code, ordinal
    FROM reference.items
),
ranges AS (
    SELECT
        indicator_no,
        fiscal_year,
        min_by(part, ordinal) AS first_part,
        max_by(part, ordinal) AS last_part,
        count(*) AS parts
    FROM parts
    GROUP BY indicator_no, fiscal_year
    QUALIFY row_number() OVER (PARTITION BY indicator_no ORDER BY fiscal_year DESC) = 1
)
SELECT
    indicators.indicator_no,
    indicators.instrument,
    instruments.name AS instrument_name,
    indicators.name,
    ranges.first_part,
    ranges.last_part,
    ranges.parts,
    ranges.fiscal_year AS parts_of_year
FROM reference.indicators AS indicators
SEMI JOIN latest USING (fiscal_year)
LEFT JOIN reference.instruments AS instruments
    ON instruments.fiscal_year = indicators.fiscal_year AND instruments.instrument = indicators.instrument
LEFT JOIN ranges ON ranges.indicator_no = indicators.indicator_no
ORDER BY indicators.indicator_no
