-- One row: a column of another table that names a row of the page's table.
SELECT
    replace(columns.references_table, '.', '-') AS page,
    columns.schema_name,
    columns.table_name,
    columns.column_name,
    columns.references_column
FROM reference.dictionary AS columns
WHERE columns.references_table IS NOT NULL
