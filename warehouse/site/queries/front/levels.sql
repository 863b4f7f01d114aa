-- One row: how many organizations reached a level in one fiscal year, best level first; its place among all
-- levels of the scheme.
WITH ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY scheme
            ORDER BY lower DESC, some_instrument_below DESC NULLS FIRST
        ) AS rank
    FROM reference.levels
)
SELECT
    scores.fiscal_year,
    scores.level,
    count(*) AS organizations,
    coalesce(any_value(ranked.rank), 9) AS rank,
    row_number() OVER (PARTITION BY scores.fiscal_year ORDER BY any_value(ranked.rank) NULLS LAST) AS position
FROM mart.score_comparison AS scores
LEFT JOIN ranked
    ON ranked.level = scores.level
    AND scores.fiscal_year BETWEEN ranked.from_year AND coalesce(ranked.to_year, 9999)
WHERE scores.level IS NOT NULL
GROUP BY scores.fiscal_year, scores.level
ORDER BY scores.fiscal_year DESC, position
