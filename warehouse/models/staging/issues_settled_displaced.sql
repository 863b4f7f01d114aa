-- One row: a figure in force that is not what a person settled.
-- Why: nobody should have to find out that a decision of theirs no longer counts. The issue stands on the
-- record in force, and closes when that is settled as well.
SELECT
    'i-' || left(md5(concat_ws('|', 'settled-figure-displaced', displaced.correction_id, displaced.record_id)), 16) AS issue_id,
    displaced.document_id,
    displaced.organization_id,
    displaced.table_name,
    displaced.record_id,
    displaced.column_name,
    coalesce(texts.severity, 'warning') AS severity,
    'settled-figure-displaced' AS rule,
    replace(
        replace(
            replace(coalesce(texts.message_th, '{other} → {printed} ({detail})'), '{printed}', coalesce(displaced.used_value, '–')),
            '{other}',
            coalesce(displaced.settled_value, '–')
        ),
        '{detail}',
        displaced.correction_id
    ) AS message_th,
    replace(
        replace(
            replace(coalesce(texts.message_en, '{other} → {printed} ({detail})'), '{printed}', coalesce(displaced.used_value, '–')),
            '{other}',
            coalesce(displaced.settled_value, '–')
        ),
        '{detail}',
        displaced.correction_id
    ) AS message_en,
    displaced.source_line,
    CAST(NULL AS VARCHAR) AS raw_text
FROM displaced_corrections AS displaced
LEFT JOIN reference.issue_rules AS texts ON texts.rule = 'settled-figure-displaced'
