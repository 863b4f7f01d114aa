-- One row: a measure of the latest round of its fiscal year, or one of another round whose deadline is overdue and
-- which the latest round does not name; latest year first, no more than a page can hold, those overdue before others.
WITH overdue AS (
    SELECT
        organization_id,
        fiscal_year,
        measure_key,
        arg_min(measure_id, (due_on, measure_id)) AS measure_id
    FROM mart.overdue_deadlines
    WHERE state = 'overdue'
    GROUP BY organization_id, fiscal_year, measure_key
),
latest AS (
    SELECT own.*
    FROM core.measures AS own
    JOIN mart.completion_by_organization AS rounds
        ON rounds.organization_id = own.organization_id
        AND rounds.fiscal_year = own.fiscal_year
        AND rounds.reporting_round IS NOT DISTINCT FROM own.reporting_round
        AND rounds.is_latest_round
    WHERE own.is_current
),
listed AS (
    SELECT * FROM latest
    UNION ALL
    SELECT own.*
    FROM core.measures AS own
    JOIN overdue ON overdue.measure_id = own.measure_id
    ANTI JOIN latest
        ON latest.organization_id = own.organization_id
        AND latest.fiscal_year = own.fiscal_year
        AND latest.measure_key = own.measure_key
)
SELECT
    measures.organization_id AS page,
    -measures.fiscal_year AS position,
    measures.document_id AS document_position,
    measures.ordinal,
    measures.measure_id,
    measures.fiscal_year,
    measures.reporting_round,
    measures.indicator_no,
    measures.question_code,
    left(coalesce(measures.title, measures.issue, measures.steps), 240) AS title,
    left(measures.responsible, 120) AS responsible,
    measures.status,
    measures.status_basis,
    measures.percent_complete,
    measures.due_on,
    deadlines.texts AS deadlines,
    measures.is_overdue,
    measures.is_target,
    measures.measure_key,
    measures.certainty,
    measures.document_id,
    coalesce(evidence.locator, 'line:' || measures.source_line) AS locator,
    left(evidence.raw_text, 120) AS raw_text,
    documents.media_type,
    doubts.rule AS doubt_rule,
    doubts.message_th AS doubt_th,
    doubts.message_en AS doubt_en,
    doubts.kind AS doubt_kind,
    measures.of_page,
    measures.of_year
FROM (
    SELECT
        listed.*,
        overdue.measure_key IS NOT NULL AS is_overdue,
        -- Where lists of overdue deadlines lead to.
        overdue.measure_key IS NOT NULL AND row_number() OVER (
            PARTITION BY listed.organization_id, listed.fiscal_year, listed.measure_key
            ORDER BY listed.measure_id
        ) = 1 AS is_target,
        count(*) OVER (PARTITION BY listed.organization_id) AS of_page,
        count(*) OVER (PARTITION BY listed.organization_id, listed.fiscal_year) AS of_year
    FROM listed
    LEFT JOIN overdue
        ON overdue.organization_id = listed.organization_id
        AND overdue.fiscal_year = listed.fiscal_year
        AND overdue.measure_key = listed.measure_key
    QUALIFY
        row_number() OVER (
            PARTITION BY listed.organization_id
            ORDER BY
                overdue.measure_key IS NULL,
                listed.fiscal_year DESC,
                listed.document_id,
                listed.ordinal,
                listed.measure_id
        ) <= 100
) AS measures
JOIN core.documents AS documents ON documents.document_id = measures.document_id AND documents.state = 'loaded'
LEFT JOIN (
    SELECT measure_id, left(string_agg(text, ' · ' ORDER BY ordinal), 120) AS texts
    FROM core.measure_deadlines
    GROUP BY measure_id
) AS deadlines ON deadlines.measure_id = measures.measure_id
LEFT JOIN (
    SELECT record_id, min(locator) AS locator, arg_min(raw_text, locator) AS raw_text
    FROM core.evidence
    WHERE table_name = 'core.measures' AND column_name = 'status'
    GROUP BY record_id
) AS evidence ON evidence.record_id = measures.measure_id
LEFT JOIN (
    SELECT
        record_id,
        min(rule) AS rule,
        arg_min(left(message_th, 160), (rule, issue_id)) AS message_th,
        arg_min(left(message_en, 160), (rule, issue_id)) AS message_en,
        arg_min(md5(concat_ws('|', rule, message_th, message_en)), (rule, issue_id)) AS kind
    FROM quality.issues
    WHERE state = 'open' AND table_name = 'core.measures' AND column_name = 'status'
    GROUP BY record_id
) AS doubts ON doubts.record_id = measures.measure_id
