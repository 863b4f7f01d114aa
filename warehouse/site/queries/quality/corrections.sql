-- Corrections by people, by what became of them.
SELECT state, count(*) AS corrections, count(DISTINCT decided_by) AS people
FROM quality.corrections
GROUP BY state
ORDER BY state
