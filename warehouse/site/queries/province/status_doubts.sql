-- One row: a rule that says of the status of an overdue measure that it is in doubt.
SELECT DISTINCT
    provinces.code || '-' || measures.fiscal_year AS page,
    issues.rule,
    rules.message_th,
    rules.message_en
FROM quality.issues AS issues
JOIN core.measures AS measures ON measures.measure_id = issues.record_id
JOIN core.organizations AS organizations ON organizations.organization_id = measures.organization_id
JOIN reference.provinces AS provinces USING (province)
LEFT JOIN reference.issue_rules AS rules USING (rule)
WHERE issues.state = 'open' AND issues.table_name = 'core.measures' AND issues.column_name = 'status'
