-- One row: a code that lost its figures in the run and a code that has them, or its own, instead. basis is
-- succession where the table of successions says so, document where the documents of a provisional code (x-)
-- became those of a registered organization, as after an import of the register. one_to_one: the figures of
-- both are the same organization's, and may be compared.
WITH RECURSIVE gone AS (
    SELECT organization_id FROM run_organizations WHERE figures_before > 0 AND figures_after = 0
),
there AS (
    SELECT organization_id, figures_before FROM run_organizations WHERE figures_after > 0
),
paths AS (
    SELECT successions.old_id, successions.new_id, 1 AS steps
    FROM reference.organization_successions AS successions
    SEMI JOIN gone ON gone.organization_id = successions.old_id
    UNION ALL
    SELECT paths.old_id, later.new_id, paths.steps + 1
    FROM paths
    JOIN reference.organization_successions AS later ON later.old_id = paths.new_id
    WHERE paths.steps < 20 -- a loop in the file ends here
),
told AS (
    SELECT DISTINCT paths.old_id, paths.new_id, 'succession' AS basis
    FROM paths
    SEMI JOIN there ON there.organization_id = paths.new_id
    WHERE paths.old_id <> paths.new_id
),
read_as AS (
    SELECT DISTINCT gone.organization_id AS old_id, documents.organization_id AS new_id, 'document' AS basis
    FROM gone
    JOIN run_figures AS figures ON figures.organization_id = gone.organization_id
    JOIN core.documents AS documents ON documents.document_id = figures.old_document_id
    SEMI JOIN there ON there.organization_id = documents.organization_id
    WHERE starts_with(gone.organization_id, 'x-') AND NOT starts_with(documents.organization_id, 'x-')
),
found AS (
    SELECT * FROM told
    UNION ALL
    SELECT read_as.* FROM read_as ANTI JOIN told ON told.old_id = read_as.old_id
)
SELECT
    found.old_id,
    found.new_id,
    found.basis,
    count(*) OVER (PARTITION BY found.old_id) = 1
        AND count(*) OVER (PARTITION BY found.new_id) = 1
        AND there.figures_before = 0 AS one_to_one
FROM found
JOIN there ON there.organization_id = found.new_id
