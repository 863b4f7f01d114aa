"""Every statement of a year, with what the year is said to be of: the scores, or the measures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from transforms.document import Document, Paragraph, Place
from transforms.extract.years.title_words import MEASURES, TITLE, TITLE_PARAGRAPHS, readable
from transforms.normalize.deadlines import dates, deadlines
from transforms.normalize.thai import clean

#: A printed year: Buddhist, with letters that a scanner reads for digits (256O), or Gregorian.
_FULL = r"(?P<year>2[5S][0-9OoSlI|B]{2}|20[12]\d)(?![0-9])"
#: Of two digits only behind the word for a fiscal year, or ประจำปี; a scanner misreads the vowel of ปี.
_YEAR = re.compile(
    rf"(?:ประจำ\s?)?ป[ีิึื]\s?(?:งบ\s?ประมาณ\s?)?(?:[พค]\s?\.?\s?ศ\s?\.?\s?)?{_FULL}"
    r"|(?:ป[ีิึื]\s?งบ\s?ประมาณ|ประจำ\s?ป[ีิึื]|ITA\s?ป[ีิึื]|FY)\s?(?:พ\s?\.?\s?ศ\s?\.?\s?)?(?P<short>[5-7]\d)(?![\d.,/])"
    r"|(?:FY|(?<![A-Za-z])ITA)\s?(?P<bare>25\d\d|20[12]\d)(?!\d)"
)
_AS_DIGITS = str.maketrans("OoSlI|B", "0051118")
#: A year behind one of these is another one, told for comparison; a range of years is none.
_COMPARED = re.compile(
    r"(?:เทียบ\s?กับ|เปรียบเทียบ|จาก\s?เดิม|ที่ผ่านมา|ปีก่อน|มากกว่า|น้อยกว่า|เพิ่มขึ้นจาก|ลดลงจาก)[^0-9]{0,30}$"
)
_RANGE_BEFORE = re.compile(
    r"(?:ตั้งแต่|ระหว่าง|ระยะ)\s?$|(?:25|20)\d\d\s?(?:[-–]|ถึง|และ)\s?(?:ปี|พ\.?\s?ศ\.?|\s|งบประมาณ|ประจำ)*$"
)
_RANGE_BEHIND = re.compile(r"\s?(?:[-–]|ถึง)\s?(?:ป[ีิึื]|พ\.?\s?ศ\.?|\s|งบ\s?ประมาณ|ประจำ)*(?:25|20)?\d\d(?!\d)")
#: A year that begins its sentence is of what the sentence goes on to say.
_BEGINS = re.compile(r"^\W*(?:ใน|สำหรับ|โดย)?\s?$")
_SCORES = re.compile(
    r"วิเคราะห์\s?ผล|วิเคราะห์\s?การ\s?ประเมิน|(?<!ยกระดับ)ผล\s?(?:คะแนน\s?)?การ\s?ประเมิน|ประเมิน\s?ผล|รับการประเมิน|คะแนน|"
    r"(?<!ยกระดับ)(?<!ยกระดับผล)การ\s?ประเมิน|ประเมิน\s?คุณธรรม"
)
_SPAN_WORDS = re.compile(r"(?:ต\.?\s?ค|ตุลาคม|เม\.?\s?ย|เมษายน).*(?:มี\.?\s?ค|มีนาคม|ก\.?\s?ย|กันยายน)")
_ITA = re.compile(r"(?<![A-Za-z])ITA(?![A-Za-z])")
_SPAN_WEIGHT = 0.9
#: The line of a document's own date, and words of one that is dated otherwise.
_DATED_WITHIN = 120
_DATED = re.compile(r"วัน\s?ที่|ณ วัน|^\W*[0-9๐-๙]{1,2}\s?[ก-ฮเ-ไ][ก-๙.\s]{2,14}[0-9๐-๙]{4}\W*$")
_MADE = re.compile(r"^\W*(?:จัด\s?ทำ|ข้อมูล|เผยแพร่|รายงาน)\s?(?:ขึ้น)?\s?(?:เมื่อ|ณ)\s?(?:วันที่|เดือน)?\s?")
_DATES_ANOTHER = re.compile(
    r"อ้าง\s?ถึง|ลง\s?วัน|ตาม\s?(?:หนังสือ|คำสั่ง|ประกาศ)|สิ่งที่ส่งมา|ภายใน|ระหว่าง|ตั้งแต่|ไม่เกิน|เมื่อ\s?วัน|ประชุม|กำหนด"
)
_BUDDHIST, _GREGORIAN = 543, 2400
_FIRST_YEAR, _LAST_YEAR = 2550, 2599
#: A year told for comparison is not nothing: where no other is said, it says which one is not meant.
_OF_ANOTHER, _A_SENTENCE, _SHORT_LEAD = 0.2, 40, 12


@dataclass(frozen=True, slots=True)
class YearStatement:
    """One printed year. ``weight`` grows with how plainly the place says what the year is of; ``mended``
    where letters stand for digits in it."""

    year: int
    of: Literal["scores", "measures", "unsaid"]
    weight: float
    place: Place
    raw: str
    block: int
    mended: bool = False


def year_statements(document: Document, ruined: Iterable[int]) -> list[YearStatement]:
    """Every year in running text outside ruined blocks, in order."""
    found: list[YearStatement] = []
    skipped = set(ruined)
    before = ""
    position = 0
    for index, block in enumerate(document.blocks):
        if index in skipped or not isinstance(block, Paragraph):
            before = "" if not isinstance(block, Paragraph) else before
            continue
        text = readable(block.text)
        for match in _YEAR.finditer(text):
            year = _year(match)
            lead, behind = text[: match.start()], text[match.end() :]
            if year is None or _RANGE_BEHIND.match(behind) or _RANGE_BEFORE.search(lead[-40:]):
                continue  # several years
            of, weight = _said_of(lead, behind, before)
            lead = f"{before} {lead}" if len(lead.strip()) < _SHORT_LEAD else lead
            if position < TITLE_PARAGRAPHS and TITLE.match(lead) and len(text) < 400 and of != "unsaid":
                weight += 1.5
            mended = match["year"] is not None and not match["year"].isdigit()
            found.append(YearStatement(year, of, weight, block.place, block.text[:300], index, mended))
        found.extend(
            YearStatement(year, "measures", _SPAN_WEIGHT, block.place, block.text[:300], index)
            for year, _ in fiscal_spans(text, position)
        )
        before = f"{before} {text}"[-200:] if len(text) < 120 else text[-200:]
        position += 1
    return found


def _said_of(lead: str, behind: str, before: str) -> tuple[Literal["scores", "measures", "unsaid"], float]:
    """What a year between ``lead`` and ``behind`` is of; ``before`` are the paragraphs above."""
    if _COMPARED.search(lead[-60:]):
        return "unsaid", _OF_ANOTHER
    if _BEGINS.match(lead) and len(behind) > _A_SENTENCE:
        said = [
            (m.start(), of)
            for of, p in (("scores", _SCORES), ("measures", MEASURES))
            if (m := p.search(behind))
        ]
        if said:
            return ("scores", 2.0) if min(said)[1] == "scores" else ("measures", 2.0)
    lead = f"{before} {lead}" if len(lead.strip()) < _SHORT_LEAD else lead
    return year_is_of(lead, behind[:60])


def _year(match: re.Match[str]) -> int | None:
    """The Buddhist year that was found, if it is one in which there was a score to report."""
    if match["short"]:
        return 2500 + int(match["short"])
    year = int((match["year"] or match["bare"]).translate(_AS_DIGITS))
    year = year + _BUDDHIST if year < _GREGORIAN else year
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def fiscal_spans(text: str, position: int) -> list[tuple[int, str]]:
    """Fiscal years with the round of spans of months in titles: ``ตุลาคม ๒๕๖๕ - มีนาคม ๒๕๖๖`` is the
    first half of 2566 (``6-month``), one that ends in September its end (``annual``)."""
    if position >= TITLE_PARAGRAPHS or len(text) >= 400 or not _SPAN_WORDS.search(text):
        return []
    found: list[tuple[int, str]] = []
    for span in deadlines(text, None):
        if span.starts_on is None or span.due_on is None or span.starts_on.month not in (4, 10):
            continue
        year = span.due_on.year + _BUDDHIST
        months = (span.due_on - span.starts_on).days
        if span.due_on.month == 3 and span.starts_on.month == 10 and months < 190:
            found.append((year, "6-month"))
        elif span.due_on.month == 9 and months < 370:
            found.append((year, "annual"))
    return found


def year_before(lead: str) -> int | None:
    """The last year in ``lead`` (Arabic digits), unless it is one of measures."""
    last = None
    for match in _YEAR.finditer(lead):
        last = match
    if last is None or _year(last) is None or year_is_of(lead[: last.start()], "")[0] == "measures":
        return None
    return _year(last)


def year_is_of(lead: str, after: str) -> tuple[Literal["scores", "measures", "unsaid"], float]:
    """What the year at the end of ``lead`` is of, and how plainly it is said: the nearest word before
    it decides."""
    sentence = lead[-260:]
    last_scores = max((m.start() for m in _SCORES.finditer(sentence)), default=-1)
    last_measures = max((m.start() for m in MEASURES.finditer(sentence)), default=-1)
    if last_scores < 0 and last_measures < 0:
        if re.search(r"คะแนน|ภาพรวม", after):
            return "scores", 1.5
        return ("scores", 0.8) if _ITA.search(sentence) else ("unsaid", 0.5)
    if last_measures > last_scores:
        return "measures", 2.0
    plainly = re.search(
        r"วิเคราะห์|ผล\s?(?:คะแนน\s?)?การ\s?ประเมิน|ประเมิน\s?ผล", sentence[max(0, last_scores - 40) :]
    )
    weight = 2.0 if plainly else 0.8
    if re.search(r"คะแนน|ภาพรวม", after):
        weight += 1.0
    return "scores", weight


def year_of_making(document: Document, ruined: Iterable[int]) -> YearStatement | None:
    """The fiscal year in which the report says that it was made: จัดทำเมื่อ, and a month."""
    skipped = set(ruined)
    for index, block in enumerate(document.blocks):
        if index in skipped or not isinstance(block, Paragraph) or len(block.text) >= _DATED_WITHIN:
            continue
        made = _MADE.match(clean(block.text))
        if made is None:
            continue
        days = [
            day
            for one in deadlines(made.string[made.end() :], None)
            if not one.year_inferred and (day := one.due_on)
        ]
        if len(days) == 1:
            year = days[0].year + _BUDDHIST + (1 if days[0].month >= 10 else 0)
            return YearStatement(year, "measures", 1.0, block.place, block.text[:300], index)
    return None


def document_date(document: Document, ruined: Iterable[int]) -> tuple[date, Place, str] | None:
    """The date of the memo: the first full date that is all of a line, or stands behind วันที่ in a short
    one, and not that of a letter referred to, of a span or of what is to come."""
    skipped = set(ruined)
    position = 0
    for index, block in enumerate(document.blocks):
        if index in skipped or not isinstance(block, Paragraph):
            continue
        position += 1
        if position > TITLE_PARAGRAPHS:
            return None
        text = clean(block.text)
        if len(text) >= _DATED_WITHIN or not _DATED.search(text) or _DATES_ANOTHER.search(text):
            continue
        written = dates(text)
        if len(written) == 1:
            return written[0].value, block.place, block.text
    return None
