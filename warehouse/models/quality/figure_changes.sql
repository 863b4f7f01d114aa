-- One row: one figure that differs from the previous publication, or differed in an earlier one.
-- Why: nobody should find a figure changed without a trace. Nothing is recorded by the first publication:
-- there is nothing to compare with. The cause is a correction where one of a document that gives the old or
-- the new figure came, went or changed; a document where one of them appeared, went, or changed its state;
-- else the rules or the register, whichever differs.
WITH changed_documents AS (
    SELECT coalesce(now.document_id, before.document_id) AS document_id
    FROM core.documents AS now
    FULL JOIN previous_documents AS before ON before.document_id = now.document_id
    WHERE now.state IS DISTINCT FROM before.state
),
corrected_documents AS (
    SELECT DISTINCT coalesce(now.document_id, before.document_id) AS document_id
    FROM quality.corrections AS now
    FULL JOIN previous_corrections AS before ON before.correction_id = now.correction_id
    WHERE (now.document_id, now.column_name, now.value, now.state)
        IS DISTINCT FROM (before.document_id, before.column_name, before.value, before.state)
    UNION
    SELECT coalesce(now.document_id, before.document_id) AS document_id
    FROM (SELECT DISTINCT document_id, correction_id, record_id, column_name, value
        FROM quality.wordings WHERE correction_id IS NOT NULL) AS now
    FULL JOIN (SELECT DISTINCT document_id, correction_id, record_id, column_name, value
        FROM previous_wordings WHERE correction_id IS NOT NULL) AS before
        ON before.document_id = now.document_id
        AND before.correction_id = now.correction_id
        AND before.record_id = now.record_id
        AND before.column_name = now.column_name
        AND before.value IS NOT DISTINCT FROM now.value
    WHERE now.document_id IS NULL OR before.document_id IS NULL
),
differing AS (
    SELECT
        coalesce(now.table_name, before.table_name) AS table_name,
        coalesce(now.key, before.key) AS key,
        coalesce(now.column_name, before.column_name) AS column_name,
        before.value AS old_value,
        now.value AS new_value,
        before.documents AS old_documents,
        now.documents AS new_documents
    FROM figures_now AS now
    FULL JOIN figures_before AS before
        ON before.table_name = now.table_name
        AND before.key = now.key
        AND before.column_name = now.column_name
    WHERE now.value IS DISTINCT FROM before.value AND getvariable('has_previous')
),
touched AS (
    SELECT
        table_name,
        key,
        column_name,
        unnest(list_concat(coalesce(old_documents, []), coalesce(new_documents, []))) AS document_id
    FROM differing
),
by_document AS (
    SELECT DISTINCT table_name, key, column_name
    FROM touched
    SEMI JOIN changed_documents ON changed_documents.document_id = touched.document_id
),
by_correction AS (
    SELECT DISTINCT table_name, key, column_name
    FROM touched
    SEMI JOIN corrected_documents ON corrected_documents.document_id = touched.document_id
)
SELECT * FROM previous_figure_changes
UNION ALL BY NAME
SELECT
    getvariable('run_id') AS run_id,
    differing.table_name,
    differing.key,
    differing.column_name,
    differing.old_value,
    differing.new_value,
    CASE
        WHEN by_correction.key IS NOT NULL THEN 'correction'
        WHEN by_document.key IS NOT NULL THEN 'document'
        WHEN getvariable('rules_changed') THEN 'rule'
        WHEN getvariable('register_changed') THEN 'register'
        ELSE 'document'
    END AS cause,
    differing.old_documents[1] AS old_document_id,
    differing.new_documents[1] AS new_document_id
FROM differing
LEFT JOIN by_document
    ON by_document.table_name = differing.table_name
    AND by_document.key = differing.key
    AND by_document.column_name = differing.column_name
LEFT JOIN by_correction
    ON by_correction.table_name = differing.table_name
    AND by_correction.key = differing.key
    AND by_correction.column_name = differing.column_name
