"""The front page: what the country and its provinces look like, and what the last run changed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from math import sqrt
from pathlib import Path
from typing import Any

_TILES = Path(__file__).parent / "province_tiles.csv"
#: Lowest mean of a class of colour, best first; below the last one is the lowest class.
_CLASSES = ((95, 5), (90, 4), (85, 3), (70, 2))
#: Of levels, best first; dark ink can be read on each.
LEVEL_COLOURS = ("#63b487", "#a9d8bd", "#f3e3a2", "#f0b678", "#e58a76", "#d9d2e3", "#c3c9d1")
#: Of the interval of 95 %, as in the marts.
_Z = 1.959964
#: A level of a smaller share of its year has no room for its name in the chart.
_ROOM = 0.12


def front_values(rows: Mapping[str, list[Any]]) -> dict[str, Any]:
    """From the rows by section (``queries/front``): provinces on their tiles, sums of the country, and the
    rows of the charts."""
    provinces = rows["provinces"]
    return {
        **rows,
        "run": rows["run"][0] if rows["run"] else None,
        "latest": next((row for row in rows["years"] if row.mean is not None), None),
        "tiles": [
            (row, tiles()[row.code], _colour_class(row.mean)) for row in provinces if row.code in tiles()
        ],
        "with_page": [row for row in provinces if row.page_year is not None],
        "pages": {row.organization_id for row in rows["organizations"]},
        "lower_ends": {row.code: lower_end(row.completed or 0, row.reported or 0) for row in provinces},
        "registered": sum(row.registered or 0 for row in provinces),
        "received": sum(row.received for row in provinces),
        "overdue": sum(row.overdue for row in provinces),
        "overdue_unknown": sum(row.overdue_unknown for row in provinces),
        "mean_rows": [
            {
                "year": row.fiscal_year,
                "mean": row.mean,
                "low": row.low,
                "high": row.high,
                "organizations": row.organizations,
            }
            for row in reversed(rows["years"])
            if row.mean is not None
        ],
        "level_rows": list(_level_rows(rows["levels"])),
    }


def lower_end(completed: int, reported: int) -> float:
    """The lower end of the 95 % interval (Wilson) of a completion rate, by which rates are sorted; -1 where
    nothing is reported."""
    if not reported:
        return -1.0
    spread = _Z * sqrt(_Z**2 + 4 * completed * (reported - completed) / reported)
    return round(max(0.0, (2 * completed + _Z**2 - spread) / (2 * (reported + _Z**2))), 6)


def organizations_script(rows: Mapping[str, list[Any]]) -> str:
    """Every organization that has a page, as a classic script that the search loads when it is used."""
    listed = [list(row) for row in rows["organizations"]]
    return (
        f"window.PRONGSAI_ORGANIZATIONS = {json.dumps(listed, ensure_ascii=False, separators=(',', ':'))};\n"
    )


def _level_rows(levels: list[Any]) -> Iterator[dict[str, Any]]:
    for year, rows in groupby(levels, key=lambda row: row.fiscal_year):
        own = list(rows)
        organizations = sum(row.organizations for row in own)
        for row in own:
            has_room = row.organizations >= _ROOM * organizations
            yield {
                "year": year,
                "level": row.level,
                "order": row.position,
                "colour": LEVEL_COLOURS[min(row.rank, len(LEVEL_COLOURS)) - 1],
                "label": row.level if has_room else "",
                "organizations": row.organizations,
            }


@cache
def tiles() -> Mapping[str, tuple[str, int, int]]:
    """Code of a province -> its abbreviation, and column and row of its tile from the north-west."""
    with _TILES.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (row["abbreviation"], int(row["column"]), int(row["row"]))
            for row in csv.DictReader(file)
        }


def _colour_class(mean: float | None) -> int:
    """1 (lowest) to 5; 0 where there is no mean."""
    if mean is None:
        return 0
    return next((number for lowest, number in _CLASSES if mean >= lowest), 1)
