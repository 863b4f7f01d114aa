-- One row: an organization that stands under another code since the run.
SELECT
    successions.basis,
    before.organization_id AS old_id,
    before.label AS old_label,
    before.amphoe AS old_amphoe,
    before.province AS old_province,
    after.organization_id AS new_id,
    after.label AS new_label,
    after.amphoe AS new_amphoe,
    after.province AS new_province
FROM run_successions AS successions
JOIN run_organizations AS before ON before.organization_id = successions.old_id
JOIN run_organizations AS after ON after.organization_id = successions.new_id
WHERE len(CAST($provinces AS VARCHAR[])) = 0
    OR list_contains(CAST($provinces AS VARCHAR[]), before.province)
    OR list_contains(CAST($provinces AS VARCHAR[]), after.province)
ORDER BY after.province, after.label, successions.new_id, successions.old_id
