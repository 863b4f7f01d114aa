"""What an explanation says, and how it reads: figures, the places they come from, what else there was."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from warehouse.organization_lookup import NamedOrganization


@dataclass(frozen=True, slots=True)
class Source:
    """A document: all names it came under, its place in the archive by sha256, what became of it."""

    document_id: str
    sha256: str
    file_names: tuple[str, ...]
    state: str
    reporting_round: str | None
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a value was read: ``line`` is the whole line of the original, markup included, ``text``
    the piece of it that the locator names; both ``None``, with the reason in ``problem``, where the
    archive cannot give them."""

    locator: str
    line: str | None
    text: str | None
    rule: str
    rule_version: str
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """An open issue, or a value that is unknown for a reason."""

    severity: str
    rule: str
    message_th: str
    message_en: str
    source_line: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of one record. ``label_*`` says what it is (of which indicator, item or measure)."""

    table_name: str
    record_id: str
    column_name: str
    fiscal_year: int | None
    label_th: str
    label_en: str
    value: str | None
    certainty: str
    is_current: bool
    superseded_by: str | None
    source: Source
    traces: tuple[Trace, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """``figures`` are in force (or wait for review); ``considered`` are the same facts from other
    documents, with why they are not in force. ``fact`` is as asked, ``None`` for all."""

    organization: NamedOrganization
    fiscal_year: int | None
    fact: str | None
    figures: tuple[Figure, ...]
    considered: tuple[Figure, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}

    def to_text(self, lang: str = "th") -> str:
        """The explanation for a terminal, in Thai or English (``en``); a summary has one line a figure."""
        return "\n".join(_lines(self, lang != "th"))


_CERTAINTY = {
    "sure": ("แน่นอน", "sure"),
    "needs_review": ("รอตรวจ ไม่นับในตัวเลขเปรียบเทียบ", "waits for review, in no comparison"),
}


def _lines(explanation: Explanation, english: bool) -> Iterator[str]:
    organization = explanation.organization
    year = explanation.fiscal_year or ("unknown" if english else "ไม่ทราบ")
    yield f"{organization.full_name}  {organization.place}  [{organization.organization_id}]"
    yield f"{'Fiscal year' if english else 'ปีงบประมาณ'} {year}"
    if explanation.fact is None:
        yield from _summary(explanation, english)
        return
    said: Source | None = None
    for figure in explanation.figures:
        yield ""
        yield _headline(figure, english)
        if figure.source != said:
            yield from _document(figure.source, english)
            said = figure.source
        yield from _in_full(figure, english)
    if explanation.considered:
        yield ""
        yield "Also considered" if english else "เอกสารอื่นที่พิจารณาด้วย"
        for figure in explanation.considered:
            yield f"  {_headline(figure, english)}  ({_why_not(figure, english)})"
            yield f"    {_places(figure)}"


def _summary(explanation: Explanation, english: bool) -> Iterator[str]:
    for figure in explanation.figures:
        doubts = f"  ⚠ {len(figure.doubts)}" if figure.doubts else ""
        sure = "" if figure.certainty == "sure" else f"  ({_CERTAINTY[figure.certainty][english]})"
        yield f"  {_headline(figure, english)}{sure}{doubts}"
        yield f"    {_places(figure)}"
    if explanation.considered:
        count = len(explanation.considered)
        yield (
            f"  and {count} values of other documents that are not in force"
            if english
            else f"  และอีก {count} ค่าจากเอกสารอื่นที่ไม่ได้ใช้"
        )


def _document(source: Source, english: bool) -> Iterator[str]:
    yield f"  {'file' if english else 'ไฟล์'}: {', '.join(source.file_names)}"
    yield f"  sha256: {source.sha256}"
    yield f"  {'document' if english else 'เอกสาร'}: {source.document_id} ({source.state})"


def _in_full(figure: Figure, english: bool) -> Iterator[str]:
    said = {
        "certainty": ("ความแน่นอน", "certainty"),
        "place": ("ตำแหน่ง", "place"),
        "rule": ("กฎ", "rule"),
        "text": ("ข้อความ", "text"),
        "line": ("ทั้งบรรทัด", "whole line"),
        "doubt": ("ข้อสงสัย", "doubt"),
    }
    words = {key: pair[english] for key, pair in said.items()}
    certainty = _CERTAINTY.get(figure.certainty, (figure.certainty, figure.certainty))
    yield f"  {words['certainty']}: {certainty[english]}"
    if not figure.traces:
        yield (
            "  no place of its own: computed from other figures, or the report says nothing"
            if english
            else "  ไม่มีตำแหน่งของตนเองในเอกสาร: คำนวณจากตัวเลขอื่น หรือรายงานไม่ได้กล่าวถึง"
        )
    for trace in figure.traces:
        yield f"  {words['place']}: {trace.locator}  {words['rule']}: {trace.rule} v{trace.rule_version}"
        if trace.problem:
            yield f"    ! {trace.problem}"
        if trace.text is not None and trace.text != trace.line:
            yield f"    {words['text']}: {trace.text}"
        if trace.line is not None:
            yield f"    {words['line']}: {trace.line}"
    for doubt in figure.doubts:
        message = doubt.message_en if english else doubt.message_th
        yield f"  {words['doubt']}: [{doubt.severity}] {doubt.rule}: {message}"


def _headline(figure: Figure, english: bool) -> str:
    label = figure.label_en if english else figure.label_th
    return f"{label} = {figure.value if figure.value is not None else '-'}"


def _places(figure: Figure) -> str:
    name = figure.source.file_names[0] if figure.source.file_names else figure.source.document_id
    return " · ".join([name, *dict.fromkeys(trace.locator for trace in figure.traces)])


def _why_not(figure: Figure, english: bool) -> str:
    if figure.source.state not in ("loaded", "superseded"):
        return f"document {figure.source.state}" if english else f"เอกสาร {figure.source.state}"
    if figure.superseded_by:
        by = figure.superseded_by
        return f"superseded by {by}" if english else f"มี {by} มาแทน"
    if figure.certainty != "sure":
        return _CERTAINTY[figure.certainty][english]
    return "not in force" if english else "ไม่ได้ใช้"


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
