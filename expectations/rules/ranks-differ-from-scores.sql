-- id: ranks-differ-from-scores
-- version: 3
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.score_comparison, mart.indicator_comparison, mart.instrument_comparison
-- th: {table_name} {record_id}: {column_name} เป็น {stated} แต่คำนวณจากคะแนนได้ {derived}
-- en: {table_name} {record_id}: {column_name} is {stated}; from the scores it is {derived}.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
-- Derived again from the scores: rank, number of the ranked, per cent of the others with a lower score, mean
-- rounded half up and the gap to it, in the country, the region, the province, the amphoe and among those of one type.
-- Counted in hundredths, as integers: a binary fraction would round a half down now and then. A scope of which an organization's place is not known gives it nothing.
-- The subject tells the table (overall, an indicator, an instrument): the rows are sorted with all their texts, so there are few.
WITH scopes AS (
    SELECT
        'overall' AS subject, organization_id, fiscal_year, overall AS score, 'country' AS scope, '' AS place,
        rank_country AS stated_rank, ranked_of_country AS stated_of, percentile_country AS stated_percentile,
        mean_country AS stated_mean, gap_country AS stated_gap
    FROM mart.score_comparison
    UNION ALL
    SELECT
        'overall' AS subject, organization_id, fiscal_year, overall AS score, 'province' AS scope, province AS place,
        rank_province AS stated_rank, ranked_of_province AS stated_of, percentile_province AS stated_percentile,
        mean_province AS stated_mean, gap_province AS stated_gap
    FROM mart.score_comparison
    UNION ALL
    SELECT
        'overall' AS subject, organization_id, fiscal_year, overall AS score, 'region' AS scope, region AS place,
        rank_region AS stated_rank, ranked_of_region AS stated_of, percentile_region AS stated_percentile,
        mean_region AS stated_mean, gap_region AS stated_gap
    FROM mart.score_comparison
    UNION ALL
    SELECT
        'overall' AS subject, organization_id, fiscal_year, overall AS score, 'amphoe' AS scope, province || '/' || amphoe AS place,
        rank_amphoe AS stated_rank, ranked_of_amphoe AS stated_of, percentile_amphoe AS stated_percentile,
        mean_amphoe AS stated_mean, gap_amphoe AS stated_gap
    FROM mart.score_comparison
    UNION ALL
    SELECT
        'overall' AS subject, organization_id, fiscal_year, overall AS score, 'type' AS scope, organization_type AS place,
        rank_type AS stated_rank, ranked_of_type AS stated_of, percentile_type AS stated_percentile,
        mean_type AS stated_mean, gap_type AS stated_gap
    FROM mart.score_comparison
    UNION ALL
    SELECT
        CAST(indicator_no AS VARCHAR) AS subject, organization_id, fiscal_year, score AS score, 'country' AS scope, '' AS place,
        rank_country AS stated_rank, ranked_of_country AS stated_of, percentile_country AS stated_percentile,
        mean_country AS stated_mean, gap_country AS stated_gap
    FROM mart.indicator_comparison
    UNION ALL
    SELECT
        CAST(indicator_no AS VARCHAR) AS subject, organization_id, fiscal_year, score AS score, 'province' AS scope, province AS place,
        rank_province AS stated_rank, ranked_of_province AS stated_of, percentile_province AS stated_percentile,
        mean_province AS stated_mean, gap_province AS stated_gap
    FROM mart.indicator_comparison
    UNION ALL
    SELECT
        CAST(indicator_no AS VARCHAR) AS subject, organization_id, fiscal_year, score AS score, 'region' AS scope, region AS place,
        rank_region AS stated_rank, ranked_of_region AS stated_of, percentile_region AS stated_percentile,
        mean_region AS stated_mean, gap_region AS stated_gap
    FROM mart.indicator_comparison
    UNION ALL
    SELECT
        CAST(indicator_no AS VARCHAR) AS subject, organization_id, fiscal_year, score AS score, 'amphoe' AS scope, province || '/' || amphoe AS place,
        rank_amphoe AS stated_rank, ranked_of_amphoe AS stated_of, percentile_amphoe AS stated_percentile,
        mean_amphoe AS stated_mean, gap_amphoe AS stated_gap
    FROM mart.indicator_comparison
    UNION ALL
    SELECT
        CAST(indicator_no AS VARCHAR) AS subject, organization_id, fiscal_year, score AS score, 'type' AS scope, organization_type AS place,
        rank_type AS stated_rank, ranked_of_type AS stated_of, percentile_type AS stated_percentile,
        mean_type AS stated_mean, gap_type AS stated_gap
    FROM mart.indicator_comparison
    UNION ALL
    SELECT
        instrument AS subject, organization_id, fiscal_year, score AS score, 'country' AS scope, '' AS place,
        rank_country AS stated_rank, ranked_of_country AS stated_of, percentile_country AS stated_percentile,
        mean_country AS stated_mean, gap_country AS stated_gap
    FROM mart.instrument_comparison
    UNION ALL
    SELECT
        instrument AS subject, organization_id, fiscal_year, score AS score, 'province' AS scope, province AS place,
        rank_province AS stated_rank, ranked_of_province AS stated_of, percentile_province AS stated_percentile,
        mean_province AS stated_mean, gap_province AS stated_gap
    FROM mart.instrument_comparison
    UNION ALL
    SELECT
        instrument AS subject, organization_id, fiscal_year, score AS score, 'region' AS scope, region AS place,
        rank_region AS stated_rank, ranked_of_region AS stated_of, percentile_region AS stated_percentile,
        mean_region AS stated_mean, gap_region AS stated_gap
    FROM mart.instrument_comparison
    UNION ALL
    SELECT
        instrument AS subject, organization_id, fiscal_year, score AS score, 'amphoe' AS scope, province || '/' || amphoe AS place,
        rank_amphoe AS stated_rank, ranked_of_amphoe AS stated_of, percentile_amphoe AS stated_percentile,
        mean_amphoe AS stated_mean, gap_amphoe AS stated_gap
    FROM mart.instrument_comparison
    UNION ALL
    SELECT
        instrument AS subject, organization_id, fiscal_year, score AS score, 'type' AS scope, organization_type AS place,
        rank_type AS stated_rank, ranked_of_type AS stated_of, percentile_type AS stated_percentile,
        mean_type AS stated_mean, gap_type AS stated_gap
    FROM mart.instrument_comparison
), derived AS (
    SELECT
        scopes.*,
        rank() OVER (peers ORDER BY score DESC) AS own_rank,
        count(*) OVER peers AS ranked,
        count(*) OVER peers - count(*) OVER (peers ORDER BY score DESC) AS lower,
        (2 * CAST(sum(CAST(100 * score AS INTEGER)) OVER peers AS BIGINT) + count(*) OVER peers)
            // (2 * count(*) OVER peers) AS own_mean
    FROM scopes
    WHERE score IS NOT NULL AND place IS NOT NULL
    WINDOW peers AS (PARTITION BY scope, place, fiscal_year, subject)
)
SELECT
    CASE
        WHEN subject = 'overall' THEN 'mart.score_comparison'
        WHEN subject IN ('IIT', 'EIT', 'OIT') THEN 'mart.instrument_comparison'
        ELSE 'mart.indicator_comparison'
    END AS table_name,
    concat_ws('|', organization_id, fiscal_year, nullif(subject, 'overall')) AS record_id,
    'rank_' || scope AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    concat_ws(' ', stated_rank, stated_of, stated_percentile, stated_mean, stated_gap) AS stated,
    concat_ws(' ', own_rank, ranked, CAST(own_mean / 100 AS DECIMAL(5, 2))) AS derived
