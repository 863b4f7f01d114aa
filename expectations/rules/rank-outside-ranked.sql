-- id: rank-outside-ranked
-- version: 3
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.score_comparison, mart.indicator_comparison, mart.instrument_comparison
-- th: {table_name} {record_id}: {column_name} เป็น {rank} จาก {ranked_of}
-- en: {table_name} {record_id}: {column_name} is {rank} of {ranked_of}.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
-- A rank without the number that were ranked is never shown, and nothing without a score is ranked.
WITH ranks AS (
    SELECT 'mart.score_comparison' AS table_name, concat_ws('|', organization_id, fiscal_year) AS record_id,
        'rank_country' AS column_name, rank_country AS rank, ranked_of_country AS ranked_of, overall AS score
    FROM mart.score_comparison
    UNION ALL
    SELECT 'mart.score_comparison', concat_ws('|', organization_id, fiscal_year),
        'rank_province', rank_province, ranked_of_province, overall
    FROM mart.score_comparison
    UNION ALL
    SELECT 'mart.score_comparison', concat_ws('|', organization_id, fiscal_year),
        'rank_region', rank_region, ranked_of_region, overall
    FROM mart.score_comparison
    UNION ALL
    SELECT 'mart.score_comparison', concat_ws('|', organization_id, fiscal_year),
        'rank_amphoe', rank_amphoe, ranked_of_amphoe, overall
    FROM mart.score_comparison
    UNION ALL
    SELECT 'mart.score_comparison', concat_ws('|', organization_id, fiscal_year),
        'rank_type', rank_type, ranked_of_type, overall
    FROM mart.score_comparison
    UNION ALL
    SELECT 'mart.indicator_comparison', concat_ws('|', organization_id, fiscal_year, indicator_no),
        'rank_country', rank_country, ranked_of_country, score
    FROM mart.indicator_comparison
    UNION ALL
    SELECT 'mart.indicator_comparison', concat_ws('|', organization_id, fiscal_year, indicator_no),
        'rank_province', rank_province, ranked_of_province, score
    FROM mart.indicator_comparison
    UNION ALL
    SELECT 'mart.indicator_comparison', concat_ws('|', organization_id, fiscal_year, indicator_no),
        'rank_region', rank_region, ranked_of_region, score
    FROM mart.indicator_comparison
    UNION ALL
    SELECT 'mart.indicator_comparison', concat_ws('|', organization_id, fiscal_year, indicator_no),
        'rank_amphoe', rank_amphoe, ranked_of_amphoe, score
    FROM mart.indicator_comparison
    UNION ALL
    SELECT 'mart.indicator_comparison', concat_ws('|', organization_id, fiscal_year, indicator_no),
        'rank_type', rank_type, ranked_of_type, score
    FROM mart.indicator_comparison
    UNION ALL
    SELECT 'mart.instrument_comparison', concat_ws('|', organization_id, fiscal_year, instrument),
        'rank_country', rank_country, ranked_of_country, score
    FROM mart.instrument_comparison
    UNION ALL
    SELECT 'mart.instrument_comparison', concat_ws('|', organization_id, fiscal_year, instrument),
        'rank_province', rank_province, ranked_of_province, score
    FROM mart.instrument_comparison
    UNION ALL
    SELECT 'mart.instrument_comparison', concat_ws('|', organization_id, fiscal_year, instrument),
        'rank_region', rank_region, ranked_of_region, score
    FROM mart.instrument_comparison
    UNION ALL
    SELECT 'mart.instrument_comparison', concat_ws('|', organization_id, fiscal_year, instrument),
        'rank_amphoe', rank_amphoe, ranked_of_amphoe, score
    FROM mart.instrument_comparison
    UNION ALL
    SELECT 'mart.instrument_comparison', concat_ws('|', organization_id, fiscal_year, instrument),
        'rank_type', rank_type, ranked_of_type, score
    FROM mart.instrument_comparison
)
SELECT
    table_name AS table_name,
    record_id AS record_id,
    column_name AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    rank,
    ranked_of
FROM ranks
WHERE rank < 1 OR rank > ranked_of
    OR (rank IS NOT NULL AND (ranked_of IS NULL OR score IS NULL))
