-- The frameworks; years that weigh and ask the same are one row.
WITH items AS (
    SELECT
        fiscal_year,
        indicator_no,
        min_by(item_code, ordinal) AS first_item,
        max_by(item_code, ordinal) AS last_item,
        md5(string_agg(concat_ws(' ', item_code, sub_indicator), '|' ORDER BY ordinal)) AS contents
    FROM reference.items
    GROUP BY fiscal_year, indicator_no
),
item_ranges AS (
    SELECT
        fiscal_year,
        string_agg(first_item || '–' || last_item, ' · ' ORDER BY indicator_no) AS item_range,
        string_agg(contents, '|' ORDER BY indicator_no) AS contents
    FROM items
    GROUP BY fiscal_year
),
weights AS (
    SELECT
        fiscal_year,
        max(weight) FILTER (instrument = 'IIT') AS iit,
        max(weight) FILTER (instrument = 'EIT') AS eit,
        max(weight) FILTER (instrument = 'OIT') AS oit,
        string_agg(CAST(indicators AS VARCHAR), '|' ORDER BY instrument) AS parts
    FROM reference.instruments
    GROUP BY fiscal_year
),
told AS (
    SELECT
        frameworks.fiscal_year,
        frameworks.indicators,
        nullif(frameworks.items, 0) AS items,
        nullif(frameworks.questions, 0) AS questions,
        weights.iit,
        weights.eit,
        weights.oit,
        item_ranges.item_range,
        concat_ws('|', weights.parts, item_ranges.contents) AS contents
    FROM reference.frameworks AS frameworks
    LEFT JOIN weights USING (fiscal_year)
    LEFT JOIN item_ranges USING (fiscal_year)
),
numbered AS (
    SELECT
        *,
        fiscal_year - row_number() OVER (
            PARTITION BY indicators, items, questions, iit, eit, oit, item_range, contents ORDER BY fiscal_year
        ) AS island
    FROM told
)
SELECT
    min(fiscal_year) AS from_year, max(fiscal_year) AS to_year, indicators, items, questions, iit, eit, oit, item_range
FROM numbered
GROUP BY indicators, items, questions, iit, eit, oit, item_range, contents, island
ORDER BY from_year
