-- One row: a province with many scores, for the commands that stand on the page.
SELECT province
FROM mart.score_comparison
WHERE province IS NOT NULL
GROUP BY province
ORDER BY count(*) DESC, province
LIMIT 1
