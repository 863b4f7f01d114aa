"""Scores as printed: totals with their level, and lists of indicator scores.

What looks like a score and is none stays out here: means of a country, a province or a type,
targets, differences, weighted points, ranks, other schemes (LPA, MOIT).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from transforms.document import Cell, Document, Paragraph, Place, Table
from transforms.extract.indicators import IndicatorReader
from transforms.extract.logical_tables import MEASURES, ORGANIZATIONS, SCORES, LogicalTable
from transforms.extract.years import year_before
from transforms.normalize.digits import find_numbers, parse_int, parse_score, to_arabic
from transforms.normalize.thai import clean, matching_key
from transforms.reference import Reference

_NO_SCORE = re.compile(
    r"ไม่น้อยกว่า|ไม่ต่ำกว่า|เป้าหมาย|ค่าเป้า|ระดับประเทศ|ทั้งประเทศ|ภาพรวมประเทศ|ระดับจังหวัด|ภาพรวมจังหวัด|ค่าเฉลี่ยของ|"
    r"เพิ่มขึ้น|ลดลง|สูงขึ้น|ผลต่าง|ถ่วงน้ำหนัก|ค่าน้ำหนัก|คะแนนเต็ม|เกณฑ์|LPA|MOIT|ลำดับที่|อันดับ|ร้อยละความพึงพอใจ"
)
_TOTAL = re.compile(
    r"(?:ภาพรวม|คะแนน\s?รวม|คะแนน\s?เฉลี่ย\s?รวม|คะแนน\s?ITA|ผล\s?คะแนน|คะแนน\s?ผล\s?การ\s?ประเมิน|ได้\s?คะแนน|มี\s?คะแนน|"
    r"ได้รับ\s?คะแนน|ผล\s?การ\s?ประเมิน|คะแนน\s?เฉลี่ย|คะแนนสุทธิ)"
    r"[^0-9]{0,60}?(?<![\d.])(\d{1,3}\s?[.,]\s?\d{1,3}|100)(?![\d])(?!\s?[.)]\s?[ก-๙])"
)
_LABELLED = re.compile(r"ตัวชี้วัด|IIT|EIT|OIT|แบบวัด|แบบตรวจ|เครื่องมือ")
_LEADERS = re.compile(r"[.…_]{3,}")
_SCORE_COLUMN = ("score",)


@dataclass(frozen=True, slots=True)
class TotalMention:
    """A printed total with the level printed after it and the year printed before it in the same
    paragraph, if any. ``block`` is the block's index."""

    value: Decimal
    level: str | None
    year: int | None
    place: Place
    raw: str
    block: int


@dataclass(frozen=True, slots=True)
class LevelMention:
    """A level that is printed without a total."""

    level: str
    place: Place
    raw: str
    block: int


@dataclass(frozen=True, slots=True)
class ScoreMention:
    """One indicator with a printed score. ``method`` is ``printed`` where a label says which
    indicator it is, ``numbered`` where only a row number 1 to 10 does."""

    indicator_no: int
    value: Decimal
    method: str
    label_conflict: bool
    place: Place
    raw: str


@dataclass(frozen=True, slots=True)
class ScoreList:
    """Scores that stand together; ``year`` only where the column itself is headed by a year."""

    mentions: tuple[ScoreMention, ...]
    year: int | None
    block: int
    ruined: bool


class LevelReader:
    """Finds level names in text."""

    def __init__(self, reference: Reference) -> None:
        self._levels = {level.level for level in reference.levels}
        names = {matching_key(a): level.level for level in reference.levels for a in level.aliases}
        names.update({matching_key(level): level for level in self._levels})
        self._names = sorted(names.items(), key=lambda pair: -len(pair[0]))
        letters = sorted((level for level in self._levels if level.isascii()), key=len, reverse=True)
        words = sorted((level for level in self._levels if not level.isascii()), key=len, reverse=True)
        self._pattern = re.compile(
            r"ระดับ\s?(?:ผล\s?(?:การ\s?)?ประเมิน|คะแนน|คุณธรรม)?\s?(?:อยู่ใน)?\s?(?:ที่)?\s?[:=]?\s?(?:ระดับ)?\s?[\"“”'(]*\s?"
            rf"({'|'.join([*words, *letters])})(?![A-Za-z])"
        )
        self._bare = re.compile("|".join(words)) if words else re.compile(r"(?!)")

    def after(self, text: str) -> str | None:
        """The first level named after the word ระดับ."""
        match = self._pattern.search(text)
        return match[1] if match else None

    def whole(self, text: str) -> str | None:
        """The level that the whole of a cell names."""
        key = matching_key(text).removeprefix("ระดับ")
        for name, level in self._names:
            if key in (name, matching_key(level)):
                return level
        return None

    def bare(self, text: str) -> str | None:
        """The first level of the newer scheme (its names are words) anywhere in ``text``."""
        match = self._bare.search(text)
        return match[0] if match else None


