-- One row: an item of the public-disclosure check in the latest fiscal year of which the organization tells.
SELECT
    disclosures.organization_id AS page,
    TRY_CAST(substr(disclosures.item_code, 2) AS INTEGER) AS position,
    disclosures.item_code,
    disclosures.fiscal_year,
    left(disclosures.item_name, 160) AS item_name,
    disclosures.status,
    disclosures.status_basis,
    left(disclosures.note, 120) AS note,
    disclosures.certainty,
    disclosures.document_id,
    disclosures.source_line
FROM core.disclosures AS disclosures
JOIN core.documents AS documents
    ON documents.document_id = disclosures.document_id AND documents.state = 'loaded'
WHERE disclosures.is_current
QUALIFY disclosures.fiscal_year = max(disclosures.fiscal_year) OVER (PARTITION BY disclosures.organization_id)
