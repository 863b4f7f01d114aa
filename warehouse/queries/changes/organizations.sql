-- One row: an organization with changed figures that is neither gone nor known under another code only:
-- how many figures came, changed and went, why, and whom it follows.
WITH counted AS (
    SELECT
        organization_id,
        count(*) FILTER (old_value IS NULL) AS appeared,
        count(*) FILTER (old_value IS NOT NULL AND new_value IS NOT NULL) AS changed,
        count(*) FILTER (new_value IS NULL) AS gone,
        list_sort(list(DISTINCT cause)) AS causes
    FROM followed_figures
    WHERE old_value IS DISTINCT FROM new_value
    GROUP BY organization_id
),
predecessors AS (
    SELECT new_id AS organization_id, list_sort(list(DISTINCT old_id)) AS predecessors
    FROM reference.organization_successions
    GROUP BY new_id
)
SELECT
    organizations.organization_id,
    organizations.label,
    organizations.amphoe,
    organizations.province,
    organizations.figures_before = 0 AND NOT coalesce(successions.one_to_one, FALSE) AS is_added,
    counted.appeared,
    counted.changed,
    counted.gone,
    counted.causes,
    coalesce(predecessors.predecessors, []) AS predecessors
FROM counted
JOIN run_organizations AS organizations ON organizations.organization_id = counted.organization_id
LEFT JOIN run_successions AS successions
    ON successions.new_id = counted.organization_id AND successions.one_to_one
LEFT JOIN predecessors ON predecessors.organization_id = counted.organization_id
WHERE organizations.figures_after > 0
    AND (len(CAST($provinces AS VARCHAR[])) = 0 OR list_contains(CAST($provinces AS VARCHAR[]), organizations.province))
ORDER BY appeared + changed + gone DESC, province, label, organizations.organization_id
