"""Reading held against the truth of invented reports: each fact right, wrong, missing, flagged or not."""
