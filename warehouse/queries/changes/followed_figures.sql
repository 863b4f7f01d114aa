-- One row: a figure that the run changed, those of a succession under the new code; where only the code
-- changed, old and new value are the same.
WITH coded AS (
    SELECT figures.* REPLACE (successions.new_id AS organization_id)
    FROM run_figures AS figures
    JOIN run_successions AS successions
        ON successions.old_id = figures.organization_id AND successions.one_to_one
    UNION ALL
    SELECT figures.*
    FROM run_figures AS figures
    JOIN run_successions AS successions
        ON successions.new_id = figures.organization_id AND successions.one_to_one
)
SELECT figures.*
FROM run_figures AS figures
WHERE figures.organization_id NOT IN (
    SELECT unnest([old_id, new_id]) FROM run_successions WHERE one_to_one
)
UNION ALL BY NAME
-- Of a figure there is one row that lost it and one that gained it, or only one of them.
SELECT
    table_name,
    organization_id,
    fiscal_year,
    part,
    column_name,
    max(old_value) AS old_value,
    max(new_value) AS new_value,
    any_value(cause ORDER BY new_value IS NULL) AS cause,
    max(old_document_id) AS old_document_id,
    max(new_document_id) AS new_document_id
FROM coded
GROUP BY table_name, organization_id, fiscal_year, part, column_name
