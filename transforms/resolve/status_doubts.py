"""Issues about a status that was read: boxes, words and numbers that do not tell it plainly."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import Cell, Place
from transforms.normalize.status import StatusFound, StatusReader
from transforms.normalize.status_hints import status_hint
from transforms.resolve.ledger import Ledger

_RULES = {
    "boxes-not-ticked": "no-box-ticked",
    "boxes-conflict": "several-boxes-ticked",
    "boxes-torn": "status-box-group-torn",
    "unreadable": "status-unreadable",
    "doubtful": "status-unreadable",
}


def doubt_status(
    ledger: Ledger, table: str, record_id: str, place: Place, found: StatusFound, text: str
) -> None:
    """Issues on the column ``status`` of a record, and on its percentage; ``text`` is what the cells
    say that the status was read from."""
    rule = _RULES.get(found.reason or "")
    if rule is not None:
        raw = found.evidence_text or text or None
        wording = (found.evidence_text or text)[:80]
        # where words tell what no box does, neither the status nor what it rests on is settled
        columns = ("status", "status_basis") if found.basis is not None else ("status",)
        for column in columns:
            ledger.issue(rule, table, record_id, column, place, raw, wording=wording)
    if found.reason == "boxes-conflict":
        ledger.unknown(table, record_id, "status", "several-boxes-ticked")
    if found.contradicts:
        ledger.issue("status-contradicts-text", table, record_id, "status", place, text or None)
    if found.impossible_percent is not None:
        columns = ("percent_complete", "status") if table == "core.measures" else ("status",)
        for column in columns:
            ledger.issue(
                "percent-out-of-range",
                table,
                record_id,
                column,
                place,
                text,
                printed=found.impossible_percent,
            )
        if table == "core.measures":
            ledger.unknown(table, record_id, "percent_complete", "percent-out-of-range")


def doubt_status_elsewhere(
    ledger: Ledger,
    table: str,
    record_id: str,
    found: StatusFound,
    others: Sequence[Cell],
    statuses: StatusReader,
) -> None:
    """An issue where the cells for it give no status, or prose alone, and one of the ``others`` holds words
    that tell one: two cells ran together."""
    if found.basis not in (None, "narrative"):
        return
    for cell in others:
        hint = status_hint(statuses, cell.text)
        if hint is not None:
            for column in ("status", "status_basis"):
                ledger.issue(
                    "status-in-another-cell",
                    table,
                    record_id,
                    column,
                    cell.place,
                    cell.raw,
                    wording=hint[:80],
                )
            return
