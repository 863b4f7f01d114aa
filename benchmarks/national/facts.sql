-- The statements that benchmarks.national.facts draws a country's reports with, in order.
-- store: the pipeline's own store. u('what', a, b, c): a number in [0, 1) that hangs on the seed and its parts.
-- digest(text): 16 digits of it; weak, does, about, place, unit: a wording drawn by a number.

CREATE TABLE reports AS
WITH told AS (
    SELECT organization_id, province, year, year AS measures_year, year AS scores_year,
        CASE WHEN year >= getvariable('last_year') - 1 THEN '6-month' ELSE 'plan' END AS round
    FROM people, range(getvariable('first_year'), getvariable('last_year') + 1) AS years(year)
    UNION ALL
    SELECT organization_id, province, year, year, NULL, 'annual'
    FROM people, range(getvariable('last_year') - 1, getvariable('last_year') + 1) AS years(year)
)
SELECT *,
    sha256(concat_ws('|', organization_id, measures_year, round)) AS sha256,
    'd-' || left(sha256(concat_ws('|', organization_id, measures_year, round)), 16) AS document_id,
    u('aside', organization_id, year, round) < 0.004 AS is_aside,
    u('doubt', organization_id, year, round) < 0.02 AS is_doubted
FROM told
WHERE u('came', organization_id, year, round) >= 0.05;

INSERT INTO store.extracted.documents BY NAME
SELECT document_id, sha256, 'application/pdf' AS media_type, 'pdf-text' AS reader, NULL AS encoding,
    60000 AS byte_count, 120 AS line_count,
    CASE WHEN is_aside THEN 'quarantined' ELSE 'loaded' END AS state,
    CASE WHEN is_aside THEN 'organization-undecided' END AS state_reason,
    'own_report' AS source_kind,
    CASE WHEN NOT is_aside THEN organization_id END AS organization_id,
    CASE WHEN NOT is_aside THEN 'cover+name+amphoe+province' END AS organization_basis,
    measures_year AS measures_fiscal_year, scores_year AS scores_fiscal_year, round AS reporting_round,
    make_date(measures_year - 544, 10, 1) AS period_start,
    CASE WHEN round = '6-month' THEN make_date(measures_year - 543, 3, 31)
        ELSE make_date(measures_year - 543, 9, 30) END AS period_end,
    NULL AS document_date, 'sure' AS certainty, '2' AS rules_version
FROM reports;

DELETE FROM reports WHERE is_aside;

CREATE TABLE scores AS
SELECT reports.document_id, reports.organization_id, reports.year, indicator_no, is_doubted,
    CAST(greatest(20, least(100,
        52 + 26 * u('good', reports.organization_id, 0, 0) + 3.1 * (reports.year - 2561)
        + CASE WHEN indicator_no >= 9 THEN -14 + 26 * u('open', reports.organization_id, reports.year, indicator_no)
            ELSE 10 * u('score', reports.organization_id, reports.year, indicator_no) END
        - CASE WHEN indicator_no IN (2, 4, 8) THEN 2 ELSE 0 END
    )) AS DECIMAL(5, 2)) AS score
FROM reports, range(1, 11) AS numbers(indicator_no)
WHERE scores_year IS NOT NULL;

INSERT INTO store.extracted.indicator_scores BY NAME
SELECT 's-' || digest(document_id || '|' || indicator_no) AS score_id, document_id, organization_id,
    year AS fiscal_year, indicator_no, score, 'printed' AS method, 20 + indicator_no AS source_line,
    CASE WHEN is_doubted AND indicator_no = 9 THEN 'needs_review' ELSE 'sure' END AS certainty
FROM scores;

CREATE TABLE totals AS
SELECT document_id, organization_id, year, any_value(is_doubted) AS is_doubted,
    CAST(sum(score) FILTER (indicator_no <= 5) / 5 AS DECIMAL(9, 6)) AS iit,
    CAST(sum(score) FILTER (indicator_no BETWEEN 6 AND 8) / 3 AS DECIMAL(9, 6)) AS eit,
    CAST(sum(score) FILTER (indicator_no >= 9) / 2 AS DECIMAL(9, 6)) AS oit
FROM scores GROUP BY document_id, organization_id, year;

CREATE TABLE results AS
SELECT *,
    CAST(CAST(0.3 * iit + 0.3 * eit + 0.4 * oit AS DECIMAL(9, 6)) AS DECIMAL(9, 6)) AS total,
    CAST(0.3 * iit + 0.3 * eit + 0.4 * oit AS DECIMAL(5, 2)) AS rounded,
    u('slip', organization_id, year, 0) < 0.01 AS slipped
FROM totals;

