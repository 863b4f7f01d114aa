"""What the end of a cell and the beginning of the one below a page break say: cut in two, or not.

Two things speak for a cut row. The words: a wrapped line, the next number of a list, an end that leaves
something open. And the cells in which nothing stands below although no other row of the table leaves them
empty: they were said above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from transforms.normalize.digits import to_arabic
from transforms.read.pdf.page_layout import LaidCell, LaidTable, right_edge
from transforms.read.pdf.text_lines import Line

_SAME_COLUMN = 6.0
#: In heights of a line: so far above the end of the upper half its text may stop.
_REACHES = 2.4
#: The code or number of an item without its name, and a name without a code.
_CODE = re.compile(r"[OoEeIiโ]?\s?[0-9]{1,3}\s?[.)]?")
_WORDS = re.compile(r"[ก-ฮเ-ไ][ก-๎]{7}")
_LISTED = re.compile(r"^[-–•]|[☐☑]", re.MULTILINE)
_NUMBER = re.compile(r"\(?([0-9]{1,2})\s?[.)](?![0-9])")
#: A number or a sign of a list with nothing behind it, a comma, an open bracket: more follows.
_OPEN_END = re.compile(r"\S\s(?:\(?[0-9]{1,2}[.)]|[-–•])$|[,(/]$|(?:และ|หรือ|ร่วมกับ)$")
#: How rows of a column begin: so many letters alike, in so many other rows.
_ALIKE, _FEWEST_ALIKE = 5, 2


class Sign(Enum):
    """A text or a list is cut, may be cut, nothing either way, or they are no text that goes on."""

    CUT = "cut"
    PERHAPS = "perhaps"
    NOTHING = "nothing"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class Halves:
    """The row at the top of a page and what stands above its cells on the page before."""

    pairs: tuple[tuple[LaidCell, LaidCell], ...]
    #: Of each filled cell below, what speaks for a cut.
    signs: tuple[Sign, ...]
    #: Which cells nothing stands in, although every other row says something there, by their column.
    gaps: tuple[int, ...]
    #: How many other rows there are, and whether each begins with a number or code of its own.
    others: int
    is_numbered: bool
    #: The first cell does not begin as that of every other row does.
    is_unlike: bool

    def count(self, sign: Sign) -> int:
        """How many cells say this."""
        return self.signs.count(sign)


def halves_of(
    row: Sequence[LaidCell], above: LaidTable, others: Sequence[Sequence[LaidCell]]
) -> Halves | None:
    """``row`` held against the last row of ``above``; ``others``: all other rows of both but headings.
    ``None`` where a cell begins of which nothing stands above: it is no half."""
    pairs: list[tuple[LaidCell, LaidCell]] = []
    signs: list[Sign] = []
    gaps: list[int] = []
    is_unlike = False
    for at, cell in enumerate(row):
        upper = _above(cell, above)
        said = [_own(cell, other) for other in others]
        if not cell.lines:
            if upper is not None and upper.last_lines and cell.rows == 1 and all(map(_is_filled, said)):
                gaps.append(at)
            continue
        if upper is None or not upper.last_lines:
            return None
        sign = sign_of(upper, cell)
        if sign in (Sign.NOTHING, Sign.PERHAPS) and _begins_unlike(cell, upper, said):
            sign = Sign.CUT
            is_unlike = is_unlike or at == 0
        pairs.append((upper, cell))
        signs.append(sign)
    if not pairs:
        return None
    return Halves(tuple(pairs), tuple(signs), tuple(gaps), len(others), _is_numbered(others), is_unlike)


def _is_numbered(rows: Sequence[Sequence[LaidCell]]) -> bool:
    codes = [to_arabic(row[0].text) for row in rows if row]
    return len(set(codes)) == len(codes) and all(map(_CODE.fullmatch, codes))


def _above(cell: LaidCell, table: LaidTable) -> LaidCell | None:
    """The cell of the last row over ``cell``, or one that spans to it."""
    last = len(table.rows) - 1
    for at in range(last, -1, -1):
        for upper in table.rows[at]:
            if _is_over(upper, cell) and at + upper.rows > last:
                return upper
    return None


def _is_over(one: LaidCell, other: LaidCell) -> bool:
    return abs(one.box[0] - other.box[0]) <= _SAME_COLUMN and abs(one.box[2] - other.box[2]) <= _SAME_COLUMN


def _own(cell: LaidCell, row: Sequence[LaidCell]) -> LaidCell | None:
    """The cell of ``row`` in the same column."""
    return next((other for other in row if _is_over(other, cell)), None)


def _is_filled(cell: LaidCell | None) -> bool:
    return cell is not None and bool(cell.lines) and cell.rows == 1


def sign_of(upper: LaidCell, cell: LaidCell) -> Sign:
    """What says that ``cell`` goes on with ``upper``."""
    last, first = upper.last_lines[-1], cell.lines[0]
    end = upper.parts[-1].box[3] if upper.parts else upper.box[3]
    if end - last.baseline > _REACHES * _line_height(upper.last_lines, last):
        return Sign.REFUTED
    text = to_arabic(upper.text)
    if _CODE.fullmatch(text):
        return Sign.CUT if _WORDS.match(first.text) else Sign.NOTHING
    if _OPEN_END.search(text):
        return Sign.CUT
    paragraph, right = upper.paragraphs[-1], right_edge(upper.last_lines, upper.box)
    if paragraph.is_cut_before(first, right):
        return Sign.CUT if len(upper.all_lines) + len(cell.lines) > 2 else Sign.PERHAPS
    if first.text.startswith("(") or (_LISTED.search(first.text) and _LISTED.search(text)):
        return Sign.PERHAPS
    return _numbered(upper, first)


def _numbered(upper: LaidCell, first: Line) -> Sign:
    number = _NUMBER.match(to_arabic(first.text))
    before = [int(match[1]) for line in upper.all_lines if (match := _NUMBER.match(to_arabic(line.text)))]
    if number is None or not before or before[0] != 1:
        return Sign.NOTHING
    if len(before) > 1 and 1 < int(number[1]) <= before[-1] + 1:
        return Sign.CUT  # a list, not the number of a row
    return Sign.PERHAPS if before[-1] + 1 == int(number[1]) else Sign.NOTHING


def _begins_unlike(cell: LaidCell, upper: LaidCell, others: Sequence[LaidCell | None]) -> bool:
    """Whether every other row begins its cell in one way, with a number or with the same letters, and
    ``cell`` does not."""
    beginnings = [to_arabic(one.text) for one in (*others, upper) if one is not None and one.lines]
    if len(beginnings) <= _FEWEST_ALIKE:
        return False
    said = to_arabic(cell.text)
    if all(map(_NUMBER.match, beginnings)):
        return _NUMBER.match(said) is None
    letters = beginnings[0][:_ALIKE]
    alike = len(letters) == _ALIKE and all(text.startswith(letters) for text in beginnings)
    return alike and len(set(beginnings)) > 1 and not said.startswith(letters)


def _line_height(lines: Sequence[Line], last: Line) -> float:
    return max(last.baseline - lines[-2].baseline if len(lines) > 1 else 0.0, 1.35 * last.size)


def filled_rows(*tables: Sequence[Sequence[LaidCell]]) -> Iterator[Sequence[LaidCell]]:
    """The rows in which something stands."""
    for rows in tables:
        yield from (row for row in rows if any(cell.lines for cell in row))
