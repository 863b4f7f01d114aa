-- Why a score can or cannot be held against last year's, and how many of this publication have that reason.
WITH known AS (
    SELECT unnest(allowed) AS reason, generate_subscripts(allowed, 1) AS position
    FROM reference.dictionary
    WHERE schema_name = 'mart' AND table_name = 'score_comparison' AND column_name = 'comparable_reason'
),
counted AS (
    SELECT comparable_reason AS reason, count(*) AS scores
    FROM mart.score_comparison
    GROUP BY comparable_reason
)
SELECT reason, coalesce(counted.scores, 0) AS scores
FROM known
FULL JOIN counted USING (reason)
WHERE reason IS NOT NULL
ORDER BY known.position NULLS LAST, reason