@lru_cache(maxsize=4)
def level_reader(reference: Reference) -> LevelReader:
    """The reader for ``reference``, made once."""
    return LevelReader(reference)


def total_mentions(
    document: Document, ruined: Iterable[int], levels: LevelReader
) -> tuple[list[TotalMention], list[LevelMention]]:
    """Printed totals in running text outside ruined blocks, and levels printed without one."""
    totals: list[TotalMention] = []
    alone: list[LevelMention] = []
    skipped = set(ruined)
    for index, block in enumerate(document.blocks):
        if index in skipped or not isinstance(block, Paragraph):
            continue
        text = _LEADERS.sub(" ", to_arabic(clean(block.text)))
        position, found = 0, False
        while match := _TOTAL.search(text, position):
            position = match.end()
            lead = text[max(0, match.start() - 60) : match.start(1)]
            value = parse_score(match[1])
            if value is None or _NO_SCORE.search(lead) or _LABELLED.search(match[0]):
                continue
            if _LABELLED.search(lead) and not re.search("ภาพรวม|รวม", match[0]):
                continue
            after = text[match.end() : match.end() + 120]
            following = _TOTAL.search(after)
            after = after[: following.start()] if following else after
            level = levels.after(after) or levels.after(text[max(0, match.start() - 60) : match.start()])
            year = year_before(text[: match.start()])
            totals.append(TotalMention(value, level, year, block.place, block.text[:600], index))
            found = True
        if not found and re.search("ภาพรวม|ผลการประเมิน|อยู่ในระดับ|ระดับผล", text) and not _NO_SCORE.search(text):
            level = levels.after(text)
            if level:
                alone.append(LevelMention(level, block.place, block.text[:300], index))
    return totals, alone


def score_lists(
    document: Document,
    tables: Iterable[LogicalTable],
    ruined: Iterable[int],
    indicators: IndicatorReader,
) -> list[ScoreList]:
    """Lists of indicator scores in tables and in running text, in order. Lists in ruined blocks are
    given too, marked: they count only if their sum proves them."""
    skipped = set(ruined)
    kinds = {table.block: table for table in tables}
    found: list[ScoreList] = []
    run: list[ScoreMention] = []
    run_block = 0

    def close_run() -> None:
        if run:
            found.append(ScoreList(tuple(run), None, run_block, False))
            run.clear()

    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if index in skipped:
                continue
            mention = _in_line(block.text, block.place, indicators)
            if mention is not None:
                run_block = run_block if run else index
                run.append(mention)
            elif len(block.text) > 60:
                close_run()
            continue
        close_run()
        table = kinds.get(index)
        if table is not None and table.kind in (SCORES, MEASURES) and index not in skipped:
            found.extend(_in_headed_table(table, indicators))
        elif table is not None and table.kind == ORGANIZATIONS:
            continue
        if table is None or table.kind not in (MEASURES, SCORES) or index in skipped:
            found.extend(_in_plain_table(block, index, index in skipped, indicators))
    close_run()
    return [scores for scores in found if scores.mentions]


def _in_line(text: str, place: Place, indicators: IndicatorReader) -> ScoreMention | None:
    """``๑) ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ .....๘๑.๔๐..... คะแนน`` in one line of running text."""
    if len(text) > 220 or "ตัวชี้วัด" not in text:
        return None
    plain = _LEADERS.sub(" ", to_arabic(clean(text)))
    if _NO_SCORE.search(plain) or re.search(r"ตัวชี้วัด\s?ย่อย", plain):
        return None
    numbers = [n for n in find_numbers(plain) if n.decimals >= 1 or n.value == 100]
    numbers = [n for n in numbers if not re.search(r"ตัวชี้วัด\s?(?:ที่)?\s?$", plain[: n.start])]
    if len(numbers) != 1 or not 0 <= numbers[0].value <= 100:
        return None
    label = indicators.label(plain[: numbers[0].start])
    if label is None:
        return None
    return ScoreMention(label.no, _quantized(numbers[0].value), "printed", label.conflict, place, text)


