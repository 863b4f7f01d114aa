-- One row: a content that arrived (a document), what became of it, and how it stands against others.
-- Why: the journal says what arrived, the store what was read of it, the request what the checks set
-- aside. read_state is the state before supersession. A document is superseded when every source it
-- came from has since given another content that could be read: a broken file replaces nothing.
-- standing is the precedence of the whole warehouse, 1 before 2: the commission's result list, the
-- organization's own report whose scores reconcile, its own report, others; then document date,
-- period end, arrival and sha256, the later first: by source_class, then by recency. An own report
-- reconciles by the results of its own organization alone. What it states of somebody else is no own report
-- of that one: models of such facts order by source_class 4 instead (organization_id is whose it is).
WITH arrived AS (
    SELECT
        sha256,
        'd-' || left(sha256, 16) AS document_id,
        arg_min(file_name, position) AS file_name,
        arg_min(source_uri, position) AS source_uri,
        arg_min(received_at, position) AS received_at
    FROM journal
    GROUP BY sha256
),
judged AS (
    SELECT
        arrived.*,
        read.document_id IS NOT NULL AS was_read,
        read.source_kind,
        read.document_date,
        read.period_end,
        CASE
            WHEN read.document_id IS NULL OR set_aside.rule IS NOT NULL THEN 'quarantined'
            ELSE read.state
        END AS read_state,
        CASE
            WHEN read.document_id IS NULL THEN 'not-read'
            ELSE coalesce(set_aside.rule, read.state_reason)
        END AS state_reason
    FROM arrived
    LEFT JOIN store.extracted.documents AS read ON read.sha256 = arrived.sha256
    LEFT JOIN set_aside ON set_aside.document_id = arrived.document_id
),
contents AS (
    SELECT journal.source_uri, judged.document_id, judged.read_state, max(journal.position) AS position
    FROM journal
    JOIN judged ON judged.sha256 = journal.sha256
    GROUP BY journal.source_uri, judged.document_id, judged.read_state
),
last_contents AS (
    SELECT source_uri, arg_max(document_id, position) AS document_id, max(position) AS position
    FROM contents
    WHERE read_state <> 'quarantined'
    GROUP BY source_uri
),
replaced AS (
    SELECT contents.document_id, arg_max(last_contents.document_id, last_contents.position) AS superseded_by
    FROM contents
    LEFT JOIN last_contents ON last_contents.source_uri = contents.source_uri
    GROUP BY contents.document_id
    HAVING bool_and(
        coalesce(
            last_contents.document_id <> contents.document_id AND last_contents.position > contents.position,
            FALSE
        )
    )
),
reconciled AS (
    SELECT DISTINCT assessments.document_id
    FROM store.extracted.assessments AS assessments
    JOIN store.extracted.documents AS documents
        ON documents.document_id = assessments.document_id
        AND documents.organization_id = assessments.organization_id
    WHERE assessments.reconciliation = 'match'
),
classed AS (
    SELECT
        judged.*,
        read.organization_id,
        replaced.superseded_by,
        CASE WHEN replaced.superseded_by IS NOT NULL THEN 'superseded' ELSE judged.read_state END AS state,
        CASE
            WHEN judged.source_kind = 'official_result_list' THEN 1
            WHEN judged.source_kind = 'own_report' AND reconciled.document_id IS NOT NULL THEN 2
            WHEN judged.source_kind = 'own_report' THEN 3
            ELSE 4
        END AS source_class,
        row_number() OVER (
            ORDER BY
                judged.document_date DESC NULLS LAST,
                judged.period_end DESC NULLS LAST,
                judged.received_at DESC,
                judged.sha256 DESC
        ) AS recency
    FROM judged
    LEFT JOIN store.extracted.documents AS read ON read.document_id = judged.document_id
    LEFT JOIN replaced ON replaced.document_id = judged.document_id
    LEFT JOIN reconciled ON reconciled.document_id = judged.document_id
)
SELECT
    classed.*,
    row_number() OVER (ORDER BY source_class, recency) AS standing
FROM classed
