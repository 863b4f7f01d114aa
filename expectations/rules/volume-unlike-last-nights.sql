-- id: volume-unlike-last-nights
-- version: 1
-- level: time
-- severity: warning
-- scope: whole
-- tables: quality.runs
-- th: รอบ {record_id} มีเอกสารใหม่ {documents_new} ฉบับ และข้อเท็จจริง {rows_loaded} แถว ห้ารอบก่อนหน้ามีไม่เกิน {most_new} ฉบับ และไม่น้อยกว่า {least_rows} แถว
-- en: The run {record_id} has {documents_new} new documents and {rows_loaded} rows; the five before it had at most {most_new} and at least {least_rows}.
-- action_th: ให้ดูด้วย prongsai status ว่ากล่องรับเอกสารและการอ่านเป็นปกติ
-- action_en: Look with prongsai status whether the inbox and the reading are as they should be.
-- Held against the last five publications, where there are five: a tenth fewer rows than in any, or ten times
-- the new documents of any and more than a hundred.
WITH under_way AS (
    SELECT arg_max(run_id, started_at) AS run_id FROM quality.runs
), before AS (
    SELECT documents_new, rows_loaded
    FROM quality.runs AS runs
    ANTI JOIN under_way ON under_way.run_id = runs.run_id
    WHERE runs.state = 'published'
    ORDER BY runs.started_at DESC
    LIMIT 5
), usual AS (
    SELECT max(documents_new) AS most_new, min(rows_loaded) AS least_rows FROM before HAVING count(*) = 5
)
SELECT
    'quality.runs' AS table_name,
    runs.run_id AS record_id,
    'rows_loaded' AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    runs.documents_new,
    runs.rows_loaded,
    usual.most_new,
    usual.least_rows
FROM quality.runs AS runs
SEMI JOIN under_way ON under_way.run_id = runs.run_id
CROSS JOIN usual
WHERE runs.rows_loaded < 0.9 * usual.least_rows
    OR runs.documents_new > greatest(100, 10 * usual.most_new)
