-- One row: the score of one organization in one indicator and fiscal year.
SELECT
    organization_id AS page,
    -fiscal_year AS position,
    indicator_no,
    fiscal_year,
    indicator_name,
    instrument,
    score,
    method,
    score_id,
    document_id
FROM mart.indicator_comparison
