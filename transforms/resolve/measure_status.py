"""The status of a measure, and what makes it doubtful."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import Cell
from transforms.extract.measures.candidate import MeasureCandidate
from transforms.normalize.status import NOT_REPORTED, StatusFound, StatusReader
from transforms.resolve.ledger import Ledger
from transforms.resolve.status_doubts import doubt_status, doubt_status_elsewhere

_TABLE = "core.measures"


def most_tell(candidates: Sequence[MeasureCandidate]) -> bool:
    """Whether most measures of tables with a column for it have a cell that tells a result."""
    with_column = [candidate for candidate in candidates if candidate.has_status_column]
    told = sum(bool(_cells(candidate)) for candidate in with_column)
    return len(with_column) > 2 and 2 * told > len(with_column)


def measure_status(
    ledger: Ledger, statuses: StatusReader, measure_id: str, candidate: MeasureCandidate, *, all_tell: bool
) -> StatusFound:
    """The status that the measure's own cells give, with evidence and issues. ``all_tell`` where a row
    without any such cell has lost it."""
    row = candidate.row
    if not candidate.has_status_column:
        unknown = row.all_cells() if row.guessed else row.spare
        doubt_status_elsewhere(ledger, _TABLE, measure_id, NOT_REPORTED, unknown, statuses)
        return NOT_REPORTED
    texts = candidate.texts
    result = "\n".join(text for role in ("result", "outcome") if (text := texts.get(role)))
    found = statuses.read(texts.get("status", ""), result)
    cells = _cells(candidate)
    place = cells[0].place if cells else row.first_filled().place
    if found.basis is not None:
        raw = found.evidence_text or None
        ledger.evidence(_TABLE, measure_id, "status", place, raw, f"status-{found.basis}")
    said = "\n".join(filter(None, (texts.get("status"), result)))
    doubt_status(ledger, _TABLE, measure_id, place, found, said)
    others = [cell for role in ("responsible", "time") for cell in row.cells.get(role, [])]
    doubt_status_elsewhere(ledger, _TABLE, measure_id, found, others, statuses)
    if found.basis is None and not cells and all_tell:
        ledger.issue("status-cell-lost", _TABLE, measure_id, "status", place, candidate.title)
    return found


def _cells(candidate: MeasureCandidate) -> list[Cell]:
    return candidate.cells("status") or candidate.cells("result") or candidate.cells("outcome")
