-- One row: a table of the warehouse. There is a page for each.
SELECT
    schema_name || '-' || table_name AS page,
    schema_name,
    table_name,
    any_value(table_th) AS table_th,
    any_value(table_en) AS table_en,
    list(column_name ORDER BY ordinal) FILTER (is_key) AS key,
    bool_or(name_th IS NOT NULL) AS has_thai_view
FROM reference.dictionary
GROUP BY schema_name, table_name
