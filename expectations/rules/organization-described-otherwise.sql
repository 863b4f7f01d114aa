-- id: organization-described-otherwise
-- version: 2
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: core.organizations, mart.score_comparison, mart.indicator_comparison, mart.instrument_comparison, mart.data_quality_by_organization, mart.completion_by_organization, mart.disclosure_completion, mart.reporting_coverage, mart.overdue_deadlines, mart.weakest_indicators, mart.copied_text
-- th: {table_name}: {record_id} ถูกเรียกว่า {told} ไม่ตรงกับ core.organizations
-- en: {table_name}: {record_id} is called {told}, unlike in core.organizations.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
-- A figure beside the name of a namesake, or counted into another province, is a figure of somebody else.
WITH told AS (
    SELECT DISTINCT 'mart.score_comparison' AS table_name, organization_id,
        row(organization_type, name, full_name, amphoe, province, region) AS told
    FROM mart.score_comparison
    UNION ALL
    SELECT DISTINCT 'mart.indicator_comparison', organization_id,
        row(organization_type, name, full_name, amphoe, province, region)
    FROM mart.indicator_comparison
    UNION ALL
    SELECT DISTINCT 'mart.instrument_comparison', organization_id,
        row(organization_type, name, full_name, amphoe, province, region)
    FROM mart.instrument_comparison
    UNION ALL
    SELECT DISTINCT 'mart.data_quality_by_organization', organization_id,
        row(organization_type, name, full_name, amphoe, province, region)
    FROM mart.data_quality_by_organization
    UNION ALL
    SELECT DISTINCT 'mart.completion_by_organization', organization_id,
        row(organization_type, name, full_name, amphoe, province, region)
    FROM mart.completion_by_organization
    UNION ALL
    SELECT DISTINCT 'mart.disclosure_completion', organization_id,
        row(organization_type, name, full_name, amphoe, province, region)
    FROM mart.disclosure_completion
    UNION ALL
    SELECT DISTINCT 'mart.reporting_coverage', organization_id,
        row(organization_type, name, full_name, amphoe, province, region)
    FROM mart.reporting_coverage
    UNION ALL
    SELECT DISTINCT 'mart.overdue_deadlines', organization_id,
        row(organization_type, name, full_name, amphoe, province, region)
    FROM mart.overdue_deadlines
    UNION ALL
    SELECT DISTINCT 'mart.weakest_indicators', organization_id,
        row(organization_type, name, full_name, amphoe, province, region)
    FROM mart.weakest_indicators
    UNION ALL
    SELECT DISTINCT 'mart.copied_text', copied.organization_id,
        row(own.organization_type, copied.name, copied.full_name, copied.amphoe, copied.province, own.region)
    FROM mart.copied_text AS copied
    JOIN core.organizations AS own ON own.organization_id = copied.organization_id
)
SELECT
    told.table_name AS table_name,
    told.organization_id AS record_id,
    'full_name' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    told.told
FROM told
JOIN core.organizations AS known ON known.organization_id = told.organization_id
WHERE told.told IS DISTINCT FROM row(
    known.organization_type, known.name, known.full_name, known.amphoe, known.province, known.region
)
