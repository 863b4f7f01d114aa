-- id: completion-differs-from-core
-- version: 2
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.completion_by_organization, mart.completion_by_indicator, mart.completion_by_department, mart.completion_by_province, core.measures, core.measure_departments, core.documents, core.organizations
-- th: {table_name} {record_id}: ตารางเปรียบเทียบมี {in_mart} แต่นับจาก core.measures ได้ {in_core}
-- en: {table_name} {record_id}: the mart has {in_mart}; counted from core.measures it is {in_core}.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
-- Counted again from the facts: current, sure measures of loaded documents whose year is known, and beside
-- them those that wait for review. The numbers stand in the order of `counts`. By department a measure of two
-- counts in both.
WITH loaded AS (
    SELECT document_id FROM core.documents WHERE state = 'loaded'
), rounds AS (
    SELECT organization_id, fiscal_year, coalesce(reporting_round, '?') AS reporting_round
    FROM mart.completion_by_organization
    WHERE is_latest_round
), facts AS (
    SELECT
        measures.measure_id,
        measures.organization_id,
        organizations.province,
        measures.indicator_no,
        measures.fiscal_year,
        coalesce(measures.reporting_round, '?') AS reporting_round,
        measures.status,
        CASE WHEN measures.certainty = 'needs_review' THEN 1 ELSE 0 END AS waits,
        CASE WHEN measures.certainty = 'needs_review' THEN 0 ELSE 1 END AS counts,
        CASE WHEN measures.status = 'not_reported' THEN 0 ELSE 1 END AS tells,
        CASE WHEN measures.status_basis = 'narrative' THEN 0 ELSE 1 END AS is_explicit
    FROM core.measures AS measures
    SEMI JOIN loaded ON loaded.document_id = measures.document_id
    LEFT JOIN core.organizations AS organizations ON organizations.organization_id = measures.organization_id
    WHERE measures.fiscal_year IS NOT NULL AND (measures.is_current OR measures.certainty = 'needs_review')
), placed AS (
    SELECT
        facts.*,
        CASE WHEN rounds.organization_id IS NULL THEN 0 ELSE facts.counts END AS latest
    FROM facts
    LEFT JOIN rounds
        ON rounds.organization_id = facts.organization_id
        AND rounds.fiscal_year = facts.fiscal_year
        AND rounds.reporting_round = facts.reporting_round
), members AS (
    SELECT 'mart.completion_by_organization' AS table_name, organization_id AS member, placed.* FROM placed
    UNION ALL
    SELECT 'mart.completion_by_indicator', coalesce(CAST(indicator_no AS VARCHAR), '?'), placed.* FROM placed
    UNION ALL
    SELECT 'mart.completion_by_province', coalesce(province, '?'), placed.* FROM placed
    UNION ALL
    SELECT 'mart.completion_by_department', coalesce(departments.department, 'ไม่ระบุ'), placed.*
    FROM placed
    LEFT JOIN core.measure_departments AS departments ON departments.measure_id = placed.measure_id
), of_each AS (
    SELECT
        table_name,
        member,
        fiscal_year,
        reporting_round,
        organization_id,
        sum(counts) AS measures,
        sum(CASE WHEN status = 'completed' THEN counts ELSE 0 END) AS completed,
        sum(CASE WHEN status = 'in_progress' THEN counts ELSE 0 END) AS in_progress,
        sum(CASE WHEN status = 'not_started' THEN counts ELSE 0 END) AS not_started,
        sum(counts * tells) AS reported,
        sum(counts * tells * is_explicit) AS reported_explicit,
        sum(CASE WHEN status = 'completed' THEN counts * is_explicit ELSE 0 END) AS completed_explicit,
        sum(waits) AS waiting,
        sum(latest) AS latest,
        sum(CASE WHEN status = 'completed' THEN latest ELSE 0 END) AS latest_completed,
        sum(latest * tells) AS latest_reported
    FROM members
    GROUP BY table_name, member, fiscal_year, reporting_round, organization_id
), counted AS (
    SELECT
        table_name,
        concat_ws('|', member, fiscal_year, reporting_round) AS record_id,
        [
            sum(measures), sum(completed), sum(in_progress), sum(not_started), sum(measures) - sum(reported),
            sum(reported), sum(reported_explicit), sum(completed_explicit), sum(waiting)
        ] AS counts,
        CASE WHEN table_name <> 'mart.completion_by_organization' THEN [
            sum(CASE WHEN measures > 0 THEN 1 ELSE 0 END),
            sum(CASE WHEN latest > 0 THEN 1 ELSE 0 END),
            sum(latest),
            sum(latest_completed),
            sum(latest_reported)
        ] END AS of_latest
    FROM of_each
    GROUP BY table_name, member, fiscal_year, reporting_round
), shown AS (
    SELECT
        'mart.completion_by_organization' AS table_name,
        concat_ws('|', organization_id, fiscal_year, coalesce(reporting_round, '?')) AS record_id,
        [measures, completed, in_progress, not_started, not_reported, reported, reported_explicit,
            completed_explicit, waiting_for_review] AS counts,
        CAST(NULL AS BIGINT[]) AS of_latest
    FROM mart.completion_by_organization
    UNION ALL
    SELECT
        'mart.completion_by_indicator',
        concat_ws('|', coalesce(CAST(indicator_no AS VARCHAR), '?'), fiscal_year, coalesce(reporting_round, '?')),
        [measures, completed, in_progress, not_started, not_reported, reported, reported_explicit,
            completed_explicit, waiting_for_review],
        [organizations, latest_organizations, latest_measures, latest_completed, latest_reported]
    FROM mart.completion_by_indicator
    UNION ALL
    SELECT
        'mart.completion_by_province',
        concat_ws('|', coalesce(province, '?'), fiscal_year, coalesce(reporting_round, '?')),
        [measures, completed, in_progress, not_started, not_reported, reported, reported_explicit,
            completed_explicit, waiting_for_review],
        [organizations, latest_organizations, latest_measures, latest_completed, latest_reported]
    FROM mart.completion_by_province
    UNION ALL
    SELECT
        'mart.completion_by_department',
        concat_ws('|', department, fiscal_year, coalesce(reporting_round, '?')),
        [measures, completed, in_progress, not_started, not_reported, reported, reported_explicit,
            completed_explicit, waiting_for_review],
        [organizations, latest_organizations, latest_measures, latest_completed, latest_reported]
    FROM mart.completion_by_department
)
SELECT
    coalesce(shown.table_name, counted.table_name) AS table_name,
    coalesce(shown.record_id, counted.record_id) AS record_id,
    'measures' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    concat_ws(' ', shown.counts, shown.of_latest) AS in_mart,
    concat_ws(' ', counted.counts, counted.of_latest) AS in_core
FROM shown
FULL JOIN counted ON counted.table_name = shown.table_name AND counted.record_id = shown.record_id
WHERE shown.counts IS DISTINCT FROM counted.counts OR shown.of_latest IS DISTINCT FROM counted.of_latest
