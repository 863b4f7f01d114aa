"""One row of a table of scores: its labels and its score, whatever the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from transforms.document import Cell
from transforms.extract.scores.attribution import ScoreRow
from transforms.extract.scores.cells import read_score
from transforms.extract.scores.indicators import IndicatorReader
from transforms.extract.scores.wordings import NO_SCORE, instrument_of_sum
from transforms.normalize.codes import indicator_numbers, question_codes
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import clean

#: "9.1 ข้อมูลพื้นฐาน", "ตัวชี้วัดย่อยที่ ๑๐.๑": of a part of an indicator.
_SUB_INDICATOR = re.compile(r"ตัวชี้วัด\s?ย่อย|^\W*(?:9|10)\s?\.\s?[1-5](?!\d)")
_ORDINAL = re.compile(r"\s*\(?([0-9]{1,2})\s*[.)]?\s*")
_ORDINAL_HEAD = re.compile(r"\s*\(?([0-9]{1,2})\s*[.)]\s*\D")
#: No row of scores says in more cells of what it is; a broken table can have a thousand.
_MOST_LABELS = 30
#: Words of rows that sum up, or of instruments: never of one indicator.
SUM_WORDS = re.compile(r"รวม|เฉลี่ย|ระดับ|IIT|EIT|OIT|แบบวัด|แบบตรวจ|สุทธิ|ภาพรวม")


def row_of(labels: Sequence[Cell], score: Cell, indicators: IndicatorReader) -> ScoreRow | None:
    """The row that these labels and this score make; ``None`` where the score is none, or is that of a
    part of an indicator."""
    labels = labels[:_MOST_LABELS]
    reading = read_score(score.text)
    if reading is None or NO_SCORE.search(clean(score.text)):
        return None
    if any(is_of_a_part(cell.text) for cell in labels):
        return None
    label = next((found for cell in labels if (found := indicators.label(cell.text))), None)
    head = next((ordinal for cell in labels if (ordinal := ordinal_of(cell)) is not None), None)
    texts = clean(" ".join(cell.text for cell in labels))
    worded = label is None and len(re.sub(r"[\W\d_]", "", texts)) >= 4 and not SUM_WORDS.search(texts)
    return ScoreRow(head, label, worded, reading, score.place, score.raw)


def sum_of(labels: Sequence[Cell], text: str, indicators: IndicatorReader) -> str | None:
    """The instrument whose mean the row is: it names one, and no indicator."""
    code = instrument_of_sum(text)
    return None if code is None or any(indicators.label(cell.text) for cell in labels) else code


def is_of_a_part(text: str) -> bool:
    """Whether a label names a question, an item or a sub-indicator, whose score is not the
    indicator's: ``i๑``, ``O๘``, ``๙.๑ ข้อมูลพื้นฐาน``."""
    return bool(text) and _begins_with_a_part(text[:60])


@lru_cache(maxsize=4096)  # a row asks anew for each of its scores
def _begins_with_a_part(text: str) -> bool:
    plain = to_arabic(clean(text))
    if _SUB_INDICATOR.search(plain) or any(sub for _, sub, _, _ in indicator_numbers(plain)):
        return True
    return any(code.kind == "exact" for code in question_codes(text))


def ordinal_of(cell: Cell) -> int | None:
    """The row number from 1 to 10 that a cell is or begins with."""
    plain = to_arabic(cell.text[:30])
    match = _ORDINAL.fullmatch(plain) or _ORDINAL_HEAD.match(plain)
    number = int(match[1]) if match else None
    return number if number is not None and 1 <= number <= 10 else None
