-- id: organization-quality-differs-from-core
-- version: 1
-- level: warehouse
-- severity: error
-- scope: whole
-- tables: mart.data_quality_by_organization, core.documents, core.assessments, core.indicator_scores, core.measures, core.disclosures, core.unknowns, quality.issues
-- th: {record_id}: ตารางคุณภาพราย อปท. บอกว่า {told} แต่นับได้ {counted}
-- en: {record_id}: the table of quality by organization says {told}; counted it is {counted}.
-- action_th: ให้แก้แบบจำลองของ mart.data_quality_by_organization
-- action_en: Mend the model of mart.data_quality_by_organization.
-- A doubt is of the organization that its fact is about; where it is about no fact, of the one that reports.
-- Issues of the checks come after this table is made: they are not in it.
WITH facts AS (
    SELECT row('core.assessments', assessment_id) AS record, organization_id, document_id, certainty
    FROM core.assessments
    UNION ALL
    SELECT row('core.indicator_scores', score_id), organization_id, document_id, certainty FROM core.indicator_scores
    UNION ALL
    SELECT row('core.measures', measure_id), organization_id, document_id, certainty FROM core.measures
    UNION ALL
    SELECT row('core.disclosures', disclosure_id), organization_id, document_id, certainty FROM core.disclosures
), loaded AS (
    SELECT facts.*
    FROM facts
    JOIN core.documents AS documents ON documents.document_id = facts.document_id AND documents.state = 'loaded'
), doubts AS (
    SELECT row(unknowns.table_name, unknowns.record_id) AS record, unknowns.document_id, 'null' AS kind
    FROM core.unknowns AS unknowns
    JOIN core.documents AS documents
        ON documents.document_id = unknowns.document_id AND documents.state = 'loaded'
    UNION ALL
    SELECT row(table_name, record_id), document_id, severity
    FROM quality.issues
    WHERE state = 'open' AND origin <> 'check'
), parts AS (
    SELECT
        organization_id,
        [1, CAST(state = 'loaded' AS INTEGER), CAST(state = 'quarantined' AS INTEGER),
            CAST(state = 'superseded' AS INTEGER), 0, 0, 0, 0, 0, 0, 0] AS counts
    FROM core.documents
    UNION ALL
    SELECT
        organization_id,
        [0, 0, 0, 0, 1, CAST(certainty = 'needs_review' AS INTEGER),
            CAST(certainty = 'needs_review'
                OR record IN (SELECT doubts.record FROM doubts WHERE doubts.kind <> 'info') AS INTEGER),
            0, 0, 0, 0]
    FROM loaded
    UNION ALL
    SELECT
        coalesce(loaded.organization_id, documents.organization_id),
        [0, 0, 0, 0, 0, 0, 0, CAST(kind = 'null' AS INTEGER), CAST(kind = 'error' AS INTEGER),
            CAST(kind = 'warning' AS INTEGER), CAST(kind = 'info' AS INTEGER)]
    FROM doubts
    LEFT JOIN loaded ON loaded.record = doubts.record
    LEFT JOIN core.documents AS documents ON documents.document_id = doubts.document_id
), counted AS (
    SELECT
        organization_id,
        [sum(counts[1]), sum(counts[2]), sum(counts[3]), sum(counts[4]), sum(counts[5]), sum(counts[6]),
            sum(counts[7]), sum(counts[8]), sum(counts[9]), sum(counts[10]), sum(counts[11])] AS counts
    FROM parts
    WHERE organization_id IS NOT NULL
    GROUP BY organization_id
), told AS (
    SELECT
        organization_id,
        [documents_received, documents_loaded, documents_quarantined, documents_superseded, rows_loaded,
            waiting_for_review, rows_doubted, unknown_values, open_errors, open_warnings, open_infos] AS counts
    FROM mart.data_quality_by_organization
)
SELECT
    'mart.data_quality_by_organization' AS table_name,
    coalesce(told.organization_id, counted.organization_id) AS record_id,
    'rows_doubted' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    told.counts AS told,
    counted.counts AS counted
FROM told
FULL JOIN counted ON counted.organization_id = told.organization_id
WHERE told.counts IS DISTINCT FROM counted.counts
