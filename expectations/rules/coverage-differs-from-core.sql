-- id: coverage-differs-from-core
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.reporting_coverage, core.documents, core.organizations, core.assessments, reference.organization_successions, quality.runs
-- th: {record_id}: ตารางการรับรายงานบอกว่า {told} แต่จากเอกสารได้ {counted}
-- en: {record_id}: the coverage says {told}; the documents give {counted}.
-- action_th: ให้แก้แบบจำลองของ mart.reporting_coverage
-- action_en: Mend the model of mart.reporting_coverage.
-- Derived again for the provinces that the table shows (which they are, the settings say, and those are not
-- in the file). A report under a code that has passed counts for the code of that year; neither a code that
-- has passed nor one that is not yet in force is expected.
WITH RECURSIVE codes AS (
    SELECT new_id AS organization_id, old_id AS earlier_id, coalesce(from_year, 0) AS from_year, 1 AS steps
    FROM reference.organization_successions
    UNION
    SELECT codes.organization_id, before.old_id, greatest(codes.from_year, coalesce(before.from_year, 0)), steps + 1
    FROM codes
    JOIN reference.organization_successions AS before ON before.new_id = codes.earlier_id
    WHERE steps < 20
), years AS (
    SELECT DISTINCT measures_fiscal_year AS fiscal_year
    FROM core.documents
    WHERE state = 'loaded'
        AND measures_fiscal_year <= (
            SELECT CAST(year(arg_max(as_of, started_at) + INTERVAL 3 MONTH) AS INTEGER) + 544 FROM quality.runs
        )
), addressed AS (
    SELECT documents.*, coalesce(codes.organization_id, documents.organization_id) AS addressee
    FROM core.documents AS documents
    LEFT JOIN (SELECT DISTINCT organization_id, earlier_id, from_year FROM codes WHERE organization_id <> earlier_id) AS codes
        ON codes.earlier_id = documents.organization_id AND codes.from_year <= documents.measures_fiscal_year
    WHERE documents.state IN ('loaded', 'quarantined', 'superseded')
        AND documents.organization_id IS NOT NULL
), received AS (
    SELECT
        addressee AS organization_id,
        measures_fiscal_year AS fiscal_year,
        row(
            'received',
            count(DISTINCT document_id),
            count(DISTINCT CASE WHEN state = 'loaded' THEN document_id END),
            count(DISTINCT CASE WHEN state = 'quarantined' THEN document_id END),
            count(*) FILTER (WHERE reporting_round = 'plan') > 0,
            count(*) FILTER (WHERE reporting_round = '6-month') > 0,
            count(*) FILTER (WHERE reporting_round = 'annual') > 0,
            min(received_at),
            max(received_at),
            list(document_id ORDER BY received_at DESC, document_id DESC)[1]
        ) AS of_documents
    FROM addressed
    WHERE measures_fiscal_year IS NOT NULL
    GROUP BY addressee, measures_fiscal_year
), expected AS (
    SELECT
        organizations.organization_id,
        years.fiscal_year,
        coalesce(
            received.of_documents,
            row('not_received', 0, 0, 0, FALSE, FALSE, FALSE, CAST(NULL AS TIMESTAMP), CAST(NULL AS TIMESTAMP),
                CAST(NULL AS VARCHAR))
        ) AS of_documents,
        EXISTS (
            SELECT 1 FROM core.assessments AS results
            WHERE results.organization_id = organizations.organization_id
                AND results.fiscal_year = years.fiscal_year
                AND results.is_current AND results.certainty = 'sure'
        ) AS has_result
    FROM core.organizations AS organizations
    CROSS JOIN years
    LEFT JOIN received
        ON received.organization_id = organizations.organization_id AND received.fiscal_year = years.fiscal_year
    WHERE organizations.province IN (SELECT province FROM mart.reporting_coverage)
        AND (
            received.organization_id IS NOT NULL
            OR (
                (organizations.in_register OR organizations.document_id IS NOT NULL)
                AND NOT EXISTS (
                    SELECT 1 FROM codes
                    WHERE codes.earlier_id = organizations.organization_id
                        AND codes.organization_id <> codes.earlier_id
                        AND codes.from_year <= years.fiscal_year
                )
                AND NOT EXISTS (
                    SELECT 1 FROM reference.organization_successions AS later
                    WHERE later.new_id = organizations.organization_id AND later.from_year > years.fiscal_year
                )
            )
        )
), told AS (
    SELECT
        organization_id,
        fiscal_year,
        row(state, documents_received, documents_loaded, documents_quarantined, has_plan, has_6_month, has_annual,
            first_received_at, last_received_at, document_id) AS of_documents,
        has_result
    FROM mart.reporting_coverage
)
SELECT
    'mart.reporting_coverage' AS table_name,
    concat_ws(
        '|',
        coalesce(told.organization_id, expected.organization_id),
        coalesce(told.fiscal_year, expected.fiscal_year)
    ) AS record_id,
    'state' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    concat_ws(' ', told.of_documents, told.has_result) AS told,
    concat_ws(' ', expected.of_documents, expected.has_result) AS counted
FROM told
FULL JOIN expected
    ON expected.organization_id = told.organization_id AND expected.fiscal_year = told.fiscal_year
WHERE told.of_documents IS DISTINCT FROM expected.of_documents
    OR told.has_result IS DISTINCT FROM expected.has_result