INSERT INTO store.extracted.assessments BY NAME
WITH judged AS (
    SELECT *,
        CASE
            WHEN year < 2562 THEN NULL
            WHEN year <= 2565 THEN CASE WHEN rounded >= 95 THEN 'AA' WHEN rounded >= 85 THEN 'A'
                WHEN rounded >= 75 THEN 'B' WHEN rounded >= 65 THEN 'C' WHEN rounded >= 55 THEN 'D'
                WHEN rounded >= 50 THEN 'E' ELSE 'F' END
            WHEN rounded >= 95 AND least(iit, eit, oit) >= 95 THEN 'ผ่านดีเยี่ยม'
            WHEN rounded >= 85 AND least(iit, eit, oit) >= 85 THEN 'ผ่านดี'
            WHEN rounded >= 85 THEN 'ผ่าน'
            WHEN rounded >= 70 THEN 'ต้องปรับปรุง'
            ELSE 'ต้องปรับปรุงโดยด่วน'
        END AS level
    FROM results
)
SELECT 'a-' || digest(document_id) AS assessment_id, document_id, organization_id, year AS fiscal_year,
    CASE WHEN slipped THEN greatest(rounded - 1.11, 0) ELSE rounded END AS overall_score, level,
    iit AS iit_score, eit AS eit_score, oit AS oit_score, total AS overall_recomputed,
    level AS level_recomputed, CASE WHEN slipped THEN 'mismatch' ELSE 'match' END AS reconciliation,
    18 AS source_line, CASE WHEN is_doubted THEN 'needs_review' ELSE 'sure' END AS certainty
FROM judged;

CREATE TABLE told AS
SELECT reports.document_id, reports.organization_id, reports.province, reports.measures_year, reports.round, n,
    'm-' || digest(reports.document_id || '|' || n) AS measure_id,
    'k-' || digest(concat_ws('|', reports.organization_id, reports.measures_year, n)) AS measure_key,
    1 + CAST(floor(10 * u('indicator', reports.organization_id, reports.measures_year, n)) AS INTEGER) AS indicator_no,
    -- Half of the wordings are drawn from a few hundred that many use, the rest is an organization's own.
    does(u('does', reports.organization_id, reports.measures_year, n)) ||
        about(u('about', reports.organization_id, reports.measures_year, n)) ||
        place(u('place', reports.organization_id, reports.measures_year, n)) ||
        CASE WHEN u('own', reports.organization_id, reports.measures_year, n) < 0.5
            THEN ' โดยเริ่มที่' || people.name || ' และ' ||
                about(u('more', reports.organization_id, reports.measures_year, n)) ||
                place(u('then', reports.organization_id, reports.measures_year, n)) ||
                does(u('last', reports.organization_id, reports.measures_year, n))
            ELSE '' END AS title,
    unit(u('unit', reports.organization_id, reports.measures_year, n)) AS department,
    u('status', reports.organization_id, reports.measures_year, n) AS luck,
    u('prose', reports.organization_id, reports.measures_year, 0) AS habit,
    u('due', reports.organization_id, reports.measures_year, n) AS time,
    is_doubted AND n = 3 AS is_doubted
FROM reports
JOIN people ON people.organization_id = reports.organization_id,
    range(1, getvariable('measures') + 1) AS numbers(n)
WHERE reports.measures_year >= getvariable('last_year') - 1;

CREATE TABLE measured AS
SELECT *,
    CASE
        WHEN round = '6-month' AND habit < 0.5 OR habit < 0.15 THEN 'not_reported'
        WHEN luck < CASE round WHEN 'annual' THEN 0.75 ELSE 0.35 END THEN 'completed'
        WHEN luck < 0.92 THEN 'in_progress'
        ELSE 'not_started'
    END AS status,
    CASE WHEN time < 0.2 THEN NULL
        ELSE make_date(measures_year - 543, 1 + CAST(floor(time * 8.99) AS INTEGER), 28) END AS due_on
FROM told;

INSERT INTO store.extracted.measures BY NAME
SELECT measure_id, measure_key, document_id, organization_id, measures_year AS fiscal_year,
    round AS reporting_round, n AS ordinal, indicator_no, NULL AS question_code, title,
    weak(time) AS issue, NULL AS steps, department AS responsible,
    CASE WHEN status IN ('completed', 'in_progress') THEN 'ได้' || does(luck) || about(time) || 'แล้ว' END AS result,
    NULL AS outcome, NULL AS recommendation, status,
    CASE WHEN status = 'not_reported' THEN NULL WHEN habit < 0.6 THEN 'narrative' ELSE 'checkbox' END AS status_basis,
    NULL AS percent_complete,
    make_date(measures_year - 544, 10, 1) AS starts_on, due_on, 30 + n AS source_line,
    CASE WHEN is_doubted THEN 'needs_review' ELSE 'sure' END AS certainty
FROM measured;

INSERT INTO store.extracted.measure_deadlines BY NAME
SELECT measure_id, document_id, 1 AS ordinal, 'ภายใน ' || due_on AS text, NULL AS starts_on, due_on,
    'once' AS recurrence, 'sure' AS certainty
