-- One row: one value that is null, why, and what it could have been.
-- Why: an honest null says its reason. Only for documents whose facts are loaded.
SELECT
    facts.* REPLACE (
        CASE WHEN contains(facts.table_name, '.') THEN facts.table_name ELSE 'core.' || facts.table_name END
            AS table_name
    )
FROM store.extracted.unknowns AS facts
JOIN document_standing AS standing ON standing.document_id = facts.document_id
WHERE standing.read_state = 'loaded'
