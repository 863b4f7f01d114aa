"""How an explanation reads as a page of text, in Thai or English."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.explained_facts import YEAR_COLUMNS
from warehouse.explanation import Decision, Doubt, Explanation, Figure, Source, Trace

_CERTAINTY = {
    "sure": ("แน่นอน", "sure"),
    "needs_review": ("รอตรวจ ไม่นับในตัวเลขเปรียบเทียบ", "waits for review, in no comparison"),
}
#: An organization's own report is the usual source, and not named.
_KINDS = {
    "official_result_list": (
        "รายการผลการประเมินอย่างเป็นทางการ (หลายหน่วยงาน)",
        "official list of results (many organizations)",
    ),
    "other": (
        "เอกสารอื่น: ไม่ใช่รายงานของหน่วยงานเอง และไม่ใช่รายการผลอย่างเป็นทางการ",
        "another document: neither the organization's own report nor the official list of results",
    ),
}
_WORDS = {
    "kind": ("ชนิดแหล่งข้อมูล", "kind of source"),
    "year": ("ปีงบประมาณ", "Fiscal year"),
    "unknown": ("ไม่ทราบ", "unknown"),
    "file": ("ไฟล์", "file"),
    "document": ("เอกสาร", "document"),
    "read by": ("อ่านด้วย", "read by"),
    "certainty": ("ความแน่นอน", "certainty"),
    "how": ("วิธีได้ค่า", "how it came about"),
    "place": ("ตำแหน่ง", "place"),
    "rule": ("กฎ", "rule"),
    "row": ("แถวนี้อยู่ที่ (ไม่มีข้อความของค่านี้เอง)", "the row stands here (no text of its own for this value)"),
    "text": ("ข้อความ", "text"),
    "line": ("ทั้งบรรทัด", "whole line"),
    "around": ("ทั้งแถวหรือย่อหน้า", "whole row or paragraph"),
    "doubt": ("ข้อสงสัย", "doubt"),
    "candidates": ("ค่าที่พิจารณาแต่ไม่ได้เลือก", "values considered and not chosen"),
    "correction": ("การแก้ไข", "correction"),
    "no place": (
        "ไม่มีตำแหน่งของตนเองในเอกสาร: คำนวณจากตัวเลขอื่น หรือรายงานไม่ได้กล่าวถึง",
        "no place of its own: computed from other figures, or the report says nothing",
    ),
    "considered": ("เอกสารอื่นที่พิจารณาด้วย", "Also considered"),
    "not in force": ("ไม่ได้ใช้", "not in force"),
    "meaning": (
        "ข้อสงสัย: ดูต้นฉบับก่อนใช้ตัวเลขที่มีเครื่องหมายนี้",
        "Doubts: look at the original before a marked figure is used",
    ),
    "more": (
        "และอีก {count} ค่าจากเอกสารอื่นที่ไม่ได้ใช้",
        "and {count} values of other documents that are not in force",
    ),
}


def lines_of(explanation: Explanation, english: bool) -> Iterator[str]:
    """The lines of the page."""
    organization = explanation.organization
    year = explanation.fiscal_year or _word("unknown", english)
    yield f"{organization.full_name}  {organization.place}  [{organization.organization_id}]"
    yield f"{_word('year', english)} {year}"
    if explanation.fact is None:
        yield from _summary(explanation, english)
        return
    said: tuple[Source, tuple[Decision, ...]] | None = None
    for figure in explanation.figures:
        yield ""
        yield _headline(figure, english)
        if (figure.source, figure.decisions) != said:
            yield from _document(figure.source, figure.decisions, english)
            said = figure.source, figure.decisions
        yield from _in_full(figure, english)
    if explanation.considered:
        yield ""
        yield _word("considered", english)
        for figure in explanation.considered:
            why = (figure.why_not_en if english else figure.why_not_th) or _word("not in force", english)
            instead = f" → {figure.superseded_by}" if figure.superseded_by else ""
            yield f"  {_headline(figure, english)}  ({why}{instead})"
            yield f"    {_places(figure, english)}"
            for trace in figure.traces:
                yield from _texts(trace, english, "    ")
            for doubt in figure.doubts:
                yield from _doubt(doubt, english, "    ")


def _word(name: str, english: bool) -> str:
    return _WORDS[name][english]


def _summary(explanation: Explanation, english: bool) -> Iterator[str]:
    """A line a figure; one that is doubted has a mark and why. What a reason means stands once, below."""
    meanings: dict[str, None] = {}
    for figure in explanation.figures:
        doubts = [*figure.doubts, *_year_doubts(figure)]
        why = [] if figure.certainty == "sure" else [_certainty(figure, english)]
        why += dict.fromkeys(_reason(doubt, english) for doubt in doubts)
        marked, reasons = ("⚠", f"  ({'; '.join(why)})") if why else (" ", "")
        yield f"{marked} {_headline(figure, english)}{reasons}"
        yield f"    {_places(figure, english)}"
        for doubt in doubts:
            if doubt.severity != "unknown":
                meanings[f"  {doubt.rule}: {doubt.message_en if english else doubt.message_th}"] = None
    if meanings:
        yield f"⚠ {_word('meaning', english)}"
        yield from meanings
    if explanation.considered:
        yield f"  {_word('more', english).format(count=len(explanation.considered))}"


def _year_doubts(figure: Figure) -> list[Doubt]:
    """What is doubted about the year of the document that the figure has, unless it is another year."""
    return [
        doubt
        for decision in figure.source.decisions
        if decision.column_name in YEAR_COLUMNS.get(figure.table_name, ())
        and decision.value == (None if figure.fiscal_year is None else str(figure.fiscal_year))
        for doubt in decision.doubts
        if doubt.severity != "info"
    ]


def _reason(doubt: Doubt, english: bool) -> str:
    """An issue by its rule, which the other commands know; else the reason in words."""
    if doubt.severity != "unknown":
        return doubt.rule
    return doubt.message_en if english else doubt.message_th


def _document(source: Source, of_row: tuple[Decision, ...], english: bool) -> Iterator[str]:
    yield f"  {_word('file', english)}: {', '.join(source.file_names)}"
    yield f"  sha256: {source.sha256}"
    yield f"  {_word('document', english)}: {source.document_id} ({source.state})"
    if source.reader:
        version = f" v{source.rules_version}" if source.rules_version else ""
        yield f"  {_word('read by', english)}: {source.reader}{version}"
    if source.source_kind in _KINDS:
        yield f"  {_word('kind', english)}: {_KINDS[source.source_kind][english]}"
    for decision in (*of_row, *source.decisions):
        yield from _decision(decision, english)


def _decision(decision: Decision, english: bool) -> Iterator[str]:
    label = decision.label_en if english else decision.label_th
    value = _word("unknown", english) if decision.value is None else decision.value
    places = " · ".join(
        dict.fromkeys(
            f"{_place(trace, english)} {trace.rule} v{trace.rule_version}" for trace in decision.traces
        )
    )
    yield f"  - {label}: {value}" + (f"  [{places}]" if places else "")
    for trace in decision.traces[:1]:
        if trace.text is not None:
            yield f"      {_word('text', english)}: {(_within_line(trace) or trace.text).strip()}"
    for doubt in decision.doubts:
        yield from _doubt(doubt, english, "    ")


def _in_full(figure: Figure, english: bool) -> Iterator[str]:
    is_fact = figure.table_name.startswith("core.")
    if is_fact:
        yield f"  {_word('certainty', english)}: {_certainty(figure, english)}"
    if figure.how:
        yield f"  {_word('how', english)}: {figure.how}"
    if is_fact and not figure.traces:
        yield f"  {_word('no place', english)}"
    for trace in figure.traces:
        if trace.rule is None:
            yield f"  {_word('row', english)}: {_exactly(trace, english)}"
        else:
            rule = f"{_word('rule', english)}: {trace.rule} v{trace.rule_version}"
            yield f"  {_word('place', english)}: {_exactly(trace, english)}  {rule}"
        yield from _texts(trace, english, "    ")
    for correction in figure.corrections:
        yield f"  {_word('correction', english)}: {_of_correction(dict(correction.fields), english)}"
    for doubt in figure.doubts:
        yield from _doubt(doubt, english, "  ")


def _of_correction(one: dict[str, str], english: bool) -> str:
    """Who settled what, when and why, and whether it holds."""
    value, printed = (one.get(name, "–") for name in ("value", "printed"))
    identity, state = one["correction_id"], one["state"]
    settled = f"{one['decided_by']}, {one['decided_on']}: {one['reason']} [{identity}, {one['file_name']}]"
    if state == "displaced":
        said = "another document's figure is in force" if english else "เอกสารอื่นให้ค่าที่เผยแพร่แทน"
        return f"{printed} → {value}  {settled} — {said}"
    if state != "applied":
        return f"{settled} — {'not applied' if english else 'ไม่ได้ใช้'} ({state})"
    if one["column_name"] == "*":
        return settled
    return f"{printed} → {value}  {settled}"


def _texts(trace: Trace, english: bool, indent: str) -> Iterator[str]:
    if trace.problem:
        yield f"{indent}! {trace.problem if english else trace.problem_th or trace.problem}"
    text = trace.raw_text if trace.line is None else _within_line(trace) or trace.text
    if text is not None and text != trace.line:
        yield f"{indent}{_word('text', english)}: {text}"
    if trace.line is not None:
        word = "line" if trace.locator.startswith("line:") else "around"
        yield f"{indent}{_word(word, english)}: {trace.line}"


def _within_line(trace: Trace) -> str | None:
    """What was read of a line that is the whole place, such as the cell of a row of separated values."""
    raw = trace.raw_text
    return raw if raw and trace.line is not None and trace.text == trace.line and raw in trace.line else None


def _doubt(doubt: Doubt, english: bool, indent: str) -> Iterator[str]:
    message = doubt.message_en if english else doubt.message_th
    yield f"{indent}{_word('doubt', english)}: [{doubt.severity}] {doubt.rule}: {message}"
    if doubt.candidates:
        yield f"{indent}  {_word('candidates', english)}: {' | '.join(doubt.candidates)}"


def _certainty(figure: Figure, english: bool) -> str:
    return _CERTAINTY.get(figure.certainty, (figure.certainty, figure.certainty))[english]


def _headline(figure: Figure, english: bool) -> str:
    label = figure.label_en if english else figure.label_th
    return f"{label} = {figure.value if figure.value is not None else '-'}"


def _places(figure: Figure, english: bool) -> str:
    name = figure.source.file_names[0] if figure.source.file_names else figure.source.document_id
    return " · ".join([name, *dict.fromkeys(_place(trace, english) for trace in figure.traces)])


def _place(trace: Trace, english: bool) -> str:
    return (trace.place_en if english else trace.place_th) or trace.locator


def _exactly(trace: Trace, english: bool) -> str:
    """The place in words, and as the warehouse has it where that is not the same."""
    words = _place(trace, english)
    return words if words == trace.locator else f"{words}  [{trace.locator}]"
