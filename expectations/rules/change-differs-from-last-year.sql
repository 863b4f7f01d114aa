-- id: change-differs-from-last-year
-- version: 2
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.score_comparison, mart.indicator_comparison, mart.instrument_comparison, core.organizations, reference.organization_successions, reference.indicators, reference.items, reference.questions
-- th: {table_name} {record_id}: เทียบกับปีก่อนบอกว่า {stated} แต่ควรเป็น {derived}
-- en: {table_name} {record_id}: the change to last year is told as {stated}; it should be {derived}.
-- action_th: ให้แก้แบบจำลองของตารางนี้ใน warehouse/models
-- action_en: Mend the model of this table in warehouse/models.
-- Derived again: last year's result under the same code, else that of the one code it had before. Like is set
-- beside like where the organization is of the same kind, is neither made of several nor a part of one, both
-- frameworks are known and ask the same, and no total is in doubt. Ways from code to code are lists of codes.
WITH RECURSIVE changes AS (
    SELECT new_id, old_id, coalesce(from_year, 0) AS from_year FROM reference.organization_successions
), joined AS (
    SELECT
        changes.new_id,
        changes.old_id,
        min(greatest(changes.from_year, one.from_year, other.from_year)) AS from_year
    FROM changes
    JOIN changes AS one ON one.new_id = changes.new_id AND one.old_id NOT LIKE 'x-%'
    JOIN changes AS other
        ON other.new_id = changes.new_id AND other.old_id NOT LIKE 'x-%' AND other.old_id > one.old_id
    GROUP BY changes.new_id, changes.old_id
), divided AS (
    SELECT old_id FROM changes GROUP BY old_id HAVING count(DISTINCT new_id) > 1
), ways AS (
    SELECT new_id AS organization_id, old_id AS earlier_id, from_year, [new_id, old_id] AS way FROM changes
    UNION ALL
    SELECT ways.organization_id, changes.old_id, greatest(ways.from_year, changes.from_year),
        list_append(ways.way, changes.old_id)
    FROM ways
    JOIN changes ON changes.new_id = ways.earlier_id
    WHERE NOT list_contains(ways.way, changes.old_id)
), codes AS (
    SELECT
        ways.organization_id,
        ways.earlier_id,
        ways.from_year,
        max(joined.from_year) AS joined_from,
        count(divided.old_id) > 0 AS is_part
    FROM ways
    LEFT JOIN joined
        ON list_position(ways.way, joined.old_id) = list_position(ways.way, joined.new_id) + 1
    LEFT JOIN divided ON list_contains(ways.way[2:], divided.old_id)
    GROUP BY ways.organization_id, ways.earlier_id, ways.from_year, ways.way
), turned AS (
    SELECT
        codes.organization_id,
        codes.from_year AS fiscal_year,
        max(CASE WHEN codes.joined_from = codes.from_year THEN 1 ELSE 0 END) AS joins,
        max(CASE WHEN now.organization_type = earlier.organization_type THEN 0 ELSE 1 END) AS changes_type
    FROM codes
    JOIN core.organizations AS now ON now.organization_id = codes.organization_id
    JOIN core.organizations AS earlier ON earlier.organization_id = codes.earlier_id
    GROUP BY codes.organization_id, codes.from_year
), contents AS (
    SELECT fiscal_year, indicator_no, concat_ws(':', sub_indicator, item_code) AS code FROM reference.items
    UNION ALL
    SELECT fiscal_year, indicator_no, question_code FROM reference.questions
), framed AS (
    SELECT fiscal_year, 'overall' AS subject, indicator_no FROM reference.indicators
    UNION ALL
    SELECT fiscal_year, instrument, indicator_no FROM reference.indicators
    UNION ALL
    SELECT fiscal_year, CAST(indicator_no AS VARCHAR), indicator_no FROM reference.indicators
), asked AS (
    SELECT framed.fiscal_year, framed.subject,
        list_sort(list(framed.indicator_no || ' ' || contents.code)) AS codes
    FROM framed
    LEFT JOIN contents
        ON contents.fiscal_year = framed.fiscal_year AND contents.indicator_no = framed.indicator_no
    GROUP BY framed.fiscal_year, framed.subject
    HAVING count(*) = count(contents.code)
), scores AS (
    SELECT 'mart.score_comparison' AS table_name, organization_id, fiscal_year, 'overall' AS subject,
        organization_type, overall AS score, coalesce(reconciliation, 'incomplete') AS reconciliation,
        last_year_organization_id, score_last_year, change, comparable, comparable_reason
    FROM mart.score_comparison
    UNION ALL
    SELECT 'mart.indicator_comparison', organization_id, fiscal_year, CAST(indicator_no AS VARCHAR),
        organization_type, score, 'incomplete', last_year_organization_id, score_last_year, change, comparable,
        comparable_reason
    FROM mart.indicator_comparison
    UNION ALL
    SELECT 'mart.instrument_comparison', organization_id, fiscal_year, instrument,
        organization_type, score, 'incomplete', last_year_organization_id, score_last_year, change, comparable,
        comparable_reason
    FROM mart.instrument_comparison
), before AS (
    SELECT scores.table_name, scores.organization_id, scores.fiscal_year, scores.subject,
        list(DISTINCT earlier.organization_id) AS ids,
        any_value(earlier.score) AS score,
        any_value(earlier.reconciliation) AS reconciliation,
        any_value(earlier.organization_type) AS organization_type,
        min(codes.joined_from) <= scores.fiscal_year AS is_joined,
        bool_or(codes.is_part) AS is_part,
        max(codes.from_year) = scores.fiscal_year AS begins
    FROM scores
    JOIN codes
        ON codes.organization_id = scores.organization_id
        AND codes.earlier_id <> scores.organization_id
        AND codes.from_year <= scores.fiscal_year
    JOIN scores AS earlier
        ON earlier.table_name = scores.table_name
        AND earlier.organization_id = codes.earlier_id
        AND earlier.fiscal_year = scores.fiscal_year - 1
        AND earlier.subject = scores.subject
        AND earlier.score IS NOT NULL
    GROUP BY scores.table_name, scores.organization_id, scores.fiscal_year, scores.subject
), derived AS (
    SELECT
        scores.*,
        coalesce(own.organization_id, before.ids[1]) AS own_id,
        coalesce(own.score, before.score) AS own_score,
        CASE
            WHEN scores.score IS NULL THEN 'no-score'
            WHEN own.organization_id IS NULL AND before.ids IS NULL THEN 'no-result-last-year'
            WHEN turned.joins = 1 OR CASE WHEN own.organization_id IS NULL THEN before.is_joined ELSE before.begins END
                THEN 'merged'
            WHEN own.organization_id IS NULL AND len(before.ids) > 1 THEN 'several-predecessors'
            WHEN own.organization_id IS NULL AND before.is_part THEN 'split'
            WHEN turned.changes_type = 1
                OR (own.organization_id IS NULL AND before.organization_type <> scores.organization_type)
                THEN 'type-changed'
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
        AND own.subject = scores.subject
        AND own.score IS NOT NULL
    LEFT JOIN before
        ON before.table_name = scores.table_name
        AND before.organization_id = scores.organization_id
        AND before.fiscal_year = scores.fiscal_year
        AND before.subject = scores.subject
    LEFT JOIN turned
        ON turned.organization_id = scores.organization_id AND turned.fiscal_year = scores.fiscal_year
    LEFT JOIN asked AS this_year
        ON this_year.fiscal_year = scores.fiscal_year AND this_year.subject = scores.subject
    LEFT JOIN asked AS last_year
        ON last_year.fiscal_year = scores.fiscal_year - 1 AND last_year.subject = scores.subject
), expected AS (
    SELECT
        derived.* EXCLUDE (own_id, own_score),
        own_reason NOT IN ('no-score', 'several-predecessors', 'merged', 'split') AS is_told,
        CASE WHEN is_told THEN own_id END AS own_id,
        CASE WHEN is_told THEN own_score END AS own_score
    FROM derived
)
SELECT
    table_name AS table_name,
    concat_ws('|', organization_id, fiscal_year, nullif(subject, 'overall')) AS record_id,
    'change' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    concat_ws(' ', last_year_organization_id, score_last_year, change, comparable_reason) AS stated,
    concat_ws(' ', own_id, own_score, score - own_score, own_reason) AS derived
FROM expected
WHERE row(last_year_organization_id, score_last_year, change, comparable_reason, comparable)
    IS DISTINCT FROM row(own_id, own_score, score - own_score, own_reason, own_reason = 'same-framework')
