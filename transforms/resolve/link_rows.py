"""Web addresses outside measures and items, and doubts about hosts."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import Document, Paragraph, Place
from transforms.extract.links import Link, foreign_hosts, links_in
from transforms.facts import EvidenceLinkRow, stable_id
from transforms.resolve.ledger import Ledger


def other_links(
    document: Document, ruined: frozenset[int], known: Sequence[EvidenceLinkRow], ledger: Ledger
) -> list[EvidenceLinkRow]:
    """Addresses outside measures and items (running text, other tables), outside ruined blocks."""
    seen = {link.url for link in known}
    found: list[EvidenceLinkRow] = []
    for index, block in enumerate(document.blocks):
        if index in ruined:
            continue
        pieces = (
            [block] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row.cells]
        )
        for piece in pieces:
            for link in links_in(piece.raw, piece.text, piece.place):
                if link.url not in seen:
                    seen.add(link.url)
                    identity = stable_id("l", ledger.document_id, link.url)
                    found.append(
                        EvidenceLinkRow(
                            identity,
                            ledger.document_id,
                            None,
                            None,
                            link.url,
                            link.place.line,
                            "sure",
                        )
                    )
                    doubt_repaired(ledger, identity, link)
    return found


def doubt_repaired(ledger: Ledger, link_id: str, link: Link) -> None:
    """An issue where the printed address had to be changed to be one, or seems not to be whole."""
    if link.doubtful:
        ledger.issue(
            "link-doubtful", "core.evidence_links", link_id, "url", link.place, link.raw, printed=link.raw
        )
    if link.repaired:
        ledger.issue(
            "link-repaired", "core.evidence_links", link_id, "url", link.place, link.raw, printed=link.raw
        )


def doubt_links(links: Sequence[EvidenceLinkRow], ledger: Ledger) -> None:
    """Issues about government hosts that are not the one of most addresses."""
    hosts = foreign_hosts([link.url for link in links])
    for link in links:
        if link.url in hosts:
            ledger.issue(
                "link-foreign-host",
                "core.evidence_links",
                link.link_id,
                "url",
                Place(link.source_line),
                link.url,
                host=hosts[link.url],
            )
