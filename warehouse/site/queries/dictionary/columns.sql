-- One row: a column of the page's table.
SELECT
    columns.schema_name || '-' || columns.table_name AS page,
    columns.ordinal,
    columns.column_name,
    columns.name_th,
    columns.th,
    columns.en,
    columns.data_type,
    columns.nullable,
    columns.is_key,
    columns.allowed,
    columns.minimum,
    columns.maximum,
    columns.references_table,
    columns.references_column
FROM reference.dictionary AS columns
