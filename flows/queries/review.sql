-- One row: one row of facts that waits for a person or displaces what one settled, or one document set aside because whose it is was not
-- found; that which would change a published figure most first.
-- $provinces, $rules: only those named (empty: all).
-- effect, 0 to 100: how much a published figure would change if the row were accepted as it stands.
--   overall score: 100 where the organization would enter the comparison of the year; else the change of its
--     rank in the country, in per cent of those ranked.
--   indicator score: the same in the comparison of the indicator, times the indicator's share of the total.
--   measure: the change of the organization's completion rate of the round, in points of per cent; 100 where
--     there would be a rate for the first time. A measure without a status changes no rate: 0.
--   disclosed item: the same with the completion rate of the items of the year.
--   figure that displaces one that a person settled in another document: 100, as it is published against
--     what somebody decided.
--   document set aside: 100, as nothing of it is published.
-- Where effects are the same, the document with the most rows that wait comes first.
WITH in_force AS (
    SELECT document_id, sha256, file_name, organization_id
    FROM core.documents
    WHERE state = 'loaded'
),
assessments AS (
    SELECT
        waiting.assessment_id AS id,
        'core.assessments' AS table_name,
        waiting.document_id,
        waiting.organization_id,
        waiting.fiscal_year,
        'overall' AS fact,
        'overall_score' AS column_name,
        CAST(waiting.overall_score AS VARCHAR) AS value,
        waiting.level AS label,
        waiting.source_line,
        CASE
            WHEN coalesce(waiting.overall_score, waiting.overall_recomputed) IS NULL THEN 0
            WHEN published.overall IS NULL THEN 100
            ELSE 100.0 * abs(published.rank_country - (
                SELECT 1 + count(*)
                FROM mart.score_comparison AS others
                WHERE others.fiscal_year = waiting.fiscal_year
                    AND others.organization_id <> waiting.organization_id
                    AND others.overall > coalesce(waiting.overall_score, waiting.overall_recomputed)
            )) / published.ranked_of_country
        END AS effect,
        CASE WHEN published.overall IS NULL THEN 'enters-comparison' ELSE 'changes-rank' END AS why
    FROM core.assessments AS waiting
    LEFT JOIN mart.score_comparison AS published
        ON published.organization_id = waiting.organization_id AND published.fiscal_year = waiting.fiscal_year
    WHERE waiting.certainty = 'needs_review'
),
shares AS (
    SELECT
        fiscal_year,
        unnest(indicators) AS indicator_no,
        weight / len(indicators) AS share
    FROM reference.instruments
),
scores AS (
    SELECT
        waiting.score_id AS id,
        'core.indicator_scores' AS table_name,
        waiting.document_id,
        waiting.organization_id,
        waiting.fiscal_year,
        'indicator:' || waiting.indicator_no AS fact,
        'score' AS column_name,
        CAST(waiting.score AS VARCHAR) AS value,
        CAST(waiting.indicator_no AS VARCHAR) AS label,
        waiting.source_line,
        coalesce(
            (SELECT max(share) FROM shares WHERE shares.indicator_no = waiting.indicator_no),
            0.1
        ) * CASE
            WHEN published.score IS NULL THEN 100
            ELSE 100.0 * abs(published.rank_country - (
                SELECT 1 + count(*)
                FROM mart.indicator_comparison AS others
                WHERE others.fiscal_year = waiting.fiscal_year
                    AND others.indicator_no = waiting.indicator_no
                    AND others.organization_id <> waiting.organization_id
                    AND others.score > waiting.score
            )) / published.ranked_of_country
        END AS effect,
        CASE WHEN published.score IS NULL THEN 'enters-comparison' ELSE 'changes-rank' END AS why
    FROM core.indicator_scores AS waiting
    LEFT JOIN mart.indicator_comparison AS published
        ON published.organization_id = waiting.organization_id
        AND published.fiscal_year = waiting.fiscal_year
        AND published.indicator_no = waiting.indicator_no
    WHERE waiting.certainty = 'needs_review'
),
measures AS (
    SELECT
        waiting.measure_id AS id,
        'core.measures' AS table_name,
        waiting.document_id,
        waiting.organization_id,
        waiting.fiscal_year,
        'measure:' || waiting.measure_key AS fact,
        'status' AS column_name,
        waiting.status AS value,
        waiting.title AS label,
        waiting.source_line,
        CASE
            WHEN waiting.status = 'not_reported' THEN 0
            WHEN coalesce(published.reported, 0) = 0 THEN 100
            ELSE abs(
                100.0 * (published.completed + CASE WHEN waiting.status = 'completed' THEN 1 ELSE 0 END)
                    / (published.reported + 1)
                - 100.0 * published.completed / published.reported
            )
        END AS effect,
        CASE
            WHEN waiting.status = 'not_reported' THEN 'no-rate'
            WHEN coalesce(published.reported, 0) = 0 THEN 'first-rate'
            ELSE 'changes-rate'
        END AS why
    FROM core.measures AS waiting
    LEFT JOIN mart.completion_by_organization AS published
        ON published.organization_id = waiting.organization_id
        AND published.fiscal_year = waiting.fiscal_year
        AND published.reporting_round IS NOT DISTINCT FROM waiting.reporting_round
    WHERE waiting.certainty = 'needs_review'
),
disclosures AS (
    SELECT
        waiting.disclosure_id AS id,
        'core.disclosures' AS table_name,
        waiting.document_id,
        waiting.organization_id,
        waiting.fiscal_year,
        waiting.item_code AS fact,
        'status' AS column_name,
        waiting.status AS value,
        waiting.item_name AS label,
        waiting.source_line,
        CASE
            WHEN waiting.status = 'not_reported' THEN 0
            WHEN coalesce(published.reported, 0) = 0 THEN 100
            ELSE abs(
                100.0 * (published.completed + CASE WHEN waiting.status = 'completed' THEN 1 ELSE 0 END)
                    / (published.reported + 1)
                - 100.0 * published.completed / published.reported
            )
        END AS effect,
        CASE
            WHEN waiting.status = 'not_reported' THEN 'no-rate'
            WHEN coalesce(published.reported, 0) = 0 THEN 'first-rate'
            ELSE 'changes-rate'
        END AS why
    FROM core.disclosures AS waiting
    LEFT JOIN mart.disclosure_completion AS published
        ON published.organization_id = waiting.organization_id AND published.fiscal_year = waiting.fiscal_year
    WHERE waiting.certainty = 'needs_review'
),
displaced AS (
    SELECT
        doubt.record_id AS id,
        doubt.table_name,
        doubt.document_id,
        doubt.organization_id,
        coalesce(result.fiscal_year, score.fiscal_year, measure.fiscal_year, item.fiscal_year) AS fiscal_year,
        CASE doubt.table_name
            WHEN 'core.assessments' THEN 'overall'
            WHEN 'core.indicator_scores' THEN 'indicator:' || score.indicator_no
            WHEN 'core.measures' THEN 'measure:' || measure.measure_key
            ELSE item.item_code
        END AS fact,
        doubt.column_name,
        CASE doubt.column_name
            WHEN 'overall_score' THEN CAST(result.overall_score AS VARCHAR)
            WHEN 'level' THEN result.level
            WHEN 'score' THEN CAST(score.score AS VARCHAR)
            WHEN 'status' THEN coalesce(measure.status, item.status)
        END AS value,
        coalesce(result.level, CAST(score.indicator_no AS VARCHAR), measure.title, item.item_name) AS label,
        doubt.source_line,
        100 AS effect,
        'settled-displaced' AS why
    FROM quality.issues AS doubt
    LEFT JOIN core.assessments AS result
        ON doubt.table_name = 'core.assessments' AND result.assessment_id = doubt.record_id
    LEFT JOIN core.indicator_scores AS score
        ON doubt.table_name = 'core.indicator_scores' AND score.score_id = doubt.record_id
    LEFT JOIN core.measures AS measure
        ON doubt.table_name = 'core.measures' AND measure.measure_id = doubt.record_id
    LEFT JOIN core.disclosures AS item
        ON doubt.table_name = 'core.disclosures' AND item.disclosure_id = doubt.record_id
    WHERE doubt.rule = 'settled-figure-displaced' AND doubt.state = 'open'
    QUALIFY row_number() OVER (PARTITION BY doubt.table_name, doubt.record_id ORDER BY doubt.column_name) = 1
),
of_nobody AS (
    SELECT
        document_id AS id,
        'core.documents' AS table_name,
        document_id,
        organization_id,
        CAST(NULL AS INTEGER) AS fiscal_year,
        CAST(NULL AS VARCHAR) AS fact,
        'organization_id' AS column_name,
        CAST(NULL AS VARCHAR) AS value,
        state_reason AS label,
        CAST(NULL AS INTEGER) AS source_line,
        100 AS effect,
        'set-aside' AS why
    FROM core.documents
    WHERE state = 'quarantined' AND state_reason IN ('organization-unknown', 'organization-ambiguous')
),
waiting AS (
    SELECT * FROM assessments SEMI JOIN in_force USING (document_id)
    UNION ALL BY NAME
    SELECT * FROM scores SEMI JOIN in_force USING (document_id)
    UNION ALL BY NAME
    SELECT * FROM measures SEMI JOIN in_force USING (document_id)
    UNION ALL BY NAME
    SELECT * FROM disclosures SEMI JOIN in_force USING (document_id)
    UNION ALL BY NAME
    SELECT * FROM displaced SEMI JOIN in_force USING (document_id)
    UNION ALL BY NAME
    SELECT * FROM of_nobody
),
doubts AS (
    SELECT
        table_name,
        record_id,
        list(DISTINCT rule ORDER BY rule) AS rules,
        list(DISTINCT column_name ORDER BY column_name) FILTER (column_name IS NOT NULL) AS columns
    FROM quality.issues
    WHERE state = 'open'
    GROUP BY table_name, record_id
)
SELECT
    waiting.id,
    CAST(waiting.effect AS DECIMAL(5, 2)) AS effect,
    waiting.why,
    organizations.full_name AS organization,
    organizations.province,
    waiting.fiscal_year,
    waiting.fact,
    waiting.column_name,
    waiting.value,
    waiting.label,
    documents.file_name,
    waiting.source_line AS line,
    coalesce(doubts.rules, []) AS rules,
    coalesce(doubts.columns, []) AS columns,
    count(*) OVER (PARTITION BY waiting.document_id) AS waiting_in_document,
    waiting.table_name,
    waiting.organization_id,
    waiting.document_id,
    documents.sha256
FROM waiting
JOIN core.documents AS documents ON documents.document_id = waiting.document_id
LEFT JOIN core.organizations AS organizations ON organizations.organization_id = waiting.organization_id
LEFT JOIN doubts ON doubts.table_name = waiting.table_name AND doubts.record_id = waiting.id
WHERE (len($provinces) = 0 OR organizations.province IN (SELECT unnest($provinces)))
    AND (len($rules) = 0 OR list_has_any(coalesce(doubts.rules, []), $rules))
ORDER BY effect DESC, waiting_in_document DESC, documents.file_name, waiting.source_line, waiting.id
