-- One row: a table of the warehouse, with its rows in this publication and the names by which it can be found.
WITH latest AS (SELECT run_id FROM quality.runs ORDER BY started_at DESC, run_id DESC LIMIT 1),
counted AS (
    SELECT table_name AS full_name, rows
    FROM quality.table_rows
    SEMI JOIN latest USING (run_id)
)
SELECT
    dictionary.schema_name,
    dictionary.table_name,
    dictionary.schema_name || '-' || dictionary.table_name AS page,
    any_value(dictionary.table_th) AS table_th,
    any_value(dictionary.table_en) AS table_en,
    count(*) AS columns,
    string_agg(concat_ws(' ', dictionary.column_name, dictionary.name_th), ', ' ORDER BY dictionary.ordinal) AS names,
    any_value(counted.rows) AS rows
FROM reference.dictionary AS dictionary
LEFT JOIN counted ON counted.full_name = dictionary.schema_name || '.' || dictionary.table_name
GROUP BY dictionary.schema_name, dictionary.table_name
ORDER BY array_position(['mart', 'core', 'quality', 'reference'], dictionary.schema_name), dictionary.table_name