FROM measured WHERE due_on IS NOT NULL;

INSERT INTO store.extracted.measure_departments BY NAME
SELECT measure_id, document_id, department, 'sure' AS certainty FROM measured;

INSERT INTO store.extracted.unknowns BY NAME
SELECT measure_id AS record_id, 'measures' AS table_name, 'due_on' AS column_name, document_id,
    'recurring-or-relative' AS reason, NULL AS candidates
FROM measured WHERE due_on IS NULL;

CREATE TABLE listed AS
SELECT reports.document_id, reports.organization_id, items.fiscal_year, items.code, items.title, items.n,
    'o-' || digest(reports.document_id || '|' || items.code) AS disclosure_id,
    u('item', reports.organization_id, items.code, 0) AS luck
FROM reports JOIN items ON items.fiscal_year = reports.scores_year
WHERE reports.scores_year = 2566;

INSERT INTO store.extracted.disclosures BY NAME
SELECT disclosure_id, document_id, organization_id, fiscal_year, code AS item_code, title AS item_name,
    CASE WHEN luck < 0.7 THEN 'completed' WHEN luck < 0.85 THEN 'not_started' ELSE 'not_reported' END AS status,
    CASE WHEN luck < 0.85 THEN 'checkbox' END AS status_basis,
    unit(luck) AS responsible, NULL AS note, 60 + n AS source_line, 'sure' AS certainty
FROM listed;

CREATE TABLE places AS (
    SELECT document_id AS record_id, 'documents' AS table_name, document_id,
        unnest(['organization_id', 'measures_fiscal_year', 'reporting_round']) AS column_name,
        'page:1:60.0,80.0,430.0,96.0' AS locator, 'รายงานผลการดำเนินการ ปีงบประมาณ ' || measures_year AS raw_text,
        'cover' AS rule
    FROM reports
    UNION ALL
    SELECT 'a-' || digest(document_id), 'assessments', document_id, unnest(['overall_score', 'level']),
        'page:2:60.0,120.0,430.0,136.0', 'คะแนนรวม ' || rounded, 'total'
    FROM results
    UNION ALL
    SELECT 's-' || digest(document_id || '|' || indicator_no), 'indicator_scores', document_id, 'score',
        'page:2:60.0,' || (140 + 16 * indicator_no) || '.0,430.0,' || (156 + 16 * indicator_no) || '.0',
        CAST(score AS VARCHAR), 'row-of-scores'
    FROM scores
    UNION ALL
    SELECT measure_id, 'measures', document_id,
        unnest(['title', 'indicator_no', 'responsible', 'status', 'issue']),
        'page:3:60.0,' || (100 + 40 * n) || '.0,780.0,' || (140 + 40 * n) || '.0', title, 'column-measure'
    FROM measured
    UNION ALL
    SELECT disclosure_id, 'disclosures', document_id, unnest(['item_code', 'status']),
        'page:4:60.0,' || (20 + 14 * n) || '.0,780.0,' || (34 + 14 * n) || '.0', code, 'column-item'
    FROM listed
);

-- A document's places come together, as reading saves them.
INSERT INTO store.extracted.evidence BY NAME
SELECT *, '2' AS rule_version FROM places ORDER BY document_id;

DROP TABLE places;

INSERT INTO store.extracted.issues BY NAME
SELECT 'i-' || digest('total|' || document_id) AS issue_id, document_id, organization_id,
    'assessments' AS table_name, 'a-' || digest(document_id) AS record_id, 'overall_score' AS column_name,
    'warning' AS severity, 'total-mismatch' AS rule, 'คะแนนรวมที่พิมพ์ไม่ตรงกับที่คำนวณ' AS message_th,
    'The printed total is not the recomputed one' AS message_en, 18 AS source_line, NULL AS raw_text
FROM results WHERE slipped
UNION ALL
SELECT 'i-' || digest('name|' || document_id), document_id, organization_id, 'documents', document_id, NULL,
    'info', 'foreign-organization', 'พบชื่อ อปท. อื่น', 'Another organization is named', 9, NULL
FROM reports WHERE u('foreign', organization_id, year, round) < 0.1
UNION ALL
SELECT 'i-' || digest('doubt|' || document_id), document_id, organization_id, 'documents', document_id, NULL,
    'error', 'number-unconfirmed', 'ตัวเลขอ่านได้ทางเดียว', 'A number was read in one way only', 18, NULL
FROM reports WHERE is_doubted;

INSERT INTO store.extracted.results BY NAME
SELECT sha256, document_id, getvariable('cache_key') AS cache_key, 0.013 AS cpu_seconds,
    TIMESTAMP '2026-11-21 18:00:00' AS extracted_at
FROM store.extracted.documents;
