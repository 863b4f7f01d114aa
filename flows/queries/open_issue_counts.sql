-- One row: a severity with its number of open issues.
SELECT severity, count(*) AS issues
FROM quality.issues
WHERE state = 'open'
GROUP BY severity
