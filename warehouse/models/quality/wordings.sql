-- One row: one wording that the reference tables do not have, or one value that a correction of wordings gives.
-- Why: reference tables grow by what they lack, and a value that a person's wording gave says so.
SELECT extracted.*
FROM store.extracted.wordings AS extracted
JOIN document_standing AS standing ON standing.document_id = extracted.document_id
