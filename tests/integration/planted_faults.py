"""Faults to plant into the good warehouse, and the rules that each breaks."""

from __future__ import annotations

from tests.integration.checked_warehouse import ANNUAL, OLDER, RUINED

#: A fault, as SQL on the good warehouse -> the rules that it breaks. The first is the one it is for.
FAULTS: list[tuple[str, set[str]]] = [
    # what the dictionary says of columns
    (
        "ALTER TABLE core.measures ALTER ordinal DROP NOT NULL; UPDATE core.measures SET ordinal = NULL",
        {"core-measures-ordinal-not-null"},
    ),
    ("UPDATE core.measures SET percent_complete = 101", {"core-measures-percent-complete-range"}),
    ("UPDATE core.documents SET source_kind = 'gossip'", {"core-documents-source-kind-allowed"}),
    (
        "UPDATE core.measure_departments SET measure_id = 'm-9'",
        {
            "core-measure-departments-key-unique",
            "core-measure-departments-measure-id-references-core-measures",
            "completion-differs-from-core",
        },
    ),
    (
        "INSERT INTO mart.completion_by_department FROM mart.completion_by_department",
        {"mart-completion-by-department-key-unique"},
    ),
    (
        # an unknown round is one round
        "UPDATE mart.completion_by_department SET reporting_round = NULL;"
        "INSERT INTO mart.completion_by_department FROM mart.completion_by_department",
        {
            "mart-completion-by-department-key-unique",
            "completion-differs-from-core",
        },
    ),
    ("ALTER TABLE core.evidence_links DROP item_code", {"core-evidence-links-columns-present"}),
    ("ALTER TABLE core.measures ADD COLUMN mood VARCHAR", {"column-not-described"}),
    # documents
    (
        f"DELETE FROM core.document_sources WHERE document_id = '{ANNUAL}'",
        {"document-without-source"},
    ),
    (
        f"UPDATE core.documents SET state_reason = NULL WHERE document_id = '{RUINED}'",
        {
            "document-set-aside-without-reason",
            "data-quality-differs-from-core",
        },
    ),
    (
        f"UPDATE core.evidence_links SET document_id = '{RUINED}' WHERE link_id = 'l-1'",
        {"fact-of-document-set-aside"},
    ),
    (
        f"UPDATE core.documents SET period_end = '2024-10-01' WHERE document_id = '{ANNUAL}'",
        {"period-outside-fiscal-year"},
    ),
    ("UPDATE core.documents SET scores_fiscal_year = 2570", {"fiscal-year-implausible"}),
    ("UPDATE core.documents SET scores_fiscal_year = 2560", {"fiscal-year-implausible"}),
    (
        "UPDATE quality.runs SET documents_loaded = 5 WHERE run_id = 'r-1'",
        {"coverage-shrank"},
    ),
    (
        "UPDATE quality.runs SET documents_loaded = 0 WHERE run_id = 'r-2'",
        {"run-counts-differ", "accounts-do-not-close"},
    ),
    (
        "UPDATE quality.runs SET rows_loaded = rows_loaded + 1 WHERE run_id = 'r-2'",
        {"run-rows-differ", "accounts-do-not-close"},
    ),
    ("UPDATE quality.runs SET rows_found = rows_found + 1 WHERE run_id = 'r-2'", {"accounts-do-not-close"}),
    ("UPDATE quality.runs SET rows_set_aside = 0 WHERE run_id = 'r-2'", {"accounts-do-not-close"}),
    ("UPDATE quality.runs SET documents_arrived = 9 WHERE run_id = 'r-2'", {"accounts-do-not-close"}),
    ("UPDATE quality.runs SET documents_superseded = NULL WHERE run_id = 'r-2'", {"accounts-do-not-close"}),
    # one fact, one current row
    (
        "UPDATE core.assessments SET is_current = TRUE, superseded_by = NULL",
        {"assessment-current-once"},
    ),
    (
        "INSERT INTO core.indicator_scores SELECT * REPLACE ('s-x' AS score_id, 1 AS indicator_no)"
        " FROM core.indicator_scores WHERE score_id = 's-1';"
        "INSERT INTO core.evidence SELECT * REPLACE ('s-x' AS record_id) FROM core.evidence"
        " WHERE record_id = 's-1'",
        {
            "indicator-score-current-once",
            "total-recomputed-from-indicators",
            "data-quality-differs-from-core",
            "organization-quality-differs-from-core",
            "run-rows-differ",
        },
    ),
    (
        "INSERT INTO core.disclosures SELECT * REPLACE ('x-9' AS disclosure_id) FROM core.disclosures"
        " WHERE disclosure_id = 'x-1'",
        {
            "disclosure-once-per-document",
            "disclosure-current-once",
            "data-quality-differs-from-core",
            "organization-quality-differs-from-core",
            "disclosure-completion-differs-from-core",
            "disclosure-items-differ-from-core",
            "run-rows-differ",
        },
    ),
    (
        "UPDATE core.disclosures SET superseded_by = 'x-9' WHERE disclosure_id = 'x-1'",
        {"current-and-superseded"},
    ),
    # scores
    (
        "UPDATE core.assessments SET overall_recomputed = 91.2 WHERE assessment_id = 'a-1';"
        "UPDATE core.assessments SET overall_score = 91.2 WHERE assessment_id = 'a-1';"
        "UPDATE mart.score_comparison SET overall_score = 91.2",
        {
            "total-recomputed-from-indicators",
            "comparison-cites-its-source",
        },
    ),
    (
        "DELETE FROM core.indicator_scores WHERE score_id = 's-10';"
        "DELETE FROM core.evidence WHERE record_id = 's-10';"
        "DELETE FROM mart.indicator_comparison WHERE indicator_no = 10",
        {
            "total-recomputed-from-indicators",
            "data-quality-differs-from-core",
            "organization-quality-differs-from-core",
            "run-rows-differ",
        },
    ),
    (
        "UPDATE core.assessments SET level_recomputed = 'ผ่านดี' WHERE assessment_id = 'a-1'",
        {
            "level-differs-without-issue",
            "comparison-cites-its-source",
        },
    ),
    (
        "UPDATE core.assessments SET overall_score = 95, reconciliation = 'mismatch'"
        " WHERE assessment_id = 'a-1';"
        "UPDATE mart.score_comparison SET overall_score = 95",
        {
            "total-mismatch-without-issue",
            "comparison-cites-its-source",
        },
    ),
    (
        "UPDATE core.assessments SET overall_score = 95 WHERE assessment_id = 'a-1';"
        "UPDATE mart.score_comparison SET overall_score = 95",
        {
            "reconciliation-as-stated",
            "comparison-cites-its-source",
        },
    ),
    ("UPDATE core.evidence SET locator = '' WHERE record_id = 's-3'", {"score-without-evidence"}),
    (
        "DELETE FROM core.evidence WHERE record_id = 'a-1'",
        {
            "score-without-evidence",
            "run-rows-differ",
        },
    ),
    ("UPDATE core.evidence SET record_id = 'm-9' WHERE record_id = 'm-1'", {"evidence-orphaned"}),
    # measures and disclosures
    (
        "UPDATE core.disclosures SET item_code = 'O44' WHERE disclosure_id = 'x-1'",
        {"disclosure-outside-framework", "disclosure-items-differ-from-core"},
    ),
    (
        "UPDATE core.measures SET starts_on = '2024-04-01' WHERE measure_id = 'm-1'",
        {"deadline-ends-before-it-starts"},
    ),
    (
        "UPDATE core.measure_deadlines SET due_on = '2030-01-31' WHERE measure_id = 'm-1'",
        {"deadline-far-from-fiscal-year"},
    ),
    (
        "UPDATE core.measures SET status_basis = NULL WHERE measure_id = 'm-1'",
        {"status-without-basis"},
    ),
    (
        "UPDATE core.measures SET title = ' ' WHERE measure_id = 'm-1'",
        {
            "measure-says-nothing",
            "copied-text-differs-from-core",
        },
    ),
    # persons; the numbers belong to nobody
    (
        "UPDATE core.measures SET steps = 'ติดต่อ 081-234-5678' WHERE measure_id = 'm-1'",
        {
            "person-number-in-text",
            "copied-text-differs-from-core",
        },
    ),
    (
        "UPDATE core.evidence SET raw_text = 'โทร.๐๘๑๒๓๔๕๖๗๘'",
        {"person-number-in-text"},
    ),
    ("UPDATE core.evidence SET raw_text = 'โทร 02-234-5678 ต่อ 9'", {"person-number-in-text"}),
    ("UPDATE core.disclosures SET note = 'เลขที่ 1-2345-67890-12-3'", {"person-number-in-text"}),
    (
        "UPDATE core.measure_deadlines SET text = 'ส่งที่ someone@example.org'",
        {
            "person-number-in-text",
            "overdue-differs-from-core",
        },
    ),
    # the whole
    (
        "DELETE FROM core.organizations",
        {
            "organizations-present",
            "accounts-do-not-close",
            "core-documents-organization-id-references-core-organizations",
            "core-assessments-organization-id-references-core-organizations",
            "core-indicator-scores-organization-id-references-core-organizations",
            "core-measures-organization-id-references-core-organizations",
            "core-disclosures-organization-id-references-core-organizations",
            "mart-score-comparison-organization-id-references-core-organizations",
            "mart-indicator-comparison-organization-id-references-core-organizations",
            "mart-completion-by-organization-organization-id-references-core-organizations",
            "mart-disclosure-completion-organization-id-references-core-organizations",
            "mart-reporting-coverage-organization-id-references-core-organizations",
            "mart-overdue-deadlines-organization-id-references-core-organizations",
            "mart-weakest-indicators-organization-id-references-core-organizations",
            "mart-copied-text-organization-id-references-core-organizations",
            "completion-differs-from-core",
            "coverage-differs-from-core",
            "data-quality-differs-from-core",
            "mart-data-quality-organization-id-references-core-organizations",
            "mart-data-quality-by-organization-organization-id-references-core-organizations",
            "run-rows-differ",
        },
    ),
    ("DELETE FROM reference.provinces", {"provinces-present"}),
    # marts
    (
        "UPDATE mart.disclosure_completion SET not_started = 1",
        {
            "completion-parts-add-up",
            "disclosure-completion-differs-from-core",
        },
    ),
    ("UPDATE mart.completion_by_department SET completion_rate = 0.5", {"rate-not-of-its-parts"}),
    ("UPDATE mart.completion_by_province SET completion_rate_low = 0.9", {"interval-not-of-its-parts"}),
    ("UPDATE mart.disclosure_completion SET completion_rate_high = NULL", {"interval-not-of-its-parts"}),
    (
        # nothing reported is no rate, not 0
        "UPDATE mart.completion_by_indicator SET completion_rate = 0 WHERE indicator_no = 2",
        {"rate-not-of-its-parts"},
    ),
    (
        "UPDATE mart.score_comparison SET rank_country = 2",
        {
            "rank-outside-ranked",
            "ranks-differ-from-scores",
        },
    ),
    (
        "UPDATE mart.indicator_comparison SET ranked_of_country = NULL",
        {
            "rank-outside-ranked",
            "ranks-differ-from-scores",
        },
    ),
    (
        "UPDATE mart.completion_by_organization SET is_latest_round = FALSE",
        {
            "latest-round-once",
            "completion-differs-from-core",
            "latest-round-as-defined",
        },
    ),
    (
        "UPDATE core.measures SET certainty = 'needs_review' WHERE measure_id = 'm-1'",
        {
            "completion-differs-from-core",
            "copied-text-differs-from-core",
            "data-quality-differs-from-core",
            "organization-quality-differs-from-core",
        },
    ),
    (
        "DELETE FROM mart.completion_by_province",
        {
            "completion-marts-disagree",
            "completion-differs-from-core",
        },
    ),
    (
        "UPDATE mart.score_comparison SET overall_score = 91.10",
        {
            "comparison-differs-from-core",
            "comparison-cites-its-source",
        },
    ),
    ("DELETE FROM mart.indicator_comparison WHERE indicator_no = 4", {"comparison-differs-from-core"}),
    (
        "UPDATE mart.reporting_coverage SET state = 'not_received'",
        {
            "coverage-state-as-stated",
            "coverage-differs-from-core",
        },
    ),
    (
        "UPDATE mart.overdue_deadlines SET state = 'overdue'",
        {
            "overdue-without-report",
            "overdue-differs-from-core",
        },
    ),
    ("UPDATE mart.copied_text SET kind = 'template'", {"wording-kind-as-stated"}),
    # marts beside the facts
    (
        "UPDATE mart.disclosure_completion SET items_in_framework = 3",
        {"disclosure-completion-differs-from-core"},
    ),
    (
        f"UPDATE mart.completion_by_organization SET document_id = '{OLDER}'",
        {"completion-names-its-documents"},
    ),
    ("UPDATE mart.disclosure_completion SET documents = []", {"completion-names-its-documents"}),
    ("UPDATE mart.reporting_coverage SET amphoe = 'อื่น'", {"organization-described-otherwise"}),
    ("UPDATE mart.weakest_indicators SET indicator_name = 'อื่น'", {"indicator-described-otherwise"}),
    ("UPDATE mart.score_comparison SET source_line = 99", {"comparison-cites-its-source"}),
    ("UPDATE mart.indicator_comparison SET method = 'solved'", {"comparison-cites-its-source"}),
    ("UPDATE mart.score_comparison SET waiting_for_review = 1", {"waiting-differs-from-core"}),
    (
        "UPDATE mart.score_comparison SET mean_country = 90, gap_country = 1.11",
        {"ranks-differ-from-scores"},
    ),
    ("UPDATE mart.indicator_comparison SET percentile_type = 50", {"ranks-differ-from-scores"}),
    ("UPDATE mart.indicator_comparison SET mean_region = 50", {"ranks-differ-from-scores"}),
    (
        "UPDATE mart.score_comparison SET comparable_reason = 'framework-unknown'",
        {"change-differs-from-last-year"},
    ),
    ("UPDATE mart.reporting_coverage SET has_plan = TRUE", {"coverage-differs-from-core"}),
    ("DELETE FROM mart.reporting_coverage WHERE organization_id = '6190102'", {"coverage-differs-from-core"}),
    ("DELETE FROM mart.reporting_coverage", {"coverage-empty"}),
    ("UPDATE mart.overdue_deadlines SET days_past = 5", {"overdue-differs-from-core"}),
    ("DELETE FROM mart.overdue_deadlines", {"overdue-differs-from-core"}),
    ("UPDATE mart.weakest_indicators SET measures_next_year = 5", {"weakest-differs-from-core"}),
    ("UPDATE mart.data_quality SET unknown_values = 5", {"data-quality-differs-from-core"}),
    (
        "UPDATE mart.data_quality_by_organization SET open_warnings = 5",
        {"organization-quality-differs-from-core"},
    ),
    ("UPDATE mart.data_quality_by_organization SET doubted_share = 1", {"rate-not-of-its-parts"}),
    (
        "UPDATE mart.disclosure_completion_by_item SET item_name = 'อื่น'",
        {"disclosure-items-differ-from-core"},
    ),
    (
        "UPDATE mart.completion_by_organization SET rank_province_by_rate_low = 2",
        {"completion-ranks-differ-from-rates"},
    ),
    ("UPDATE mart.copied_text SET wording = 'อื่น'", {"copied-text-differs-from-core"}),
    (
        "UPDATE mart.copied_text SET cluster_measures = cluster_measures + 1",
        {"copied-text-differs-from-core"},
    ),
    (
        "UPDATE mart.copied_text SET cluster_organizations = cluster_organizations + 1",
        {"copied-text-differs-from-core"},
    ),
    # beside the publications before
    ("UPDATE mart.score_comparison SET change = 30", {"score-moved-far", "change-differs-from-last-year"}),
    (
        "INSERT INTO quality.figure_changes BY NAME SELECT 'r-2' AS run_id, 'core.assessments' AS table_name,"
        " '6190199|2566' AS key, 'overall_score' AS column_name, '90.00' AS old_value, 'document' AS cause",
        {"organization-vanished"},
    ),
    (
        # as many rows as ever, then none
        "INSERT INTO quality.runs SELECT runs.* REPLACE ('r-0' || n AS run_id,"
        " started_at - INTERVAL (n) DAY AS started_at, 100 AS rows_loaded)"
        " FROM quality.runs, range(1, 6) AS nights(n) WHERE run_id = 'r-1';"
        "DELETE FROM quality.runs WHERE run_id = 'r-1'",
        {"volume-unlike-last-nights"},
    ),
]
