-- One row: one correction of a document that was read, and what became of it.
-- Why: a figure that a person settled says so, with the reason and the value that the reading gives; and
-- where another document's figure is in force instead, it says that (displaced).
SELECT
    extracted.* REPLACE (
        CASE
            WHEN extracted.correction_id IN (SELECT correction_id FROM displaced_corrections) THEN 'displaced'
            ELSE extracted.state
        END AS state
    )
FROM store.extracted.corrections AS extracted
JOIN document_standing AS standing ON standing.document_id = extracted.document_id
