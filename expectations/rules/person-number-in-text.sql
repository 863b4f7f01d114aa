-- id: person-number-in-text
-- version: 1
-- level: field
-- severity: critical
-- scope: rows
-- tables: core.measures, core.measure_deadlines, core.disclosures, core.evidence, core.unknowns, quality.issues
-- th: {table_name} {column_name} มีหมายเลขโทรศัพท์ เลขประจำตัวประชาชน หรืออีเมลที่ไม่ได้ปิดบัง
-- en: {table_name} {column_name} holds a telephone number, citizen number or e-mail address unmasked.
-- action_th: ให้ปิดบังใน transforms/persons.py แล้วอ่านเอกสารนี้ใหม่
-- action_en: Mend transforms/persons.py, then read the document again.
-- Nothing of a person passes the border of publication. The text itself is not repeated here. The patterns
-- are narrower than what is masked: mobile numbers, land lines with hyphens, citizen numbers as they are
-- printed, addresses with @. Web addresses are published as they are.
WITH texts AS (
    SELECT 'core.measures' AS table_name, measure_id AS record_id, document_id, 'title' AS column_name,
        concat_ws(chr(10), title, issue, steps, responsible, result, outcome, recommendation) AS written
    FROM core.measures
    UNION ALL
    SELECT 'core.measure_deadlines', measure_id || '|' || ordinal, document_id, 'text', text
    FROM core.measure_deadlines
    UNION ALL
    SELECT 'core.disclosures', disclosure_id, document_id, 'note',
        concat_ws(chr(10), item_name, responsible, note)
    FROM core.disclosures
    UNION ALL
    SELECT 'core.evidence', record_id, document_id, 'raw_text', raw_text
    FROM core.evidence
    UNION ALL
    SELECT 'core.unknowns', record_id, document_id, 'candidates', candidates
    FROM core.unknowns
    UNION ALL
    SELECT 'quality.issues', issue_id, document_id, 'raw_text',
        concat_ws(chr(10), message_th, message_en, raw_text)
    FROM quality.issues
    WHERE state = 'open'
)
SELECT
    table_name AS table_name,
    record_id AS record_id,
    column_name AS column_name,
    document_id AS document_id
FROM texts
WHERE regexp_matches(
        written,
        '(^|[^0-9๐-๙A-Za-z/=_-])'
        || '([0๐][689๖๘๙][0-9๐-๙][- ]?[0-9๐-๙]{3}[- ]?[0-9๐-๙]{4}'
        || '|[0๐][2-57๒-๕๗][0-9๐-๙]?-[0-9๐-๙]{3}-?[0-9๐-๙]{3,4}'
        || '|[1-8๑-๘]-[0-9๐-๙]{4}-[0-9๐-๙]{5}-[0-9๐-๙]{2}-[0-9๐-๙])'
        || '([^0-9๐-๙]|$)'
    )
    OR (
        contains(written, '@')
        AND regexp_matches(written, '[A-Za-z0-9._+-]+@[A-Za-z0-9-]+[.][A-Za-z]{2}')
    )
