"""A list of printed rows against the items of a framework, as two sequences.

A row's likeness to an item is that of its title, and more where its code agrees; the order-keeping
pairs with the highest sum are taken. What the order left out and code and title name together is
taken from any place; rows that fill a gap exactly take the items of the gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz

from transforms.normalize.thai import matching_key
from transforms.reference import Item

CODE_BONUS = 45.0
LEAST = 52.0
#: A bare number in the column of codes may as well be the number of the row.
_NUMBER_BONUS = 15.0
#: What a title must be worth on its own, and beside a code that agrees.
_TITLE_ALONE = 72.0
_TITLE_BESIDE_CODE = 45.0
#: What a title that is only a part of the other is worth beside a whole one.
_IN_PART = 0.97
_SURE_TITLE = 85.0
#: A title that needs neither code nor order, this much more like its item than any other.
_OWN_TITLE, _MARGIN = 92.0, 8.0

Doubt = Literal["title-against-code", "title-unlike", "by-position"]


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """What a row says it is: ``code`` as read (null where none), ``plain`` where it was printed as a
    code and not as a bare number, ``key`` the title for matching."""

    code: str | None
    plain: bool
    key: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Row ``row`` is item ``item``; ``title`` is the likeness of the titles (0 to 100) and ``doubt``
    why a person should look, if one should."""

    row: int
    item: int
    title: float
    doubt: Doubt | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """``pairs`` in the order of rows; ``again`` gives for a row the item that an earlier row already
    is; ``total`` compares frameworks."""

    pairs: tuple[Pair, ...]
    again: dict[int, int]
    total: float


def align(printed: Sequence[PrintedItem], items: Sequence[Item]) -> Alignment:
    """Which row is which item of one framework."""
    keys = [matching_key(item.name) for item in items]
    if len(items) < 2:
        return Alignment((), {}, 0.0)
    titles = [[_title(one, item, key) for item, key in zip(items, keys, strict=True)] for one in printed]
    gain = [
        [_gain(one, title, item) for title, item in zip(row, items, strict=True)]
        for one, row in zip(printed, titles, strict=True)
    ]
    total, found = _in_order(gain)
    taken = dict(found)
    position = {item.code: index for index, item in enumerate(items)}
    for row, one in enumerate(printed):
        index = position.get(one.code or "", -1)
        if row in taken or index < 0 or index in taken.values():
            continue
        if titles[row][index] >= _SURE_TITLE and one.plain:
            taken[row] = index
    for row, one in enumerate(printed):
        if row not in taken and one.key:
            (second, _), (first, index) = sorted((title, at) for at, title in enumerate(titles[row]))[-2:]
            if first >= _OWN_TITLE and first - second >= _MARGIN and index not in taken.values():
                taken[row] = index
    for row, one in enumerate(printed):
        index = position.get(one.code or "", -1)
        if not one.plain or index < 0 or index in taken.values():
            continue
        if row in taken and (titles[row][taken[row]] >= _SURE_TITLE or _between(row, taken[row], taken)):
            continue
        above, below = taken.get(row - 1, -1), taken.get(row + 1, len(items))
        if above < index < below and (index - above == 1 or below - index == 1):
            taken[row] = index  # code and order say so; the title is looked at below
    filled = _filled_gaps(printed, taken, len(items), titles)
    again: dict[int, int] = {}
    for row in range(len(printed)):
        if row in taken or row in filled:
            continue
        best = max(range(len(items)), key=lambda index: gain[row][index], default=None)
        if best is None or gain[row][best] <= 0 or best not in taken.values():
            continue
        if printed[row].code in (None, items[best].code) or not printed[row].plain:
            again[row] = best
    pairs = [
        Pair(row, index, titles[row][index], _doubt(row, index, printed, items, titles, taken))
        for row, index in taken.items()
    ]
    pairs += [Pair(row, index, titles[row][index], "by-position") for row, index in filled.items()]
    return Alignment(tuple(sorted(pairs, key=lambda pair: pair.row)), again, total)


