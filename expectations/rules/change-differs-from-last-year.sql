-- id: change-differs-from-last-year
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.score_comparison, mart.indicator_comparison, reference.organization_successions, reference.frameworks, reference.items, reference.questions
-- th: {table_name} {record_id}: เทียบกับปีก่อนบอกว่า {stated} แต่ควรเป็น {derived}
-- en: {table_name} {record_id}: the change to last year is told as {stated}; it should be {derived}.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
-- Derived again: last year's result under the same code, else that of the one code it had before. Like is set
-- beside like where both frameworks are known and ask the same and no total is in doubt.
WITH RECURSIVE codes AS (
    SELECT new_id AS organization_id, old_id AS earlier_id, coalesce(from_year, 0) AS from_year, 1 AS steps
    FROM reference.organization_successions
    UNION
    SELECT codes.organization_id, before.old_id, greatest(codes.from_year, coalesce(before.from_year, 0)), steps + 1
    FROM codes
    JOIN reference.organization_successions AS before ON before.new_id = codes.earlier_id
    WHERE steps < 20
), asked AS (
    SELECT fiscal_year, indicator_no, list_sort(list(code)) AS codes
    FROM (
        SELECT fiscal_year, indicator_no, concat_ws(':', sub_indicator, item_code) AS code FROM reference.items
        UNION ALL
        SELECT fiscal_year, indicator_no, question_code FROM reference.questions
    ) AS contents
    SEMI JOIN reference.frameworks AS frameworks ON frameworks.fiscal_year = contents.fiscal_year
    GROUP BY fiscal_year, indicator_no
    UNION ALL
    SELECT fiscal_year, 0, list_sort(list(code))
    FROM (
        SELECT fiscal_year, indicator_no, concat_ws(':', sub_indicator, item_code) AS code FROM reference.items
        UNION ALL
        SELECT fiscal_year, indicator_no, question_code FROM reference.questions
    ) AS contents
    SEMI JOIN reference.frameworks AS frameworks ON frameworks.fiscal_year = contents.fiscal_year
    GROUP BY fiscal_year
    HAVING count(DISTINCT indicator_no) = 10
), scores AS (
    SELECT 'mart.score_comparison' AS table_name, organization_id, fiscal_year, 0 AS indicator_no,
        overall AS score, coalesce(reconciliation, 'incomplete') AS reconciliation, last_year_organization_id,
        score_last_year, change, comparable, comparable_reason
    FROM mart.score_comparison
    UNION ALL
    SELECT 'mart.indicator_comparison', organization_id, fiscal_year, indicator_no,
        score, 'incomplete', last_year_organization_id, score_last_year, change, comparable, comparable_reason
    FROM mart.indicator_comparison
), before AS (
    SELECT scores.table_name, scores.organization_id, scores.fiscal_year, scores.indicator_no,
        list(DISTINCT earlier.organization_id) AS ids,
        any_value(earlier.score) AS score,
        any_value(earlier.reconciliation) AS reconciliation
    FROM scores
    JOIN codes
        ON codes.organization_id = scores.organization_id
        AND codes.earlier_id <> scores.organization_id
        AND codes.from_year <= scores.fiscal_year
    JOIN scores AS earlier
        ON earlier.table_name = scores.table_name
        AND earlier.organization_id = codes.earlier_id
        AND earlier.fiscal_year = scores.fiscal_year - 1
        AND earlier.indicator_no = scores.indicator_no
        AND earlier.score IS NOT NULL
    GROUP BY scores.table_name, scores.organization_id, scores.fiscal_year, scores.indicator_no
), derived AS (
    SELECT
        scores.*,
        coalesce(own.organization_id, before.ids[1]) AS own_id,
        coalesce(own.score, before.score) AS own_score,
        CASE
            WHEN scores.score IS NULL THEN 'no-score'
            WHEN own.organization_id IS NULL AND before.ids IS NULL THEN 'no-result-last-year'
            WHEN own.organization_id IS NULL AND len(before.ids) > 1 THEN 'several-predecessors'
            WHEN scores.reconciliation = 'mismatch' OR coalesce(own.reconciliation, before.reconciliation) = 'mismatch'
                THEN 'totals-disagree'
            WHEN this_year.codes IS NULL OR last_year.codes IS NULL THEN 'framework-unknown'
            WHEN this_year.codes = last_year.codes THEN 'same-framework'
            ELSE 'framework-changed'
        END AS own_reason
    FROM scores
    LEFT JOIN scores AS own
        ON own.table_name = scores.table_name
        AND own.organization_id = scores.organization_id
        AND own.fiscal_year = scores.fiscal_year - 1
        AND own.indicator_no = scores.indicator_no
        AND own.score IS NOT NULL
    LEFT JOIN before
        ON before.table_name = scores.table_name
        AND before.organization_id = scores.organization_id
        AND before.fiscal_year = scores.fiscal_year
        AND before.indicator_no = scores.indicator_no
    LEFT JOIN asked AS this_year
        ON this_year.fiscal_year = scores.fiscal_year AND this_year.indicator_no = scores.indicator_no
    LEFT JOIN asked AS last_year
        ON last_year.fiscal_year = scores.fiscal_year - 1 AND last_year.indicator_no = scores.indicator_no
), expected AS (
    SELECT
        derived.* EXCLUDE (own_id, own_score),
        CASE WHEN own_reason NOT IN ('no-score', 'several-predecessors') THEN own_id END AS own_id,
        CASE WHEN own_reason NOT IN ('no-score', 'several-predecessors') THEN own_score END AS own_score
    FROM derived
)
SELECT
    table_name AS table_name,
    concat_ws('|', organization_id, fiscal_year, nullif(indicator_no, 0)) AS record_id,
    'change' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    concat_ws(' ', last_year_organization_id, score_last_year, change, comparable_reason) AS stated,
    concat_ws(' ', own_id, own_score, score - own_score, own_reason) AS derived
FROM expected
WHERE row(last_year_organization_id, score_last_year, change, comparable_reason, comparable)
    IS DISTINCT FROM row(own_id, own_score, score - own_score, own_reason, own_reason = 'same-framework')
