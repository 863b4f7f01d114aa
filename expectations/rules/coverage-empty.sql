-- id: coverage-empty
-- version: 1
-- level: warehouse
-- severity: error
-- scope: whole
-- tables: mart.reporting_coverage, core.documents, core.organizations
-- th: ตาราง mart.reporting_coverage ว่างเปล่า ทั้งที่มีเอกสารของ อปท. ที่รู้จังหวัดและปี
-- en: The table mart.reporting_coverage is empty, although documents of a known province and year are loaded.
-- action_th: ให้ตรวจชื่อจังหวัดในการตั้งค่า หรือแก้แบบจำลองของตารางนี้
-- action_en: Look at the provinces in the settings, or mend the model of this table.
SELECT
    'mart.reporting_coverage' AS table_name,
    '*' AS record_id,
    CAST(NULL AS VARCHAR) AS column_name,
    CAST(NULL AS VARCHAR) AS document_id
FROM core.documents AS documents
JOIN core.organizations AS organizations ON organizations.organization_id = documents.organization_id
WHERE documents.state = 'loaded'
    AND documents.measures_fiscal_year IS NOT NULL
    AND organizations.province IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM mart.reporting_coverage)
LIMIT 1
