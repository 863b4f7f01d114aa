"""What an explanation says: figures, the places they come from, the rules, what else there was."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from warehouse.organization_lookup import NamedOrganization


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a value was read: ``line`` is the whole line of the original, markup included (of an original
    without lines: the row or paragraph), ``text`` the piece of it that the locator names; both ``None``,
    with the reason in ``problem``, where the archive cannot give them. ``rule`` is ``None`` where no rule
    read a value there and the place is only that of the row; ``raw_text`` is the text as it stands in the
    warehouse, persons masked; ``place_*`` says the place in words."""

    locator: str
    line: str | None
    text: str | None
    rule: str | None
    rule_version: str | None
    problem: str | None = None
    raw_text: str | None = None
    place_th: str | None = None
    place_en: str | None = None
    problem_th: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """An open issue, or a value that is unknown for a reason; ``candidates`` are what it could have been."""

    severity: str
    rule: str
    message_th: str
    message_en: str
    source_line: int | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a document as a whole, on which its figures rest: whose it is, which years."""

    column_name: str
    label_th: str
    label_en: str
    value: str | None
    traces: tuple[Trace, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document: all names it came under, its place in the archive by sha256, what became of it, who read
    it with which version of the rules, and what was decided about it."""

    document_id: str
    sha256: str
    file_names: tuple[str, ...]
    state: str
    reporting_round: str | None
    received_at: datetime | None
    reader: str | None = None
    rules_version: str | None = None
    decisions: tuple[Decision, ...] = ()
    source_kind: str | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's correction of the record, as ``quality.corrections`` has it: column and value."""

    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of one record. ``label_*`` says what it is (of which indicator, item or measure); ``how``
    how it came about (printed, recovered, checkbox, a formula); ``why_not_*`` why it is not in force;
    ``decisions`` what its row says itself of whose it is, in a document about many organizations."""

    table_name: str
    record_id: str
    column_name: str
    fiscal_year: int | None
    label_th: str
    label_en: str
    value: str | None
    certainty: str
    is_current: bool
    superseded_by: str | None
    source: Source
    traces: tuple[Trace, ...]
    doubts: tuple[Doubt, ...]
    how: str | None = None
    why_not_th: str | None = None
    why_not_en: str | None = None
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """``figures`` are in force (or wait for review); ``considered`` are the same facts from other
    documents, with why they are not in force. ``fact`` is as asked, ``None`` for all."""

    organization: NamedOrganization
    fiscal_year: int | None
    fact: str | None
    figures: tuple[Figure, ...]
    considered: tuple[Figure, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}

    def to_text(self, lang: str = "th") -> str:
        """The explanation for a terminal, in Thai or English (``en``); a summary has one line a figure."""
        from warehouse.explanation_text import lines_of

        return "\n".join(lines_of(self, lang != "th"))


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
