"""One cell of a list: the score that it is, or what stands where a score should."""

from __future__ import annotations

import re
from decimal import Decimal

from transforms.document import Cell, Place
from transforms.extract.results.stated_result import DamagedNumber, StatedNumber
from transforms.extract.scores.cells import DAMAGED, OUT_OF_RANGE, read_score
from transforms.extract.scores.wordings import NO_SCORE
from transforms.normalize.digits import parse_score, to_arabic
from transforms.normalize.thai import clean

_LONGEST_NUMBER = 40
_PLAIN_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,10})?")
#: A cell that says that there is no score, and one in which something else stands than a score.
_NO_SCORE_THERE = re.compile(r"[-–—.\s]*|n/?a|ไม่.*|ยังไม่.*", re.IGNORECASE)
NOT_STATED = "not-stated"
#: A number that no score is, below 0 or above 100. Four digits without a point are one that lost its point.
_OUT_OF_RANGE = re.compile(r"([-−])?\s?([0-9]{1,3}(?:[.,][0-9]{1,10})?)\s?%?")
_DIGIT_OR_ERROR = re.compile(r"[0-9๐-๙]|#[A-Z]")


def score_of(cell: Cell) -> StatedNumber | None:
    """The score that all of ``cell`` is."""
    if not cell.text or len(cell.text) > _LONGEST_NUMBER:
        return None
    if _PLAIN_NUMBER.fullmatch(cell.text):
        plain = Decimal(cell.text)
        value = plain if plain <= 100 else None
    else:
        value = None if NO_SCORE.search(clean(cell.text)) else parse_score(cell.text)
        reading = read_score(cell.text)
        if reading is not None and reading.value is None and reading.readings != (value,):
            value = None  # 91.4X: a digit that nobody can read
    return StatedNumber(value, cell.place, cell.raw) if value is not None else None


def damaged(cell: Cell) -> DamagedNumber | None:
    """What stands in ``cell``, which holds no score, where it does not say that there is none:
    misread digits, a number above 100, a date, an error of a spreadsheet."""
    text = clean(cell.text)
    if _NO_SCORE_THERE.fullmatch(text) or not _DIGIT_OR_ERROR.search(text) or NO_SCORE.search(text):
        return None
    if out_of_range(cell.text) is not None:
        return DamagedNumber(OUT_OF_RANGE, (), cell.place, cell.raw)
    reading = read_score(cell.text)
    if reading is None or reading.reason is None:
        return DamagedNumber(DAMAGED, (), cell.place, cell.raw)
    return DamagedNumber(reading.reason, reading.readings, cell.place, cell.raw)


def lost(cell: Cell | None, row: Place) -> DamagedNumber:
    """Why the ``cell`` of an indicator holds no score; ``row`` is where its row stands, which may be too
    short to have the cell."""
    if cell is None:
        return DamagedNumber(NOT_STATED, (), row, "")
    return damaged(cell) or DamagedNumber(NOT_STATED, (), cell.place, cell.raw)


def out_of_range(text: str) -> Decimal | None:
    """The number that all of ``text`` is where it lies outside 0-100."""
    match = _OUT_OF_RANGE.fullmatch(to_arabic(clean(text)))
    if match is None:
        return None
    value = Decimal(match[2].replace(",", "."))
    value = -value if match[1] else value
    return value if not 0 <= value <= 100 else None