def _in_headed_table(table: LogicalTable, indicators: IndicatorReader) -> list[ScoreList]:
    roles = [role for role in table.roles if role]
    columns = [role for role in roles if role in _SCORE_COLUMN or role.startswith("year:")]
    found: list[ScoreList] = []
    for column in dict.fromkeys(columns):
        mentions: list[ScoreMention] = []
        for row in table.rows:
            label_cells = [
                *row.cells.get("indicator", ()),
                *row.cells.get("issue", ()),
                *row.cells.get("ordinal", ()),
            ]
            label_cells += row.spare
            scores = [cell for cell in row.cells.get(column, ()) if cell.text]
            if len(scores) != 1:
                continue
            mention = _from_cells(label_cells, scores[0], indicators)
            if mention is not None:
                mentions.append(mention)
        year = int(column[5:]) if column.startswith("year:") else None
        if len(mentions) >= 3:
            found.append(ScoreList(tuple(mentions), year, table.block, False))
    return found


def _from_cells(labels: list[Cell], score: Cell, indicators: IndicatorReader) -> ScoreMention | None:
    value = parse_score(score.text)
    if value is None or _NO_SCORE.search(clean(score.text)):
        return None
    text = " ".join(cell.text for cell in labels)
    if re.search(r"ตัวชี้วัด\s?ย่อย", text):
        return None
    for cell in labels:
        label = indicators.label(cell.text)
        if label is not None:
            return ScoreMention(label.no, value, "printed", label.conflict, score.place, score.raw)
    return None


def _in_plain_table(table: Table, index: int, ruined: bool, indicators: IndicatorReader) -> list[ScoreList]:
    """A table without a heading that is understood: a label (or a row number 1 to 10) and one score
    in each row."""
    labelled: list[ScoreMention] = []
    numbered: list[ScoreMention] = []
    for row in table.rows:
        cells = [cell for cell in row.cells if cell.text]
        if len(cells) < 2:
            continue
        values = [cell for cell in cells[1:] if _only_score(cell.text) is not None]
        if len(values) != 1:
            continue
        value = _only_score(values[0].text)
        assert value is not None
        labels = [cell for cell in cells if cell is not values[0]]
        text = " ".join(cell.text for cell in labels)
        if re.search(r"ตัวชี้วัด\s?ย่อย", text) or _NO_SCORE.search(clean(text)):
            continue
        label = next((found for cell in labels if (found := indicators.label(cell.text))), None)
        if label is not None:
            labelled.append(
                ScoreMention(label.no, value, "printed", label.conflict, values[0].place, values[0].raw)
            )
        number = parse_int(cells[0].text.strip().rstrip(".)"))
        if number is not None and 1 <= number <= 10:
            numbered.append(ScoreMention(number, value, "numbered", False, values[0].place, values[0].raw))
    if len({mention.indicator_no for mention in labelled}) >= 3 and not ruined:
        return [ScoreList(tuple(labelled), None, index, ruined)]
    if [mention.indicator_no for mention in numbered] == list(range(1, 11)):
        return [ScoreList(tuple(numbered), None, index, ruined)]
    return []


def _only_score(text: str) -> Decimal | None:
    """The score of a cell that says a score and little else: ``ได้คะแนน ๙๙.๖๔``."""
    if len(text) > 40:
        return None
    plain = _LEADERS.sub(" ", to_arabic(clean(text)))
    numbers = find_numbers(plain)
    if len(numbers) != 1 or not 0 <= numbers[0].value <= 100:
        return None
    rest = plain[: numbers[0].start] + plain[numbers[0].end :]
    if re.sub(r"ได้|รับ|คะแนน|ร้อยละ|เท่ากับ|เฉลี่ย|ผล|การประเมิน|[\s.%:=(),-]", "", rest):
        return None
    if numbers[0].decimals == 0 and numbers[0].value not in (0, 100) and "คะแนน" not in plain:
        return None
    return _quantized(numbers[0].value)


def _quantized(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01")) if value == value.quantize(Decimal("0.01")) else value
