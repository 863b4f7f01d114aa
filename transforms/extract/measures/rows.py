"""Rows of measure tables into candidates: which text is what, which indicator and question it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from transforms.document import Cell, Document, Paragraph, Table
from transforms.extract.measures.candidate import TITLE_ROLES, MeasureCandidate
from transforms.extract.measures.questions import find_bare_question, find_question
from transforms.extract.measures.section_departments import carry_section_departments
from transforms.extract.scores.indicators import IndicatorReader
from transforms.extract.tables.headings import PERCENT, STATUS_COLUMN
from transforms.extract.tables.logical_rows import LogicalRow
from transforms.extract.tables.logical_tables import MEASURES, LogicalTable
from transforms.extract.tables.table_roles import CODE, INDICATOR_NUMBER
from transforms.normalize.codes import indicator_numbers, item_code, question_codes
from transforms.normalize.deadlines import deadlines
from transforms.normalize.departments import DepartmentMatcher
from transforms.normalize.digits import parse_score, to_arabic
from transforms.normalize.thai import squeeze
from transforms.reference import Framework

#: "ตัวชี้วัดที่" as a scanner may leave it: a mark lost, a letter for one that looks like it.
_INDICATOR_WORD = re.compile(r"[ตดถฅคฑ][ัิี]?ว\s?[ชซขฃ][ิีึื]?[่้]?\s?ว[ัิี]?[ดคฅต](?:\s?ท[ิีึื]?[่้]?(?=\s?[0-9๐-๙]))?")
_TEXT_ROLES = (
    "issue",
    "steps",
    "responsible",
    "time",
    "result",
    "outcome",
    "expected",
    "recommendation",
    "status",
)
_SECTION = re.compile(r"ตัวชี้วัด|เครื่องมือ|แบบวัด|แบบตรวจ|IIT|EIT|OIT|ประเด็น")
_NOT_A_MEASURE = re.compile(
    r"^\W*(?:รวม|หมายเหตุ|ลงชื่อ|ผู้รายงาน|ผู้จัดทำ|ผู้ตรวจสอบ|\(ลงชื่อ|ความเห็น|เห็นชอบ|อนุมัติ|ที่มา|แหล่งที่มา)"
)
#: What shows how a form is filled in, or says that there is nothing to do.
_NO_MEASURE = re.compile(
    r"^\W*(?:ตัวอย่าง\s*(?:[:)]|การกรอก|$)|เช่น\s|\(?ระบุ(?:ชื่อ)?มาตรการ|ไม่มี(?:มาตรการ|ประเด็น))"
)
_OF_SCORES = re.compile(r"คะแนน|ร้อย\s?ละ|[0-9๐-๙]\s?\.\s?[0-9๐-๙]{2}")
_INSTRUMENT = re.compile(r"\W*(?:[0-9๐-๙.)]+\s*)?(?:เครื่องมือ|แบบวัด|แบบตรวจ)[^\n]{0,60}$")
_NO_WORDS = re.compile(r"[\W\d_]*")
_TITLES = ("measure", "issue", "indicator", "steps")
_LONGEST_TITLE = 590
_REPEATS = 3
_BEFORE_HEAD = re.compile(r"[\W\d]*(?:(?:เครื่องมือ|แบบวัด|แบบตรวจ|ประเด็น|ด้าน|IIT|EIT|OIT)[^\n]{0,30})?\s*")


def measure_candidates(
    document: Document,
    tables: Sequence[LogicalTable],
    ruined: frozenset[int],
    framework: Framework,
    indicators: IndicatorReader,
    departments: DepartmentMatcher,
    set_aside: list[tuple[LogicalRow, str]] | None = None,
) -> list[MeasureCandidate]:
    """Every measure of the document outside ruined blocks, in order. Rows that are none are added to
    ``set_aside`` with the reason; headings that name an indicator count for the rows below them."""
    aside: list[tuple[LogicalRow, str]] = [] if set_aside is None else set_aside
    carry_section_departments(document, tables, departments)
    found: list[MeasureCandidate] = []
    sections = _sections(document, indicators)
    carried: tuple[int, int] | None = None  # indicator and the block in which it was said
    for table in tables:
        if table.kind != MEASURES:
            continue
        above: MeasureCandidate | None = None
        for row in table.rows:
            if row.block in ruined:
                continue
            section = _section_row(row, indicators)
            if section is not None:
                carried, above = (section, row.block) if section else carried, None
                if not section:
                    aside.append((row, "heading-or-note"))
                continue
            candidate = _candidate(row, table, departments)
            if candidate is None:
                aside.append((row, "no-wording"))
                continue
            find_question(candidate, framework)
            if code := row.text(CODE):
                _read_code(candidate, code, framework)
            own = _own_indicator(candidate, indicators)
            if own is not None:
                candidate.indicator_no, candidate.indicator_basis = own
                if own[1] == "label" and _at_head(candidate):
                    carried = (own[0], row.block)
            elif candidate.question_indicator is not None:
                candidate.indicator_no, candidate.indicator_basis = candidate.question_indicator, "question"
            elif above is not None and _head_is_empty(candidate, table):
                candidate.indicator_no, candidate.indicator_basis = above.indicator_no, "cell-above"
            else:
                _from_context(candidate, indicators, sections, carried)
            if candidate.question_code is None:
                find_bare_question(candidate, framework)
            found.append(candidate)
            above = candidate
    return _without_repeats(found)


def _without_repeats(candidates: list[MeasureCandidate]) -> list[MeasureCandidate]:
    """A row that stands three times or more in sequence, all its cells the same, was written once: the
    scanner's software repeats. The first stays, and notes the last line of the others."""
    kept: list[MeasureCandidate] = []
    for _, run in groupby(candidates, key=lambda candidate: (candidate.title, *candidate.texts.items())):
        rows = list(run)
        if len(rows) < _REPEATS:
            kept += rows
            continue
        rows[0].repeated_until = rows[-1].source_line
        kept.append(rows[0])
    return kept


