"""Rows whose cells do not stand below their headings, put right by what the cells hold.

A scanner loses or doubles an empty cell, tears one cell into two, or loses the tab between two; then
departments stand in the column of times and steps in that of departments. A row is touched only where
its own cells contradict their columns, and mended only where one reading is better than every other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transforms.document import Cell
from transforms.extract.tables.cell_contents import (
    BOTH,
    INDICATOR,
    MARK,
    NUMBER,
    ORDINAL,
    RESPONSIBLE,
    STATUS,
    STUB,
    TIME,
    WORDS,
    CellContents,
)
from transforms.extract.tables.headings import MONTH_COLUMN, QUARTER_COLUMN, STATUS_COLUMN

#: How well content fits a column: by role, then by content. What is not named fits neither well nor badly.
_TEXT = {STUB: -2, NUMBER: -2, WORDS: 1, RESPONSIBLE: -2, TIME: -2, BOTH: -2, ORDINAL: -2, MARK: -2}
_HEAD = {**_TEXT, INDICATOR: 2, STATUS: -1}
_SAID = {WORDS: 1, RESPONSIBLE: -2, TIME: -1, BOTH: -2, ORDINAL: -1, STATUS: 1, INDICATOR: -1}
_FIT: dict[str, dict[str, int]] = {
    "ordinal": {ORDINAL: 2, WORDS: -2, RESPONSIBLE: -2, TIME: -2, STATUS: -2, INDICATOR: -2, MARK: -2},
    "indicator": _HEAD,
    "issue": _HEAD,
    "indicator_number": {
        ORDINAL: 2,
        WORDS: -1,
        INDICATOR: 1,
        RESPONSIBLE: -2,
        TIME: -2,
        BOTH: -2,
        STATUS: -2,
        MARK: -2,
    },
    "measure": {**_TEXT, STATUS: -1, INDICATOR: -1},
    "steps": {**_TEXT, STATUS: -1, INDICATOR: -1},
    RESPONSIBLE: {
        NUMBER: -2,
        RESPONSIBLE: 2,
        TIME: -2,
        BOTH: -2,
        STATUS: -2,
        ORDINAL: -2,
        MARK: -2,
        INDICATOR: -2,
    },
    TIME: {
        STUB: -2,
        NUMBER: -2,
        TIME: 2,
        RESPONSIBLE: -2,
        BOTH: -2,
        STATUS: -2,
        ORDINAL: -2,
        MARK: -2,
        INDICATOR: -2,
    },
    "result": _SAID,
    "outcome": _SAID,
    "expected": _SAID,
    "recommendation": _SAID,
    "status": {STATUS: 2, MARK: 2, BOTH: -2, RESPONSIBLE: -2, TIME: -2, ORDINAL: -2, INDICATOR: -2},
}
#: Columns whose text becomes facts of its own: departments, deadlines, a status, the title.
_RELIED_ON = frozenset({"measure", "issue", RESPONSIBLE, TIME, "status"})
_MARKED = {MARK: 2, WORDS: -1, RESPONSIBLE: -2, TIME: -2, INDICATOR: -2, ORDINAL: -2}
_CONTRADICTS = -2
_FEWEST_FILLED = 3
#: An edit must make the row fit better by more than this.
_COST = 2
#: Departments or a time take no more characters than this.
_LONGEST_HALF = 160
_GAP = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """``cells`` below their roles; ``moved`` are the roles whose cell is not the one that stood there,
    ``doubtful`` those where readings as good as this one differ: their text is not to be relied on."""

    cells: tuple[Cell, ...]
    moved: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


class RowAligner:
    """Aligns rows of one table."""

    def __init__(self, roles: Sequence[str | None], contents: CellContents) -> None:
        self._roles = tuple(roles)
        self._contents = contents

    def aligned(self, cells: Sequence[Cell]) -> AlignedRow:
        """The cells below their roles, mended where their content says how."""
        width = len(self._roles)
        as_is = _fitted(cells, width)
        if as_is is None:
            plain = AlignedRow(tuple(cells))
        else:
            plain = AlignedRow(as_is)
            if self._worst(as_is) > _CONTRADICTS and len(cells) == width:
                return plain
        if sum(bool(cell.text) for cell in cells) < _FEWEST_FILLED:
            return plain
        kept = self._fit(as_is) if as_is is not None else -len(cells)
        if as_is is not None and self._worst(as_is) > _CONTRADICTS:
            return plain  # shorter or longer only by empty cells at its end, and nothing contradicts
        best: list[tuple[Cell, ...]] = []
        most = kept + _COST
        for mended in self._readings(cells):
            fit = self._fit(mended)
            if self._worst(mended) <= _CONTRADICTS or fit <= kept + _COST or fit < most:
                continue
            if fit > most:
                best, most = [], fit
            if mended not in best:
                best.append(mended)
        if not best:
            return self._doubted(plain)
        return self._agreed(best, as_is or tuple(cells))

    def _doubted(self, row: AlignedRow) -> AlignedRow:
        """The row as it stands, where no reading mends what contradicts: those cells are not relied on."""
        if len(row.cells) != len(self._roles):
            return AlignedRow(row.cells, doubtful=frozenset(role for role in self._roles if role))
        doubtful = {
            role
            for role, cell in zip(self._roles, row.cells, strict=True)
            if role in _RELIED_ON
            and cell.text
            and _FIT[role].get(self._contents.of(cell.text), 0) <= _CONTRADICTS
        }
        return AlignedRow(row.cells, doubtful=frozenset(doubtful))

    def contradicts(self, cells: Sequence[Cell]) -> bool:
        """Whether some cell cannot be what its column holds."""
        fitted = _fitted(cells, len(self._roles))
        return fitted is None or self._worst(fitted) <= _CONTRADICTS

    def is_proven(self, cells: Sequence[Cell]) -> bool:
        """Whether departments or a time stand where they belong, and nothing contradicts."""
        fitted = _fitted(cells, len(self._roles))
        if fitted is None or self._worst(fitted) <= _CONTRADICTS:
            return False
        return any(
            role in (RESPONSIBLE, TIME) and self._contents.of(cell.text) == role
            for role, cell in zip(self._roles, fitted, strict=True)
        )

    def _agreed(self, readings: list[tuple[Cell, ...]], before: Sequence[Cell]) -> AlignedRow:
        first = readings[0]
        moved, doubtful = set(), set()
        for column, role in enumerate(self._roles):
            if role is None:
                continue
            texts = {reading[column].text for reading in readings}
            if len(texts) > 1:
                doubtful.add(role)
            was = before[column].text if column < len(before) else ""
            if first[column].text != was:
                moved.add(role)
        return AlignedRow(first, frozenset(moved), frozenset(doubtful))

    def _fits(self, cells: Sequence[Cell]) -> Iterator[int]:
        for role, cell in zip(self._roles, cells, strict=True):
            if role is None or not cell.text:
                continue
            marked = role.startswith((STATUS_COLUMN, QUARTER_COLUMN, MONTH_COLUMN))
            fit = _MARKED if marked else _FIT.get(role)
            if fit is not None:
                yield fit.get(self._contents.of(cell.text), 0)

    def _fit(self, cells: Sequence[Cell]) -> int:
        return sum(self._fits(cells))

    def _worst(self, cells: Sequence[Cell]) -> int:
        return min(self._fits(cells), default=0)

    def _readings(self, cells: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
        """Every row that one injury may have made into ``cells``."""
        width = len(self._roles)
        row = list(cells)
        edited: list[list[Cell]] = []
        for at, cell in enumerate(row):
            twice = at + 1 < len(row) and cell.text and cell.text == row[at + 1].text
            if not cell.text or twice:
                edited.append([*row[:at], *row[at + 1 :]])
            edited.append([*row[:at], Cell("", "", cell.place), *row[at:]])
            if at + 1 < len(row) and not twice and self._go_together(cell, row[at + 1]):
                edited.append([*row[:at], _joined(cell, row[at + 1]), *row[at + 2 :]])
            edited += [[*row[:at], *pair, *row[at + 1 :]] for pair in self._halves(cell, at)]
        for one in edited:
            fitted = _fitted(one, width)
            if fitted is not None:
                yield fitted

    def _go_together(self, cell: Cell, following: Cell) -> bool:
        """Whether two cells may be the parts of one: of one kind, or together what neither is alone."""
        if not cell.text or not following.text:
            return False
        one, other = self._contents.of(cell.text), self._contents.of(following.text)
        together = self._contents.of(f"{cell.text} {following.text}")
        if one == STUB or (one == ORDINAL and other != ORDINAL):
            return True  # the number of a list before its words
        return one == other or (together in (RESPONSIBLE, TIME) and WORDS in (one, other))

    def _halves(self, cell: Cell, at: int) -> Iterator[tuple[Cell, Cell]]:
        """The cell as two, where a column of departments or times lies beside: the longest half that is
        nothing else."""
        if at + 1 >= len(self._roles) or len(cell.text) < _FEWEST_FILLED:
            return
        one, other = self._roles[at], self._roles[at + 1]
        if one in ("indicator", "issue") and self._contents.of(cell.text) == INDICATOR and "\n" in cell.text:
            end = cell.text.index("\n")
            yield _part(cell, 0, end), _part(cell, end + 1, len(cell.text))
        if not {one, other} & {RESPONSIBLE, TIME} or self._contents.of(cell.text) in (RESPONSIBLE, TIME):
            return
        found: tuple[int, int, tuple[Cell, Cell]] | None = None
        for gap in _GAP.finditer(cell.text):
            texts = cell.text[: gap.start()], cell.text[gap.end() :]
            if not all(texts) or min(map(len, texts)) > _LONGEST_HALF:
                continue
            kinds = [self._contents.of(text) for text in texts]
            if (
                min(
                    _FIT.get(role or "", {}).get(kind, 0)
                    for role, kind in zip((one, other), kinds, strict=True)
                )
                < 1
            ):
                continue
            typed = [
                (text, kind) for text, kind in zip(texts, kinds, strict=True) if kind in (RESPONSIBLE, TIME)
            ]
            if not typed:
                continue
            left_over = sum(self._contents.unexplained(text, kind) or 0 for text, kind in typed)
            rank = (len(typed), sum(len(text) for text, _ in typed) - 2 * left_over)
            if found is None or rank > found[:2]:
                halves = _part(cell, 0, gap.start()), _part(cell, gap.end(), len(cell.text))
                found = (*rank, halves)
        if found is not None:
            yield found[2]


def _fitted(cells: Sequence[Cell], width: int) -> tuple[Cell, ...] | None:
    """The row as wide as the table: empty cells at its end cut or added; ``None`` where filled ones are
    too many."""
    row = list(cells)
    while len(row) > width and not row[-1].text:
        row.pop()
    if len(row) > width or not row:
        return None
    end = row[-1].place
    return (*row, *(Cell("", "", end) for _ in range(width - len(row))))


def _joined(one: Cell, other: Cell) -> Cell:
    place = replace(one.place, end=max(one.place.end, other.place.end))
    return Cell(f"{one.raw} {other.raw}", f"{one.text} {other.text}", place)


def _part(cell: Cell, start: int, end: int) -> Cell:
    text = cell.text[start:end]
    return Cell(text, text, replace(cell.place, start=cell.place.start + start))
