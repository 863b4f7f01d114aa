-- The documents on which an hour is spent best: the most rows and values in doubt.
SELECT
    document_id,
    file_name,
    organization_id,
    full_name,
    province,
    rows_loaded,
    waiting_for_review,
    unknown_values,
    open_errors,
    open_warnings,
    least(1.0, (waiting_for_review + unknown_values) / greatest(rows_loaded, 1)) AS doubt
FROM mart.data_quality
WHERE state = 'loaded' AND waiting_for_review + unknown_values + open_errors + open_warnings > 0
ORDER BY waiting_for_review + unknown_values + 3 * open_errors + open_warnings DESC, file_name, document_id
LIMIT 20