def deadline_cells(tables: Sequence[LogicalTable], ruined: frozenset[int]) -> list[tuple[Cell, int]]:
    """The filled cells of time in tables of measures outside ruined blocks, with their block."""
    return [
        (cell, row.block)
        for table in tables
        if table.kind == MEASURES
        for row in table.rows
        if row.block not in ruined
        for cell in row.cells.get("time", ())
        if cell.text
    ]


def _sections(document: Document, indicators: IndicatorReader) -> dict[int, int]:
    """Block index → indicator of the heading in running text at that block, 0 where a heading ends it."""
    found: dict[int, int] = {}
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) or len(block.text) >= 160:
            continue
        text = _mended(block.text)
        heads = _heads_table(document, index)
        if "ตัวชี้วัด" in text and (heads or not _OF_SCORES.search(text)):
            label = indicators.label(text)
            if label is not None:
                found[index] = label.no
            elif heads and text.lstrip(" -*#").startswith("ตัวชี้วัดที่"):
                found[index] = 0  # of an indicator that nobody can read
        elif _INSTRUMENT.match(text):
            found[index] = 0  # what follows is of another instrument: the indicator above is over
    return found


def _heads_table(document: Document, index: int) -> bool:
    """Whether a paragraph stands right above a table, and no line about an indicator right above it: what
    the indicator scored may stand in a heading, but the last line of a list of scores is none."""
    below = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
    above = document.blocks[index - 1] if index else None
    if not isinstance(below, Table):
        return False
    return not (isinstance(above, Paragraph) and _OF_SCORES.search(above.text) and "ตัวชี้วัด" in above.text)


def _section_row(row: LogicalRow, indicators: IndicatorReader) -> int | None:
    """For a row that is but a heading inside the table: its indicator, or 0 where it names none.
    ``None`` for a row that is a measure."""
    filled = [cell for cell in row.all_cells() if cell.text]
    texts = {squeeze(cell.text) for cell in filled}
    if len(texts) != 1 or len(filled[0].text) > 200:
        return None
    text = _mended(filled[0].text)
    if _NOT_A_MEASURE.match(text):
        return 0
    if not _SECTION.search(text):
        return None
    label = indicators.label(text)
    return label.no if label is not None else 0


def _candidate(
    row: LogicalRow, table: LogicalTable, departments: DepartmentMatcher
) -> MeasureCandidate | None:
    settled = [role for role in _TEXT_ROLES if role not in row.doubtful]
    texts = {role: text for role in settled if (text := row.said(role))}
    if percent := row.text(PERCENT):
        bare = parse_score(percent) is not None and "%" not in percent and "ร้อยละ" not in percent
        texts["status"] = "\n".join(
            filter(None, (f"ร้อยละ {percent}" if bare else percent, texts.get("status")))
        )
    if not texts.get("time") and (quarters := row.quarter_cells()):
        texts["time"] = "\n".join(_quarter_spans([number for number, _ in quarters]))
    if not texts.get("time") and (months := row.month_cells()):
        texts["time"] = "\n".join(span for span, _ in months)
    if boxes := row.status_boxes():
        texts["status"] = "\n".join(filter(None, (boxes, texts.get("status"))))
        if prose := row.status_prose():
            texts["result"] = "\n".join(filter(None, (texts.get("result"), prose)))
    title_role = next((role for role in _TITLES if not _NO_WORDS.fullmatch(row.text(role))), None)
    title_role = title_role or next((role for role in _TITLES if row.text(role)), None)
    if title_role is None:
        return None
    title = row.text(title_role)
    if _NO_WORDS.fullmatch(title) and all(_NO_WORDS.fullmatch(cell.text) for cell in row.all_cells()):
        return None  # the columns numbered below their headings
    if (_NOT_A_MEASURE.match(title) and len(texts) <= 1) or _NO_MEASURE.match(title):
        return None
    candidate = MeasureCandidate(row, _shortened(title), title_role, texts)
    candidate.has_status_column = any(
        role in ("status", "result", "outcome", PERCENT) or (role or "").startswith(STATUS_COLUMN)
        for role in table.roles
    ) or bool(texts.get("status") or texts.get("result"))
    if title_role == "issue":
        texts.setdefault("issue", title)
    _mend_shift(candidate, table, departments)
    return candidate


