-- id: latest-round-as-defined
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.completion_by_organization, mart.completion_by_indicator, mart.completion_by_department, mart.completion_by_province
-- th: {table_name} {record_id}: is_latest_round เป็น {stated} ซึ่งไม่ตรงกับนิยาม
-- en: {table_name} {record_id}: is_latest_round is {stated}, which is not what it is defined as.
-- action_th: ให้แก้แบบจำลองที่กำหนด is_latest_round
-- action_en: Mend the model that decides is_latest_round.
-- The latest round of which a status is reported; where there is none, the latest with measures that count,
-- else the latest. An unknown round is the latest only where it is the only one.
WITH rounds AS (
    SELECT 'mart.completion_by_organization' AS table_name, organization_id AS member, fiscal_year,
        reporting_round, measures, reported, is_latest_round
    FROM mart.completion_by_organization
    UNION ALL
    SELECT 'mart.completion_by_indicator', coalesce(CAST(indicator_no AS VARCHAR), '?'), fiscal_year,
        reporting_round, measures, reported, is_latest_round
    FROM mart.completion_by_indicator
    UNION ALL
    SELECT 'mart.completion_by_department', department, fiscal_year,
        reporting_round, measures, reported, is_latest_round
    FROM mart.completion_by_department
    UNION ALL
    SELECT 'mart.completion_by_province', coalesce(province, '?'), fiscal_year,
        reporting_round, measures, reported, is_latest_round
    FROM mart.completion_by_province
), weighed AS (
    SELECT
        rounds.*,
        CASE
            WHEN reporting_round IS NULL THEN 0
            ELSE CASE WHEN reported > 0 THEN 200 WHEN measures > 0 THEN 100 ELSE 0 END
                + list_position(['plan', '6-month', 'annual'], reporting_round)
        END AS weight
    FROM rounds
)
SELECT
    table_name AS table_name,
    concat_ws('|', member, fiscal_year, reporting_round) AS record_id,
    'is_latest_round' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    is_latest_round AS stated
FROM weighed
QUALIFY is_latest_round <> (weight = max(weight) OVER (PARTITION BY table_name, member, fiscal_year))
