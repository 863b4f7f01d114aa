-- One row: a deadline that a report says was missed, the longest ago first; no more than a page can hold. With
-- the open issues on the statuses that the measure has in its rounds, those of the other rounds too: the status
-- may be of another row than the deadline.
WITH doubts AS (
    SELECT
        measures.organization_id,
        measures.fiscal_year,
        measures.measure_key,
        list(DISTINCT issues.rule ORDER BY issues.rule) AS rules
    FROM quality.issues AS issues
    JOIN core.measures AS measures ON measures.measure_id = issues.record_id
    WHERE issues.state = 'open' AND issues.table_name = 'core.measures' AND issues.column_name = 'status'
    GROUP BY measures.organization_id, measures.fiscal_year, measures.measure_key
)
SELECT
    provinces.code || '-' || deadlines.fiscal_year AS page,
    deadlines.due_on,
    deadlines.organization_id,
    deadlines.measure_id,
    deadlines.ordinal,
    deadlines.measure_key || '-' || deadlines.fiscal_year AS anchor,
    deadlines.status,
    left(deadlines.title, 56) AS title,
    length(deadlines.title) > 56 AS is_cut,
    doubts.rules AS doubts
FROM mart.overdue_deadlines AS deadlines
JOIN reference.provinces AS provinces USING (province)
LEFT JOIN doubts
    ON doubts.organization_id = deadlines.organization_id
    AND doubts.fiscal_year = deadlines.fiscal_year
    AND doubts.measure_key = deadlines.measure_key
WHERE deadlines.state = 'overdue'
QUALIFY
    row_number() OVER (
        PARTITION BY deadlines.province, deadlines.fiscal_year
        ORDER BY deadlines.due_on, deadlines.organization_id, deadlines.measure_id, deadlines.ordinal
    ) <= 200
