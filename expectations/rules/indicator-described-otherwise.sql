-- id: indicator-described-otherwise
-- version: 1
-- level: warehouse
-- severity: error
-- scope: whole
-- tables: mart.indicator_comparison, mart.completion_by_indicator, mart.weakest_indicators, reference.indicators, reference.frameworks
-- th: {table_name}: ตัวชี้วัด {indicator_no} ปี {fiscal_year} ถูกเรียกว่า {told} ไม่ตรงกับกรอบการประเมิน
-- en: {table_name}: indicator {indicator_no} of {fiscal_year} is called {told}, unlike in its framework.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
-- A year without a framework takes the nearest earlier one, else the earliest.
WITH told AS (
    SELECT DISTINCT 'mart.indicator_comparison' AS table_name, fiscal_year, indicator_no, indicator_name AS told,
        instrument
    FROM mart.indicator_comparison
    UNION ALL
    SELECT DISTINCT 'mart.completion_by_indicator', fiscal_year, indicator_no, indicator_name, NULL
    FROM mart.completion_by_indicator
    UNION ALL
    SELECT DISTINCT 'mart.weakest_indicators', fiscal_year, indicator_no, indicator_name, NULL
    FROM mart.weakest_indicators
), framed AS (
    SELECT
        told.*,
        coalesce(
            (SELECT max(fiscal_year) FROM reference.frameworks AS earlier
                WHERE earlier.fiscal_year <= told.fiscal_year),
            (SELECT min(fiscal_year) FROM reference.frameworks)
        ) AS framework_year
    FROM told
)
SELECT
    framed.table_name AS table_name,
    concat_ws('|', framed.indicator_no, framed.fiscal_year) AS record_id,
    'indicator_name' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    framed.indicator_no,
    framed.fiscal_year,
    framed.told
FROM framed
LEFT JOIN reference.indicators AS indicators
    ON indicators.fiscal_year = framed.framework_year AND indicators.indicator_no = framed.indicator_no
WHERE framed.told IS DISTINCT FROM indicators.name
    OR (framed.table_name = 'mart.indicator_comparison' AND framed.instrument IS DISTINCT FROM indicators.instrument)
