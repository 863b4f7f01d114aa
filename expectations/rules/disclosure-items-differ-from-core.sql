-- id: disclosure-items-differ-from-core
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.disclosure_completion_by_item, core.disclosures, core.documents, reference.items
-- th: {record_id}: ตารางรายข้อมี {in_mart} แต่นับจาก core.disclosures ได้ {in_core}
-- en: {record_id}: the table of items has {in_mart}; counted from core.disclosures it is {in_core}.
-- action_th: ให้แก้แบบจำลองของ mart.disclosure_completion_by_item
-- action_en: Mend the model of mart.disclosure_completion_by_item.
-- Counted again from the facts. Every item of a framework stands there once any item of its year is listed.
WITH facts AS (
    SELECT
        disclosures.*,
        CASE WHEN disclosures.certainty = 'needs_review' THEN 0 ELSE 1 END AS counts
    FROM core.disclosures AS disclosures
    SEMI JOIN (SELECT document_id FROM core.documents WHERE state = 'loaded') AS loaded
        ON loaded.document_id = disclosures.document_id
    WHERE disclosures.fiscal_year IS NOT NULL
        AND (disclosures.is_current OR disclosures.certainty = 'needs_review')
), framed AS (
    SELECT item_code, fiscal_year FROM reference.items
    WHERE fiscal_year IN (SELECT fiscal_year FROM facts)
), counted AS (
    SELECT
        coalesce(facts.item_code, framed.item_code) AS item_code,
        coalesce(facts.fiscal_year, framed.fiscal_year) AS fiscal_year,
        [
            coalesce(sum(counts), 0),
            coalesce(sum(CASE WHEN status = 'completed' THEN counts ELSE 0 END), 0),
            coalesce(sum(CASE WHEN status = 'in_progress' THEN counts ELSE 0 END), 0),
            coalesce(sum(CASE WHEN status = 'not_started' THEN counts ELSE 0 END), 0),
            coalesce(sum(CASE WHEN status = 'not_reported' THEN counts ELSE 0 END), 0),
            coalesce(sum(CASE WHEN status_basis <> 'narrative' THEN counts ELSE 0 END), 0),
            coalesce(sum(CASE WHEN status = 'completed' AND status_basis <> 'narrative' THEN counts ELSE 0 END), 0),
            coalesce(sum(1 - counts), 0)
        ] AS counts
    FROM framed
    FULL JOIN facts ON facts.item_code = framed.item_code AND facts.fiscal_year = framed.fiscal_year
    GROUP BY ALL
), of_years AS (
    SELECT fiscal_year, count(DISTINCT CASE WHEN counts = 1 THEN organization_id END) AS organizations
    FROM facts
    GROUP BY fiscal_year
), expected AS (
    SELECT
        counted.item_code,
        counted.fiscal_year,
        list_append(counted.counts, of_years.organizations) AS counts,
        row(items.name, items.sub_indicator, items.indicator_no) AS described
    FROM counted
    LEFT JOIN of_years ON of_years.fiscal_year = counted.fiscal_year
    LEFT JOIN reference.items AS items
        ON items.item_code = counted.item_code AND items.fiscal_year = counted.fiscal_year
), shown AS (
    SELECT
        item_code,
        fiscal_year,
        [organizations, completed, in_progress, not_started, not_reported, reported_explicit, completed_explicit,
            waiting_for_review, organizations_of_year] AS counts,
        row(item_name, sub_indicator, indicator_no) AS described
    FROM mart.disclosure_completion_by_item
)
SELECT
    'mart.disclosure_completion_by_item' AS table_name,
    concat_ws(
        '|',
        coalesce(shown.item_code, expected.item_code),
        coalesce(shown.fiscal_year, expected.fiscal_year)
    ) AS record_id,
    'organizations' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    concat_ws(' ', shown.counts, shown.described) AS in_mart,
    concat_ws(' ', expected.counts, expected.described) AS in_core
FROM shown
FULL JOIN expected
    ON expected.item_code = shown.item_code AND expected.fiscal_year = shown.fiscal_year
WHERE shown.counts IS DISTINCT FROM expected.counts OR shown.described IS DISTINCT FROM expected.described
