"""Disclosure candidates into rows: one an item, with status, links, evidence, doubts."""

from __future__ import annotations

from transforms.document import Cell
from transforms.extract.disclosures.rows import DisclosureCandidate, DisclosureList, SetAside
from transforms.extract.links import links_in
from transforms.facts import DisclosureRow, EvidenceLinkRow, stable_id
from transforms.normalize.status import StatusFound, StatusReader
from transforms.persons import mask
from transforms.resolve.ledger import Ledger
from transforms.resolve.link_rows import doubt_repaired
from transforms.resolve.status_doubts import doubt_status, doubt_status_elsewhere

TABLE = "core.disclosures"
#: A title so alike needs no code to be known by.
_KNOWN_BY_TITLE = 90.0


def disclosure_rows(
    found: DisclosureList,
    organization_id: str,
    fiscal_year: int | None,
    statuses: StatusReader,
    ledger: Ledger,
) -> tuple[list[DisclosureRow], list[EvidenceLinkRow]]:
    """The rows of ``core.disclosures`` and the links found in them, in the order of the report; every
    row that is no item is an issue."""
    rows: list[DisclosureRow] = []
    links: list[EvidenceLinkRow] = []
    for candidate in found.items:
        code = candidate.item.code
        disclosure_id = stable_id("o", ledger.document_id, code)
        status = _status(candidate, statuses, disclosure_id, ledger)
        _doubt_item(candidate, disclosure_id, fiscal_year, ledger)
        rows.append(
            DisclosureRow(
                disclosure_id=disclosure_id,
                document_id=ledger.document_id,
                organization_id=organization_id,
                fiscal_year=fiscal_year,
                item_code=code,
                item_name=candidate.item.name,
                status=status.status,
                status_basis=status.basis,
                responsible=mask(candidate.text("responsible")) or None,
                note=mask(_result(candidate)) or None,
                source_line=min(row.line for row in candidate.rows),
                certainty="sure" if candidate.doubt is None else "needs_review",
            )
        )
        first = candidate.first_cell
        ledger.evidence(TABLE, disclosure_id, "item_code", first.place, first.raw, "framework-alignment")
        links += _links(candidate, ledger)
    for row in found.set_aside:
        _set_aside(row, fiscal_year, ledger)
    return rows, links


def _result(candidate: DisclosureCandidate) -> str:
    roles = ("result", "outcome", "recommendation")
    return "\n".join(text for role in roles if (text := candidate.text(role)))


def _status(
    candidate: DisclosureCandidate, statuses: StatusReader, disclosure_id: str, ledger: Ledger
) -> StatusFound:
    printed, result = candidate.text("status"), _result(candidate)
    found = statuses.read(printed, result, presence=True)
    if found.basis is None and found.reason in (None, "unreadable"):
        elsewhere = _elsewhere(candidate, statuses)
        if elsewhere is not None:
            found, cell = elsewhere
            ledger.issue("row-shifted", TABLE, disclosure_id, "status", cell.place, cell.raw)
            printed = cell.text
    cells = [
        cell for row in candidate.rows for cell in (row.cells.get("status") or row.cells.get("result", []))
    ]
    place = cells[0].place if cells else candidate.first_cell.place
    if found.basis is not None:
        raw = found.evidence_text or None
        ledger.evidence(TABLE, disclosure_id, "status", place, raw, f"status-{found.basis}")
    said = "\n".join(filter(None, (printed, result)))
    doubt_status(ledger, TABLE, disclosure_id, place, found, said)
    others = [cell for row in candidate.rows for cell in (*row.cells.get("responsible", []), *row.spare)]
    others += [
        cell
        for row in candidate.rows
        for cell in row.cells.get("item_elements", [])
        if statuses.from_words(cell.text) is not None
    ]
    doubt_status_elsewhere(ledger, TABLE, disclosure_id, found, others, statuses)
    if candidate.again:
        once_more = statuses.read(
            candidate.text_again("status"), candidate.text_again("result"), presence=True
        )
        if once_more.basis is not None and once_more.status != found.status:
            again = candidate.again[0].first_filled()
            ledger.issue(
                "item-twice", TABLE, disclosure_id, "status", again.place, again.raw, code=candidate.item.code
            )
    return found


def _elsewhere(candidate: DisclosureCandidate, statuses: StatusReader) -> tuple[StatusFound, Cell] | None:
    """A status that stands in another cell of the row, where the row slipped by a column or two cells
    ran together: boxes anywhere, words where they are a whole cell or the end of one."""
    row = candidate.rows[0]
    if not row.cells.keys() & {"status", "result"} and not row.spare:
        return None
    for cell in row.all_cells():
        if boxes := statuses.from_boxes(cell.text, presence=False):
            return boxes, cell
    for cell in reversed(row.all_cells()):
        if words := statuses.label_at_end(cell.text):
            return words, cell
    return None


def _doubt_item(
    candidate: DisclosureCandidate, disclosure_id: str, fiscal_year: int | None, ledger: Ledger
) -> None:
    """Issues about which item it is."""
    first, code = candidate.first_cell, candidate.item.code
    at = (TABLE, disclosure_id, "item_code", first.place, first.raw)
    printed = candidate.printed_code or "—"
    by_title = candidate.printed_code is None and candidate.likeness >= _KNOWN_BY_TITLE
    if candidate.read_code != code and not (by_title and candidate.doubt is None):
        ledger.issue("item-code-mended", *at, printed=printed, chosen=code)
    if candidate.doubt == "list-of-another-year":
        ledger.issue("item-outside-framework", *at, code=printed, year=fiscal_year or "—")
    elif candidate.doubt is not None:
        ledger.issue("item-name-mismatch", *at, code=code)
    if candidate.again:
        again = candidate.again[0].first_filled()
        ledger.issue("item-twice", TABLE, disclosure_id, "item_code", again.place, again.raw, code=code)


def _set_aside(row: SetAside, fiscal_year: int | None, ledger: Ledger) -> None:
    first = row.row.first_filled()
    identity = stable_id("o", ledger.document_id, "row", row.row.line)
    ledger.issue(
        "item-not-recognized",
        TABLE,
        identity,
        "item_code",
        first.place,
        first.raw,
        code=row.printed_code or "—",
        wording=row.printed_name[:80],
        year=fiscal_year or "—",
    )


def _links(candidate: DisclosureCandidate, ledger: Ledger) -> list[EvidenceLinkRow]:
    code = candidate.item.code
    found: dict[str, EvidenceLinkRow] = {}
    for row in candidate.rows:
        for cell in row.all_cells():
            for link in links_in(cell.raw, cell.text, cell.place):
                if link.url in found:
                    continue
                identity = stable_id("l", ledger.document_id, code, link.url)
                found[link.url] = EvidenceLinkRow(
                    identity, ledger.document_id, None, code, link.url, link.place.line, "sure"
                )
                doubt_repaired(ledger, identity, link)
    return list(found.values())
