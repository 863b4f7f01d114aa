"""Lists of indicator scores as printed, in tables and in running text.

What looks like a score and is none stays out here: means of a country, a province or a type,
targets, differences, weighted points, ranks, other schemes (LPA, MOIT).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from transforms.document import Cell, Document, Paragraph, Place, Table
from transforms.extract.indicators import IndicatorReader
from transforms.extract.logical_tables import MEASURES, ORGANIZATIONS, SCORES, LogicalTable
from transforms.extract.score_wordings import LEADERS, NO_SCORE
from transforms.normalize.codes import question_codes
from transforms.normalize.digits import find_numbers, parse_int, parse_score, to_arabic
from transforms.normalize.thai import clean

_WISHED = re.compile(r"เพื่อให้|ให้ได้|ควร|ต้องการ|ตั้งเป้า|คาดว่า")
#: The word for an indicator, not a sub-indicator, nor "ตัวชี้วัดที่ได้คะแนนต่ำสุด คือ".
_INDICATOR_WORD = re.compile(r"ตัวชี้วัด(?!\s?ย่อย)(?!\s?ที่\s?(?:ได้|มี))")
_YEAR = re.compile(r"ปี|พ\.\s?ศ|25\d\d")
_ONE_LINE, _LABEL_WITHIN, _SCORE_WITHIN, _LEAD = 160, 120, 110, 45
_SCORE_COLUMN = ("score",)


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
            mentions = _in_text(block.text, block.place, indicators)
            if mentions:
                run_block = run_block if run else index
                run.extend(mentions)
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


def _in_text(text: str, place: Place, indicators: IndicatorReader) -> list[ScoreMention]:
    """``๑) ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ .....๘๑.๔๐..... คะแนน``: each indicator that running text
    names, with the one number behind it that is a score."""
    if "ตัวชี้วัด" not in text:
        return []
    plain = LEADERS.sub(" ", to_arabic(clean(text)))
    starts = [match.start() for match in _INDICATOR_WORD.finditer(plain)]
    found: list[ScoreMention] = []
    for start, end in pairwise([*starts, len(plain)]):
        segment = plain[start:end]
        label = indicators.label(segment[:_LABEL_WITHIN])
        value = _score_behind(segment, short=len(plain) <= _ONE_LINE) if label is not None else None
        if label is not None and value is not None:
            found.append(ScoreMention(label.no, value, "printed", label.conflict, place, text[:600]))
    return found


def _score_behind(segment: str, *, short: bool) -> Decimal | None:
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
    pointed = "คะแนน" in lead or "คะแนน" in behind or "ร้อยละ" in lead
    if (len(numbers) > 1 or not short) and (not pointed or _YEAR.search(segment[: first.start])):
        return None
    return _quantized(first.value)


def _in_headed_table(table: LogicalTable, indicators: IndicatorReader) -> list[ScoreList]:
    roles = [role for role in table.roles if role]
    columns = [role for role in roles if role in _SCORE_COLUMN or role.startswith("year:")]
    found: list[ScoreList] = []
    for column in dict.fromkeys(columns):
        mentions: list[ScoreMention] = []
        for row in table.rows:
            labels = [*row.cells.get("indicator", ()), *row.cells.get("issue", ())]
            scores = list(row.cells.get(column, ()))
            if len(scores) > 1 and len(labels) == len(scores):  # two lists side by side
                pairs = [([label], score) for label, score in zip(labels, scores, strict=True)]
            else:
                filled = [cell for cell in scores if parse_score(cell.text) is not None]
                label_cells = [*labels, *row.cells.get("ordinal", ()), *row.spare]
                pairs = [(label_cells, filled[0])] if len(filled) == 1 else []
            for label_cells, score in pairs:
                mention = _from_cells(label_cells, score, indicators)
                if mention is not None:
                    mentions.append(mention)
        year = int(column[5:]) if column.startswith("year:") else None
        if len(mentions) >= 3 or (2 == len(mentions) == len(table.rows)):
            found.append(ScoreList(tuple(mentions), year, table.block, False))
    return found


def _from_cells(labels: list[Cell], score: Cell, indicators: IndicatorReader) -> ScoreMention | None:
    value = parse_score(score.text)
    if value is None or NO_SCORE.search(clean(score.text)):
        return None
    text = " ".join(cell.text for cell in labels)
    if re.search(r"ตัวชี้วัด\s?ย่อย", text):
        return None
    if any(_of_a_question(cell.text) for cell in labels):
        return None
    for cell in labels:
        label = indicators.label(cell.text)
        if label is not None:
            return ScoreMention(label.no, value, "printed", label.conflict, score.place, score.raw)
    return None


def _of_a_question(text: str) -> bool:
    """Whether a cell names a question or item (``i๑``, ``O๘``), whose score is not the indicator's."""
    return any(code.kind == "exact" for code in question_codes(text[:60]))


