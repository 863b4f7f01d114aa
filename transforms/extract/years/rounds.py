"""Every wording that tells which round a report is of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from transforms.document import Document, Paragraph, Place
from transforms.extract.years.statements import fiscal_spans
from transforms.extract.years.ticked_rounds import round_boxes
from transforms.extract.years.title_words import LONGEST_TITLE, MEASURES, TITLE, TITLE_PARAGRAPHS, readable

#: Names a round that cannot be read, or one that no report is asked for.
UNREADABLE = "unreadable"
_PLAINLY, _HARDLY, _LINE_OF_ITS_OWN = 3.0, 0.5, 100
#: A ticked box says it more plainly than any title.
_TICKED = 9.0
#: A bullet, a field of a form, a cell that was torn out of its table.
_IN_A_LIST = re.compile(r"^\s*[-•–*]\s?[^*\s]|^[^:]{2,40}\s:\s|.{0,60}<(?:p|li|ul|td)>")
_SIX_MONTHS = re.compile(
    r"(?:รอบ|ระยะ|ช่วง)\s?(?:ระยะเวลา\s?|ที่\s?1\s?)?\(?\s?(?:6|หก)\s?เดือน(?!\s?หลัง)|รอบ\s?ครึ่งปี(?!\s?หลัง)|ครึ่งปี\s?แรก"
    r"|6\s?เดือน\s?แรก|รอบ\s?แรก|ไตรมาส(?:ที่)?\s?1\s?(?:และ|-|–|,|ถึง)\s?(?:ไตรมาส)?(?:ที่)?\s?2\b"
)
_TWELVE_MONTHS = re.compile(
    r"(?:รอบ|ระยะ|ช่วง)\s?(?:ระยะเวลา\s?)?\(?\s?(?:12|สิบสอง)\s?เดือน|รอบ\s?ปี|รายปี|สิ้นปีงบประมาณ|(?:6\s?เดือน|ครึ่งปี)\s?หลัง"
    r"|ไตรมาส(?:ที่)?\s?[1-3]\s?(?:และ|-|–|,|ถึง)\s?(?:ไตรมาส)?(?:ที่)?\s?4\b"
)
#: "ครั้งที่ ๑" of a report; "ครั้งที่ ๑/๒๕๖๗" is a meeting.
_FIRST_OF_YEAR = re.compile(r"(?:ครั้ง|รอบ)\s?ที่\s?1(?!\s?[/\d.])")
_LAST_OF_YEAR = re.compile(r"(?:ครั้ง|รอบ)\s?ที่\s?2(?!\s?[/\d.])")
_OTHER_MONTHS = re.compile(r"รอบ\s?(?:ระยะเวลา\s?|ที่\s?\d\s?)?\(?\s?(?:รอบ)?\s?\S{1,3}\s?เดือน")
#: A line of its own that names the round, as titles do.
_NAMES_ROUND = re.compile(r"^\W*(?:ประจำ|ประจํา|รอบ|ครั้งที่|ไตรมาส|ระหว่าง|ตั้งแต่|ณ สิ้น|เดือน|ระยะเวลา 6|ปีงบ|\d)")
#: A round behind one of these is to come, and not what this report is of.
_TO_COME = re.compile(r"(?:ให้|ต้อง|จะ|กำหนด|เห็นควร|โดย|ทุก)[^\n]{0,70}$")
_OF_AN_ITEM = re.compile(r"^\W*(?:ข้อ\s?)?(?:[Oo0]\s?\d{1,2}|\d{1,2}[.)])\s?\S")
#: The heading of one measure of several.
_NUMBERED = re.compile(r"^\W*(?:มาตรการ|แนวทาง|แผน(?:งาน)?)\s?ที่\s?\d")
_REPORTS = re.compile(r"รายงาน|สรุปผล|ผลการดำเนิน|ความก้าวหน้า|การกำกับติดตาม")
_PLANS = re.compile(
    r"(?:กำหนด|จัดทำ)\s?มาตรการ|^\W*(?:เรื่อง)?\W*(?:มาตรการ|แผน|แนวทาง|การวิเคราะห์|การยกระดับ|การขับเคลื่อน|การกำหนด)|แผนปฏิบัติ|แผนขับเคลื่อน"
)
#: An analysis of scores leads to a plan, unless it also tells what was done.
_ANALYSES = re.compile(r"^\W*(?:เรื่อง)?\W*(?:รายงาน)?\s?(?:ผล)?\s?การ\s?วิเคราะห์")
_DONE = re.compile(r"(?:ผล|รายงาน)\s?การ\s?ดำเนิน(?:การ|งาน)\s?ตาม|การกำกับติดตาม|ความก้าวหน้า")


@dataclass(frozen=True, slots=True)
class RoundStatement:
    """One wording that tells the reporting round: ``plan``, ``6-month`` or ``annual``. Not ``explicit``
    where it is only the kind of title: a report that names no months is of the whole year."""

    reporting_round: str
    weight: float
    place: Place
    raw: str
    explicit: bool = True


def round_statements(document: Document, ruined: Iterable[int]) -> list[RoundStatement]:
    """Every wording that tells the round, in titles and running text outside ruined blocks."""
    found: list[RoundStatement] = []
    skipped = frozenset(ruined)
    forms = round_boxes(document, skipped)
    if forms:
        ticked = frozenset().union(*(form.ticked for form in forms))
        form = next((form for form in forms if form.ticked), forms[0])
        if len(ticked) == 1:
            found.append(RoundStatement(next(iter(ticked)), _TICKED, form.place, form.raw[:300]))
        else:  # none, or more than one
            found.append(RoundStatement(UNREADABLE, _PLAINLY, form.place, form.raw[:300]))
    of_forms = {form.block for form in forms}
    position = 0
    for index, block in enumerate(document.blocks):
        if index in skipped or not isinstance(block, Paragraph):
            continue
        position += 1
        if index in of_forms:
            continue
        text = readable(block.text)
        if len(text) > 700 and position > TITLE_PARAGRAPHS:
            continue
        found.extend(_rounds_of(text, block, position))
    return found


def _rounds_of(text: str, block: Paragraph, position: int) -> Iterable[RoundStatement]:
    titled = position <= TITLE_PARAGRAPHS and len(text) < LONGEST_TITLE
    numbered = _NUMBERED.match(text) is not None
    title = titled and TITLE.match(text) is not None and not _IN_A_LIST.match(text) and not numbered
    place, raw = block.place, block.text[:300]
    six, twelve = _SIX_MONTHS.search(text), _TWELVE_MONTHS.search(text)
    spans = {told for _, told in fiscal_spans(text, position)}
    if six and twelve:
        return  # a schedule of both
    if told := six or twelve:
        yield RoundStatement(
            "6-month" if six else "annual", _weight(text, told.start(), title, titled, six), place, raw
        )
    elif spans == {"6-month"}:
        yield RoundStatement("6-month", _PLAINLY, place, raw)
    elif titled and (title or _NAMES_ROUND.match(text)) and _OTHER_MONTHS.search(text):
        yield RoundStatement(UNREADABLE, _PLAINLY, place, raw)
    elif titled and (title or len(text) < 60) and (_FIRST_OF_YEAR.search(text) or _LAST_OF_YEAR.search(text)):
        yield RoundStatement("6-month" if _FIRST_OF_YEAR.search(text) else "annual", 2.5, place, raw)
    elif title and _ANALYSES.search(text[:160]) and not _DONE.search(text):
        yield RoundStatement("plan", 1.5, place, raw, explicit=False)
    elif title and _REPORTS.search(text[:160]) and MEASURES.search(text):
        yield RoundStatement("annual", 2.0, place, raw, explicit=False)
    elif title and _PLANS.search(text):
        yield RoundStatement("plan", 1.5, place, raw, explicit=False)


def _weight(text: str, start: int, title: bool, titled: bool, six: re.Match[str] | None) -> float:
    """How plainly a wording at ``start`` says which round the report is of: a title does, and a line of
    its own below one; prose less, and what is to be done in a round or stands in a list not at all."""
    named = titled and len(text) < _LINE_OF_ITS_OWN and _NAMES_ROUND.match(text) is not None
    if not title and not named:
        asked = len(text) > 60 and _TO_COME.search(text[:start])
        if asked or _OF_AN_ITEM.match(text) or _IN_A_LIST.match(text):
            return _HARDLY
        return 1.0 if _DONE.search(text) or "ดำเนินการ" in text else _HARDLY
    return _PLAINLY + (2.0 if six else 0.0)
