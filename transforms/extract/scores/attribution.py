"""Which indicator each row of a list of scores is of: by name, printed number, row number, sequence.

A name says most: a scanner damages one digit more often than a whole name. Where a name stands twice,
or there is none, the printed number decides; row numbers count as numbers of indicators only in lists
where they agree with the names (a sorted list numbers its ranks). Whatever disagrees is marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.document import Place
from transforms.extract.scores.cells import ScoreReading
from transforms.extract.scores.indicators import IndicatorLabel
from transforms.extract.scores.score_list import DamagedScore, ScoreMention

_ALL = 10


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One row with a score. ``ordinal`` is its row number; ``worded`` where its label has words that
    name no indicator (a ruined label); ``moved`` where its cells did not stand in their columns."""

    ordinal: int | None
    label: IndicatorLabel | None
    worded: bool
    reading: ScoreReading
    place: Place
    raw: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class _Owned:
    row: ScoreRow
    no: int
    conflict: bool


def attributed(rows: Sequence[ScoreRow]) -> tuple[tuple[ScoreMention, ...], tuple[DamagedScore, ...]]:
    """Rows into scores and damaged scores of indicators; rows that say no indicator are left out."""
    owned = _owned(rows)
    plain = [one for one in owned if one.row.reading.value is not None]
    fine = sum(one.row.reading.decimals >= 2 for one in plain)
    mentions: list[ScoreMention] = []
    damaged: list[DamagedScore] = []
    for one in owned:
        reading = one.row.reading
        if reading.value is None:
            reason = reading.reason or "digits-damaged"
            damaged.append(DamagedScore(one.no, reading.readings, reason, one.row.place, one.row.raw))
        elif reading.decimals == 0 and reading.value not in (0, 100) and fine * 2 >= len(plain) > 1:
            damaged.append(DamagedScore(one.no, (), "digits-damaged", one.row.place, one.row.raw))
        else:
            coarse = reading.decimals == 1 and fine * 2 >= len(plain)
            mentions.append(
                ScoreMention(
                    one.no, reading.value, "printed", one.conflict, one.row.place, one.row.raw, coarse
                )
            )
    return tuple(mentions), tuple(damaged)


def _owned(rows: Sequence[ScoreRow]) -> list[_Owned]:
    named = Counter(row.label.named for row in rows if row.label is not None and row.label.named is not None)
    ordinals = _ordinals_are_indicators(rows)
    found: list[_Owned | None] = []
    for row in rows:
        name = row.label.named if row.label is not None else None
        numbers = [row.label.number] if row.label is not None else []
        numbers += [row.ordinal] if ordinals else []
        said = [number for number in numbers if number is not None and 1 <= number <= _ALL]
        number = said[0] if said else None
        if name is not None and (named[name] == 1 or number is None or number == name or named[number]):
            found.append(_Owned(row, name, row.moved or any(one != name for one in said)))
        elif number is not None:
            conflict = row.moved or name is not None or any(one != number for one in said)
            found.append(_Owned(row, number, conflict))
        else:
            found.append(None)
    return _by_sequence(rows, found)


def _ordinals_are_indicators(rows: Sequence[ScoreRow]) -> bool:
    pairs = [(row.ordinal, row.label.no) for row in rows if row.label is not None and row.ordinal is not None]
    agreeing = sum(ordinal == no for ordinal, no in pairs)
    return agreeing >= 3 and agreeing * 10 >= len(pairs) * 6


def _by_sequence(rows: Sequence[ScoreRow], found: Sequence[_Owned | None]) -> list[_Owned]:
    """In a list in the order of the framework, one row with a ruined label between its neighbours."""
    known = [one.no for one in found if one is not None]
    taken = set(known)
    if len(known) < 4 or any(after <= before for before, after in pairwise(known)):
        return [one for one in found if one is not None]
    owned: list[_Owned] = []
    for at, (row, one) in enumerate(zip(rows, found, strict=True)):
        if one is not None:
            owned.append(one)
            continue
        before, after = _no_at(found, at - 1), _no_at(found, at + 1)
        between = before is not None and after is not None and after - before == 2
        if before is not None and between and row.worded and before + 1 not in taken:
            owned.append(_Owned(row, before + 1, True))
    return owned


def _no_at(found: Sequence[_Owned | None], at: int) -> int | None:
    """The indicator at that place of the list: 0 before its head, 11 behind its end."""
    if not 0 <= at < len(found):
        return 0 if at < 0 else _ALL + 1
    one = found[at]
    return one.no if one is not None else None
