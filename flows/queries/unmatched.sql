-- One row: a wording that matched nothing in the reference tables, by kind, the most frequent first.
-- $kinds: only those named (empty: all). Counted are distinct documents and the organizations whose
-- documents they are; a document that another one superseded counts no more. Spelling differs in white
-- space alone.
WITH standing AS (
    SELECT
        wordings.kind,
        lower(regexp_replace(wordings.wording, '\s+', '', 'g')) AS same,
        wordings.wording,
        wordings.document_id,
        documents.organization_id,
        documents.file_name,
        wordings.source_line AS line
    FROM quality.wordings AS wordings
    JOIN core.documents AS documents ON documents.document_id = wordings.document_id
    WHERE wordings.correction_id IS NULL
        AND documents.state <> 'superseded'
        AND (len($kinds) = 0 OR wordings.kind IN (SELECT unnest($kinds)))
),
examples AS (
    SELECT kind, same, file_name, min(line) AS line
    FROM standing
    GROUP BY kind, same, file_name
)
SELECT
    standing.kind,
    mode(standing.wording ORDER BY standing.wording) AS wording,
    count(DISTINCT standing.document_id) AS documents,
    count(DISTINCT standing.organization_id) AS organizations,
    count(*) AS places,
    (
        SELECT list(file_name || coalesce(':' || line, '') ORDER BY file_name)[:3]
        FROM examples
        WHERE examples.kind = standing.kind AND examples.same = standing.same
    ) AS examples
FROM standing
GROUP BY standing.kind, standing.same
ORDER BY documents DESC, organizations DESC, places DESC, standing.kind, wording
