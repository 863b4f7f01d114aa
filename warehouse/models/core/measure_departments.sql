-- One row: one department that answers for a measure, by its canonical name.
-- Why: it is in force as long as its measure is.
SELECT facts.*, measures.is_current, measures.superseded_by
FROM store.extracted.measure_departments AS facts
JOIN core.measures AS measures ON measures.measure_id = facts.measure_id
