-- id: rate-not-of-its-parts
-- version: 2
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.completion_by_organization, mart.completion_by_indicator, mart.completion_by_department, mart.completion_by_province, mart.disclosure_completion, mart.disclosure_completion_by_item, mart.data_quality_by_organization
-- th: {table_name} {record_id}: {column_name} เป็น {stated} แต่ {numerator}/{denominator} ให้ค่าอื่น
-- en: {table_name} {record_id}: {column_name} is {stated}, which is not {numerator}/{denominator}.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models (ตัวหารเป็นศูนย์ให้ค่าว่าง)
-- action_en: Mend the model of this table in warehouse/models (an empty denominator gives null).
WITH completion AS (
    SELECT 'mart.completion_by_organization' AS table_name,
        concat_ws('|', organization_id, fiscal_year, reporting_round) AS record_id, measures, completed, reported,
        completed_explicit, reported_explicit, completed_narrative, reported_narrative,
        completion_rate, completion_rate_all, coverage, completion_rate_explicit, completion_rate_narrative
    FROM mart.completion_by_organization
    UNION ALL
    SELECT 'mart.completion_by_indicator',
        concat_ws('|', indicator_no, fiscal_year, reporting_round), measures, completed, reported,
        completed_explicit, reported_explicit, completed_narrative, reported_narrative,
        completion_rate, completion_rate_all, coverage, completion_rate_explicit, completion_rate_narrative
    FROM mart.completion_by_indicator
    UNION ALL
    SELECT 'mart.completion_by_department',
        concat_ws('|', department, fiscal_year, reporting_round), measures, completed, reported,
        completed_explicit, reported_explicit, completed_narrative, reported_narrative,
        completion_rate, completion_rate_all, coverage, completion_rate_explicit, completion_rate_narrative
    FROM mart.completion_by_department
    UNION ALL
    SELECT 'mart.completion_by_province',
        concat_ws('|', province, fiscal_year, reporting_round), measures, completed, reported,
        completed_explicit, reported_explicit, completed_narrative, reported_narrative,
        completion_rate, completion_rate_all, coverage, completion_rate_explicit, completion_rate_narrative
    FROM mart.completion_by_province
    UNION ALL
    SELECT 'mart.disclosure_completion',
        concat_ws('|', organization_id, fiscal_year), items, completed, reported,
        completed_explicit, reported_explicit, completed_narrative, reported_narrative,
        completion_rate, completion_rate_all, coverage, completion_rate_explicit, completion_rate_narrative
    FROM mart.disclosure_completion
    UNION ALL
    SELECT 'mart.disclosure_completion_by_item',
        concat_ws('|', item_code, fiscal_year), organizations, completed, reported,
        completed_explicit, reported_explicit, completed_narrative, reported_narrative,
        completion_rate, completion_rate_all, coverage, completion_rate_explicit, completion_rate_narrative
    FROM mart.disclosure_completion_by_item
), rates AS (
    SELECT table_name, record_id, 'completion_rate' AS column_name, completion_rate AS stated,
        completed AS numerator, reported AS denominator
    FROM completion
    UNION ALL
    SELECT table_name, record_id, 'completion_rate_all', completion_rate_all, completed, measures
    FROM completion
    UNION ALL
    SELECT table_name, record_id, 'coverage', coverage, reported, measures
    FROM completion
    UNION ALL
    SELECT table_name, record_id, 'completion_rate_explicit', completion_rate_explicit,
        completed_explicit, reported_explicit
    FROM completion
    UNION ALL
    SELECT table_name, record_id, 'completion_rate_narrative', completion_rate_narrative,
        completed_narrative, reported_narrative
    FROM completion
    UNION ALL
    SELECT 'mart.disclosure_completion_by_item', concat_ws('|', item_code, fiscal_year), 'listed_rate', listed_rate,
        organizations, organizations_of_year
    FROM mart.disclosure_completion_by_item
    UNION ALL
    SELECT 'mart.data_quality_by_organization', organization_id, 'waiting_share', waiting_share,
        waiting_for_review, rows_loaded
    FROM mart.data_quality_by_organization
    UNION ALL
    SELECT 'mart.data_quality_by_organization', organization_id, 'doubted_share', doubted_share,
        rows_doubted, rows_loaded
    FROM mart.data_quality_by_organization
)
SELECT
    table_name AS table_name,
    record_id AS record_id,
    column_name AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    stated,
    numerator,
    denominator
FROM rates
WHERE (stated IS NULL) <> (denominator = 0)
    OR (denominator > 0 AND abs(CAST(stated AS DOUBLE) - numerator / denominator) > 0.000001)
