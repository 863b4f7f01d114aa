-- The tables of which files are exported, with their rows in this publication.
WITH latest AS (SELECT run_id FROM quality.runs ORDER BY started_at DESC, run_id DESC LIMIT 1),
counted AS (
    SELECT table_name AS full_name, rows
    FROM quality.table_rows
    SEMI JOIN latest USING (run_id)
)
SELECT
    dictionary.table_name,
    any_value(dictionary.table_th) AS table_th,
    any_value(dictionary.table_en) AS table_en,
    count(*) AS columns,
    any_value(counted.rows) AS rows
FROM reference.dictionary AS dictionary
LEFT JOIN counted ON counted.full_name = 'mart.' || dictionary.table_name
WHERE dictionary.schema_name = 'mart'
GROUP BY dictionary.table_name
ORDER BY dictionary.table_name
