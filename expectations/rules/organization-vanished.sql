-- id: organization-vanished
-- version: 2
-- level: time
-- severity: warning
-- scope: whole
-- tables: quality.figure_changes, quality.runs, core.documents, core.assessments, core.indicator_scores, core.measures
-- th: {record_id} มีตัวเลขในการเผยแพร่ครั้งก่อน แต่ไม่มีตัวเลขใดเหลืออยู่
-- en: {record_id} had figures in the last publication and has none any more.
-- action_th: ให้ดูด้วย prongsai diff และ prongsai issues ว่าเอกสารถูกกันไว้ตรวจ หรือถูกระบุเป็นของแห่งอื่น
-- action_en: Look with prongsai diff and prongsai issues whether its documents were set aside or became another's.
-- A withdrawal by correction is meant, and is not told; nor is a provisional id (x-…) whose document became that of
-- a registered organization, as after an import of the register.
WITH gone AS (
    SELECT split_part(key, '|', 1) AS organization_id, any_value(old_document_id) AS document_id
    FROM quality.figure_changes
    WHERE new_value IS NULL
        AND cause <> 'correction'
        AND run_id = (SELECT arg_max(run_id, started_at) FROM quality.runs)
    GROUP BY ALL
), known AS (
    SELECT organization_id FROM core.assessments WHERE is_current
    UNION
    SELECT organization_id FROM core.indicator_scores WHERE is_current
    UNION
    SELECT organization_id FROM core.measures WHERE is_current
)
SELECT
    'quality.figure_changes' AS table_name,
    gone.organization_id AS record_id,
    CAST(NULL AS VARCHAR) AS column_name,
    gone.document_id AS document_id
FROM gone
ANTI JOIN known ON known.organization_id = gone.organization_id
LEFT JOIN core.documents AS documents ON documents.document_id = gone.document_id
WHERE NOT (gone.organization_id LIKE 'x-%' AND coalesce(documents.organization_id, gone.organization_id) NOT LIKE 'x-%')
