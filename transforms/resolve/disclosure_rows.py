"""Disclosure candidates into rows: one an item, with status, links, evidence, doubts."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.extract.disclosures import DisclosureCandidate
from transforms.extract.links import links_in
from transforms.facts import DisclosureRow, EvidenceLinkRow, stable_id
from transforms.normalize.status import StatusReader
from transforms.persons import mask
from transforms.resolve.ledger import Ledger
from transforms.resolve.status_doubts import doubt_status

TABLE = "core.disclosures"


def disclosure_rows(
    candidates: Sequence[DisclosureCandidate],
    organization_id: str,
    fiscal_year: int | None,
    statuses: StatusReader,
    ledger: Ledger,
) -> tuple[list[DisclosureRow], list[EvidenceLinkRow]]:
    """The rows of ``core.disclosures`` and the links found in them, in the order of the items."""
    rows: list[DisclosureRow] = []
    links: list[EvidenceLinkRow] = []
    for candidate in candidates:
        code = candidate.item.code
        disclosure_id = stable_id("o", ledger.document_id, code)
        result = "\n".join(
            text for role in ("result", "outcome", "recommendation") if (text := candidate.text(role))
        )
        found = statuses.read(candidate.text("status"), result, presence=True)
        first = candidate.first_cell
        line = min(row.line for row in candidate.rows)
        rows.append(
            DisclosureRow(
                disclosure_id=disclosure_id,
                document_id=ledger.document_id,
                organization_id=organization_id,
                fiscal_year=fiscal_year,
                item_code=code,
                item_name=candidate.item.name,
                status=found.status,
                status_basis=found.basis,
                responsible=mask(candidate.text("responsible")) or None,
                note=mask(result) or None,
                source_line=line,
                certainty="sure",
            )
        )
        ledger.evidence(TABLE, disclosure_id, "item_code", first.place, first.raw, "framework-alignment")
        if found.basis is not None:
            cells = [
                cell
                for row in candidate.rows
                for cell in (row.cells.get("status") or row.cells.get("result", []))
            ]
            place = cells[0].place if cells else first.place
            ledger.evidence(
                TABLE, disclosure_id, "status", place, found.evidence_text or None, f"status-{found.basis}"
            )
        said = "\n".join(filter(None, (candidate.text("status"), result)))
        doubt_status(ledger, TABLE, disclosure_id, first.place, found, said)
        if candidate.read_code != code:
            ledger.issue(
                "item-code-mended",
                TABLE,
                disclosure_id,
                "item_code",
                first.place,
                first.raw,
                printed=candidate.printed_code or "—",
                chosen=code,
            )
        seen: set[str] = set()
        for row in candidate.rows:
            for cell in row.all_cells():
                for link in links_in(cell.raw, cell.text, cell.place):
                    if link.url not in seen:
                        seen.add(link.url)
                        links.append(
                            EvidenceLinkRow(
                                stable_id("l", ledger.document_id, code, link.url),
                                ledger.document_id,
                                None,
                                code,
                                link.url,
                                link.place.line,
                                "sure",
                            )
                        )
    return rows, links
