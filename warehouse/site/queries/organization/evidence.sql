-- One row: a place that a score rests on, with the text that stands there; where no score counts, also of those
-- that wait for review.
SELECT
    figures.organization_id AS page,
    -figures.fiscal_year AS position,
    figures.indicator_no,
    evidence.column_name,
    evidence.locator,
    figures.fiscal_year,
    figures.record_id,
    left(evidence.raw_text, 160) AS raw_text,
    length(evidence.raw_text) > 160 AS is_cut,
    evidence.rule,
    evidence.document_id,
    documents.media_type
FROM (
    SELECT organization_id, fiscal_year, 0 AS indicator_no, assessment_id AS record_id FROM mart.score_comparison
    UNION ALL
    SELECT organization_id, fiscal_year, indicator_no, score_id FROM mart.indicator_comparison
    UNION ALL
    SELECT facts.organization_id, facts.fiscal_year, 0, facts.assessment_id
    FROM core.assessments AS facts
    JOIN mart.score_comparison AS scores
        ON scores.organization_id = facts.organization_id
        AND scores.fiscal_year = facts.fiscal_year
        AND scores.assessment_id IS NULL
    WHERE facts.certainty <> 'sure'
    UNION ALL
    SELECT facts.organization_id, facts.fiscal_year, facts.indicator_no, facts.score_id
    FROM core.indicator_scores AS facts
    JOIN mart.indicator_comparison AS scores
        ON scores.organization_id = facts.organization_id
        AND scores.fiscal_year = facts.fiscal_year
        AND scores.indicator_no = facts.indicator_no
        AND scores.score_id IS NULL
    WHERE facts.certainty <> 'sure'
) AS figures
JOIN core.evidence AS evidence ON evidence.record_id = figures.record_id
JOIN core.documents AS documents ON documents.document_id = evidence.document_id AND documents.state = 'loaded'
WHERE evidence.column_name IN ('overall_score', 'level', 'score')
