"""Scores of indicators, and means of instruments, in running text."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from transforms.document import Place
from transforms.extract.scores.attribution import ScoreRow
from transforms.extract.scores.cells import (
    DAMAGED,
    OUT_OF_RANGE,
    ScoreReading,
    damaged_in,
    read_score,
)
from transforms.extract.scores.indicators import IndicatorLabel, IndicatorReader, with_indicator_word
from transforms.extract.scores.score_list import InstrumentMean, ScoreMention
from transforms.extract.scores.wordings import LEADERS, NO_SCORE, instrument_of_sum
from transforms.normalize.codes import indicator_numbers
from transforms.normalize.digits import FoundNumber, find_numbers, to_arabic
from transforms.normalize.thai import clean

_WISHED = re.compile(r"เพื่อให้|ให้ได้|ควร|ต้องการ|ตั้งเป้า|คาดว่า")
#: The word for an indicator, not a sub-indicator, nor "ตัวชี้วัดที่ได้คะแนนต่ำสุด คือ".
_INDICATOR_WORD = re.compile(r"ตัวชี้วัด(?!\s?ย่อย)(?!\s?ที่\s?(?:ได้|มี))")
_THAI_DIGIT = re.compile("[๐-๙]")
_YEAR = re.compile(r"ปี|พ\.\s?ศ|25\d\d")
_ONE_LINE, _LABEL_WITHIN, _SCORE_WITHIN, _LEAD = 160, 120, 110, 45
#: "แบบวัด IIT ได้คะแนน ๘๘.๒๐": the mean of one instrument.
_MEAN = re.compile(
    r"(?:IIT|EIT|OIT|ส่วนเสีย\s?ภายใน|ส่วนเสีย\s?ภายนอก|การ\s?เปิดเผย\s?ข้อมูล\s?สาธารณะ)[^0-9ก-๙]{0,6}"
    r"(?:(?:ได้รับ|ได้|มี|ค่า|ผล|คะแนน|เฉลี่ย|ร้อยละ|รวม|เท่ากับ|อยู่ที่)\s?){1,6}[^0-9ก-๙]{0,3}(\d{1,3}[.,]\d{2})(?!\d)"
)
#: ``๑. การปฏิบัติหน้าที่ .....๘๑.๔๐.....`` or ``- การใช้งบประมาณ ๘๐.๑๒ คะแนน``: words, score, nothing else.
_LISTED = re.compile(
    r"[\s\-–•*(|]*(?:(?P<no>\d{1,2})\s?[.)]{0,2})?\s?(?P<label>[^\d]{4,90}?)[\s:=\-–]*"
    r"(?P<score>(?<![\d,A-Za-z])(?:[0-9OolI|?]{1,3}\s?[.,:]\s?[0-9OolI|?]{2}|100|\d{4}))\s*(?:คะแนน|%)?[\s.|]*"
)


def rows_in_text(text: str, place: Place, indicators: IndicatorReader) -> list[ScoreRow]:
    """``๑) ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ .....๘๑.๔๐..... คะแนน``: each indicator that running text
    names, with the one number behind it that is a score, or is one that is damaged."""
    arabic = with_indicator_word(to_arabic(clean(text)))
    if "ตัวชี้วัด" not in arabic:
        return _listed(arabic, text, place, indicators)
    plain = LEADERS.sub(lambda match: " " * len(match[0]), arabic)
    starts = [match.start() for match in _INDICATOR_WORD.finditer(plain)]
    found: list[ScoreRow] = []
    for start, end in pairwise([*starts, len(plain)]):
        segment = plain[start:end]
        head = segment[:_LABEL_WITHIN]
        if any(sub for _, sub, at, _ in indicator_numbers(head) if at < 3):
            continue
        label = indicators.label(head)
        if label is None:
            continue
        thai = _THAI_DIGIT.search(text) is not None
        reading = _reading_behind(segment, arabic[start:end], short=len(plain) <= _ONE_LINE, thai=thai)
        if reading is not None:
            found.append(ScoreRow(None, label, False, reading, place, text[:600]))
    return found


def _reading_behind(segment: str, with_leaders: str, *, short: bool, thai: bool) -> ScoreReading | None:
    number = _score_behind(segment, short=short)
    if number is not None:
        value = number.value.quantize(Decimal("0.01")) if number.decimals <= 2 else number.value
        return ScoreReading(value, number.decimals)
    damaged = damaged_in(with_leaders[: _SCORE_WITHIN + 60], thai=thai) if short else None
    if damaged is not None and not NO_SCORE.search(with_leaders) and not _WISHED.search(with_leaders):
        return ScoreReading(None, 2, DAMAGED, damaged[1])
    over = [number for number in find_numbers(segment) if number.decimals == 2 and 100 < number.value < 1000]
    pointed = short and len(over) == 1 and "คะแนน" in segment and not NO_SCORE.search(segment)
    return ScoreReading(None, 2, OUT_OF_RANGE) if pointed else None


def _score_behind(segment: str, *, short: bool) -> FoundNumber | None:
    """The score in a clause that begins with an indicator. In prose (not ``short``) the word for points
    stands beside it; where several numbers are left, it is the first, if no year stands before it."""
    numbers = []
    before = 0
    for number in find_numbers(segment):
        lead = segment[max(before, number.start - _LEAD) : number.start]
        before = number.end
        numbered = re.search(r"ตัวชี้วัด\s?(?:ที่)?\s?$", segment[: number.start])
        if numbered or (number.decimals < 1 and number.value != 100) or number.value > 100:
            continue
        if NO_SCORE.search(lead) or _WISHED.search(lead) or re.search(r"[+\-−]\s?$", lead):
            continue
        numbers.append(number)
    if not numbers or (not short and numbers[0].start > _SCORE_WITHIN):
        return None
    first = numbers[0]
    lead, behind = segment[max(0, first.start - 25) : first.start], segment[first.end : first.end + 12]
    if re.match(r"[OolI|?]", behind):
        return None  # goes on with a damaged digit
    pointed = "คะแนน" in lead or "คะแนน" in behind or "ร้อยละ" in lead
    if (len(numbers) > 1 or not short) and (not pointed or _YEAR.search(segment[: first.start])):
        return None
    if first.value < 10 and first.value != 0:
        return None  # a digit before the point is lost
    return first


def _listed(arabic: str, text: str, place: Place, indicators: IndicatorReader) -> list[ScoreRow]:
    row = listed_row(arabic, indicators)
    return [] if row is None else [ScoreRow(row[0], row[1], False, row[2], place, text[:600])]


def listed_row(
    arabic: str, indicators: IndicatorReader
) -> tuple[int | None, IndicatorLabel, ScoreReading] | None:
    """Row number, label and score of a short text (cleaned, Arabic digits) that is nothing else."""
    if len(arabic) > _ONE_LINE:
        return None
    match = _LISTED.fullmatch(LEADERS.sub(" ", arabic).strip())
    if match is None or NO_SCORE.search(match["label"]):
        return None
    reading, label = read_score(match["score"]), indicators.label(match["label"])
    if reading is None or label is None or label.named is None:
        return None
    number = int(match["no"]) if match["no"] else 0
    return (number if 1 <= number <= 10 else None), label, reading


def listed_without_label(text: str, place: Place) -> ScoreMention | None:
    """A line of a ruined list: a number 1 to 10, whatever, a score."""
    if len(text) > _ONE_LINE:
        return None
    match = _LISTED.fullmatch(LEADERS.sub(" ", to_arabic(clean(text))).strip())
    reading = read_score(match["score"]) if match and match["no"] else None
    if match is None or reading is None or reading.value is None or not 1 <= int(match["no"]) <= 10:
        return None
    return ScoreMention(int(match["no"]), reading.value, "numbered", False, place, text[:600])


def means_in_text(text: str, place: Place) -> list[InstrumentMean]:
    """Means of instruments that running text prints."""
    if "IT" not in text and "ส่วนเสีย" not in text:
        return []
    plain = LEADERS.sub(" ", to_arabic(clean(text)))
    found = []
    for match in _MEAN.finditer(plain):
        code = instrument_of_sum(match[0][: match.start(1) - match.start()])
        lead = plain[max(0, match.start() - 40) : match.start()]
        reading = read_score(match[1])
        if code and reading and reading.value is not None and not NO_SCORE.search(lead + match[0]):
            found.append(InstrumentMean(code, reading.value, place))
    return found
