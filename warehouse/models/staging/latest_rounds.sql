-- One row: one organization's latest round of one fiscal year.
-- Why: the rounds of a year tell of the same measures; a year's figure is that of this one.
-- Read from the mart so that it has one definition.
SELECT organization_id, fiscal_year, reporting_round
FROM mart.completion_by_organization
WHERE is_latest_round
