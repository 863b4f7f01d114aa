-- One row: one organization's mean of one instrument in one fiscal year, with ranks, gaps and change.
-- Why: staff (IIT), citizens (EIT) and what is published (OIT) tell different things, and the level asks for
-- each. Only where all indicators of the instrument are known, from the result in force. Gap, rank and change
-- as in score_comparison, within the instrument.
SELECT
    scored.subject AS instrument,
    scored.organization_id,
    scored.fiscal_year,
    scored.score,
    results.organization_type,
    results.name,
    results.full_name,
    results.amphoe,
    results.province,
    results.region,
    results.document_id,
    results.source_line,
    results.waiting_for_review,
    ranked.* EXCLUDE (subject, organization_id, fiscal_year),
    changes.* EXCLUDE (subject, organization_id, fiscal_year)
FROM compared_scores AS scored
JOIN results_in_use AS results
    ON results.organization_id = scored.organization_id AND results.fiscal_year = scored.fiscal_year
JOIN score_ranks AS ranked
    ON ranked.subject = scored.subject
    AND ranked.organization_id = scored.organization_id
    AND ranked.fiscal_year = scored.fiscal_year
JOIN score_changes AS changes
    ON changes.subject = scored.subject
    AND changes.organization_id = scored.organization_id
    AND changes.fiscal_year = scored.fiscal_year
WHERE scored.subject IN ('IIT', 'EIT', 'OIT')
