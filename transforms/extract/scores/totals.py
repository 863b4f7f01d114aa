"""Printed totals with their level and year, in running text and in the last row of a table of scores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from transforms.document import Document, Paragraph, Place
from transforms.extract.scores.cells import ScoreReading, mended, read_score
from transforms.extract.scores.indicators import with_indicator_word
from transforms.extract.scores.level_reader import LevelReader, level_reader
from transforms.extract.scores.wordings import LEADERS, NO_SCORE, THRESHOLD, foreign_tables
from transforms.extract.tables.logical_rows import LogicalRow
from transforms.extract.tables.logical_tables import OTHER, SCORES, LogicalTable
from transforms.extract.years.statements import year_before
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import clean, matching_key

_TOTAL = re.compile(
    r"(?:ภาพรวม|คะแนน\s?รวม|คะแนน\s?เฉลี่ย\s?รวม|คะแนน\s?ITA|ผล\s?คะแนน|คะแนน\s?ผล\s?การ\s?ประเมิน|ได้\s?คะแนน|มี\s?คะแนน|"
    r"ได้รับ\s?คะแนน|ค่า\s?คะแนน|ผล\s?การ\s?ประเมิน|คะแนน\s?เฉลี่ย|คะแนนสุทธิ)"
    r"[^0-9]{0,60}?(?<![\d.])(\d{1,3}\s?[.,]\s?\d{1,3}(?![A-Za-zก-ฮ?](?:\s|$))|\d{2}\s?[:;·]\s?\d{2}|100|\d{2}\s?\d{2}(?=\s?(?:คะแนน|ระดับ|$))"
    r"|\d{2}[.,](?:[A-Za-zก-ฮ?]\d|\d[A-Za-zก-ฮ?])(?=\s|$)|\d[A-Za-zก-ฮ?][.,]\d{2})"
    r"(?![\d])(?!\s?[.)]\s?[ก-๙])"
)
_DIFFERENCE = re.compile(r"(?:[+±]\s?|(?<![\s])[\-−]|\s[\-−](?=$))$")
_PROMISES = re.compile("ภาพรวม|ผลการประเมิน|อยู่ในระดับ|ระดับผล|คะแนน\\s?รวม|คะแนน\\s?เฉลี่ย")
_NUMBER_FIRST = re.compile(r"\W*\d{1,3}\s?[.,]\s?\d")
_LEVEL_LINE = re.compile(r"^\W*ระดับ.{0,30}$")
_INSTRUMENT = re.compile(r"IIT|EIT|OIT|แบบวัด|แบบตรวจ|ตัวชี้วัด")
_CLAUSE = 40
_LONGEST_PROMISE = 200
_WIDE = 140
#: The best and the worst part of a result.
_EXTREME = re.compile(r"(?:สูง|ต่ำ)(?:ที่)?สุด[^0-9]{0,24}$")
#: "ได้รับการปรับคะแนนเป็น 88.56", "(แก้ไขเป็น 88.56)"
_CORRECTED = re.compile(
    r"(?:แก้ไข|ปรับ|เปลี่ยน)(?:แปลง|แก้)?\s?(?:ผล\s?)?(?:คะแนน\s?)?(?:ใหม่\s?)?เป็น\s?(?:คะแนน\s?)?(\d{2,3}[.,]\d{1,2})(?!\d)"
)
#: "(75.00 - 84.99 คะแนน)": the span of a level, not a result.
_SPAN = re.compile(r"\s?[-–]\s?\d{1,3}[.,]\d")
_SPAN_END = re.compile(r"\d\s?[-–]\s?$")
__all__ = ["LevelMention", "LevelReader", "TotalMention", "level_reader", "total_mentions"]
_TOTAL_LABEL = re.compile(
    r"(?:ผล)?(?:การประเมิน|คะแนน)*(?:โดย|ใน)?(?:รวม|ภาพรวม|เฉลี่ยรวม|เฉลี่ย|สุทธิ)(?:ทั้งสิ้น|ทั้งหมด|ทุกตัวชี้วัด|คะแนน|10ตัวชี้วัด|ITA)*"
)
_LEVEL_LABEL = re.compile(
    r"(?:ผลการประเมิน)?(?:อยู่ใน)?ระดับ(?:ผล)?(?:การประเมิน|คะแนน|คุณธรรม)?|(?:สรุป)?ผลการประเมิน|เกรด"
)
_LABELLED = re.compile(r"ตัวชี้วัด|IIT|EIT|OIT|แบบวัด|แบบตรวจ|เครื่องมือ")


@dataclass(frozen=True, slots=True)
class TotalMention:
    """A printed total with the level printed after it and the year printed before it in the same
    paragraph, if any. ``block`` is the block's index. With a ``reason`` (``digits-damaged``,
    ``score-out-of-range``) the value is no score but what was printed; ``readings`` are the scores
    that its digits can be. ``coarse``: printed with one decimal, another may be lost."""

    value: Decimal
    level: str | None
    year: int | None
    place: Place
    raw: str
    block: int
    reason: str | None = None
    readings: tuple[Decimal, ...] = ()
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class LevelMention:
    """A level that is printed without a total."""

    level: str
    place: Place
    raw: str
    block: int


def total_mentions(
    document: Document, tables: Sequence[LogicalTable], ruined: Iterable[int], levels: LevelReader
) -> tuple[list[TotalMention], list[LevelMention]]:
    """Printed totals outside ruined blocks, and levels printed without one."""
    totals: list[TotalMention] = []
    alone: list[LevelMention] = []
    skipped = set(ruined)
    label = ""  # a short line that promises a total, whose number stands on the next
    for index, block in enumerate(document.blocks):
        if index in skipped or not isinstance(block, Paragraph):
            label = ""
            continue
        text = with_indicator_word(LEADERS.sub(" ", to_arabic(clean(block.text))))
        joined = text
        if label and _NUMBER_FIRST.match(text):
            years = re.sub(r"(?<!\d)\d{1,3}(?!\d)", "", label)
            joined = f"{years} ได้คะแนน {text}" if not NO_SCORE.search(label) else text
        found = list(_in_text(joined, block, index, levels))
        totals.extend(found)
        promises = _PROMISES.search(text) is not None
        if not found and (promises or _LEVEL_LINE.match(text)) and not NO_SCORE.search(text):
            level = levels.after(text)
            if level:
                alone.append(LevelMention(level, block.place, block.text[:300], index))
        label = (
            text
            if promises and len(text) < _LONGEST_PROMISE and not re.search(r"\d\s?[.,]\s?\d", text)
            else ""
        )
    skipped |= foreign_tables(document)
    for table in tables:
        if table.kind in (SCORES, OTHER) and table.block not in skipped:
            totals.extend(_in_table(table, levels, alone))
    return totals, alone


def _in_table(table: LogicalTable, levels: LevelReader, alone: list[LevelMention]) -> list[TotalMention]:
    """The totals of one table, each with the level that stands in its row or, in a row of levels, below
    it; a level without a total goes to ``alone``."""
    found: list[tuple[str, TotalMention]] = []
    for row in table.rows:
        found.extend(_in_row(row, table, levels))
        cells = [cell for cell in row.all_cells() if cell.text]
        if len(cells) < 2 or not _LEVEL_LABEL.fullmatch(matching_key(cells[0].text)):
            continue
        for role, fragments in row.cells.items():
            level = next((name for cell in fragments if (name := levels.whole(cell.text))), None)
            same = [at for at, (column, total) in enumerate(found) if column == role and not total.level]
            if level and same:
                found[same[-1]] = (role, replace(found[same[-1]][1], level=level))
            elif level and role == "score":
                alone.append(LevelMention(level, cells[0].place, cells[0].raw[:300], row.block))
        if not row.cells and len(cells) == 2 and (level := levels.whole(cells[1].text)):
            if found and not found[-1][1].level:
                found[-1] = (found[-1][0], replace(found[-1][1], level=level))
            else:
                alone.append(LevelMention(level, cells[0].place, cells[0].raw[:300], row.block))
    return [total for _, total in found]


def _in_text(text: str, block: Paragraph, index: int, levels: LevelReader) -> Iterable[TotalMention]:
    position = 0
    whole = mended(text)
    while match := _TOTAL.search(whole, position):
        position = match.end()
        lead = text[max(0, match.start() - 60) : match.start(1)]
        reading = read_score(text[match.start(1) : match.end(1)])
        wide = text[max(0, match.start() - _WIDE) : match.start(1)]
        if NO_SCORE.search(_since_number(wide)) or _EXTREME.search(lead):
            continue
        if reading is None or NO_SCORE.search(lead) or _LABELLED.search(match[0]):
            continue
        if _DIFFERENCE.search(text[: match.start(1)]) or _SPAN_END.search(text[: match.start(1)]):
            continue
        if _SPAN.match(text[match.end(1) :]):
            continue
        if _LABELLED.search(lead) and not re.search("ภาพรวม|รวม", match[0]):
            continue
        if _INSTRUMENT.search(lead[-_CLAUSE:]) and "ภาพรวม" not in match[0]:
            continue  # the sum of one instrument
        after = text[match.end() : match.end() + 120]
        if THRESHOLD.search(after):
            continue
        following = _TOTAL.search(after)
        after = after[: following.start()] if following else after
        level = levels.after(after) or levels.after(text[max(0, match.start() - 60) : match.start()])
        year = year_before(text[: match.start()])
        yield _mention(reading, match[1], level, year, block.place, block.text[:600], index)
        corrected = _CORRECTED.search(text[match.end() : match.end() + 120])
        later = read_score(corrected[1]) if corrected else None
        if corrected and later is not None:  # both stand in the document: neither is sure
            yield _mention(later, corrected[1], None, year, block.place, block.text[:600], index)


def _since_number(lead: str) -> str:
    """What of ``lead`` stands behind the last number with decimals in it."""
    numbers = list(re.finditer(r"\d[.,]\d+", lead))
    return lead[numbers[-1].end() :] if numbers else lead


def _in_row(row: LogicalRow, table: LogicalTable, levels: LevelReader) -> Iterable[tuple[str, TotalMention]]:
    """The total of a row whose only words are those for a total: ``รวมทั้งสิ้น``, ``คะแนนภาพรวม``."""
    cells = [cell for cell in row.all_cells() if cell.text]
    if not cells or len(cells[0].text) > 60 or not _TOTAL_LABEL.fullmatch(matching_key(cells[0].text)):
        return
    named = dict.fromkeys(found for cell in cells[1:] if (found := levels.whole(cell.text)))
    level = next(iter(named)) if len(named) == 1 else None
    headed = {
        role: scores[0]
        for role, fragments in row.cells.items()
        if (role == "score" or role.startswith("year:"))
        and len(scores := [c for c in fragments if c is not cells[0] and read_score(c.text) is not None]) == 1
    }
    if table.kind == OTHER:
        numbers = [cell for cell in cells[1:] if read_score(cell.text) is not None]
        headed = {"score": numbers[0]} if len(numbers) == 1 else {}
    for role, cell in headed.items():
        reading = read_score(cell.text)
        if reading is not None and not NO_SCORE.search(clean(cell.text)):
            year = int(role[5:]) if role.startswith("year:") else None
            below = next((found for c in row.cells.get(role, ()) if (found := levels.whole(c.text))), level)
            yield role, _mention(reading, cell.text, below, year, cell.place, cell.raw[:600], row.block)


def _mention(
    reading: ScoreReading,
    printed: str,
    level: str | None,
    year: int | None,
    place: Place,
    raw: str,
    block: int,
) -> TotalMention:
    if reading.value is not None:
        coarse = reading.decimals == 1
        return TotalMention(reading.value, level, year, place, raw, block, coarse=coarse)
    digits = re.sub(r"[^\d.]", "", to_arabic(printed).replace(",", "."))
    value = Decimal(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else Decimal(0)
    return TotalMention(value, level, year, place, raw, block, reading.reason, reading.readings)
