"""The page of a province and fiscal year: what its template needs beside the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

from warehouse.site.charts import WEAK
from warehouse.site.organization_page import STATUSES
from warehouse.site.words import words

#: Width of a class of the distribution, in points; 85 is a border between two.
_STEP = Decimal("2.5")
_HIGHEST = 100
_CENT = Decimal("0.01")
#: Reasons for no change that another column of the row tells, or that are none.
_PLAIN = (None, "same-framework", "no-score")
#: Wordings of whole cells, which carry the mark of the wording themselves.
_CELLS = (
    "computed",
    "unknown",
    "state.not_received",
    "no_score_this_year",
    *(f"status.{code}" for code in STATUSES),
)
#: Bytes of a page, of its head and charts, of what stands of an organization beside its names and where it
#: has deadlines of which nothing is known, and of a deadline, as measured.
_PAGE, _HEAD, _ORGANIZATION, _UNKNOWN, _DEADLINE = 149_000, 12_000, 335, 48, 445


def province_values(rows: Mapping[str, list[Any]]) -> dict[str, Any]:
    """From the rows by section (``queries/province``): short names of organizations, the notes to their rows,
    the classes of scores, and what the charts show. Scores are in points of 100."""
    organizations = rows["organizations"]
    scores = [row.overall for row in organizations if row.overall is not None]
    middle = _half_up(median(scores)) if scores else None
    head = rows["heads"][0]
    classes = list(_classes(scores))
    names = _names(organizations)
    overdue = rows["overdue"][: _room(organizations, names)]
    doubtful = {rule for row in overdue for rule in row.doubts or ()}
    return {
        **rows,
        "head": head,
        "thai": {key: words()[key][0] for key in _CELLS},
        "names": names,
        "median": middle,
        "types": sorted(
            {(row.type_short, row.type_name, row.type_name_en) for row in organizations if row.type_short}
        ),
        "reasons": {
            reason: number
            for number, reason in enumerate(
                sorted({row.comparable_reason for row in organizations} - set(_PLAIN)), start=1
            )
        },
        "has_incomparable": any(row.change is not None and not row.comparable for row in organizations),
        "has_mismatch": any(row.reconciliation == "mismatch" for row in organizations),
        "no_result": sum(not row.is_result_received for row in organizations),
        "classes": classes,
        "distribution": [*classes, *_lines(head.mean, middle)] if scores else [],
        "heat": _heat(rows),
        "overdue": overdue,
        "doubts": [row for row in rows["status_doubts"] if row.rule in doubtful],
    }


def _names(organizations: list[Any]) -> dict[str, str]:
    """Organization -> its name behind the short form of its type, as Thai offices write it; with the amphoe
    where several of the province have that name."""
    names = {
        row.organization_id: f"{row.type_short}{row.name}" if row.type_short else str(row.full_name)
        for row in organizations
    }
    often = Counter(names.values())
    return {
        row.organization_id: f"{names[row.organization_id]} ({row.amphoe})"
        if often[names[row.organization_id]] > 1 and row.amphoe
        else names[row.organization_id]
        for row in organizations
    }


def _room(organizations: list[Any], names: Mapping[str, str]) -> int:
    """How many deadlines the page can hold beside its organizations; the ranking says how many each has."""
    taken = sum(
        _ORGANIZATION
        + len(f"{names[row.organization_id]}{row.amphoe}".encode())
        + (_UNKNOWN if row.overdue_unknown else 0)
        for row in organizations
    )
    return max(0, _PAGE - _HEAD - taken) // _DEADLINE


def _classes(scores: list[Decimal]) -> Iterator[dict[str, Any]]:
    """How many scores there are in each class (lower border within, upper one not; 100 is in the last), from
    the lowest class that has any."""
    counts = Counter(min(int(score / _STEP), int(_HIGHEST / _STEP) - 1) for score in scores)
    if not counts:
        return
    for number in range(min(counts), int(_HIGHEST / _STEP)):
        low, high = number * _STEP, (number + 1) * _STEP
        last = high if high == _HIGHEST else high - _CENT
        yield {"low": low, "high": high, "label": f"{low:.2f}–{last:.2f}", "organizations": counts[number]}


def _lines(mean: Decimal | None, middle: Decimal | None) -> Iterator[dict[str, Any]]:
    for what, value in (("w:mean", mean), ("w:middle", middle), ("w:line_of_85", WEAK)):
        if value is not None:
            yield {"line": value, "what": what}


def _heat(rows: Mapping[str, list[Any]]) -> dict[str, Any] | None:
    """Names of indicators, means of the province and of amphoes (each with the number of scores), and scores
    of organizations as they follow in the ranking, in the order of indicators: none of them where a result
    came without any, ``None`` where no result came. ``None`` for the whole where none is known."""
    numbers = [row.indicator_no for row in rows["indicators"]]
    if not numbers:
        return None
    means: dict[str, dict[int, Any]] = {}
    for row in rows["amphoes"]:
        means.setdefault(row.amphoe, {})[row.indicator_no] = row
    return {
        "indicators": [[row.indicator_no, row.name] for row in rows["indicators"]],
        "province": [[row.mean, row.organizations] for row in rows["indicators"]],
        "amphoes": [
            [
                amphoe,
                [
                    [own[number].mean, own[number].organizations] if number in own else None
                    for number in numbers
                ],
            ]
            for amphoe, own in means.items()
        ],
        "organizations": [
            [row.scores[number - 1] for number in numbers]
            if row.scores is not None
            else ([] if row.is_result_received else None)
            for row in rows["organizations"]
        ],
    }


def _half_up(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)
