-- One row: a column of figures and a cause: how many came, changed, went, and only changed their code.
SELECT
    figures.table_name,
    figures.column_name,
    figures.cause,
    count(*) FILTER (figures.old_value IS NULL) AS appeared,
    count(*) FILTER (figures.old_value <> figures.new_value) AS changed,
    count(*) FILTER (figures.new_value IS NULL) AS gone,
    count(*) FILTER (figures.old_value = figures.new_value) AS recoded
FROM followed_figures AS figures
LEFT JOIN run_organizations AS organizations ON organizations.organization_id = figures.organization_id
WHERE len(CAST($provinces AS VARCHAR[])) = 0 OR list_contains(CAST($provinces AS VARCHAR[]), organizations.province)
GROUP BY figures.table_name, figures.column_name, figures.cause
ORDER BY count(*) DESC, figures.table_name, figures.column_name, figures.cause
