-- One row: the result of one organization in one fiscal year, latest year first.
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
    unknowns.reason AS unknown_reason
FROM mart.score_comparison AS scores
LEFT JOIN core.unknowns AS unknowns
    ON unknowns.record_id = scores.assessment_id
    AND unknowns.column_name = 'overall_score'
    AND scores.overall IS NULL
