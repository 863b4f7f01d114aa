"""Rows of disclosure tables as items of the framework whose list they follow best.

Every row becomes an item, goes on with the item above it, stands there again, or is set aside: none
is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz

from transforms.document import Cell
from transforms.extract.disclosures.alignment import CODE_BONUS, LEAST, Alignment, Doubt, PrintedItem, align
from transforms.extract.tables.logical_rows import LogicalRow
from transforms.extract.tables.logical_tables import DISCLOSURES, LogicalTable
from transforms.normalize.codes import item_code
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import matching_key, squeeze
from transforms.reference import Framework, Item

#: A list that follows its framework so well need not be held against another.
_AS_GOOD_AS_CAN_BE = 0.95
_WHOLE_TITLE = 85.0
#: More than one row's worth: lists of two years differ in more than one title.
_BETTER = 100.0
#: As many rows, within as few blocks, can go on with the item above them.
_LONGEST_CONTINUATION, _FARTHEST_BLOCK = 4, 4
_CODE_LIKE = re.compile(
    r"^[\s(]*(?:ข้อ\s?(?:ที่)?\s?)?(?P<code>[OoОоΟο0๐]\s?[.\-]?\s?[0-9๐-๙]{1,3})(?![0-9๐-๙.,/])"
)
_NUMBER = re.compile(r"^\s*(?:ข้อ\s?(?:ที่)?\s?)?(?P<number>[0-9๐-๙]{1,2})\s?[.)]?\s*$")
_NO_ITEM = re.compile(r"^(?:ตัวชี้วัด|ส่วนที่|หมวด|รวม|หมายเหตุ|ลงชื่อ|ลำดับ|ข้อ$|รายการ$|\(?9\.[1-5]|\(?10\.[12])")


@dataclass(frozen=True, slots=True)
class DisclosureCandidate:
    """One item with the rows that speak of it.

    ``printed_code`` is the code as printed, ``read_code`` what it reads as (``๐๘`` as ``O8``); both
    null where none was printed. ``likeness`` is that of the titles (0 to 100); ``again`` are rows
    further down that are the same item. ``doubt`` is why it may be another item, or
    ``list-of-another-year`` where most codes of the list are not those of the framework.
    """

    item: Item
    rows: tuple[LogicalRow, ...]
    printed_code: str | None
    read_code: str | None
    printed_name: str
    likeness: float
    doubt: Doubt | Literal["list-of-another-year"] | None = None
    again: tuple[LogicalRow, ...] = ()

    def text(self, role: str) -> str:
        """The text of the role over all rows, one below the other."""
        return _text(self.rows, role)

    def text_again(self, role: str) -> str:
        """The same of the rows that are this item once more."""
        return _text(self.again, role)

    @property
    def first_cell(self) -> Cell:
        """Where the item begins."""
        return self.rows[0].all_cells()[0]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that is no item of the framework: its code and title as printed."""

    row: LogicalRow
    printed_code: str | None
    read_code: str | None
    printed_name: str


@dataclass(slots=True)
class DisclosureList:
    """The items of a document, the framework that their list follows best, and the rows left over."""

    items: list[DisclosureCandidate] = field(default_factory=list)
    framework: Framework | None = None
    set_aside: list[SetAside] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entry:
    row: LogicalRow
    printed: str | None
    name: str
    says: PrintedItem


def disclosure_list(
    tables: Sequence[LogicalTable], ruined: frozenset[int], frameworks: Sequence[Framework]
) -> DisclosureList:
    """The items that the document reports on; of frameworks that fit alike, the first given counts."""
    entries = [
        entry
        for table in tables
        if table.kind == DISCLOSURES
        for row in table.rows
        if row.block not in ruined and (entry := _entry(row)) is not None
    ]
    best: tuple[Alignment, Framework] | None = None
    tried: set[tuple[Item, ...]] = set()
    said = [entry.says for entry in entries]
    for framework in frameworks:
        if not framework.items or not entries or framework.items in tried:
            continue
        tried.add(framework.items)
        alignment = align(said, framework.items)
        if best is None or alignment.total > best[0].total + _BETTER:
            best = (alignment, framework)
        whole = len(best[0].pairs) == len(entries)
        if whole and best[0].total >= _AS_GOOD_AS_CAN_BE * (100.0 + CODE_BONUS - LEAST) * len(entries):
            break
    if best is None:
        return DisclosureList()
    return _put_together(entries, *best)


