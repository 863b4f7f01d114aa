-- One row: where one value of one record comes from, and the rule that read it.
-- Why: every figure traces to a place in an original. Only for documents whose facts are loaded.
-- In the order of what is looked for, so that a question reads the few parts of the file that can answer it.
SELECT
    facts.* REPLACE (
        CASE WHEN contains(facts.table_name, '.') THEN facts.table_name ELSE 'core.' || facts.table_name END
            AS table_name
    )
FROM store.extracted.evidence AS facts
JOIN document_standing AS standing ON standing.document_id = facts.document_id
WHERE standing.read_state = 'loaded'
ORDER BY facts.table_name, facts.record_id, facts.column_name
