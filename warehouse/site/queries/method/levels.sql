-- Levels by the years in which they hold, best first.
SELECT
    from_year, to_year, level, lower, upper, each_instrument_at_least, some_instrument_below
FROM reference.levels
ORDER BY from_year, lower DESC, each_instrument_at_least DESC NULLS LAST, level
