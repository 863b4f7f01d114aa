"""Rows of disclosure tables aligned with the framework's items, as one sequence.

A printed code is a hypothesis; the title and the order count as much. Rows and items keep their
order; the alignment with the highest sum of likeness is taken, and rows that match no item continue
the row above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from transforms.document import Cell
from transforms.extract.logical_rows import LogicalRow
from transforms.extract.logical_tables import DISCLOSURES, LogicalTable
from transforms.normalize.codes import item_code
from transforms.normalize.thai import matching_key
from transforms.reference import Framework, Item

_CODE_BONUS = 45.0
_LEAST = 52.0
#: What a title that is only a part of the other is worth beside a whole one.
_IN_PART = 0.97
#: A list that follows its framework so well need not be held against another.
_AS_GOOD_AS_CAN_BE = 0.95
_ROLES = ("item_elements", "responsible", "result", "status", "note", "time", "outcome", "recommendation")


@dataclass(frozen=True, slots=True)
class DisclosureCandidate:
    """One item with the rows that speak of it. ``printed_code`` is the code as printed, ``read_code``
    what it reads as (``๐๘`` as ``O8``); both null where none was printed."""

    item: Item
    rows: tuple[LogicalRow, ...]
    printed_code: str | None
    read_code: str | None
    printed_name: str
    likeness: float

    def text(self, role: str) -> str:
        """The text of the role over all rows, one below the other."""
        texts = [text for row in self.rows if (text := row.text(role))]
        if role == "status":
            texts += [text for row in self.rows if row.status_cells() and (text := row.status_boxes())]
        if role == "result":
            texts += [text for row in self.rows if (text := row.status_prose())]
        return "\n".join(texts)

    @property
    def first_cell(self) -> Cell:
        """Where the item begins."""
        return self.rows[0].all_cells()[0]


@dataclass(frozen=True, slots=True)
class _Entry:
    row: LogicalRow
    code: str | None
    printed: str | None
    name: str
    key: str


def disclosure_candidates(
    tables: Sequence[LogicalTable], ruined: frozenset[int], frameworks: Sequence[Framework]
) -> tuple[list[DisclosureCandidate], Framework | None]:
    """The items that the document reports on, and the framework that its list follows best; of
    frameworks that fit alike, the first given. ``([], None)`` where there is no such list."""
    entries = [
        _entry(row)
        for table in tables
        if table.kind == DISCLOSURES
        for row in table.rows
        if row.block not in ruined
    ]
    entries = [entry for entry in entries if entry.key or entry.code]
    best: tuple[float, list[tuple[int, int, float]], Framework] | None = None
    tried: set[tuple[Item, ...]] = set()
    for framework in frameworks:
        if not framework.items or not entries or framework.items in tried:
            continue
        tried.add(framework.items)
        total, pairs = _align(entries, framework.items)
        if best is None or total > best[0] + 1.0:
            best = (total, pairs, framework)
        if best[0] >= _AS_GOOD_AS_CAN_BE * (100.0 + _CODE_BONUS - _LEAST) * len(entries):
            break
    if best is None:
        return [], None
    _, pairs, framework = best
    found: list[DisclosureCandidate] = []
    for number, (row_index, item_index, likeness) in enumerate(pairs):
        until = pairs[number + 1][0] if number + 1 < len(pairs) else len(entries)
        entry = entries[row_index]
        rows = tuple(e.row for e in entries[row_index:until])
        rows = rows if _close(rows) else rows[:1]
        found.append(
            DisclosureCandidate(
                framework.items[item_index], rows, entry.printed, entry.code, entry.name, likeness
            )
        )
    return found, framework


def _close(rows: Sequence[LogicalRow]) -> bool:
    """Whether rows that match no item can continue the first: within a few blocks of each other."""
    return rows[-1].block - rows[0].block <= 4 and len(rows) <= 4


def _entry(row: LogicalRow) -> _Entry:
    code_text, name = row.text("item_code"), row.text("item_name")
    found = item_code(code_text) if code_text else None
    rest = code_text[found.end :] if found is not None else code_text
    if found is None and name:
        found = item_code(name)
        if found is not None:
            name = name[found.end :]
    if rest.strip(" .-:\n"):
        name = f"{rest} {name}"
    name = re.sub(r"\s*\n\s*", " ", name).strip()
    return _Entry(
        row,
        found.code if found is not None else None,
        found.printed if found is not None else None,
        name,
        matching_key(name),
    )


def _likeness(entry: _Entry, item: Item, item_key: str) -> float:
    """Exact where it is above the least; below it, anything below."""
    bonus = _CODE_BONUS if entry.code == item.code else 0.0
    least = _LEAST - bonus
    title = _title_likeness(entry.key, item_key, least) if entry.key else 0.0
    if len(entry.key) < 4 and entry.key != item_key:
        title *= 0.4
    return title + bonus


@lru_cache(maxsize=16_384)
def _title_likeness(key: str, item_key: str, least: float) -> float:
    """Lists of different years share most of their titles, and so do reports."""
    title = fuzz.ratio(key, item_key, score_cutoff=least)
    part = fuzz.partial_ratio(key, item_key, score_cutoff=max(title, least) / _IN_PART)
    return max(title, _IN_PART * part)


def _align(entries: Sequence[_Entry], items: Sequence[Item]) -> tuple[float, list[tuple[int, int, float]]]:
    """The order-keeping pairs of rows and items with the highest sum of likeness above the least."""
    keys = [matching_key(item.name) for item in items]
    rows, columns = len(entries), len(items)
    gain = [
        [max(0.0, _likeness(entry, item, key) - _LEAST) for item, key in zip(items, keys, strict=True)]
        for entry in entries
    ]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            take = gain[i][j] + best[i + 1][j + 1] if gain[i][j] > 0 else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], take)
    pairs: list[tuple[int, int, float]] = []
    i = j = 0
    while i < rows and j < columns:
        if gain[i][j] > 0 and best[i][j] == gain[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j, gain[i][j] + _LEAST))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return best[0][0], pairs
