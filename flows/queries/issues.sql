-- One row: an issue, the gravest first.
-- $closed: closed ones too; $provinces, $rules: only those named (empty: all); $thai: in which language.
SELECT
    issues.severity,
    issues.rule,
    types.abbreviation || organizations.name AS organization,
    organizations.province,
    documents.file_name,
    issues.source_line AS line,
    CASE WHEN $thai THEN issues.message_th ELSE issues.message_en END AS message,
    issues.state,
    issues.issue_id,
    issues.document_id,
    issues.table_name,
    issues.record_id,
    issues.column_name,
    issues.raw_text,
    issues.first_run_id,
    -- What to do: the checks' rules stand in no table, theirs is null here.
    CASE WHEN $thai THEN texts.action_th ELSE texts.action_en END AS action
FROM quality.issues AS issues
LEFT JOIN core.organizations AS organizations USING (organization_id)
LEFT JOIN reference.organization_types AS types USING (organization_type)
LEFT JOIN reference.issue_rules AS texts ON texts.rule = issues.rule
LEFT JOIN core.documents AS documents ON documents.document_id = issues.document_id
WHERE (issues.state = 'open' OR $closed)
    AND (len($provinces) = 0 OR organizations.province IN (SELECT unnest($provinces)))
    AND (len($rules) = 0 OR issues.rule IN (SELECT unnest($rules)))
ORDER BY
    array_position(['error', 'warning', 'info'], issues.severity),
    issues.rule,
    documents.file_name,
    issues.source_line,
    issues.issue_id