def _put_together(entries: Sequence[_Entry], alignment: Alignment, framework: Framework) -> DisclosureList:
    found = DisclosureList(framework=framework if alignment.pairs else None)
    pairs = {pair.row: pair for pair in alignment.pairs}
    again: dict[int, list[LogicalRow]] = {}
    above: tuple[str, int] | None = None  # to what a row without a code may belong: item or again
    for number, entry in enumerate(entries):
        if number in pairs:
            pair = pairs[number]
            found.items.append(
                DisclosureCandidate(
                    framework.items[pair.item],
                    (entry.row,),
                    entry.printed if entry.says.plain else None,
                    entry.says.code if entry.says.plain else None,
                    entry.name,
                    pair.title,
                    pair.doubt,
                )
            )
            above = ("item", len(found.items) - 1)
        elif above is not None and _second_part(found, above, alignment.again.get(number), entry, framework):
            _goes_on(found, above, entry, again)
        elif number in alignment.again and (entry.says.code is not None or len(entry.says.key) >= 8):
            again.setdefault(alignment.again[number], []).append(entry.row)
            above = ("again", alignment.again[number])
        elif entry.printed is None and above is not None and _goes_on(found, above, entry, again):
            continue
        elif entry.printed is not None or len(entry.says.key) >= 4:
            found.set_aside.append(SetAside(entry.row, entry.printed, entry.says.code, entry.name))
            above = None
    position = {item.code: index for index, item in enumerate(framework.items)}
    found.items = [
        replace(one, again=tuple(again[position[one.item.code]])) if position[one.item.code] in again else one
        for one in found.items
    ]
    if _of_another_year(found.items):
        found.items = [replace(one, doubt="list-of-another-year") for one in found.items]
    return found


def _goes_on(
    found: DisclosureList, above: tuple[str, int], entry: _Entry, again: dict[int, list[LogicalRow]]
) -> bool:
    """Adds a row without a code to what stands above it, where it is near enough."""
    kind, index = above
    if kind == "again":
        again[index].append(entry.row)
        return True
    item = found.items[index]
    near = entry.row.block - item.rows[0].block <= _FARTHEST_BLOCK
    if not near or len(item.rows) >= _LONGEST_CONTINUATION:
        return False
    found.items[index] = replace(item, rows=(*item.rows, entry.row))
    return True


def _second_part(
    found: DisclosureList, above: tuple[str, int], same: int | None, entry: _Entry, framework: Framework
) -> bool:
    """Whether a row without a code has the second part of the title that the row above begins."""
    if same is None or above[0] != "item" or entry.printed is not None:
        return False
    item = found.items[above[1]]
    if item.item is not framework.items[same]:
        return False
    title, begun = matching_key(item.item.name), matching_key(item.printed_name)
    whole = fuzz.ratio(begun + entry.says.key, title)
    return whole > fuzz.ratio(begun, title) and whole >= _WHOLE_TITLE


def _of_another_year(items: Sequence[DisclosureCandidate]) -> bool:
    """Whether the codes go their own way: four or more are printed, most are not those of the items,
    and they rise from row to row as codes of a list do."""
    printed = [(int(one.read_code[1:]), one.item.code == one.read_code) for one in items if one.read_code]
    if len(printed) < 4 or sum(agrees for _, agrees in printed) * 2 >= len(printed):
        return False
    numbers = [number for number, _ in printed]
    rising = sum(second > first for first, second in pairwise(numbers))
    return rising * 4 >= 3 * (len(numbers) - 1)


def _entry(row: LogicalRow) -> _Entry | None:
    """What a row says it is, or ``None`` for rows that head a part of the table or say nothing."""
    code_text, name = row.text("item_code"), row.text("item_name")
    found = item_code(code_text) if code_text else None
    code = found.code if found is not None else None
    printed, plain = (found.printed, True) if found is not None else (None, False)
    rest = code_text[found.end :] if found is not None else code_text
    if found is None and (number := _NUMBER.match(code_text)):
        value = int(to_arabic(number["number"]))
        code, printed, rest = (f"O{value}" if value else None), number["number"], ""
    elif found is None and (like := _CODE_LIKE.match(code_text)):
        printed, plain, rest = like["code"], True, code_text[like.end() :]
    if code is None and printed is None and name:
        found = item_code(name)
        like = None if found is not None else _CODE_LIKE.match(name)
        if found is not None:
            code, printed, plain, name = found.code, found.printed, True, name[found.end :]
        elif like is not None:
            printed, plain, name = like["code"], True, name[like.end() :]
    if rest.strip(" .-:\n"):
        name = f"{rest} {name}"
    name = re.sub(r"\s*\n\s*", " ", name).strip()
    if printed is None and (_NO_ITEM.match(to_arabic(name)) or not squeeze(_all_text(row))):
        return None
    return _Entry(row, printed, name, PrintedItem(code, plain, matching_key(name)))


def _all_text(row: LogicalRow) -> str:
    return "".join(cell.text for cell in row.all_cells())


def _text(rows: Sequence[LogicalRow], role: str) -> str:
    texts = [text for row in rows if (text := row.text(role))]
    if role == "status":
        texts += [text for row in rows if row.status_cells() and (text := row.status_boxes())]
    if role == "result":
        texts += [text for row in rows if (text := row.status_prose())]
    return "\n".join(texts)
