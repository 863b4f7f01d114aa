"""One row of a logical table: its cells by role, put together from one or more physical rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from transforms.document import BOX_EMPTY, BOX_TICKED, Cell
from transforms.extract.tables.headings import MONTH_COLUMN, QUARTER_COLUMN, STATUS_COLUMN

_MARK = re.compile(rf"[(\[]?\s*[{BOX_TICKED}/√xX×●•*✗]\s*[)\]]?")
_UNMARKED = re.compile(rf"[\s.\-–—{BOX_EMPTY}]*")


@dataclass(slots=True)
class LogicalRow:
    """Cells by role, each a list of fragments in order; ``block`` is the index of the block of the
    first fragment, ``line`` its line. ``spare`` holds filled cells in columns of no known role.

    ``carried`` holds by role what a merged cell above says, where the row's own cell is empty; ``inferred``
    are the roles of which only the layout says so. ``moved`` are roles whose cell was put in its place,
    ``doubtful`` those whose text no reading of a damaged row settles, ``guessed`` those whose column has no
    heading and is known by its content."""

    cells: dict[str, list[Cell]]
    line: int
    block: int
    spare: list[Cell] = field(default_factory=list)
    continued_over_page: bool = False
    carried: dict[str, list[Cell]] = field(default_factory=dict)
    inferred: set[str] = field(default_factory=set)
    moved: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    guessed: frozenset[str] = frozenset()

    def text(self, role: str) -> str:
        """The text of the role's fragments, one below the other."""
        return "\n".join(cell.text for cell in self.cells.get(role, ()) if cell.text)

    def said(self, role: str) -> str:
        """The text of the role, that of a merged cell above where the row has none of its own."""
        return self.text(role) or "\n".join(cell.text for cell in self.carried.get(role, ()))

    def status_cells(self) -> list[Cell]:
        """The filled cells of columns that are headed by a status."""
        found = (cells for role, cells in self.cells.items() if role.startswith(STATUS_COLUMN))
        return [cell for cells in found for cell in cells if _is_marked(cell.text)]

    def status_boxes(self) -> str:
        """One box with its label for each column that is headed by a status, a line each; ticked where
        its cell holds a mark or words. Empty where there are no such columns."""
        boxes = []
        for role, cells in self.cells.items():
            if role.startswith(STATUS_COLUMN):
                marked = any(_is_marked(cell.text) for cell in cells)
                boxes.append(f"{BOX_TICKED if marked else BOX_EMPTY} {role.removeprefix(STATUS_COLUMN)}")
        return "\n".join(boxes)

    def status_prose(self) -> str:
        """What stands in words in columns that are headed by a status."""
        return "\n".join(cell.text for cell in self.status_cells() if not _MARK.fullmatch(cell.text))

    def quarter_cells(self) -> list[tuple[int, Cell]]:
        """The marked cells of columns that are headed by a quarter, with its number."""
        return [
            (int(role.removeprefix(QUARTER_COLUMN)), cell)
            for role, cells in self.cells.items()
            if role.startswith(QUARTER_COLUMN)
            for cell in cells
            if _MARK.fullmatch(cell.text)
        ]

    def month_cells(self) -> list[tuple[str, Cell]]:
        """The span of each run of marked cells in columns that are headed by a month, with its first cell:
        ``ต.ค. ๖๔ - มี.ค. ๖๕``."""
        runs: list[list[tuple[str, Cell]]] = [[]]
        for role, cells in self.cells.items():
            if not role.startswith(MONTH_COLUMN):
                continue
            marked = [cell for cell in cells if _MARK.fullmatch(cell.text)]
            if marked:
                runs[-1].append((role.removeprefix(MONTH_COLUMN), marked[0]))
            elif runs[-1]:
                runs.append([])
        return [(f"{run[0][0]} - {run[-1][0]}", run[0][1]) for run in runs if run]

    def first_filled(self) -> Cell:
        """The first cell with text: a cell that spans rows stands again, empty, in the rows below."""
        cells = self.all_cells()
        return next((cell for cell in cells if cell.text), cells[0])

    def all_cells(self) -> list[Cell]:
        """Every fragment of the row, in the order of lines."""
        cells = [cell for fragments in self.cells.values() for cell in fragments] + self.spare
        return sorted(cells, key=lambda cell: (cell.place.line, cell.place.start))


def _is_marked(text: str) -> bool:
    return _UNMARKED.fullmatch(text) is None
