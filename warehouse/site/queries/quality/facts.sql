-- Rows of facts by kind, and how many of them wait for a person.
SELECT kind, count(*) AS facts, count(*) FILTER (certainty = 'needs_review') AS waiting
FROM (
    SELECT 'assessments' AS kind, 1 AS ordinal, certainty, is_current FROM core.assessments
    UNION ALL
    SELECT 'indicator_scores', 2, certainty, is_current FROM core.indicator_scores
    UNION ALL
    SELECT 'measures', 3, certainty, is_current FROM core.measures
    UNION ALL
    SELECT 'disclosures', 4, certainty, is_current FROM core.disclosures
)
WHERE is_current
GROUP BY kind, ordinal
ORDER BY ordinal
