"""Every statement of a year, with what the year is said to be of: the scores, or the measures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from transforms.document import Document, Paragraph, Place
from transforms.normalize.deadlines import dates
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import clean

_YEAR = re.compile(r"(?:ประจำ)?(?:ปี\s?งบประมาณ|ปี)\s?(?:พ\.?\s?ศ\.?\s?)?(25\d\d)(?!\d)")
_SCORES = re.compile(
    r"วิเคราะห์\s?ผล|วิเคราะห์\s?การ\s?ประเมิน|(?<!ยกระดับ)ผล\s?(?:คะแนน\s?)?การ\s?ประเมิน|ประเมิน\s?ผล|รับการประเมิน|คะแนน|"
    r"(?<!ยกระดับ)(?<!ยกระดับผล)การ\s?ประเมิน|ประเมิน\s?คุณธรรม"
)
_MEASURES = re.compile(
    r"มาตรการ|รายงาน\s?ผล\s?(?:การ)?ดำเนิน|รายงาน\s?การ\s?ดำเนิน|แผน\s?ปฏิบัติ|ขับเคลื่อน|ดำเนินการ\s?ตาม|"
    r"ผล\s?การ\s?ดำเนินการ|แนวทาง(?:ใน)?การ|ยกระดับ"
)
_SIX_MONTHS = re.compile(
    r"รอบ\s?(?:ระยะเวลา\s?)?\(?\s?6\s?เดือน|รอบ\s?ครึ่งปี|ไตรมาส(?:ที่)?\s?1\s?(?:และ|-|–)\s?2\b"
)
_TWELVE_MONTHS = re.compile(r"รอบ\s?(?:ระยะเวลา\s?)?\(?\s?12\s?เดือน|รอบ\s?ปี|รายปี|สิ้นปีงบประมาณ")
_REPORTS = re.compile(r"รายงาน|สรุปผล|ผลการดำเนิน|ความก้าวหน้า|การกำกับติดตาม")
_PLANS = re.compile(
    r"(?:กำหนด|จัดทำ)\s?มาตรการ|^\W*(?:เรื่อง)?\W*(?:มาตรการ|แผน|แนวทาง|การวิเคราะห์)|แผนปฏิบัติ|แผนขับเคลื่อน"
)
_TITLE = re.compile(
    r"^\W*(?:เรื่อง)?\W*(?:รายงาน|มาตรการ|แผน|สรุป|การวิเคราะห์|ประกาศ|ผลการ|การดำเนิน|แบบรายงาน|แนวทาง)"
)
_TITLE_PARAGRAPHS = 40


@dataclass(frozen=True, slots=True)
class YearStatement:
    """One printed year. ``weight`` grows with how plainly the place says what the year is of."""

    year: int
    of: Literal["scores", "measures", "unsaid"]
    weight: float
    place: Place
    raw: str
    block: int


@dataclass(frozen=True, slots=True)
class RoundStatement:
    """One wording that tells the reporting round: ``plan``, ``6-month`` or ``annual``."""

    reporting_round: str
    weight: float
    place: Place
    raw: str


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
        text = to_arabic(clean(block.text))
        for match in _YEAR.finditer(text):
            if re.match(r"\s?[-–]\s?(?:25)?\d\d", text[match.end() :]):
                continue  # a plan of several years
            lead = text[: match.start()]
            lead = f"{before} {lead}" if len(lead.strip()) < 12 else lead
            of, weight = year_is_of(lead, text[match.end() : match.end() + 60])
            if position < _TITLE_PARAGRAPHS and _TITLE.match(lead) and len(text) < 400:
                weight += 1.5
            found.append(YearStatement(int(match[1]), of, weight, block.place, block.text[:300], index))
        before = f"{before} {text}"[-200:] if len(text) < 120 else text[-200:]
        position += 1
    return found


def year_before(lead: str) -> int | None:
    """The last year in ``lead`` (Arabic digits), unless it is one of measures."""
    last = None
    for match in _YEAR.finditer(lead):
        last = match
    if last is None or year_is_of(lead[: last.start()], "")[0] == "measures":
        return None
    return int(last[1])


def year_is_of(lead: str, after: str) -> tuple[Literal["scores", "measures", "unsaid"], float]:
    """What the year at the end of ``lead`` is of, and how plainly it is said: the nearest word before
    it decides."""
    sentence = lead[-260:]
    last_scores = max((m.start() for m in _SCORES.finditer(sentence)), default=-1)
    last_measures = max((m.start() for m in _MEASURES.finditer(sentence)), default=-1)
    if last_scores < 0 and last_measures < 0:
        return "unsaid", 0.5
    if last_measures > last_scores:
        return "measures", 2.0
    plainly = re.search(
        r"วิเคราะห์|ผล\s?(?:คะแนน\s?)?การ\s?ประเมิน|ประเมิน\s?ผล", sentence[max(0, last_scores - 40) :]
    )
    weight = 2.0 if plainly else 0.8
    if re.search(r"คะแนน|ภาพรวม", after):
        weight += 1.0
    return "scores", weight


def round_statements(document: Document, ruined: Iterable[int]) -> list[RoundStatement]:
    """Every wording that tells the round, in titles and running text outside ruined blocks."""
    found: list[RoundStatement] = []
    skipped = set(ruined)
    position = 0
    for index, block in enumerate(document.blocks):
        if index in skipped or not isinstance(block, Paragraph):
            continue
        position += 1
        text = to_arabic(clean(block.text))
        if len(text) > 700 and position > _TITLE_PARAGRAPHS:
            continue
        titled = position <= _TITLE_PARAGRAPHS and len(text) < 400
        weight = 3.0 if titled else 1.0
        if _SIX_MONTHS.search(text):
            found.append(RoundStatement("6-month", weight + 2, block.place, block.text[:300]))
        elif _TWELVE_MONTHS.search(text):
            found.append(RoundStatement("annual", weight, block.place, block.text[:300]))
        elif titled and _TITLE.match(text):
            if _REPORTS.search(text[:160]) and _MEASURES.search(text):
                found.append(RoundStatement("annual", 2.0, block.place, block.text[:300]))
            elif _PLANS.search(text):
                found.append(RoundStatement("plan", 1.5, block.place, block.text[:300]))
    return found


def document_date(document: Document, ruined: Iterable[int]) -> tuple[date, Place, str] | None:
    """The date of the memo: the first full date in a short paragraph that begins with วันที่."""
    skipped = set(ruined)
    position = 0
    for index, block in enumerate(document.blocks):
        if index in skipped or not isinstance(block, Paragraph):
            continue
        position += 1
        if position > _TITLE_PARAGRAPHS:
            return None
        if len(block.text) < 120 and re.search(r"วัน\s?ที่|ณ วัน", block.text):
            written = dates(block.text)
            if written:
                return written[0].value, block.place, block.text
    return None
