-- id: completion-names-its-documents
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.completion_by_organization, mart.disclosure_completion, core.measures, core.disclosures, core.documents
-- th: {table_name} {record_id} อ้างเอกสาร {named} แต่ตัวเลขมาจาก {given}
-- en: {table_name} {record_id} names the documents {named}; its figures come from {given}.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
-- A figure that names the wrong document cannot be traced. The first document gives most of the rows.
WITH loaded AS (
    SELECT document_id FROM core.documents WHERE state = 'loaded'
), facts AS (
    SELECT 'mart.completion_by_organization' AS table_name,
        concat_ws('|', organization_id, fiscal_year, reporting_round) AS record_id, document_id
    FROM core.measures
    WHERE is_current AND certainty = 'sure' AND fiscal_year IS NOT NULL
    UNION ALL
    SELECT 'mart.disclosure_completion', concat_ws('|', organization_id, fiscal_year), document_id
    FROM core.disclosures
    WHERE is_current AND certainty = 'sure' AND fiscal_year IS NOT NULL
), counted AS (
    SELECT table_name, record_id, document_id, count(*) AS rows_given
    FROM facts
    SEMI JOIN loaded ON loaded.document_id = facts.document_id
    GROUP BY table_name, record_id, document_id
), given AS (
    SELECT table_name, record_id, list(document_id ORDER BY rows_given DESC, document_id) AS documents
    FROM counted
    GROUP BY table_name, record_id
), named AS (
    SELECT 'mart.completion_by_organization' AS table_name,
        concat_ws('|', organization_id, fiscal_year, reporting_round) AS record_id, document_id, documents
    FROM mart.completion_by_organization
    UNION ALL
    SELECT 'mart.disclosure_completion', concat_ws('|', organization_id, fiscal_year), document_id, documents
    FROM mart.disclosure_completion
)
SELECT
    named.table_name AS table_name,
    named.record_id AS record_id,
    'documents' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    named.documents AS named,
    given.documents AS given
FROM named
LEFT JOIN given ON given.table_name = named.table_name AND given.record_id = named.record_id
WHERE named.documents IS DISTINCT FROM coalesce(given.documents, [])
    OR named.document_id IS DISTINCT FROM given.documents[1]
