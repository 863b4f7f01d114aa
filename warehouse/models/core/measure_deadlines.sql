-- One row: one deadline in a measure's cell of time.
-- Why: it is in force as long as its measure is.
SELECT facts.*, measures.is_current, measures.superseded_by
FROM store.extracted.measure_deadlines AS facts
JOIN core.measures AS measures ON measures.measure_id = facts.measure_id
