-- id: coverage-shrank
-- version: 1
-- level: time
-- severity: warning
-- scope: whole
-- tables: core.documents, quality.runs
-- th: มีเอกสารที่โหลดแล้ว {now} ฉบับ น้อยกว่าการเผยแพร่ครั้งก่อน ({before} ฉบับ)
-- en: {now} documents are loaded, fewer than in the last publication ({before}).
-- action_th: ให้ดูเอกสารที่ถูกกันไว้ตรวจด้วย prongsai issues ก่อนใช้ตัวเลขเปรียบเทียบ
-- action_en: See what was set aside with prongsai issues before the figures are compared.
WITH before AS (
    SELECT arg_max(documents_loaded, started_at) AS loaded
    FROM quality.runs
    WHERE state = 'published' AND started_at < (SELECT max(started_at) FROM quality.runs)
), now AS (
    SELECT count(*) FILTER (WHERE state = 'loaded') AS loaded
    FROM core.documents
)
SELECT
    'core.documents' AS table_name,
    '*' AS record_id,
    CAST(NULL AS VARCHAR) AS column_name,
    CAST(NULL AS VARCHAR) AS document_id,
    now.loaded AS now,
    before.loaded AS before
FROM now
CROSS JOIN before
WHERE now.loaded < before.loaded
