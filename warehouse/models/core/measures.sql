-- One row: one row of a report's table of measures.
-- Why: of the rows about one measure in one round the one of the strongest document is current; a row
-- that waits for review never supersedes a sure one; without a fiscal year a row stands by itself.
-- Where one document has several rows of one key, none of them is lost: the first is held against the
-- first of another document, the second against the second. measure_keys has what was matched over all
-- documents of a year.
WITH numbered AS (
    SELECT
        facts.* REPLACE (coalesce(matched.measure_key, facts.measure_key) AS measure_key),
        standing.superseded_by AS document_superseded_by,
        standing.standing,
        row_number() OVER (
            PARTITION BY facts.document_id, facts.organization_id, facts.fiscal_year, facts.reporting_round,
                coalesce(matched.measure_key, facts.measure_key)
            ORDER BY facts.ordinal, facts.measure_id
        ) AS occurrence
    FROM store.extracted.measures AS facts
    JOIN document_standing AS standing ON standing.document_id = facts.document_id
    LEFT JOIN measure_keys AS matched ON matched.measure_id = facts.measure_id
    WHERE standing.read_state = 'loaded'
),
ranked AS (
    SELECT
        *,
        row_number() OVER same_fact AS place,
        first_value(measure_id) OVER same_fact AS first_id,
        first_value(document_superseded_by IS NULL) OVER same_fact AS first_in_force
    FROM numbered
    WINDOW same_fact AS (
        PARTITION BY
            organization_id,
            fiscal_year,
            reporting_round,
            measure_key,
            occurrence,
            CASE WHEN fiscal_year IS NULL THEN measure_id END
        ORDER BY document_superseded_by IS NOT NULL, certainty <> 'sure', standing, measure_id
    )
)
SELECT
    * EXCLUDE (document_superseded_by, standing, occurrence, place, first_id, first_in_force),
    place = 1 AND first_in_force AS is_current,
    CASE
        WHEN NOT first_in_force THEN document_superseded_by
        WHEN place > 1 THEN first_id
    END AS superseded_by
FROM ranked
