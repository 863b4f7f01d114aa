-- One row: the score of one organization in one indicator and fiscal year. Where none counts, the one of the
-- strongest document that waits for review: its columns are those that begin with waiting.
SELECT
    scores.organization_id AS page,
    -scores.fiscal_year AS position,
    scores.indicator_no,
    scores.fiscal_year,
    scores.indicator_name,
    scores.instrument,
    scores.score,
    scores.method,
    scores.score_id,
    scores.document_id,
    scores.waiting_for_review,
    waiting.score AS waiting_score,
    waiting.method AS waiting_method,
    waiting.score_id AS waiting_id
FROM mart.indicator_comparison AS scores
LEFT JOIN (
    SELECT facts.organization_id, facts.fiscal_year, facts.indicator_no, facts.score, facts.method, facts.score_id
    FROM core.indicator_scores AS facts
    JOIN core.documents AS documents ON documents.document_id = facts.document_id
    WHERE facts.certainty <> 'sure' AND documents.state = 'loaded'
    QUALIFY
        row_number() OVER (
            PARTITION BY facts.organization_id, facts.fiscal_year, facts.indicator_no
            ORDER BY facts.is_current DESC, facts.score_id
        ) = 1
) AS waiting
    ON waiting.organization_id = scores.organization_id
    AND waiting.fiscal_year = scores.fiscal_year
    AND waiting.indicator_no = scores.indicator_no
    AND scores.score_id IS NULL