def _in_plain_table(table: Table, index: int, ruined: bool, indicators: IndicatorReader) -> list[ScoreList]:
    """A table without a heading that is understood: a label (or a row number 1 to 10) and one score
    in each row."""
    labelled: list[ScoreMention] = []
    numbered: list[ScoreMention] = []
    headings = [clean(cell.text) for cell in table.rows[0].cells]
    for row in table.rows:
        cells = [cell for cell in row.cells if cell.text]
        if len(cells) < 2:
            continue
        values = [cell for cell in cells[1:] if _only_score(cell.text) is not None]
        if len(values) != 1:
            continue
        value = _only_score(values[0].text)
        assert value is not None
        column = row.cells.index(values[0])
        if column < len(headings) and NO_SCORE.search(headings[column]):
            continue  # a target, the mean of others, weighted points
        labels = [cell for cell in cells if cell is not values[0]]
        text = " ".join(cell.text for cell in labels)
        if re.search(r"ตัวชี้วัด\s?ย่อย", text) or NO_SCORE.search(clean(text)):
            continue
        if any(_of_a_question(cell.text) for cell in labels):
            continue
        label = next((found for cell in labels if (found := indicators.label(cell.text))), None)
        if label is not None:
            labelled.append(
                ScoreMention(label.no, value, "printed", label.conflict, values[0].place, values[0].raw)
            )
        number = parse_int(cells[0].text.strip().rstrip(".)"))
        if number is not None and 1 <= number <= 10:
            numbered.append(ScoreMention(number, value, "numbered", False, values[0].place, values[0].raw))
    named = len({mention.indicator_no for mention in labelled})
    if not ruined and (named >= 3 or (2 == named == len(table.rows))):
        return [ScoreList(tuple(labelled), None, index, ruined)]
    if [mention.indicator_no for mention in numbered] == list(range(1, 11)):
        return [ScoreList(tuple(numbered), None, index, ruined)]
    return [] if ruined else _in_columns(table, index, indicators)


def _in_columns(table: Table, index: int, indicators: IndicatorReader) -> list[ScoreList]:
    """A table that lies on its side: a row of indicators, by name or number, above a row of scores."""
    for upper, lower in pairwise(table.rows):
        headed = "ตัวชี้วัด" in upper.cells[0].text
        found: list[ScoreMention] = []
        for label_cell, cell in zip(upper.cells[1:], lower.cells[1:], strict=False):
            value, label = _only_score(cell.text), indicators.label(label_cell.text)
            number = parse_int(label_cell.text) if headed and label is None else None
            no = label.no if label is not None else number
            if value is not None and no is not None and 1 <= no <= 10:
                conflict = label is not None and label.conflict
                found.append(ScoreMention(no, value, "printed", conflict, cell.place, cell.raw))
        if len({mention.indicator_no for mention in found}) == len(found) >= 5:
            return [ScoreList(tuple(found), None, index, False)]
    return []


def _only_score(text: str) -> Decimal | None:
    """The score of a cell that says a score and little else: ``ได้คะแนน ๙๙.๖๔``."""
    if len(text) > 40:
        return None
    plain = LEADERS.sub(" ", to_arabic(clean(text)))
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
