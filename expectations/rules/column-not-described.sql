-- id: column-not-described
-- version: 1
-- level: warehouse
-- severity: error
-- scope: whole
-- tables: reference.dictionary
-- th: คอลัมน์ {described} ไม่มีคำอธิบายในพจนานุกรมข้อมูล
-- en: The dictionary does not describe the column {described}.
-- action_th: ให้เพิ่มคอลัมน์นี้ใน warehouse/schema
-- action_en: Add the column to warehouse/schema.
-- What is not described is not checked. The other direction is a rule of each table.
SELECT
    'reference.dictionary' AS table_name,
    concat_ws('.', present.schema_name, present.table_name, present.column_name) AS record_id,
    CAST(NULL AS VARCHAR) AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    concat_ws('.', present.schema_name, present.table_name, present.column_name) AS described
FROM duckdb_columns() AS present
ANTI JOIN reference.dictionary AS dictionary
    ON dictionary.schema_name = present.schema_name
    AND dictionary.table_name = present.table_name
    AND dictionary.column_name = present.column_name
WHERE present.database_name = current_database()
    AND present.schema_name IN ('reference', 'core', 'mart', 'quality')
