-- One row: one correction of a document that was read, and what became of it.
-- Why: a figure that a person settled says so, with the reason and the value that the reading gives.
SELECT extracted.*
FROM store.extracted.corrections AS extracted
JOIN document_standing AS standing ON standing.document_id = extracted.document_id
