-- One row: a deadline that a report says was missed, the longest ago first; no more than a page can hold.
SELECT
    provinces.code || '-' || deadlines.fiscal_year AS page,
    deadlines.due_on,
    deadlines.organization_id,
    deadlines.measure_id,
    deadlines.ordinal,
    deadlines.status,
    left(deadlines.title, 56) AS title,
    length(deadlines.title) > 56 AS is_cut
FROM mart.overdue_deadlines AS deadlines
JOIN reference.provinces AS provinces USING (province)
WHERE deadlines.state = 'overdue'
QUALIFY
    row_number() OVER (
        PARTITION BY deadlines.province, deadlines.fiscal_year
        ORDER BY deadlines.due_on, deadlines.organization_id, deadlines.measure_id, deadlines.ordinal
    ) <= 200
