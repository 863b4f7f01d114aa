-- One row: one organization's score on one indicator in one fiscal year, with ranks, gaps and change.
-- Why: where an organization is weak and where its neighbours are not. Gap, rank and change as in
-- score_comparison, within the indicator.
SELECT
    scored.*,
    ranked.* EXCLUDE (subject, organization_id, fiscal_year),
    changes.* EXCLUDE (subject, organization_id, fiscal_year)
FROM scores_in_use AS scored
LEFT JOIN score_ranks AS ranked
    ON ranked.subject = CAST(scored.indicator_no AS VARCHAR)
    AND ranked.organization_id = scored.organization_id
    AND ranked.fiscal_year = scored.fiscal_year
JOIN score_changes AS changes
    ON changes.subject = CAST(scored.indicator_no AS VARCHAR)
    AND changes.organization_id = scored.organization_id
    AND changes.fiscal_year = scored.fiscal_year
