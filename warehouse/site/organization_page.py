"""The scorecard of one organization: what its template needs beside the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from typing import Any

#: Statuses in the order in which they are told.
STATUSES = ("completed", "in_progress", "not_started", "not_reported")


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
    measures = [(year, list(own)) for year, own in groupby(rows["measures"], key=lambda row: row.fiscal_year)]
    return {
        **rows,
        "head": rows["heads"][0],
        "numbers": numbers,
        "anchors": anchors,
        "indicators_by_year": by_year,
        "indicator_names": _names(rows["indicators"]),
        "measures_by_year": [
            (year, own, Counter(row.status for row in own if row.certainty == "sure"))
            for year, own in measures
        ],
        "statuses": STATUSES,
        "score_rows": _score_rows(rows["scores"]),
        "indicator_rows": [
            {"number": number, "name": f"{number} {row.indicator_name}", "value": row.score}
            for number, row in sorted(next(iter(by_year.values()), {}).items())
            if row.score is not None
        ],
    }


def _score_rows(scores: list[Any]) -> list[dict[str, Any]]:
    """Every year from the first to the last with a score; a year between them without one is told as such."""
    values = {row.fiscal_year: row.overall for row in scores if row.overall is not None}
    if not values:
        return []
    years = range(min(values), max(values) + 1)
    return [{"year": year, "value": values.get(year), "who": "w:own_score"} for year in years]


def _names(indicators: list[Any]) -> list[tuple[int, str]]:
    """Number and name of every indicator, as the latest year calls it."""
    names: dict[int, str] = {}
    for row in indicators:
        names.setdefault(row.indicator_no, row.indicator_name)
    return sorted(names.items())
