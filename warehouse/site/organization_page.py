"""The scorecard of one organization: what its template needs beside the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from transforms.facts import stable_id

#: Statuses in the order in which they are told.
STATUSES = ("completed", "in_progress", "not_started", "not_reported")
#: Between years with this reason a change says something.
COMPARABLE = "same-framework"
#: So many measures tell what is doubted of their status in full, the others by a link: a page is not to grow
#: with them.
_DOUBTS_IN_FULL = 20
#: So many places of one issue are told.
_PLACES = 6


def organization_values(rows: Mapping[str, list[Any]]) -> dict[str, Any]:
    """From the rows by section (``queries/organization``): the documents' numbers on the page, the anchors of
    evidence by record and column, indicators by year, measures by year, and the rows of the charts."""
    numbers = {row.document_id: number for number, row in enumerate(rows["documents"], start=1)}
    anchors: dict[tuple[str, str], str] = {}
    for number, row in enumerate(rows["evidence"], start=1):
        anchors.setdefault((row.record_id, row.column_name), f"e{number}")
    by_year = {
        year: {row.indicator_no: row for row in own}
        for year, own in groupby(rows["indicators"], key=lambda row: row.fiscal_year)
    }
    unknown = _unknown_scores(rows["unknown_scores"], by_year)
    measures = [(year, list(own)) for year, own in groupby(rows["measures"], key=lambda row: row.fiscal_year)]
    score_rows = _score_rows(rows["scores"])
    indicators_year, indicator_rows = _indicator_rows(by_year)
    doubted = [row.measure_id for row in rows["measures"] if row.doubt_kind]
    return {
        **rows,
        "head": rows["heads"][0],
        "numbers": numbers,
        "anchors": anchors,
        "indicators_by_year": {
            year: by_year.get(year, {})
            for year in sorted(by_year.keys() | {year for year, _ in unknown}, reverse=True)
        },
        "indicator_names": _names([*rows["indicators"], *unknown.values()]),
        "unknown_scores": unknown,
        "indicators_wait": any(row.waiting_for_review for row in rows["indicators"]),
        "measures_by_year": [
            (year, own, Counter(row.status for row in own if row.certainty == "sure"))
            for year, own in measures
        ],
        "statuses": STATUSES,
        "scores_year": _scores_year(rows["scores"]),
        "score_rows": score_rows,
        "line_breaks": len({row["segment"] for row in score_rows}) > 1,
        "indicators_year": indicators_year,
        "indicator_rows": indicator_rows,
        "issue_places": [_places(row.places) for row in rows["issues"]],
        "issue_anchors": {row.kind: f"i{number}" for number, row in enumerate(rows["issues"], start=1)},
        "doubts_in_full": frozenset(doubted[:_DOUBTS_IN_FULL]),
    }


def _scores_year(scores: list[Any]) -> int | None:
    """The latest fiscal year with a score; without one the latest of which there is a result."""
    known = [row.fiscal_year for row in scores if row.overall is not None]
    return max(known or (row.fiscal_year for row in scores), default=None)


def _score_rows(scores: list[Any]) -> list[dict[str, Any]]:
    """Every year from the first to the last with a score; a year between them without one is told as such.
    Years of one segment are joined by a line: a year whose change to the last cannot be compared begins
    another."""
    by_year = {row.fiscal_year: row for row in scores if row.overall is not None}
    if not by_year:
        return []
    told: list[dict[str, Any]] = []
    segment = 0
    for year in range(min(by_year), max(by_year) + 1):
        row = by_year.get(year)
        if told and (row is None or row.comparable_reason != COMPARABLE):
            segment += 1
        value = None if row is None else row.overall
        told.append({"year": year, "value": value, "who": "w:own_score", "segment": segment})
    return told


def _unknown_scores(rows: list[Any], by_year: Mapping[int, Mapping[int, Any]]) -> dict[tuple[int, int], Any]:
    """By year and indicator why its score is not known, where no document tells one."""
    return {
        (row.fiscal_year, row.indicator_no): row
        for row in rows
        if row.indicator_no not in by_year.get(row.fiscal_year, {})
        and row.record_id == stable_id("s", row.document_id, row.page, row.fiscal_year, row.indicator_no)
    }


def _indicator_rows(by_year: Mapping[int, Mapping[int, Any]]) -> tuple[int | None, list[dict[str, Any]]]:
    """The latest fiscal year with an indicator's score that counts, and the rows of its chart."""
    for year, own in sorted(by_year.items(), reverse=True):
        told = [
            {"number": number, "name": f"{number} {row.indicator_name}", "value": row.score}
            for number, row in sorted(own.items())
            if row.score is not None
        ]
        if told:
            return year, told
    return None, []


def _places(places: list[str] | None) -> tuple[list[tuple[str, int]], int]:
    """Document and line (0: none) of the first places of an issue, and how many more there are."""
    found = [(document, int(line)) for document, _, line in (one.rpartition("|") for one in places or ())]
    return sorted(found)[:_PLACES], max(0, len(found) - _PLACES)


def _names(indicators: list[Any]) -> list[tuple[int, str]]:
    """Number and name of every indicator, as the latest year calls it."""
    names: dict[int, str] = {}
    for row in indicators:
        names.setdefault(row.indicator_no, row.indicator_name)
    return sorted(names.items())
