-- id: completion-ranks-differ-from-rates
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.completion_by_organization, mart.completion_by_province
-- th: {table_name} {record_id}: {column_name} เป็น {stated} แต่นับจาก completion_rate_low ได้ {derived}
-- en: {table_name} {record_id}: {column_name} is {stated}; counted from completion_rate_low it is {derived}.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
-- One more than those with a higher lower end, of the same year and round; nothing reported is not ranked.
WITH scopes AS (
    SELECT 'mart.completion_by_organization' AS table_name, 'country' AS scope, '' AS place,
        concat_ws('|', organization_id, fiscal_year, reporting_round) AS record_id,
        fiscal_year, coalesce(reporting_round, '?') AS reporting_round, completion_rate_low AS low,
        rank_country_by_rate_low AS stated_rank, ranked_of_country AS stated_of
    FROM mart.completion_by_organization
    UNION ALL
    SELECT 'mart.completion_by_organization', 'province', province,
        concat_ws('|', organization_id, fiscal_year, reporting_round),
        fiscal_year, coalesce(reporting_round, '?'), CASE WHEN province IS NOT NULL THEN completion_rate_low END,
        rank_province_by_rate_low, ranked_of_province
    FROM mart.completion_by_organization
    UNION ALL
    SELECT 'mart.completion_by_province', 'country', '',
        concat_ws('|', province, fiscal_year, reporting_round),
        fiscal_year, coalesce(reporting_round, '?'), completion_rate_low,
        rank_country_by_rate_low, ranked_of_country
    FROM mart.completion_by_province
), levels AS (
    SELECT table_name, scope, place, fiscal_year, reporting_round, low, count(*) AS members
    FROM scopes
    WHERE low IS NOT NULL
    GROUP BY ALL
), derived AS (
    SELECT
        * EXCLUDE (members),
        1 + sum(members) OVER (peers ORDER BY low DESC) - members AS own_rank,
        sum(members) OVER peers AS ranked
    FROM levels
    WINDOW peers AS (PARTITION BY table_name, scope, place, fiscal_year, reporting_round)
)
SELECT
    scopes.table_name AS table_name,
    scopes.record_id AS record_id,
    'rank_' || scopes.scope || '_by_rate_low' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    concat_ws(' / ', scopes.stated_rank, scopes.stated_of) AS stated,
    concat_ws(' / ', derived.own_rank, derived.ranked) AS derived
FROM scopes
LEFT JOIN derived
    ON derived.table_name = scopes.table_name
    AND derived.scope = scopes.scope
    AND derived.place IS NOT DISTINCT FROM scopes.place
    AND derived.fiscal_year = scopes.fiscal_year
    AND derived.reporting_round = scopes.reporting_round
    AND derived.low = scopes.low
WHERE scopes.stated_rank IS DISTINCT FROM derived.own_rank OR scopes.stated_of IS DISTINCT FROM derived.ranked
