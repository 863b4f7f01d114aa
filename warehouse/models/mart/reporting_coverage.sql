-- One row: one organization and one fiscal year of measures, within the covered provinces.
-- Why: whose report is here. `not_received` says that none came to this archive, never that none was
-- made. A report under an earlier code counts for the code of that year (successions); an earlier code
-- is not expected any more, a later one not yet. A report that was set aside was received all the same.
-- Years: those of which a report is loaded, up to the fiscal year after the day of the run.
WITH years AS (
    SELECT DISTINCT measures_fiscal_year AS fiscal_year
    FROM core.documents
    WHERE state = 'loaded'
        AND measures_fiscal_year
            <= year(getvariable('as_of')) + 544 + CAST(month(getvariable('as_of')) >= 10 AS INTEGER)
),
received AS (
    SELECT
        coalesce(paths.organization_id, documents.organization_id) AS organization_id,
        documents.measures_fiscal_year AS fiscal_year,
        count(DISTINCT documents.document_id) AS documents_received,
        count(DISTINCT documents.document_id) FILTER (documents.state = 'loaded') AS documents_loaded,
        count(DISTINCT documents.document_id) FILTER (documents.state = 'quarantined') AS documents_quarantined,
        coalesce(bool_or(documents.reporting_round = 'plan'), FALSE) AS has_plan,
        coalesce(bool_or(documents.reporting_round = '6-month'), FALSE) AS has_6_month,
        coalesce(bool_or(documents.reporting_round = 'annual'), FALSE) AS has_annual,
        min(documents.received_at) AS first_received_at,
        max(documents.received_at) AS last_received_at,
        arg_max(documents.document_id, row(documents.received_at, documents.document_id)) AS document_id
    FROM core.documents AS documents
    LEFT JOIN succession_paths AS paths
        ON paths.predecessor_id = documents.organization_id
        AND paths.from_year <= documents.measures_fiscal_year
    WHERE documents.state <> 'out_of_scope'
        AND documents.organization_id IS NOT NULL
        AND documents.measures_fiscal_year IS NOT NULL
    GROUP BY ALL
),
results AS (
    SELECT DISTINCT assessments.organization_id, assessments.fiscal_year
    FROM core.assessments AS assessments
    WHERE assessments.is_current AND assessments.certainty = 'sure'
),
unexpected AS (
    SELECT paths.predecessor_id AS organization_id, years.fiscal_year
    FROM succession_paths AS paths
    JOIN years ON paths.from_year <= years.fiscal_year
    UNION
    SELECT successions.new_id, years.fiscal_year
    FROM reference.organization_successions AS successions
    JOIN years ON successions.from_year > years.fiscal_year
)
SELECT
    organizations.organization_id,
    years.fiscal_year,
    organizations.organization_type,
    organizations.name,
    organizations.full_name,
    organizations.amphoe,
    organizations.province,
    organizations.region,
    CASE WHEN received.organization_id IS NULL THEN 'not_received' ELSE 'received' END AS state,
    coalesce(received.documents_received, 0) AS documents_received,
    coalesce(received.documents_loaded, 0) AS documents_loaded,
    coalesce(received.documents_quarantined, 0) AS documents_quarantined,
    coalesce(received.has_plan, FALSE) AS has_plan,
    coalesce(received.has_6_month, FALSE) AS has_6_month,
    coalesce(received.has_annual, FALSE) AS has_annual,
    results.organization_id IS NOT NULL AS has_result,
    received.first_received_at,
    received.last_received_at,
    received.document_id
FROM core.organizations AS organizations
CROSS JOIN years
SEMI JOIN covered_provinces ON covered_provinces.province = organizations.province
LEFT JOIN received
    ON received.organization_id = organizations.organization_id
    AND received.fiscal_year = years.fiscal_year
LEFT JOIN results
    ON results.organization_id = organizations.organization_id AND results.fiscal_year = years.fiscal_year
LEFT JOIN unexpected
    ON unexpected.organization_id = organizations.organization_id
    AND unexpected.fiscal_year = years.fiscal_year
WHERE received.organization_id IS NOT NULL
    OR (
        unexpected.organization_id IS NULL
        AND (organizations.in_register OR organizations.document_id IS NOT NULL)
    )
