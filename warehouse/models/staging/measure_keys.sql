-- One row: a measure of an organization and year whose documents call their measures by different keys.
-- Why: reading names a measure by its own document's wording; which rows of a year's documents tell of the
-- same measure is matched over all of them (warehouse.measure_matching, version 1), by these rows. Kept is
-- one row a measure: measure_id and measure_key. A measure that is not here keeps the key that reading gave.
WITH told AS (
    SELECT
        facts.measure_id,
        facts.measure_key,
        facts.organization_id,
        facts.fiscal_year,
        facts.ordinal,
        facts.indicator_no,
        facts.question_code,
        facts.title,
        facts.issue,
        facts.steps,
        facts.responsible,
        facts.document_id,
        -- The earliest round's wording names a measure; what was replaced or has no round comes last.
        [
            CAST(standing.superseded_by IS NOT NULL AS VARCHAR),
            CASE facts.reporting_round WHEN 'plan' THEN '1' WHEN '6-month' THEN '2' WHEN 'annual' THEN '3' ELSE '4' END,
            coalesce(CAST(standing.period_end AS VARCHAR), '9'),
            coalesce(CAST(standing.document_date AS VARCHAR), '9'),
            facts.document_id
        ] AS document_order
    FROM store.extracted.measures AS facts
    JOIN document_standing AS standing ON standing.document_id = facts.document_id
    WHERE standing.read_state = 'loaded' AND facts.fiscal_year IS NOT NULL
),
differing AS (
    SELECT organization_id, fiscal_year
    FROM told
    GROUP BY organization_id, fiscal_year
    HAVING count(DISTINCT document_id) > 1
        AND count(DISTINCT measure_key) * count(DISTINCT document_id) <> count(*)
)
SELECT told.*
FROM told
JOIN differing ON differing.organization_id = told.organization_id AND differing.fiscal_year = told.fiscal_year
