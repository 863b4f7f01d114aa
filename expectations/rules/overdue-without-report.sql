-- id: overdue-without-report
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: mart.overdue_deadlines
-- th: มาตรการ {record_id} ถูกระบุว่าเกินกำหนด โดยไม่มีรายงานหลังวันครบกำหนดที่บอกว่ายังไม่แล้วเสร็จ
-- en: {record_id} is called overdue without a report, from its deadline on, that says not completed.
-- action_th: ให้แก้แบบจำลองของ mart.overdue_deadlines (ไม่ทราบให้เป็น unknown)
-- action_en: Mend the model of mart.overdue_deadlines (what is not known is unknown).
-- Nobody is called late because a report has not come.
SELECT
    'mart.overdue_deadlines' AS table_name,
    concat_ws('|', measure_id, ordinal) AS record_id,
    'state' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id
FROM mart.overdue_deadlines
WHERE status = 'completed'
    OR due_on >= as_of
    OR (
        state = 'overdue'
        AND (status = 'not_reported' OR reported_until IS NULL OR reported_until < due_on)
    )
