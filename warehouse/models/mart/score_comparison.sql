-- One row: one organization's overall score in one fiscal year, with ranks, gaps and change.
-- Why: what a provincial office compares. Ranked is the printed score; where none is printed, the recomputed
-- one. Ranks and gaps: score_ranks; the change to last year: score_changes.
SELECT
    scored.*,
    ranked.* EXCLUDE (subject, organization_id, fiscal_year),
    changes.* EXCLUDE (subject, organization_id, fiscal_year)
FROM results_in_use AS scored
LEFT JOIN score_ranks AS ranked
    ON ranked.subject = 'overall'
    AND ranked.organization_id = scored.organization_id
    AND ranked.fiscal_year = scored.fiscal_year
JOIN score_changes AS changes
    ON changes.subject = 'overall'
    AND changes.organization_id = scored.organization_id
    AND changes.fiscal_year = scored.fiscal_year
