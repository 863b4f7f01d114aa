-- id: provinces-present
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: reference.provinces
-- th: ตาราง reference.provinces ว่างเปล่า
-- en: The table reference.provinces is empty.
-- action_th: ให้ตรวจไฟล์จังหวัดใน HOME/reference แล้วรันใหม่
-- action_en: Look at the file of provinces in HOME/reference and run again.
SELECT
    'reference.provinces' AS table_name,
    '*' AS record_id,
    CAST(NULL AS VARCHAR) AS column_name,
    CAST(NULL AS VARCHAR) AS document_id
FROM reference.provinces
HAVING count(*) = 0
