"""One measure as its row says it, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.document import Cell, Place
from transforms.extract.tables.headings import PERCENT
from transforms.extract.tables.logical_rows import LogicalRow

#: The roles in which a row names what it is about, in the order in which they are looked at.
TITLE_ROLES = ("indicator", "issue", "measure")


@dataclass(slots=True)
class MeasureCandidate:
    """One measure as its row says it. ``texts`` by role, raw wording; ``indicator_basis`` is
    ``label``, ``question``, ``name``, ``steps``, ``cell-above`` or ``section``; ``repeated_until`` is the
    last line of a run of rows that are all this one."""

    row: LogicalRow
    title: str
    title_role: str
    texts: dict[str, str]
    indicator_no: int | None = None
    indicator_basis: str | None = None
    indicator_place: Place | None = None
    question_code: str | None = None
    question_printed: str | None = None
    question_indicator: int | None = None
    question_assumed: bool = False
    has_status_column: bool = False
    repeated_until: int | None = None

    @property
    def source_line(self) -> int:
        """The line of the first cell."""
        return self.row.line

    def cells(self, role: str) -> list[Cell]:
        """The cells that hold the role's text."""
        if role == "status":
            percent = [cell for cell in self.row.cells.get(PERCENT, []) if cell.text]
            return [*self.row.cells.get(role, []), *percent, *self.row.status_cells()]
        if role == "time" and not self.row.text(role):
            marked = [cell for _, cell in self.row.quarter_cells() or self.row.month_cells()]
            if marked:
                return marked
        own = self.row.cells.get(role, [])
        return own if any(cell.text for cell in own) else self.row.carried.get(role, own)
