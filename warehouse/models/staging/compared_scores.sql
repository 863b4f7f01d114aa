-- One row: one figure of one organization and fiscal year that is compared with those of others.
-- Why: a total, an instrument's mean and an indicator's score are ranked, and held against last year's, by the
-- same rules. subject: overall, IIT, EIT, OIT, or the indicator's number. An instrument's mean is rounded half
-- up to two decimals, as a total is; it is there only where all of its indicators are.
SELECT
    'overall' AS subject,
    organization_id,
    fiscal_year,
    organization_type,
    amphoe,
    province,
    region,
    overall AS score,
    reconciliation
FROM results_in_use
UNION ALL
SELECT
    means.instrument,
    results.organization_id,
    results.fiscal_year,
    results.organization_type,
    results.amphoe,
    results.province,
    results.region,
    CAST(means.mean AS DECIMAL(5, 2)),
    'incomplete'
FROM results_in_use AS results
CROSS JOIN unnest([
    {'instrument': 'IIT', 'mean': iit_score},
    {'instrument': 'EIT', 'mean': eit_score},
    {'instrument': 'OIT', 'mean': oit_score}
]) AS unnested(means)
WHERE means.mean IS NOT NULL
UNION ALL
SELECT
    CAST(indicator_no AS VARCHAR),
    organization_id,
    fiscal_year,
    organization_type,
    amphoe,
    province,
    region,
    score,
    'incomplete'
FROM scores_in_use
