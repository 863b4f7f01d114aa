-- id: organizations-present
-- version: 1
-- level: warehouse
-- severity: critical
-- scope: whole
-- tables: core.organizations
-- th: ตาราง core.organizations ว่างเปล่า
-- en: The table core.organizations is empty.
-- action_th: ให้นำเข้าทะเบียน อปท. ด้วยคำสั่ง prongsai register import แล้วรันใหม่
-- action_en: Import the register with prongsai register import and run again.
SELECT
    'core.organizations' AS table_name,
    '*' AS record_id,
    CAST(NULL AS VARCHAR) AS column_name,
    CAST(NULL AS VARCHAR) AS document_id
FROM core.organizations
HAVING count(*) = 0
