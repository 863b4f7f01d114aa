-- One row: a province whose organizations are expected to send their reports.
-- Why: coverage is told within the provinces named in the settings; where none is named, within those
-- from which at least one report was received.
SELECT province FROM coverage_settings
UNION
SELECT organizations.province
FROM core.documents AS documents
JOIN core.organizations AS organizations ON organizations.organization_id = documents.organization_id
WHERE organizations.province IS NOT NULL AND NOT EXISTS (SELECT 1 FROM coverage_settings)
