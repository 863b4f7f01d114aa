-- One row: one web address that a report gives as evidence.
-- Why: it is in force as long as the measure or item it belongs to is; else as long as its document is.
WITH items AS (
    SELECT DISTINCT ON (document_id, item_code) document_id, item_code, is_current, superseded_by
    FROM core.disclosures
    ORDER BY document_id, item_code, is_current DESC, disclosure_id
)
SELECT
    facts.*,
    coalesce(measures.is_current, items.is_current, standing.superseded_by IS NULL) AS is_current,
    CASE
        WHEN measures.measure_id IS NOT NULL THEN measures.superseded_by
        WHEN items.item_code IS NOT NULL THEN items.superseded_by
        ELSE standing.superseded_by
    END AS superseded_by
FROM store.extracted.evidence_links AS facts
JOIN document_standing AS standing ON standing.document_id = facts.document_id
LEFT JOIN core.measures AS measures ON measures.measure_id = facts.measure_id
LEFT JOIN items
    ON items.document_id = facts.document_id
    AND items.item_code = facts.item_code
    AND facts.measure_id IS NULL
WHERE standing.read_state = 'loaded'