def _quarter_spans(numbers: list[int]) -> list[str]:
    """Marked quarters as spans: those in sequence are one."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"ไตรมาส {run[0]}" if len(run) == 1 else f"ไตรมาส {run[0]} - {run[-1]}" for run in runs]


def _shortened(title: str) -> str:
    """A wording over 590 characters (a whole list in one cell) is cut at a line or word."""
    if len(squeeze(title)) <= _LONGEST_TITLE:
        return title
    head = title[:_LONGEST_TITLE]
    cut = max(head.rfind("\n"), head.rfind(" "))
    return (head[:cut] if cut > 200 else head) + "…"


def _mend_shift(candidate: MeasureCandidate, table: LogicalTable, departments: DepartmentMatcher) -> None:
    """A row that slipped one column to the left: responsible and steps in one cell, the deadlines
    under steps, and under time no time at all. The cells' content says what they are."""
    if not {"responsible", "steps", "time"} <= set(table.roles):
        return
    order = [role for role in table.roles if role in ("responsible", "steps", "time")]
    if order != ["responsible", "steps", "time"]:
        return
    responsible, steps, time = (candidate.row.text(role) for role in order)
    if not responsible or not steps or deadlines(time, 2566) or len(deadlines(steps, 2566)) == 0:
        return
    head, _, rest = responsible.partition("\n")
    if len(responsible) < 120 or not rest or not departments.find(head).names or len(head) > 90:
        return
    candidate.row.moved |= {"responsible", "steps", "time"}
    candidate.texts.update({"responsible": head, "steps": rest, "time": steps})
    cells = candidate.row.cells
    cells["time"] = [*cells["steps"], *cells["time"]]
    cells["steps"] = list(cells["responsible"])


def _head_is_empty(candidate: MeasureCandidate, table: LogicalTable) -> bool:
    """Whether the cell that says what the measure is against is there and empty: merged with the one
    above it."""
    heads = [role for role in ("indicator", "issue") if role in table.roles]
    return bool(heads) and not any(squeeze(candidate.row.text(role)) for role in heads)


def _at_head(candidate: MeasureCandidate) -> bool:
    """Whether the label heads its cell, and so the rows below it too."""
    for role in TITLE_ROLES:
        text = _mended(candidate.row.text(role))
        for _, _, start, _ in indicator_numbers(text):
            return _BEFORE_HEAD.fullmatch(text[:start]) is not None
    return False


def _mended(text: str) -> str:
    """``text`` with the word for an indicator as it is spelt."""
    return _INDICATOR_WORD.sub(lambda match: "ตัวชี้วัดที่" if "ท" in match[0] else "ตัวชี้วัด", text)


def _read_code(candidate: MeasureCandidate, text: str, framework: Framework) -> None:
    """The code that stands in a column of its own."""
    exact = next((code for code in question_codes(text) if code.kind == "exact"), None)
    code = exact or item_code(text)
    if code is None:
        return
    known = {question.code: question.indicator_no for question in framework.questions}
    known.update({item.code: item.indicator_no for item in framework.items})
    candidate.question_code, candidate.question_printed = code.code, code.printed
    candidate.question_indicator = known.get(code.code)
    candidate.question_assumed = bool(framework.items) and code.code not in known


def _own_indicator(candidate: MeasureCandidate, indicators: IndicatorReader) -> tuple[int, str] | None:
    """The indicator that the row's own title cells name, or the number in a column of its own."""
    number = to_arabic(candidate.row.said(INDICATOR_NUMBER)).strip(" .")
    if number.isdecimal() and 1 <= int(number) <= 10:
        return int(number), "number"
    heads = {role: _mended(candidate.row.text(role)) for role in TITLE_ROLES}
    for text in heads.values():
        if "ตัวชี้วัด" in text:
            label = indicators.label(text)
            if label is not None:
                return label.no, "label"
    for text in heads.values():
        named = indicators.named_at_head(text) if text else None
        if named is not None:
            return named, "name"
    return None


def _from_context(
    candidate: MeasureCandidate,
    indicators: IndicatorReader,
    sections: dict[int, int],
    carried: tuple[int, int] | None,
) -> None:
    """Where the title cells name no indicator: the steps, a name inside the title, the section."""
    steps = candidate.texts.get("steps", "")[:400]
    for number, _, _, _ in indicator_numbers(steps):
        if 1 <= number <= 10:
            candidate.indicator_no, candidate.indicator_basis = number, "steps"
            return
    block = candidate.row.block
    before = [index for index in sections if index < block]
    section = (sections[max(before)], max(before)) if before else None
    nearest = max((c for c in (section, carried) if c is not None), key=lambda c: c[1], default=None)
    if nearest is not None and nearest[0]:
        candidate.indicator_no, candidate.indicator_basis = nearest[0], "section"
        return
    named = indicators.named_anywhere(candidate.title[:300])
    if named is not None:
        candidate.indicator_no, candidate.indicator_basis = named, "name"
