"""Issues about a status that was read: boxes, words and numbers that do not tell it plainly."""

from __future__ import annotations

from transforms.document import Place
from transforms.normalize.status import StatusFound
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
        ledger.issue(rule, table, record_id, "status", place, raw, wording=wording)
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
