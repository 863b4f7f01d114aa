-- id: fiscal-year-implausible
-- version: 2
-- level: field
-- severity: critical
-- scope: rows
-- tables: core.documents, core.assessments, core.indicator_scores, core.measures, core.disclosures, quality.runs
-- th: ปีงบประมาณ {fiscal_year} ไม่อยู่ในช่วง 2561 ถึง {latest}
-- en: The fiscal year {fiscal_year} does not lie between 2561 and {latest}.
-- action_th: ให้ดูที่มาด้วย prongsai explain แล้วแก้กฎการอ่านปีหรือเพิ่มรายการแก้ไข
-- action_en: Look at the source with prongsai explain, then mend the rule for years or add a correction.
-- The latest is the fiscal year after that of the run's day; the fiscal year begins on 1 October.
WITH latest AS (
    SELECT CAST(year(arg_max(as_of, started_at) + INTERVAL 3 MONTH) AS INTEGER) + 543 + 1 AS fiscal_year
    FROM quality.runs
), years AS (
    SELECT 'core.documents' AS table_name, document_id AS record_id, document_id,
        'measures_fiscal_year' AS column_name, measures_fiscal_year AS fiscal_year
    FROM core.documents
    UNION ALL
    SELECT 'core.documents', document_id, document_id, 'scores_fiscal_year', scores_fiscal_year
    FROM core.documents
    UNION ALL
    SELECT 'core.assessments', assessment_id, document_id, 'fiscal_year', fiscal_year
    FROM core.assessments
    UNION ALL
    SELECT 'core.indicator_scores', score_id, document_id, 'fiscal_year', fiscal_year
    FROM core.indicator_scores
    UNION ALL
    SELECT 'core.measures', measure_id, document_id, 'fiscal_year', fiscal_year
    FROM core.measures
    UNION ALL
    SELECT 'core.disclosures', disclosure_id, document_id, 'fiscal_year', fiscal_year
    FROM core.disclosures
)
SELECT
    years.table_name AS table_name,
    years.record_id AS record_id,
    years.column_name AS column_name,
    years.document_id AS document_id,
    years.fiscal_year,
    latest.fiscal_year AS latest
FROM years
CROSS JOIN latest
WHERE years.fiscal_year < 2561 OR years.fiscal_year > latest.fiscal_year
