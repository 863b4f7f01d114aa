-- id: data-quality-differs-from-core
-- version: 1
-- level: warehouse
-- severity: error
-- scope: whole
-- tables: mart.data_quality, core.documents, core.organizations, core.assessments, core.indicator_scores, core.measures, core.disclosures, core.unknowns, quality.issues
-- th: {record_id}: ตารางคุณภาพบอกว่า {told} แต่นับได้ {counted}
-- en: {record_id}: the table of quality says {told}; counted it is {counted}.
-- action_th: ให้แก้แบบจำลองของ mart.data_quality
-- action_en: Mend the model of mart.data_quality.
-- Issues of the checks come after this table is made: they are not in it.
WITH rows_of AS (
    SELECT document_id, 1 AS loaded, CAST(certainty = 'needs_review' AS INTEGER) AS waits, 0 AS unknown, NULL AS severity
    FROM core.assessments
    UNION ALL
    SELECT document_id, 1, CAST(certainty = 'needs_review' AS INTEGER), 0, NULL FROM core.indicator_scores
    UNION ALL
    SELECT document_id, 1, CAST(certainty = 'needs_review' AS INTEGER), 0, NULL FROM core.measures
    UNION ALL
    SELECT document_id, 1, CAST(certainty = 'needs_review' AS INTEGER), 0, NULL FROM core.disclosures
    UNION ALL
    SELECT document_id, 0, 0, 1, NULL FROM core.unknowns
    UNION ALL
    SELECT document_id, 0, 0, 0, severity FROM quality.issues WHERE state = 'open' AND origin <> 'check'
), counted AS (
    SELECT
        document_id,
        [sum(loaded), sum(waits), sum(unknown), count(*) FILTER (WHERE severity = 'error'), count(*) FILTER (WHERE severity = 'warning'),
            count(*) FILTER (WHERE severity = 'info')] AS counts
    FROM rows_of
    GROUP BY document_id
), told AS (
    SELECT
        document_id,
        row(file_name, organization_id, full_name, province, state, state_reason) AS described,
        [rows_loaded, waiting_for_review, unknown_values, open_errors, open_warnings, open_infos] AS counts
    FROM mart.data_quality
)
SELECT
    'mart.data_quality' AS table_name,
    documents.document_id AS record_id,
    'rows_loaded' AS column_name,
    documents.document_id AS document_id,
    concat_ws(' ', told.described, told.counts) AS told,
    coalesce(counted.counts, [0, 0, 0, 0, 0, 0]) AS counted
FROM core.documents AS documents
LEFT JOIN core.organizations AS own ON own.organization_id = documents.organization_id
LEFT JOIN counted ON counted.document_id = documents.document_id
LEFT JOIN told ON told.document_id = documents.document_id
WHERE told.counts IS DISTINCT FROM coalesce(counted.counts, [0, 0, 0, 0, 0, 0])
    OR told.described IS DISTINCT FROM row(
        documents.file_name, documents.organization_id, own.full_name, own.province, documents.state,
        documents.state_reason
    )
