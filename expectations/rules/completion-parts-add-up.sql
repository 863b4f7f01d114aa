-- id: completion-parts-add-up
-- version: 2
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.completion_by_organization, mart.completion_by_indicator, mart.completion_by_department, mart.completion_by_province, mart.disclosure_completion, mart.disclosure_completion_by_item
-- th: {table_name} {record_id}: จำนวนตามสถานะรวมกันไม่เท่ากับ {measures}
-- en: {table_name} {record_id}: the numbers by status do not add up to {measures}.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
WITH completion AS (
    SELECT 'mart.completion_by_organization' AS table_name,
        concat_ws('|', organization_id, fiscal_year, reporting_round) AS record_id, measures, completed, in_progress,
        not_started, not_reported, reported, reported_explicit, reported_narrative,
        completed_explicit, completed_narrative
    FROM mart.completion_by_organization
    UNION ALL
    SELECT 'mart.completion_by_indicator',
        concat_ws('|', indicator_no, fiscal_year, reporting_round), measures, completed, in_progress,
        not_started, not_reported, reported, reported_explicit, reported_narrative,
        completed_explicit, completed_narrative
    FROM mart.completion_by_indicator
    UNION ALL
    SELECT 'mart.completion_by_department',
        concat_ws('|', department, fiscal_year, reporting_round), measures, completed, in_progress,
        not_started, not_reported, reported, reported_explicit, reported_narrative,
        completed_explicit, completed_narrative
    FROM mart.completion_by_department
    UNION ALL
    SELECT 'mart.completion_by_province',
        concat_ws('|', province, fiscal_year, reporting_round), measures, completed, in_progress,
        not_started, not_reported, reported, reported_explicit, reported_narrative,
        completed_explicit, completed_narrative
    FROM mart.completion_by_province
    UNION ALL
    SELECT 'mart.disclosure_completion',
        concat_ws('|', organization_id, fiscal_year), items, completed, in_progress,
        not_started, not_reported, reported, reported_explicit, reported_narrative,
        completed_explicit, completed_narrative
    FROM mart.disclosure_completion
    UNION ALL
    SELECT 'mart.disclosure_completion_by_item',
        concat_ws('|', item_code, fiscal_year), organizations, completed, in_progress,
        not_started, not_reported, reported, reported_explicit, reported_narrative,
        completed_explicit, completed_narrative
    FROM mart.disclosure_completion_by_item
)
SELECT
    table_name AS table_name,
    record_id AS record_id,
    'measures' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    measures
FROM completion
WHERE completed + in_progress + not_started + not_reported <> measures
    OR completed + in_progress + not_started <> reported
    OR reported_explicit + reported_narrative <> reported
    OR completed_explicit + completed_narrative <> completed
