"""What a list of scores is made of: scores as printed, damaged ones with their readings, means."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from transforms.document import Place


@dataclass(frozen=True, slots=True)
class ScoreMention:
    """One indicator with a printed score. ``method`` is ``printed`` where a label says which
    indicator it is, ``numbered`` where only a row number 1 to 10 does, ``ordered`` where only its
    place among ten does. ``label_conflict``: number, name and sequence disagree. ``coarse``: printed
    with fewer decimals than the scores around it, so digits may be lost."""

    indicator_no: int
    value: Decimal
    method: str
    label_conflict: bool
    place: Place
    raw: str
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class DamagedScore:
    """One indicator whose printed digits cannot be read for sure. ``readings`` are what they can be;
    ``reason`` is ``digits-damaged`` or ``score-out-of-range``."""

    indicator_no: int
    readings: tuple[Decimal, ...]
    reason: str
    place: Place
    raw: str


@dataclass(frozen=True, slots=True)
class InstrumentMean:
    """The printed mean of one instrument (``IIT``, ``EIT``, ``OIT``)."""

    code: str
    value: Decimal
    place: Place


@dataclass(frozen=True, slots=True)
class ScoreList:
    """Scores that stand together; ``year`` only where the column itself is headed by a year. A list
    may hold nothing but means of instruments. ``tentative``: one of several columns of numbers that
    nothing tells apart; it counts only if its sum proves it."""

    mentions: tuple[ScoreMention, ...]
    year: int | None
    block: int
    ruined: bool
    damaged: tuple[DamagedScore, ...] = ()
    means: tuple[InstrumentMean, ...] = ()
    tentative: bool = False
