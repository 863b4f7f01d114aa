"""Tables of measures that were copied from somebody else: they name a far organization again and again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from transforms.extract.organizations.mentions import OrganizationMention
from transforms.extract.tables.logical_tables import MEASURES, LogicalTable
from transforms.reference import Organization, Reference

#: A single mention is a speaker, a place visited, a court; on this many lines it is the text's own subject.
_AGAIN = 2


def pasted_blocks(
    tables: Sequence[LogicalTable],
    mentions: Sequence[OrganizationMention],
    organization: Organization,
    reference: Reference,
) -> dict[int, str]:
    """Blocks with measures in which one organization that ``organization``'s province does not have is named
    on two lines or more and ``organization`` on none, with its name. Neighbours are left out: a report may
    well tell of them."""
    others = [m for m in mentions if m.registered and m.name != organization.name]
    if len(others) < _AGAIN:
        return {}
    near = _in_province(reference, organization.province)
    far = [m for m in others if (m.organization_type, m.name) not in near]
    if len(far) < _AGAIN:
        return {}
    own = {m.place.line for m in mentions if m.name == organization.name}
    found: dict[int, str] = {}
    for block, lines in _lines(tables).items():
        if own & lines:
            continue
        named: dict[str, set[int]] = {}
        for mention in far:
            if mention.place.line in lines:
                named.setdefault(mention.name, set()).add(mention.place.line)
        again = [name for name, on in named.items() if len(on) >= _AGAIN]
        if again:
            found[block] = max(again, key=lambda name: len(named[name]))
    return found


@lru_cache(maxsize=80)
def _in_province(reference: Reference, province: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        (one.organization_type, one.name) for one in reference.register if one.province == province
    )


def _lines(tables: Sequence[LogicalTable]) -> dict[int, set[int]]:
    lines: dict[int, set[int]] = {}
    for table in tables:
        if table.kind == MEASURES:
            for row in table.rows:
                lines.setdefault(row.block, set()).update(cell.place.line for cell in row.all_cells())
    return lines
