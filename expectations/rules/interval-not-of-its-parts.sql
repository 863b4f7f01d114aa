-- id: interval-not-of-its-parts
-- version: 2
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.completion_by_organization, mart.completion_by_indicator, mart.completion_by_department, mart.completion_by_province, mart.disclosure_completion, mart.disclosure_completion_by_item
-- th: {table_name} {record_id}: ช่วงความเชื่อมั่นเป็น {low} ถึง {high} ซึ่งไม่ใช่ช่วงของ {numerator}/{denominator}
-- en: {table_name} {record_id}: the interval is {low} to {high}, which is not that of {numerator}/{denominator}.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models (ตัวหารเป็นศูนย์ให้ค่าว่าง)
-- action_en: Mend the model of this table in warehouse/models (an empty denominator gives null).
-- The Wilson 95 % interval of completed of reported, derived again from the ratio (the models go by the counts).
WITH completion AS (
    SELECT 'mart.completion_by_organization' AS table_name,
        concat_ws('|', organization_id, fiscal_year, reporting_round) AS record_id,
        completed AS numerator, reported AS denominator, completion_rate_low AS low, completion_rate_high AS high
    FROM mart.completion_by_organization
    UNION ALL
    SELECT 'mart.completion_by_indicator', concat_ws('|', indicator_no, fiscal_year, reporting_round),
        completed, reported, completion_rate_low, completion_rate_high
    FROM mart.completion_by_indicator
    UNION ALL
    SELECT 'mart.completion_by_department', concat_ws('|', department, fiscal_year, reporting_round),
        completed, reported, completion_rate_low, completion_rate_high
    FROM mart.completion_by_department
    UNION ALL
    SELECT 'mart.completion_by_province', concat_ws('|', province, fiscal_year, reporting_round),
        completed, reported, completion_rate_low, completion_rate_high
    FROM mart.completion_by_province
    UNION ALL
    SELECT 'mart.disclosure_completion', concat_ws('|', organization_id, fiscal_year),
        completed, reported, completion_rate_low, completion_rate_high
    FROM mart.disclosure_completion
    UNION ALL
    SELECT 'mart.disclosure_completion_by_item', concat_ws('|', item_code, fiscal_year),
        completed, reported, completion_rate_low, completion_rate_high
    FROM mart.disclosure_completion_by_item
), derived AS (
    SELECT
        *,
        1.959963984540054e0 AS z,
        CAST(numerator AS DOUBLE) / nullif(denominator, 0) AS rate,
        1 + z * z / denominator AS spread,
        (rate + z * z / (2 * denominator)) / spread AS middle,
        z / spread * sqrt(rate * (1 - rate) / denominator + z * z / (4e0 * denominator * denominator)) AS half
    FROM completion
)
SELECT
    table_name AS table_name,
    record_id AS record_id,
    'completion_rate_low' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    low,
    high,
    numerator,
    denominator
FROM derived
WHERE (low IS NULL) <> (denominator = 0)
    OR (high IS NULL) <> (denominator = 0)
    OR (denominator > 0 AND abs(CAST(low AS DOUBLE) - (middle - half)) > 0.000001)
    OR (denominator > 0 AND abs(CAST(high AS DOUBLE) - (middle + half)) > 0.000001)
