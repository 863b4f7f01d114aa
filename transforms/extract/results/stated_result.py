"""One result as a document states it: of whom, of which year, total, level, indicators."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from transforms.document import Place


@dataclass(frozen=True, slots=True)
class NamedOrganization:
    """An organization as a row or sentence names it. ``types`` are the types that the wording can mean,
    empty where it names none; ``is_local`` says that it can be a local administration at all. ``amphoe``
    and ``province`` are as printed beside the name or above the rows; ``near_amphoe`` is that of a title,
    which decides between organizations of one name and excludes none."""

    name: str
    types: tuple[str, ...]
    is_local: bool
    amphoe: str | None
    province: str | None
    place: Place
    raw: str
    near_amphoe: str | None = None


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A printed score with the place it stands at."""

    value: Decimal
    place: Place
    raw: str


@dataclass(frozen=True, slots=True)
class DamagedNumber:
    """What stands where a score should and is none: ``readings`` are the scores that it can be, ``reason``
    says what is wrong with it."""

    reason: str
    readings: tuple[Decimal, ...]
    place: Place
    raw: str


@dataclass(frozen=True, slots=True)
class StatedYear:
    """A printed fiscal year. ``rule`` says how it belongs to the result: ``row-year``, ``column-year``,
    ``sentence-year``, ``caption-year`` or ``document-year``."""

    year: int
    rule: str
    place: Place
    raw: str


@dataclass(frozen=True, slots=True)
class StatedResult:
    """One organization's result in one year. ``organization`` is null where the document speaks of its own
    results; ``year`` is null where none is printed that is plainly of this result. ``block`` is the
    index of the block; ``moved`` where cells of the row were put in their places; ``damaged_total`` stands
    where the total should, ``lost_scores`` where scores of indicators should (reason ``not-stated`` where
    nothing does); ``fraction`` says that the scores were held as parts of one (0.9145)."""

    organization: NamedOrganization | None
    year: StatedYear | None
    total: StatedNumber | None
    level: str | None
    level_place: Place | None
    level_raw: str | None
    scores: tuple[tuple[int, StatedNumber], ...]
    place: Place
    block: int
    moved: bool = False
    damaged_total: DamagedNumber | None = None
    fraction: bool = False
    lost_scores: tuple[tuple[int, DamagedNumber], ...] = ()
