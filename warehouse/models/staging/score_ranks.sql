-- One row: one compared score and its place among the others of its year.
-- Why: ranks, percentiles and gaps have one definition for totals, instruments and indicators. Ties share
-- the better rank. The gap is to the mean as shown (rounded half up), so that it can be checked by eye. Whose
-- region, province or amphoe is not known is not ranked there.
-- The rank is 1 + those above: all less those at most as high. Written so that each scope is sorted once.
WITH counted AS (
    SELECT
        compared_scores.*,
        count(*) OVER country_scope - count(*) OVER (country_scope ORDER BY score) + 1 AS rank_country,
        rank() OVER (country_scope ORDER BY score) - 1 AS lower_country,
        count(*) OVER country_scope AS ranked_of_country,
        sum(score) OVER country_scope AS total_country,
        count(*) OVER province_scope - count(*) OVER (province_scope ORDER BY score) + 1 AS rank_province,
        rank() OVER (province_scope ORDER BY score) - 1 AS lower_province,
        count(*) OVER province_scope AS ranked_of_province,
        sum(score) OVER province_scope AS total_province,
        count(*) OVER region_scope - count(*) OVER (region_scope ORDER BY score) + 1 AS rank_region,
        rank() OVER (region_scope ORDER BY score) - 1 AS lower_region,
        count(*) OVER region_scope AS ranked_of_region,
        sum(score) OVER region_scope AS total_region,
        count(*) OVER amphoe_scope - count(*) OVER (amphoe_scope ORDER BY score) + 1 AS rank_amphoe,
        rank() OVER (amphoe_scope ORDER BY score) - 1 AS lower_amphoe,
        count(*) OVER amphoe_scope AS ranked_of_amphoe,
        sum(score) OVER amphoe_scope AS total_amphoe,
        count(*) OVER type_scope - count(*) OVER (type_scope ORDER BY score) + 1 AS rank_type,
        rank() OVER (type_scope ORDER BY score) - 1 AS lower_type,
        count(*) OVER type_scope AS ranked_of_type,
        sum(score) OVER type_scope AS total_type
    FROM compared_scores
    WHERE score IS NOT NULL
    WINDOW
        country_scope AS (PARTITION BY subject, fiscal_year),
        province_scope AS (PARTITION BY subject, fiscal_year, province),
        region_scope AS (PARTITION BY subject, fiscal_year, region),
        amphoe_scope AS (PARTITION BY subject, fiscal_year, province, amphoe),
        type_scope AS (PARTITION BY subject, fiscal_year, organization_type)
)
SELECT
    subject,
    organization_id,
    fiscal_year,
    rank_country,
    ranked_of_country,
    per_cent(lower_country, ranked_of_country - 1) AS percentile_country,
    mean_half_up(total_country, ranked_of_country) AS mean_country,
    score - mean_half_up(total_country, ranked_of_country) AS gap_country,
    CASE WHEN province IS NOT NULL THEN rank_province END AS rank_province,
    CASE WHEN province IS NOT NULL THEN ranked_of_province END AS ranked_of_province,
    CASE WHEN province IS NOT NULL THEN per_cent(lower_province, ranked_of_province - 1) END AS percentile_province,
    CASE WHEN province IS NOT NULL THEN mean_half_up(total_province, ranked_of_province) END AS mean_province,
    CASE WHEN province IS NOT NULL THEN score - mean_half_up(total_province, ranked_of_province) END AS gap_province,
    CASE WHEN region IS NOT NULL THEN rank_region END AS rank_region,
    CASE WHEN region IS NOT NULL THEN ranked_of_region END AS ranked_of_region,
    CASE WHEN region IS NOT NULL THEN per_cent(lower_region, ranked_of_region - 1) END AS percentile_region,
    CASE WHEN region IS NOT NULL THEN mean_half_up(total_region, ranked_of_region) END AS mean_region,
    CASE WHEN region IS NOT NULL THEN score - mean_half_up(total_region, ranked_of_region) END AS gap_region,
    CASE WHEN province IS NOT NULL AND amphoe IS NOT NULL THEN rank_amphoe END AS rank_amphoe,
    CASE WHEN province IS NOT NULL AND amphoe IS NOT NULL THEN ranked_of_amphoe END AS ranked_of_amphoe,
    CASE WHEN province IS NOT NULL AND amphoe IS NOT NULL THEN per_cent(lower_amphoe, ranked_of_amphoe - 1) END AS percentile_amphoe,
    CASE WHEN province IS NOT NULL AND amphoe IS NOT NULL THEN mean_half_up(total_amphoe, ranked_of_amphoe) END AS mean_amphoe,
    CASE WHEN province IS NOT NULL AND amphoe IS NOT NULL THEN score - mean_half_up(total_amphoe, ranked_of_amphoe) END AS gap_amphoe,
    rank_type,
    ranked_of_type,
    per_cent(lower_type, ranked_of_type - 1) AS percentile_type,
    mean_half_up(total_type, ranked_of_type) AS mean_type,
    score - mean_half_up(total_type, ranked_of_type) AS gap_type
FROM counted
