"""Types of the reference tables: what is known about ITA before a report is read.

The tables themselves are files that people read and edit (``warehouse/reference``, overridden by
``HOME/reference``); ``warehouse.reference_files`` loads and validates them into these types. A
:class:`Reference` is built once a process and handed to every function that needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from transforms.corrections import WordingCorrection


@dataclass(frozen=True, slots=True)
class Instrument:
    """IIT, EIT or OIT with its share of the total (0.30, 0.30, 0.40)."""

    code: str
    name: str
    weight: Decimal
    indicators: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One of the ten indicators. ``name`` is canonical, ``aliases`` are other printed names."""

    no: int
    instrument: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the public-disclosure check: ``O8`` of sub-indicator ``9.1``."""

    code: str
    sub_indicator: str
    indicator_no: int
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a survey: ``i16``, ``e7``. ``text`` may be empty where it is not known."""

    code: str
    indicator_no: int
    text: str


@dataclass(frozen=True, slots=True)
class Framework:
    """The instruments, indicators, items and questions of one fiscal year. ``items`` and
    ``questions`` are in their printed order; empty where they are not known for the year."""

    fiscal_year: int
    instruments: tuple[Instrument, ...]
    indicators: Mapping[int, Indicator]
    sub_indicators: Mapping[str, str]
    items: tuple[Item, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a year's scheme: totals from ``lower`` up to, not including, ``upper`` (null:
    no bound); ``each_instrument_at_least`` and ``some_instrument_below`` are side conditions."""

    scheme: str
    from_year: int
    to_year: int | None
    level: str
    lower: Decimal
    upper: Decimal | None
    each_instrument_at_least: Decimal | None
    some_instrument_below: Decimal | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """One of the 77 provinces. ``code`` has two digits (``40``); ``region`` is one of six."""

    code: str
    name: str
    name_en: str
    region: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganizationType:
    """``sao``, ``subdistrict_municipality`` …; ``prefixes`` are all printed forms, longest first."""

    code: str
    name: str
    name_en: str
    abbreviation: str
    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organization:
    """One line of the register, or a provisional organization."""

    organization_id: str
    organization_type: str
    name: str
    amphoe: str
    province: str


@dataclass(frozen=True, slots=True)
class Department:
    """A department by its canonical name. ``kind`` is ``division``, ``unit``, ``everyone`` or
    ``executive``; ``parent`` is the division of a unit where it is always the same."""

    name: str
    kind: str
    parent: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeaderWording:
    """A printed column heading and what the column holds (``issue``, ``measure``, ``steps``,
    ``responsible``, ``time``, ``result``, ``outcome``, ``recommendation``, ``status``, ``ordinal``,
    ``indicator``, ``item_code``, ``item_name``, ``item_elements``, ``score`` …). ``match`` is
    ``exact`` or ``prefix``, on the heading without white space."""

    wording: str
    role: str
    match: str


@dataclass(frozen=True, slots=True)
class StatusWording:
    """A wording and the status it means. ``use`` is ``label`` (beside a box, or the whole of a
    status cell), ``narrative`` (inside result prose) or ``presence`` (as a label, but in lists of what
    is disclosed only)."""

    wording: str
    status: str
    use: str


@dataclass(frozen=True, slots=True)
class IssueRule:
    """One rule of the issue catalogue: texts are templates with ``{placeholders}``; ``action`` says
    what to do next."""

    rule: str
    severity: str
    message_th: str
    message_en: str
    action_th: str
    action_en: str


@dataclass(frozen=True, eq=False)
class Reference:
    """All reference tables together. ``digest`` changes when any of them does; ``register`` is
    empty until a register was imported. ``wording_corrections`` are those that people made; what those
    that hold say is in the other tables already, and ``plain`` is the reference without them (null where
    none holds). Compared and hashed by identity, so that what is prepared from one (indexes, compiled
    patterns) can be kept beside it."""

    digest: str
    frameworks: Mapping[int, Framework]
    levels: tuple[Level, ...]
    provinces: tuple[Province, ...]
    organization_types: tuple[OrganizationType, ...]
    departments: tuple[Department, ...]
    headers: tuple[HeaderWording, ...]
    statuses: tuple[StatusWording, ...]
    issue_rules: Mapping[str, IssueRule]
    register: tuple[Organization, ...]
    wording_corrections: tuple[WordingCorrection, ...] = ()
    plain: Reference | None = None

    def framework(self, fiscal_year: int | None) -> Framework:
        """The framework of the year, or the nearest earlier one; of the latest year for ``None``."""
        years = sorted(self.frameworks)
        if fiscal_year is None:
            return self.frameworks[years[-1]]
        known = [year for year in years if year <= fiscal_year]
        return self.frameworks[known[-1] if known else years[0]]
