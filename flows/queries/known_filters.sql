-- One row: what issues can be asked for by: a province of the register, or a rule of the catalogue, of the
-- checks or of an issue that there is.
SELECT DISTINCT 'province' AS filter, province AS value FROM reference.provinces
UNION
SELECT 'province', province FROM core.organizations WHERE province IS NOT NULL
UNION
SELECT 'rule', rule FROM reference.issue_rules
UNION
SELECT 'rule', rule FROM quality.issues
UNION
SELECT 'rule', expectation FROM quality.checks
ORDER BY ALL