def _gain(one: PrintedItem, title: float, item: Item) -> float:
    agrees = one.code == item.code
    bonus = (CODE_BONUS if one.plain else _NUMBER_BONUS) if agrees else 0.0
    if not one.key:
        return CODE_BONUS / 3 if agrees and one.plain else 0.0
    least = _TITLE_BESIDE_CODE if agrees and one.plain else _TITLE_ALONE
    return max(0.0, title + bonus - LEAST) if title >= least else 0.0


def _title(one: PrintedItem, item: Item, item_key: str) -> float:
    if not one.key:
        return 0.0
    if one.plain and one.code == item.code and len(one.key) >= 4 and item_key.startswith(one.key):
        return max(_SURE_TITLE, _title_likeness(one.key, item_key))  # the rest stands in the row below
    title = _title_likeness(one.key, item_key)
    return title * 0.4 if len(one.key) < 4 and one.key != item_key else title


@lru_cache(maxsize=16_384)
def _title_likeness(key: str, item_key: str) -> float:
    """Lists of different years share most of their titles, and so do reports. A title in part counts
    where the part is not a small one."""
    title = fuzz.ratio(key, item_key)
    if min(len(key), len(item_key)) < 6 or min(len(key), len(item_key)) * 4 < len(item_key):
        return title
    part = fuzz.partial_ratio(key, item_key, score_cutoff=max(title, LEAST) / _IN_PART)
    return max(title, _IN_PART * part)


def _in_order(gain: Sequence[Sequence[float]]) -> tuple[float, list[tuple[int, int]]]:
    """The order-keeping pairs of rows and items with the highest sum."""
    rows, columns = len(gain), len(gain[0]) if gain else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        below, here, gains = best[i + 1], best[i], gain[i]
        for j in range(columns - 1, -1, -1):
            value = below[j] if below[j] > here[j + 1] else here[j + 1]
            if gains[j] > 0 and gains[j] + below[j + 1] > value:
                value = gains[j] + below[j + 1]
            here[j] = value
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        if gain[i][j] > 0 and best[i][j] == gain[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return best[0][0], pairs


def _filled_gaps(
    printed: Sequence[PrintedItem],
    taken: dict[int, int],
    count: int,
    titles: Sequence[Sequence[float]],
) -> dict[int, int]:
    """Rows between two that are known, as many as there are items between those, where each row names
    something and its title is not plainly unlike."""
    found: dict[int, int] = {}
    known = sorted(taken)
    for before, behind in pairwise(known):
        rows = [row for row in range(before + 1, behind) if printed[row].code is not None]
        first, last = taken[before] + 1, taken[behind]
        if not rows or last - first != len(rows) or len(rows) != behind - before - 1 or last > count:
            continue
        pairs = list(zip(rows, range(first, last), strict=True))
        free = not set(range(first, last)) & set(taken.values())
        if free and all(titles[row][index] >= LEAST for row, index in pairs):
            found.update(pairs)
    return found


def _doubt(
    row: int,
    index: int,
    printed: Sequence[PrintedItem],
    items: Sequence[Item],
    titles: Sequence[Sequence[float]],
    taken: dict[int, int],
) -> Doubt | None:
    """Whether code and title disagree and the rows around do not settle it."""
    one, title = printed[row], titles[row][index]
    if one.code is None or not one.plain:
        return None if title >= _SURE_TITLE or _between(row, index, taken) else "title-unlike"
    if one.code == items[index].code:
        return "title-unlike" if one.key and title < LEAST + 8 else None
    settled = title >= _TITLE_ALONE and _between(row, index, taken)
    return None if settled else "title-against-code"


def _between(row: int, index: int, taken: dict[int, int]) -> bool:
    """Whether the next row above or below that is known is the next item above or below."""
    above = max((known for known in taken if known < row), default=None)
    below = min((known for known in taken if known > row), default=None)
    beside_above = above is not None and taken[above] == index - 1
    beside_below = below is not None and taken[below] == index + 1
    return beside_above or beside_below
