-- One row: the result of one organization in one fiscal year, latest year first. Where none counts, the one of
-- the strongest document that waits for review: its columns are those that begin with waiting. What an
-- instrument's mean (or a computed total) was computed from may wait: *_waits says so.
SELECT
    scores.organization_id AS page,
    -scores.fiscal_year AS position,
    scores.fiscal_year,
    scores.overall,
    scores.score_basis,
    scores.level,
    scores.level_basis,
    scores.overall_score,
    scores.overall_recomputed,
    scores.reconciliation,
    scores.iit_score,
    scores.eit_score,
    scores.oit_score,
    scores.score_last_year,
    scores.change,
    scores.comparable,
    scores.comparable_reason,
    scores.waiting_for_review,
    scores.assessment_id,
    scores.document_id,
    waiting.overall_score AS waiting_overall,
    waiting.level AS waiting_level,
    waiting.assessment_id AS waiting_id,
    waiting.document_id AS waiting_document_id,
    coalesce(indicators.waiting_for_review, 0) AS indicators_waiting,
    coalesce(bases.iit, FALSE) AS iit_waits,
    coalesce(bases.eit, FALSE) AS eit_waits,
    coalesce(bases.oit, FALSE) AS oit_waits,
    unknowns.reason AS unknown_reason
FROM mart.score_comparison AS scores
LEFT JOIN (
    SELECT
        facts.organization_id,
        facts.fiscal_year,
        facts.overall_score,
        facts.level,
        facts.assessment_id,
        facts.document_id
    FROM core.assessments AS facts
    JOIN core.documents AS documents ON documents.document_id = facts.document_id
    WHERE facts.certainty <> 'sure' AND documents.state = 'loaded'
    QUALIFY
        row_number() OVER (
            PARTITION BY facts.organization_id, facts.fiscal_year
            ORDER BY facts.is_current DESC, facts.assessment_id
        ) = 1
) AS waiting
    ON waiting.organization_id = scores.organization_id
    AND waiting.fiscal_year = scores.fiscal_year
    AND scores.assessment_id IS NULL
LEFT JOIN (
    SELECT organization_id, fiscal_year, sum(waiting_for_review) AS waiting_for_review
    FROM mart.indicator_comparison
    GROUP BY organization_id, fiscal_year
) AS indicators
    ON indicators.organization_id = scores.organization_id AND indicators.fiscal_year = scores.fiscal_year
LEFT JOIN (
    SELECT
        facts.organization_id,
        facts.fiscal_year,
        facts.document_id,
        bool_or(coalesce(named.instrument, 'IIT') = 'IIT') AS iit,
        bool_or(coalesce(named.instrument, 'EIT') = 'EIT') AS eit,
        bool_or(coalesce(named.instrument, 'OIT') = 'OIT') AS oit
    FROM core.indicator_scores AS facts
    LEFT JOIN mart.indicator_comparison AS named
        ON named.organization_id = facts.organization_id
        AND named.fiscal_year = facts.fiscal_year
        AND named.indicator_no = facts.indicator_no
    WHERE facts.certainty <> 'sure'
    GROUP BY facts.organization_id, facts.fiscal_year, facts.document_id
) AS bases
    ON bases.organization_id = scores.organization_id
    AND bases.fiscal_year = scores.fiscal_year
    AND bases.document_id = scores.document_id
LEFT JOIN (
    SELECT record_id, min(reason) AS reason
    FROM core.unknowns
    WHERE column_name = 'overall_score'
    GROUP BY record_id
) AS unknowns
    ON unknowns.record_id = coalesce(scores.assessment_id, waiting.assessment_id)
    AND scores.overall IS NULL
