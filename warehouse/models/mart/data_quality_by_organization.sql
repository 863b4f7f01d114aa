-- One row: one organization that a document or a fact is about, and how much of that is in doubt.
-- Why: whose reports should be sent again, or looked at first. Facts count for the organization they are
-- about, also those of a list of many; documents, and doubts about no fact, for the organization that reports.
-- Issues of the checks are added to quality.issues later and are not counted here.
WITH in_force AS (
    SELECT document_id FROM core.documents WHERE state = 'loaded'
),
facts AS (
    SELECT 'core.assessments' AS table_name, assessment_id AS record_id, organization_id, certainty
    FROM core.assessments
    SEMI JOIN in_force USING (document_id)
    UNION ALL
    SELECT 'core.indicator_scores', score_id, organization_id, certainty
    FROM core.indicator_scores
    SEMI JOIN in_force USING (document_id)
    UNION ALL
    SELECT 'core.measures', measure_id, organization_id, certainty
    FROM core.measures
    SEMI JOIN in_force USING (document_id)
    UNION ALL
    SELECT 'core.disclosures', disclosure_id, organization_id, certainty
    FROM core.disclosures
    SEMI JOIN in_force USING (document_id)
),
doubts AS (
    SELECT table_name, record_id, document_id, 'unknown' AS kind
    FROM core.unknowns
    SEMI JOIN in_force USING (document_id)
    UNION ALL
    SELECT table_name, record_id, document_id, severity FROM quality.issues WHERE state = 'open'
),
doubted AS (
    SELECT DISTINCT table_name, record_id, TRUE AS is_doubted
    FROM doubts
    WHERE kind <> 'info'
),
of_facts AS (
    SELECT
        facts.organization_id,
        count(*) AS rows_loaded,
        count(*) FILTER (facts.certainty = 'needs_review') AS waiting_for_review,
        count(*) FILTER (facts.certainty = 'needs_review' OR doubted.is_doubted) AS rows_doubted
    FROM facts
    LEFT JOIN doubted
        ON doubted.table_name = facts.table_name AND doubted.record_id = facts.record_id
    GROUP BY facts.organization_id
),
of_doubts AS (
    SELECT
        coalesce(facts.organization_id, documents.organization_id) AS organization_id,
        count(*) FILTER (doubts.kind = 'unknown') AS unknown_values,
        count(*) FILTER (doubts.kind = 'error') AS open_errors,
        count(*) FILTER (doubts.kind = 'warning') AS open_warnings,
        count(*) FILTER (doubts.kind = 'info') AS open_infos
    FROM doubts
    LEFT JOIN facts ON facts.table_name = doubts.table_name AND facts.record_id = doubts.record_id
    JOIN core.documents AS documents ON documents.document_id = doubts.document_id
    GROUP BY ALL
),
of_documents AS (
    SELECT
        organization_id,
        count(*) AS documents_received,
        count(*) FILTER (state = 'loaded') AS documents_loaded,
        count(*) FILTER (state = 'quarantined') AS documents_quarantined,
        count(*) FILTER (state = 'superseded') AS documents_superseded
    FROM core.documents
    GROUP BY organization_id
)
SELECT
    organizations.organization_id,
    organizations.organization_type,
    organizations.name,
    organizations.full_name,
    organizations.amphoe,
    organizations.province,
    organizations.region,
    coalesce(of_documents.documents_received, 0) AS documents_received,
    coalesce(of_documents.documents_loaded, 0) AS documents_loaded,
    coalesce(of_documents.documents_quarantined, 0) AS documents_quarantined,
    coalesce(of_documents.documents_superseded, 0) AS documents_superseded,
    coalesce(of_facts.rows_loaded, 0) AS rows_loaded,
    coalesce(of_facts.waiting_for_review, 0) AS waiting_for_review,
    ratio(of_facts.waiting_for_review, of_facts.rows_loaded) AS waiting_share,
    coalesce(of_facts.rows_doubted, 0) AS rows_doubted,
    ratio(of_facts.rows_doubted, of_facts.rows_loaded) AS doubted_share,
    coalesce(of_doubts.unknown_values, 0) AS unknown_values,
    coalesce(of_doubts.open_errors, 0) AS open_errors,
    coalesce(of_doubts.open_warnings, 0) AS open_warnings,
    coalesce(of_doubts.open_infos, 0) AS open_infos
FROM core.organizations AS organizations
LEFT JOIN of_documents ON of_documents.organization_id = organizations.organization_id
LEFT JOIN of_facts ON of_facts.organization_id = organizations.organization_id
LEFT JOIN of_doubts ON of_doubts.organization_id = organizations.organization_id
WHERE of_documents.organization_id IS NOT NULL
    OR of_facts.organization_id IS NOT NULL
