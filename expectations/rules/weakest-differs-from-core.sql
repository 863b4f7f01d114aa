-- id: weakest-differs-from-core
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.weakest_indicators, mart.indicator_comparison, mart.completion_by_organization, core.measures, core.documents
-- th: {record_id}: ตารางตัวชี้วัดที่อ่อนบอกว่า {told} แต่จากข้อเท็จจริงได้ {derived}
-- en: {record_id}: the weak indicators say {told}; the facts give {derived}.
-- action_th: ให้แก้แบบจำลองของ mart.weakest_indicators
-- action_en: Mend the model of mart.weakest_indicators.
-- Derived again: fewer than three indicators of the organization are lower, or the score is under 85; beside
-- it the measures of the next year's latest round that name the indicator.
WITH answers AS (
    SELECT measures.organization_id, measures.fiscal_year, measures.indicator_no, count(*) AS measures
    FROM core.measures AS measures
    SEMI JOIN (SELECT document_id FROM core.documents WHERE state = 'loaded') AS loaded
        ON loaded.document_id = measures.document_id
    JOIN mart.completion_by_organization AS rounds
        ON rounds.is_latest_round
        AND rounds.organization_id = measures.organization_id
        AND rounds.fiscal_year = measures.fiscal_year
        AND coalesce(rounds.reporting_round, '?') = coalesce(measures.reporting_round, '?')
    WHERE measures.is_current AND measures.certainty = 'sure'
    GROUP BY measures.organization_id, measures.fiscal_year, measures.indicator_no
), lower AS (
    SELECT own.organization_id, own.fiscal_year, own.indicator_no, count(others.score) AS indicators
    FROM mart.indicator_comparison AS own
    LEFT JOIN mart.indicator_comparison AS others
        ON others.organization_id = own.organization_id
        AND others.fiscal_year = own.fiscal_year
        AND others.score < own.score
    WHERE own.score IS NOT NULL
    GROUP BY own.organization_id, own.fiscal_year, own.indicator_no
), derived AS (
    SELECT
        own.organization_id,
        own.fiscal_year,
        own.indicator_no,
        row(
            own.score, lower.indicators + 1, own.score < 85, own.gap_province, coalesce(answers.measures, 0),
            own.document_id, own.source_line
        ) AS found
    FROM mart.indicator_comparison AS own
    JOIN lower
        ON lower.organization_id = own.organization_id
        AND lower.fiscal_year = own.fiscal_year
        AND lower.indicator_no = own.indicator_no
    LEFT JOIN answers
        ON answers.organization_id = own.organization_id
        AND answers.fiscal_year - 1 = own.fiscal_year
        AND answers.indicator_no = own.indicator_no
    WHERE lower.indicators < 3 OR own.score < 85
), told AS (
    SELECT
        organization_id,
        fiscal_year,
        indicator_no,
        row(
            score, CAST(rank_from_lowest AS BIGINT), below_85, gap_province, measures_next_year, document_id,
            source_line
        ) AS found
    FROM mart.weakest_indicators
)
SELECT
    'mart.weakest_indicators' AS table_name,
    concat_ws(
        '|',
        coalesce(told.organization_id, derived.organization_id),
        coalesce(told.fiscal_year, derived.fiscal_year),
        coalesce(told.indicator_no, derived.indicator_no)
    ) AS record_id,
    'score' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    told.found AS told,
    derived.found AS derived
FROM told
FULL JOIN derived
    ON derived.organization_id = told.organization_id
    AND derived.fiscal_year = told.fiscal_year
    AND derived.indicator_no = told.indicator_no
WHERE told.found IS DISTINCT FROM derived.found
