-- One row: a figure that the run changed, its key taken apart. part is the indicator, the round or nothing.
SELECT
    table_name,
    split_part(key, '|', 1) AS organization_id,
    CAST(split_part(key, '|', 2) AS INTEGER) AS fiscal_year,
    split_part(key, '|', 3) AS part,
    column_name,
    old_value,
    new_value,
    cause,
    old_document_id,
    new_document_id
FROM quality.figure_changes
WHERE run_id = getvariable('run_id')
