"""What ``prongsai diff`` calls organizations, figures, tables and causes, in the language spoken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flows.messages import all_messages, say
from flows.printable import without_escapes
from warehouse.changed_organizations import MissingOrganization, NamedOrganization
from warehouse.publication_changes import PublicationChanges

_NONE = "–"


@dataclass(frozen=True, slots=True)
class Names:
    """What organizations are called: with their province; where two of one province that are told of have
    the same name, with their amphoe too."""

    several: frozenset[tuple[str, str | None]] = field(default_factory=frozenset)

    @classmethod
    def of(cls, organizations: Iterable[NamedOrganization]) -> Names:
        """Names that tell these organizations apart."""
        distinct = {one.organization_id: (one.label, one.province) for one in organizations}
        counts = Counter(distinct.values())
        return cls(frozenset(name for name, count in counts.items() if count > 1))

    def __call__(self, one: NamedOrganization) -> str:
        """One line, without escapes."""
        parts = [one.label]
        if one.amphoe and (one.label, one.province) in self.several:
            parts.append(f"อ.{one.amphoe}")
        if one.province and one.province not in one.label:
            parts.append(f"จ.{one.province}")
        return without_escapes(" ".join(parts))


def organizations_in(found: PublicationChanges) -> Iterable[NamedOrganization]:
    """Every organization that is told of."""
    for group in (found.added, found.changed, found.missing, found.score_moves, found.completion_moves):
        yield from (one.organization for one in group)
    for succession in found.successions:
        yield from (succession.old, succession.new)


def cause_in_words(cause: str, lang: str) -> str:
    """What changed a figure; an unknown cause as it is written."""
    return _say_or(f"cause-{cause}", cause, lang)


def causes_in_words(causes: Iterable[str], lang: str) -> str:
    """Several of them."""
    return ", ".join(cause_in_words(cause, lang) for cause in causes)


def figure_in_words(column: str, lang: str) -> str:
    """What a column of figures is called."""
    return _say_or(f"figure-{column.replace('_', '-')}", column, lang)


def figure_with_part(column: str, part: str | None, lang: str) -> str:
    """The same with the indicator or the round that the figure is of."""
    if part is None:
        return figure_in_words(column, lang)
    if part.isdigit():
        return say("figure-of-indicator", lang, number=part)
    return say(
        "figure-of-round", lang, figure=figure_in_words(column, lang), round=round_in_words(part, lang)
    )


def round_in_words(reporting_round: str | None, lang: str) -> str:
    """A reporting round; a dash where it is not known."""
    return _NONE if reporting_round is None else _say_or(f"round-{reporting_round}", reporting_round, lang)


def table_in_words(table: str, lang: str) -> str:
    """What a table of the warehouse is called."""
    return _say_or(f"table-{table}", table, lang)


def why_missing(missing: MissingOrganization, lang: str) -> str:
    """Why an organization has no figures any more, as far as it is known."""
    another = missing.document_of_another
    documents = [one for one in missing.documents if another is None or one == another] or list(
        missing.documents
    )
    set_aside = next((one for one in missing.documents if one.state_reason), None)
    told = set_aside if missing.reason in ("set-aside", "out-of-scope") and set_aside else None
    told = told or (documents[0] if documents else None)
    said = say(
        f"gone-{missing.reason}",
        lang,
        file=told.file_name if told else _NONE,
        reason=(told.state_reason if told else None) or _NONE,
        other=((another.label or another.organization_id) if another else None) or _NONE,
        count=missing.waiting,
    )
    return without_escapes(said)


def local_time(moment: datetime | None, zone: ZoneInfo) -> str:
    """A time of the history (UTC) as clocks there show it."""
    if moment is None:
        return _NONE
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return f"{aware.astimezone(zone):%Y-%m-%d %H:%M}"


def _say_or(key: str, text: str, lang: str) -> str:
    return say(key, lang) if key in all_messages() else text
