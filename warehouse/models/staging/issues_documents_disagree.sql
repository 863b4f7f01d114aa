-- One row: a figure in force from which another document of the same thing differs.
-- Why: precedence decides which figure is used, never silently. Only sure rows of loaded documents are
-- held against each other; a status that is not reported disagrees with nothing. The id depends on the
-- thing and not on the documents, so that it stays when another document wins.
WITH pairs AS (
    SELECT
        'core.assessments' AS table_name,
        'overall_score' AS column_name,
        concat_ws('|', used.organization_id, used.fiscal_year) AS key,
        'คะแนนรวม' AS label_th,
        'overall score' AS label_en,
        used.assessment_id AS record_id,
        used.organization_id,
        used.document_id,
        used.source_line,
        CAST(used.overall_score AS VARCHAR) AS used_value,
        CAST(other.overall_score AS VARCHAR) AS other_value,
        other.document_id AS other_document_id
    FROM core.assessments AS other
    JOIN core.assessments AS used ON used.assessment_id = other.superseded_by
    WHERE used.overall_score <> other.overall_score
        AND used.certainty = 'sure'
        AND other.certainty = 'sure'
    UNION ALL
    SELECT
        'core.assessments',
        'level',
        concat_ws('|', used.organization_id, used.fiscal_year),
        'ระดับ',
        'level',
        used.assessment_id,
        used.organization_id,
        used.document_id,
        used.source_line,
        used.level,
        other.level,
        other.document_id
    FROM core.assessments AS other
    JOIN core.assessments AS used ON used.assessment_id = other.superseded_by
    WHERE used.level <> other.level AND used.certainty = 'sure' AND other.certainty = 'sure'
    UNION ALL
    SELECT
        'core.indicator_scores',
        'score',
        concat_ws('|', used.organization_id, used.fiscal_year, used.indicator_no),
        'คะแนนตัวชี้วัดที่ ' || used.indicator_no,
        'score of indicator ' || used.indicator_no,
        used.score_id,
        used.organization_id,
        used.document_id,
        used.source_line,
        CAST(used.score AS VARCHAR),
        CAST(other.score AS VARCHAR),
        other.document_id
    FROM core.indicator_scores AS other
    JOIN core.indicator_scores AS used ON used.score_id = other.superseded_by
    WHERE used.score <> other.score AND used.certainty = 'sure' AND other.certainty = 'sure'
    UNION ALL
    SELECT
        'core.measures',
        'status',
        concat_ws('|', used.organization_id, used.fiscal_year, coalesce(used.reporting_round, ''), used.measure_key),
        concat_ws(' ', 'สถานะของมาตรการ', used.question_code, '«' || named.title || '»'),
        concat_ws(' ', 'status of the measure', used.question_code, '«' || named.title || '»'),
        used.measure_id,
        used.organization_id,
        used.document_id,
        used.source_line,
        used.status,
        other.status,
        other.document_id
    FROM core.measures AS other
    JOIN core.measures AS used ON used.measure_id = other.superseded_by
    CROSS JOIN LATERAL (
        SELECT left(regexp_replace(coalesce(used.title, used.measure_key), '\s+', ' ', 'g'), 60) AS title
    ) AS named
    WHERE used.status <> other.status
        AND 'not_reported' NOT IN (used.status, other.status)
        AND used.certainty = 'sure'
        AND other.certainty = 'sure'
    UNION ALL
    SELECT
        'core.disclosures',
        'status',
        concat_ws('|', used.organization_id, used.fiscal_year, used.item_code),
        'สถานะของข้อ ' || used.item_code,
        'status of item ' || used.item_code,
        used.disclosure_id,
        used.organization_id,
        used.document_id,
        used.source_line,
        used.status,
        other.status,
        other.document_id
    FROM core.disclosures AS other
    JOIN core.disclosures AS used ON used.disclosure_id = other.superseded_by
    JOIN core.documents AS used_document ON used_document.document_id = used.document_id
    JOIN core.documents AS other_document ON other_document.document_id = other.document_id
    -- An item may well be not yet published at half-year and published at the year's end.
    WHERE used.status <> other.status
        AND used_document.reporting_round IS NOT DISTINCT FROM other_document.reporting_round
        AND 'not_reported' NOT IN (used.status, other.status)
        AND used.certainty = 'sure'
        AND other.certainty = 'sure'
),
differing AS (
    SELECT
        pairs.table_name,
        pairs.column_name,
        pairs.key,
        min(pairs.record_id) AS record_id,
        arg_min(pairs.organization_id, pairs.record_id) AS organization_id,
        arg_min(pairs.document_id, pairs.record_id) AS document_id,
        arg_min(pairs.source_line, pairs.record_id) AS source_line,
        arg_min(pairs.label_th, pairs.record_id) AS label_th,
        arg_min(pairs.label_en, pairs.record_id) AS label_en,
        arg_min(pairs.used_value, pairs.record_id) AS used_value,
        string_agg(
            DISTINCT pairs.other_value || ' (' || documents.file_name || ')',
            ', '
            ORDER BY pairs.other_value || ' (' || documents.file_name || ')'
        ) AS other_values
    FROM pairs
    JOIN core.documents AS documents
        ON documents.document_id = pairs.other_document_id AND documents.state = 'loaded'
    GROUP BY pairs.table_name, pairs.column_name, pairs.key
)
SELECT
    'i-' || left(md5(concat_ws('|', 'documents-disagree', table_name, column_name, key)), 16) AS issue_id,
    document_id,
    organization_id,
    table_name,
    record_id,
    column_name,
    coalesce(texts.severity, 'warning') AS severity,
    'documents-disagree' AS rule,
    replace(
        replace(
            replace(coalesce(texts.message_th, '{figure}: {printed} ≠ {other}'), '{printed}', used_value),
            '{figure}',
            label_th
        ),
        '{other}',
        other_values
    ) AS message_th,
    replace(
        replace(
            replace(coalesce(texts.message_en, '{figure}: {printed} ≠ {other}'), '{printed}', used_value),
            '{figure}',
            label_en
        ),
        '{other}',
        other_values
    ) AS message_en,
    source_line,
    CAST(NULL AS VARCHAR) AS raw_text
FROM differing
LEFT JOIN reference.issue_rules AS texts ON texts.rule = 'documents-disagree'
