-- Rows of facts by kind, and how many of them wait for a person.
SELECT kind, count(*) AS facts, count(*) FILTER (certainty = 'needs_review') AS waiting
FROM (
    SELECT 'ผลการประเมิน' AS kind, 1 AS ordinal, certainty, is_current FROM core.assessments
    UNION ALL
    SELECT 'คะแนนรายตัวชี้วัด', 2, certainty, is_current FROM core.indicator_scores
    UNION ALL
    SELECT 'มาตรการ', 3, certainty, is_current FROM core.measures
    UNION ALL
    SELECT 'รายการเปิดเผยข้อมูล (OIT)', 4, certainty, is_current FROM core.disclosures
)
WHERE is_current
GROUP BY kind, ordinal
ORDER BY ordinal