FROM derived
WHERE stated_rank IS DISTINCT FROM own_rank
    OR stated_of IS DISTINCT FROM ranked
    OR CAST(100 * stated_mean AS BIGINT) IS DISTINCT FROM own_mean
    OR CAST(100 * stated_gap AS BIGINT) IS DISTINCT FROM CAST(100 * score AS BIGINT) - own_mean
    OR CAST(100 * stated_percentile AS BIGINT)
        IS DISTINCT FROM (20000 * lower + ranked - 1) // nullif(2 * (ranked - 1), 0)
UNION ALL
SELECT
    CASE
        WHEN subject = 'overall' THEN 'mart.score_comparison'
        WHEN subject IN ('IIT', 'EIT', 'OIT') THEN 'mart.instrument_comparison'
        ELSE 'mart.indicator_comparison'
    END,
    concat_ws('|', organization_id, fiscal_year, nullif(subject, 'overall')),
    'rank_' || scope,
    CAST(NULL AS VARCHAR),
    concat_ws(' ', stated_rank, stated_of, stated_percentile, stated_mean, stated_gap),
    '-'
FROM scopes
WHERE (score IS NULL OR place IS NULL)
    AND coalesce(stated_rank, stated_of, stated_percentile, stated_mean, stated_gap) IS NOT NULL
