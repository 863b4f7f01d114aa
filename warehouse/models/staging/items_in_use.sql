-- One row: a disclosure item of a loaded document and a known year, to be counted or waiting for review.
-- Why: by organization and by item the same rows are counted. counts: current and sure. waits: needs review.
SELECT
    disclosures.organization_id,
    disclosures.fiscal_year,
    disclosures.item_code,
    disclosures.document_id,
    disclosures.status,
    disclosures.status <> 'not_reported' AS is_reported,
    coalesce(disclosures.status_basis = 'narrative', FALSE) AS is_narrative,
    disclosures.certainty = 'sure' AS counts,
    disclosures.certainty <> 'sure' AS waits
FROM core.disclosures AS disclosures
JOIN core.documents AS documents ON documents.document_id = disclosures.document_id
WHERE documents.state = 'loaded'
    AND disclosures.fiscal_year IS NOT NULL
    AND (disclosures.certainty <> 'sure' OR disclosures.is_current)
