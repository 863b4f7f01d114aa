-- id: disclosure-completion-differs-from-core
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.disclosure_completion, core.disclosures, core.documents, reference.frameworks
-- th: {record_id}: ตารางเปรียบเทียบมี {in_mart} แต่นับจาก core.disclosures ได้ {in_core}
-- en: {record_id}: the mart has {in_mart}; counted from core.disclosures it is {in_core}.
-- action_th: ให้แก้แบบจำลองของ mart.disclosure_completion
-- action_en: Mend the model of mart.disclosure_completion.
-- Counted again from the facts: current, sure items of loaded documents whose year is known, and beside them
-- those that wait for review.
WITH facts AS (
    SELECT
        disclosures.*,
        CASE WHEN disclosures.certainty = 'needs_review' THEN 0 ELSE 1 END AS counts
    FROM core.disclosures AS disclosures
    SEMI JOIN (SELECT document_id FROM core.documents WHERE state = 'loaded') AS loaded
        ON loaded.document_id = disclosures.document_id
    WHERE disclosures.fiscal_year IS NOT NULL
        AND (disclosures.is_current OR disclosures.certainty = 'needs_review')
), counted AS (
    SELECT
        organization_id,
        facts.fiscal_year,
        [
            sum(counts),
            sum(CASE WHEN status = 'completed' THEN counts ELSE 0 END),
            sum(CASE WHEN status = 'in_progress' THEN counts ELSE 0 END),
            sum(CASE WHEN status = 'not_started' THEN counts ELSE 0 END),
            sum(CASE WHEN status = 'not_reported' THEN counts ELSE 0 END),
            sum(CASE WHEN status_basis <> 'narrative' THEN counts ELSE 0 END),
            sum(CASE WHEN status = 'completed' AND status_basis <> 'narrative' THEN counts ELSE 0 END),
            sum(1 - counts),
            coalesce(any_value(CASE WHEN frameworks.items > 0 THEN frameworks.items END), -1)
        ] AS counts
    FROM facts
    LEFT JOIN reference.frameworks AS frameworks ON frameworks.fiscal_year = facts.fiscal_year
    GROUP BY organization_id, facts.fiscal_year
), shown AS (
    SELECT
        organization_id,
        fiscal_year,
        [items, completed, in_progress, not_started, not_reported, reported_explicit, completed_explicit,
            waiting_for_review, coalesce(items_in_framework, -1)] AS counts
    FROM mart.disclosure_completion
)
SELECT
    'mart.disclosure_completion' AS table_name,
    concat_ws(
        '|',
        coalesce(shown.organization_id, counted.organization_id),
        coalesce(shown.fiscal_year, counted.fiscal_year)
    ) AS record_id,
    'items' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    shown.counts AS in_mart,
    counted.counts AS in_core
FROM shown
FULL JOIN counted
    ON counted.organization_id = shown.organization_id AND counted.fiscal_year = shown.fiscal_year
WHERE shown.counts IS DISTINCT FROM counted.counts
