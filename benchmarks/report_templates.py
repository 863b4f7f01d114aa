"""The samples as templates: what of each stands for its organization, years, scores, rows and cells.

What a sample states is known from ``samples/facts.yml``; where that is not found in its text, the samples
have changed and :class:`TemplateFault` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from transforms.reference import Framework, Reference

SAMPLES = Path(__file__).resolve().parents[1] / "samples"

#: The samples that are small and undamaged -> how often one is drawn. Of 05 the items of 9.1 alone.
DRAWN = {
    "01": 2,
    "02": 3,
    "03": 3,
    "04": 3,
    "05": 2,
    "06": 1,
    "07": 3,
    "11": 3,
    "12": 3,
    "15": 0.1,
    "17": 3,
    "19": 3,
}
_CUT = {"05": "ตัวชี้วัดย่อยที่ ๙.๒"}

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_RANKED = re.compile(r"^[๐-๙]+\. (?=ตัวชี้วัดที่ )")
_SCORE_AT_END = re.compile(r"[๐-๙]{1,3}\.[๐-๙]{2}$")
_INDICATOR = re.compile(r"ตัวชี้วัดที่ ([๐-๙]+)|[ieoIEO0๐]\s?[๐-๙]{1,2}|ข้อ [๐-๙]+")

#: Words in a column's heading -> what its cells hold; the first that is there counts.
_ROLES = (
    ("ผู้รับผิดชอบ", "responsible"),
    ("ระยะเวลา", "time"),
    ("กำหนดแล้วเสร็จ", "time"),
    ("สถานะ", "status"),
    ("ผลการดำเนินการ", "result"),
    ("ผลลัพธ์", "outcome"),
    ("ข้อเสนอแนะ", "recommendation"),
    ("มาตรการ", "measure"),
    ("วิธี", "steps"),
    ("แนวทาง", "steps"),
    ("ประเด็น", "issue"),
)


class TemplateFault(Exception):
    """A sample is not as ``facts.yml`` has it."""


def thai(value: object) -> str:
    """A number in Thai digits."""
    return str(value).translate(_TO_THAI)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sample. ``roles`` are those of its cells where it is a row of measures; ``indicator_no``
    that of the score it prints at its end."""

    text: str
    roles: tuple[str | None, ...] = ()
    indicator_no: int | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """One sample. ``total`` and ``level`` are as printed; years of the Buddhist era, ``None`` where it
    states none; ``is_ranked`` where its scores stand from best to worst."""

    name: str
    is_ita: bool
    lines: tuple[Line, ...]
    organization: Mapping[str, str]
    scores_year: int | None
    measures_year: int | None
    reporting_round: str | None
    total: str | None
    level: str | None
    is_ranked: bool
    weight: float

    @property
    def year(self) -> int:
        """The year that the others are told from: that of the measures, else of the scores."""
        return self.measures_year or self.scores_year or 2566


@dataclass(slots=True)
class Wordings:
    """Texts of the samples' cells by role: what reports made from them choose from."""

    texts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, role: str, text: str) -> None:
        known = self.texts.setdefault(role, [])
        if text not in known and re.fullmatch(r"[^<>☑☐\d๐-๙]{8,}", text) and not _INDICATOR.search(text):
            known.append(text)


def load_templates(reference: Reference) -> tuple[tuple[Template, ...], Wordings]:
    """The drawn samples and the wordings in them."""
    facts = yaml.safe_load((SAMPLES / "facts.yml").read_text(encoding="utf-8"))
    wordings = Wordings()
    templates = [
        _template(fact, DRAWN[fact["file"][:2]], reference) for fact in facts if fact["file"][:2] in DRAWN
    ]
    if len(templates) != len(DRAWN):
        raise TemplateFault(f"of the samples {', '.join(DRAWN)} some are not in samples/facts.yml")
    for template in templates:
        name = template.organization.get("name", "\0")
        for line in template.lines:
            for role, text in zip(line.roles, line.text.split("\t"), strict=False):
                if role is not None and name not in text:
                    wordings.add(role, text)
    return tuple(templates), wordings


def _template(fact: Mapping[str, Any], weight: float, reference: Reference) -> Template:
    number = fact["file"][:2]
    raw = (SAMPLES / "inbox" / fact["file"]).read_bytes()
    text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    if number in _CUT:
        text, found, _ = text.partition(_CUT[number])
        _demand(bool(found), fact, _CUT[number])
    lines = tuple(_lines(text, reference.framework(2566)))
    assessment = fact.get("assessment") or {}
    total = thai(f"{Decimal(str(assessment['overall_score'])):.2f}") if assessment else None
    organization = dict(fact.get("organization") or {})
    for stated in filter(None, (total, assessment.get("level"), organization.get("name"))):
        _demand(stated in text, fact, stated)
    scored = [line for line in lines if line.indicator_no is not None]
    _demand(len(scored) == len(fact.get("indicator_scores") or {}), fact, "one line for each indicator")
    return Template(
        name=number,
        is_ita=fact["state"] == "loaded",
        lines=lines,
        organization=organization,
        scores_year=fact.get("scores_fiscal_year"),
        measures_year=fact.get("measures_fiscal_year"),
        reporting_round=fact.get("reporting_round"),
        total=total,
        level=assessment.get("level"),
        is_ranked=bool(scored) and all(_RANKED.match(line.text) for line in scored),
        weight=weight,
    )


def _lines(text: str, framework: Framework) -> Iterator[Line]:
    roles: tuple[str | None, ...] = ()
    for line in text.splitlines():
        if not line.strip():
            roles = ()
        number = next((i.no for i in framework.indicators.values() if i.name in line), None)
        if number is not None and _SCORE_AT_END.search(line):
            yield Line(line, indicator_no=number)
        elif not roles and line.count("\t") >= 3 and "ผู้รับผิดชอบ" in line:
            roles = tuple(_role(heading) for heading in line.split("\t"))
            yield Line(line)
        else:
            yield Line(line, roles if "\t" in line else ())


def _role(heading: str) -> str | None:
    return next((role for word, role in _ROLES if word in heading), None)


def _demand(holds: bool, fact: Mapping[str, Any], what: str) -> None:
    if not holds:
        raise TemplateFault(
            f"samples/inbox/{fact['file']} does not have what benchmarks make reports from: {what}. "
            "Mend the sample or benchmarks/report_templates.py."
        )
