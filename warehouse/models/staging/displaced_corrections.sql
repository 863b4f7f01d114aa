-- One row: a figure that a person settled in one document, and the figure of another document that is in force
-- instead and says something else.
-- Why: precedence is decided by documents, and a newer one may overtake what somebody settled. That is told
-- until the figure in force is settled too. A row that a person accepted as it stands settled its main figure.
WITH figures AS (
    SELECT
        'core.assessments' AS table_name,
        assessment_id AS record_id,
        superseded_by,
        document_id,
        organization_id,
        source_line,
        unnest([
            {'column_name': 'overall_score', 'value': CAST(overall_score AS VARCHAR)},
            {'column_name': 'level', 'value': level}
        ], recursive := TRUE)
    FROM core.assessments
    UNION ALL
    SELECT
        'core.indicator_scores',
        score_id,
        superseded_by,
        document_id,
        organization_id,
        source_line,
        'score',
        CAST(score AS VARCHAR)
    FROM core.indicator_scores
    UNION ALL
    SELECT
        'core.measures',
        measure_id,
        superseded_by,
        document_id,
        organization_id,
        source_line,
        unnest([
            {'column_name': 'indicator_no', 'value': CAST(indicator_no AS VARCHAR)},
            {'column_name': 'question_code', 'value': question_code},
            {'column_name': 'status', 'value': status},
            {'column_name': 'percent_complete', 'value': CAST(percent_complete AS VARCHAR)},
            {'column_name': 'starts_on', 'value': CAST(starts_on AS VARCHAR)},
            {'column_name': 'due_on', 'value': CAST(due_on AS VARCHAR)},
            {'column_name': 'responsible', 'value': responsible}
        ], recursive := TRUE)
    FROM core.measures
    UNION ALL
    SELECT
        'core.disclosures',
        disclosure_id,
        superseded_by,
        document_id,
        organization_id,
        source_line,
        unnest([
            {'column_name': 'status', 'value': status},
            {'column_name': 'responsible', 'value': responsible}
        ], recursive := TRUE)
    FROM core.disclosures
),
settled AS (
    SELECT
        correction_id,
        table_name,
        record_id,
        decided_on,
        CASE
            WHEN column_name <> 'certainty' THEN column_name
            WHEN value <> 'sure' THEN NULL
            WHEN table_name = 'core.assessments' THEN 'overall_score'
            WHEN table_name = 'core.indicator_scores' THEN 'score'
            ELSE 'status'
        END AS column_name
    FROM store.extracted.corrections
    WHERE state = 'applied'
)
SELECT
    settled.correction_id,
    settled.decided_on,
    settled.table_name,
    settled.column_name,
    own.record_id AS settled_record_id,
    own.value AS settled_value,
    used.record_id,
    used.document_id,
    used.organization_id,
    used.source_line,
    used.value AS used_value
FROM settled
JOIN figures AS own
    ON own.table_name = settled.table_name
    AND own.record_id = settled.record_id
    AND own.column_name = settled.column_name
JOIN figures AS used
    ON used.table_name = own.table_name
    AND used.record_id = own.superseded_by
    AND used.column_name = own.column_name
ANTI JOIN settled AS later
    ON later.table_name = used.table_name
    AND later.record_id = used.record_id
    AND later.column_name = used.column_name
WHERE used.value IS DISTINCT FROM own.value
