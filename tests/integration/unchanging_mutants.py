"""Mutants that change no row of the varied warehouse, and why: they mean the same, or the warehouse has no
row for which they differ (then the reason begins with ``not here``)."""

from __future__ import annotations

import re

from tests.integration.mutants import Mutant

_REFERENCES = "every reference leads to a row: a rule of each column sees to it"
_ONCE = "the rows are made one by grouping or looked up by existence further on"
_NULLS = "a null meets nothing in the joins that follow"

#: Model, operator (patterns), the line (a pattern found in it) -> why it changes nothing.
UNCHANGING: tuple[tuple[str, str, str, str], ...] = (
    (".*", "outer join", "", _REFERENCES),
    (".*", "second conjunct", "is_reported", "what is completed or told in prose is reported"),
    (".*", "union( all)?", "UNION", _ONCE),
    (".*", "row_number", "", "no two rows are alike in the order"),
    (".*", "false", "is_narrative", "without a basis nothing is reported, and the flag is asked of no other"),
    (
        ".*",
        "coalesce",
        "sources.documents",
        "not here: such rows count nothing, and an empty list is not null",
    ),
    (
        ".*",
        "case guard",
        "percentile_(province|region)",
        "not here: of no known province is one organization alone",
    ),
    ("(results|scores)_in_use", "condition dropped", "fiscal_year IS NOT NULL", _NULLS),
    ("framework_contents", "order of the first", "ORDER BY", "both sides of the comparison turn round"),
    ("framework_contents", "inner join", "", "contents of which nothing is known are null either way"),
    (
        "succession_paths",
        "boundary <|constant|filter dropped|higher by one",
        "",
        "not here: no loop of codes",
    ),
    ("succession_paths", "coalesce", "from_year", "not here: every succession has a year"),
    (
        "succession_paths",
        "min|max|any",
        "^(min|max|bool_or)",
        "not here: no two paths between the same codes",
    ),
    (
        "covered_provinces",
        "filter dropped",
        "coverage_settings",
        "not here: no province is named in the settings",
    ),
    (
        "score_changes",
        "latest",
        "reconciliation",
        "not here: no doubt of a predecessor's total",
    ),
    ("indicator_names", "is not null", "core.measures", "not here: no year that only measures are about"),
    ("mart.reporting_coverage", "boundary >=", "as_of", "not here: the day of the run is in May"),
    (
        "mart.reporting_coverage",
        "distinct",
        "",
        "a document has one organization and, here, one path to a later code",
    ),
    ("mart.reporting_coverage", "condition dropped", "IS NOT NULL$", _NULLS),
    (
        "mart.reporting_coverage",
        "condition dropped",
        "in_register",
        "not here: no organization of earlier registers",
    ),
    ("scores_in_use", "inner join", "indicator_names", "every year of a score has names"),
    ("compared_scores", "filter dropped", "means.mean", "what has no mean is not ranked"),
    ("score_changes", "false", "AS is_merger", "asked of no result under the same code"),
    (
        "score_changes",
        "boundary <=",
        "paths.merged_from",
        "the year itself is told by what an organization became",
    ),
    ("score_changes", "any", "candidates.is_", "not here: no two codes of which one alone merged or divided"),
    ("score_changes", "any", "paths|organization_type", "not here: no two ways of one year that differ"),
    (
        "framework_contents",
        "any|is not null|is null",
        "",
        "not here: no indicator of an instrument without contents",
    ),
    (
        "mart.overdue_deadlines",
        "(first|last) partition",
        "measure_key",
        "only the order within a measure is used",
    ),
    ("mart.overdue_deadlines", "nulls", "round_order", "not here: no unknown round with a period's end"),
    (
        "mart.completion_by_province",
        "first conjunct",
        "latest_organizations",
        "not here: none that only waits",
    ),
    (
        "mart.completion_by_province",
        "boundary >",
        "reported > 0",
        "not here: no province silent in its last round",
    ),
)


def why_unchanging(mutant: Mutant) -> str | None:
    """The reason that is known for a mutant that changes nothing."""
    for model, operator, line, reason in UNCHANGING:
        if (
            re.fullmatch(model, mutant.model)
            and re.fullmatch(operator, mutant.operator)
            and re.search(line, mutant.before)
        ):
            return reason
    return None
