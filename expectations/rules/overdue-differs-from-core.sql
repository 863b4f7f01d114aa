-- id: overdue-differs-from-core
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.overdue_deadlines, core.measures, core.measure_deadlines, core.documents, quality.runs
-- th: {record_id}: ตารางกำหนดเวลาบอกว่า {told} แต่จากข้อเท็จจริงได้ {derived}
-- en: {record_id}: the deadlines say {told}; the facts give {derived}.
-- action_th: ให้แก้แบบจำลองของ mart.overdue_deadlines
-- action_en: Mend the model of mart.overdue_deadlines.
-- Derived again: the deadlines are those of the latest round that gives any, the status is the latest that is
-- reported, and a deadline is here where it lies before the day of the run and that status is not completed.
WITH run AS (
    SELECT arg_max(as_of, started_at) AS as_of FROM quality.runs
), dated AS (
    SELECT DISTINCT measure_id FROM core.measure_deadlines WHERE due_on IS NOT NULL
), rounds AS (
    SELECT
        measures.organization_id,
        measures.fiscal_year,
        measures.measure_key,
        measures.measure_id,
        {'status': measures.status, 'until': documents.period_end, 'document_id': measures.document_id} AS told,
        dated.measure_id IS NOT NULL AS is_dated,
        row_number() OVER (
            PARTITION BY measures.organization_id, measures.fiscal_year, measures.measure_key
            ORDER BY documents.period_end DESC NULLS LAST,
                list_position(['plan', '6-month', 'annual'], measures.reporting_round) DESC NULLS LAST,
                measures.measure_id
        ) AS place
    FROM core.measures AS measures
    JOIN core.documents AS documents ON documents.document_id = measures.document_id
    LEFT JOIN dated ON dated.measure_id = measures.measure_id
    WHERE documents.state = 'loaded' AND measures.is_current AND measures.certainty = 'sure'
        AND measures.fiscal_year IS NOT NULL
), latest AS (
    SELECT
        organization_id,
        fiscal_year,
        measure_key,
        arg_min(measure_id, place) FILTER (WHERE is_dated) AS dated_id,
        arg_min(told, place) FILTER (WHERE told.status <> 'not_reported') AS reported
    FROM rounds
    GROUP BY organization_id, fiscal_year, measure_key
), derived AS (
    SELECT
        deadlines.measure_id,
        deadlines.ordinal,
        row(
            latest.organization_id, latest.fiscal_year, latest.measure_key, measures.indicator_no, measures.title,
            deadlines.text, deadlines.due_on, deadlines.recurrence, deadlines.document_id, run.as_of,
            coalesce(latest.reported.status, 'not_reported'), latest.reported.until, latest.reported.document_id,
            CASE WHEN latest.reported.until >= deadlines.due_on THEN 'overdue' ELSE 'unknown' END,
            CASE
                WHEN latest.reported IS NULL THEN 'no-status-reported'
                WHEN latest.reported.until >= deadlines.due_on THEN 'reported-not-completed'
                ELSE 'reported-before-deadline'
            END,
            date_diff('day', deadlines.due_on, run.as_of)
        ) AS found
    FROM latest
    JOIN core.measures AS measures ON measures.measure_id = latest.dated_id
    JOIN core.measure_deadlines AS deadlines ON deadlines.measure_id = latest.dated_id
    CROSS JOIN run
    WHERE deadlines.certainty = 'sure'
        AND deadlines.due_on < run.as_of
        AND coalesce(latest.reported.status, '') <> 'completed'
), told AS (
    SELECT
        measure_id,
        ordinal,
        row(
            organization_id, fiscal_year, measure_key, indicator_no, title, deadline, due_on, recurrence,
            document_id, as_of, status, reported_until, status_document_id, state, reason, CAST(days_past AS BIGINT)
        ) AS found
    FROM mart.overdue_deadlines
)
SELECT
    'mart.overdue_deadlines' AS table_name,
    concat_ws('|', coalesce(told.measure_id, derived.measure_id), coalesce(told.ordinal, derived.ordinal)) AS record_id,
    'state' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    told.found AS told,
    derived.found AS derived
FROM told
FULL JOIN derived ON derived.measure_id = told.measure_id AND derived.ordinal = told.ordinal
WHERE told.found IS DISTINCT FROM derived.found
