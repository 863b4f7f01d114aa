-- One row: one indicator's score, as one document states it.
-- Why: of the rows about one thing the one of the strongest document is current; a row that waits for
-- review never supersedes a sure one; without a fiscal year a row stands by itself. What an own report
-- states of another organization counts as any other source does.
WITH ranked AS (
    SELECT
        facts.*,
        standing.superseded_by AS document_superseded_by,
        row_number() OVER same_fact AS place,
        first_value(facts.score_id) OVER same_fact AS first_id,
        first_value(standing.superseded_by IS NULL) OVER same_fact AS first_in_force
    FROM store.extracted.indicator_scores AS facts
    JOIN document_standing AS standing ON standing.document_id = facts.document_id
    WHERE standing.read_state = 'loaded'
    WINDOW same_fact AS (
        PARTITION BY
            facts.organization_id,
            facts.fiscal_year,
            facts.indicator_no,
            CASE WHEN facts.fiscal_year IS NULL THEN facts.score_id END
        ORDER BY
            standing.superseded_by IS NOT NULL,
            facts.certainty <> 'sure',
            CASE
                WHEN standing.source_class IN (2, 3) AND facts.organization_id <> standing.organization_id THEN 4
                ELSE standing.source_class
            END,
            standing.recency,
            facts.source_line NULLS LAST,
            facts.score_id
    )
)
SELECT
    * EXCLUDE (document_superseded_by, place, first_id, first_in_force),
    place = 1 AND first_in_force AS is_current,
    CASE
        WHEN NOT first_in_force THEN document_superseded_by
        WHEN place > 1 THEN first_id
    END AS superseded_by
FROM ranked
