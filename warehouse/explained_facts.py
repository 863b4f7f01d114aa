"""Which figures can be asked for, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Kind:
    """A table of figures: its key, the columns that are explained, what a row is called (an SQL expression
    and the words before it), and the column that says how a value came about."""

    table: str
    key: str
    columns: tuple[str, ...]
    label: str
    label_th: str
    label_en: str
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Rows of a kind: an SQL condition with its values."""

    kind: Kind
    condition: str = "TRUE"
    values: tuple[object, ...] = ()


ASSESSMENT = Kind(
    "core.assessments",
    "assessment_id",
    ("overall_score", "level", "overall_recomputed", "level_recomputed", "reconciliation"),
    "''",
    "ผลการประเมิน",
    "Result",
)
INDICATOR = Kind(
    "core.indicator_scores", "score_id", ("score",), "indicator_no::VARCHAR", "ตัวชี้วัดที่", "Indicator", "method"
)
DISCLOSURE = Kind(
    "core.disclosures",
    "disclosure_id",
    ("status",),
    "concat_ws(' ', item_code, item_name)",
    "ข้อ",
    "Item",
    "status_basis",
)
MEASURE = Kind(
    "core.measures",
    "measure_id",
    (
        "title",
        "issue",
        "steps",
        "indicator_no",
        "question_code",
        "responsible",
        "starts_on",
        "due_on",
        "result",
        "outcome",
        "recommendation",
        "status",
        "percent_complete",
    ),
    "concat_ws(' ', question_code, measure_key, reporting_round)",
    "มาตรการ",
    "Measure",
    "status_basis",
)
STATUS = replace(MEASURE, columns=("status",))
COMPLETION = Kind(
    "mart.completion_by_organization",
    "organization_id",
    (
        "measures",
        "completed",
        "in_progress",
        "not_started",
        "not_reported",
        "completion_rate",
        "completion_rate_all",
        "coverage",
        "waiting_for_review",
    ),
    "coalesce(reporting_round, '-')",
    "การดำเนินการตามมาตรการ รอบ",
    "Completion, round",
)

#: The rule of the issue about a document that states several years.
YEAR_CONFLICT = "year-conflict"
#: The years of a document that the rows of a table can be of.
YEAR_COLUMNS = {
    ASSESSMENT.table: ("scores_fiscal_year",),
    INDICATOR.table: ("scores_fiscal_year",),
    DISCLOSURE.table: ("scores_fiscal_year", "measures_fiscal_year"),
    MEASURE.table: ("measures_fiscal_year",),
    COMPLETION.table: ("measures_fiscal_year",),
}

#: What each figure of the completion table is computed of.
FORMULAS = {
    "completion_rate": "completed / reported",
    "completion_rate_all": "completed / measures",
    "coverage": "reported / measures",
}

COLUMN_WORDS = {
    "overall_score": ("คะแนนรวมที่พิมพ์", "overall score as printed"),
    "level": ("ระดับที่พิมพ์", "level as printed"),
    "overall_recomputed": ("คะแนนรวมที่คำนวณ", "recomputed total"),
    "level_recomputed": ("ระดับที่คำนวณ", "recomputed level"),
    "reconciliation": ("การกระทบยอด", "reconciliation"),
    "score": ("คะแนน", "score"),
    "status": ("สถานะ", "status"),
    "status_basis": ("ที่มาของสถานะ", "basis of the status"),
    "title": ("ข้อความ", "wording"),
    "issue": ("ประเด็นที่ต้องปรับปรุง", "issue to be mended"),
    "steps": ("ขั้นตอน", "steps"),
    "indicator_no": ("ตัวชี้วัด", "indicator"),
    "question_code": ("รหัสข้อ", "question or item"),
    "percent_complete": ("ร้อยละความก้าวหน้า", "percent complete"),
    "starts_on": ("วันเริ่ม", "first day"),
    "due_on": ("วันครบกำหนด", "due date"),
    "responsible": ("ผู้รับผิดชอบ", "responsible"),
    "result": ("ผลการดำเนินการ", "result"),
    "outcome": ("ผลลัพธ์", "outcome"),
    "recommendation": ("ข้อเสนอแนะ", "recommendation"),
    "measures": ("มาตรการทั้งหมด", "measures"),
    "completed": ("แล้วเสร็จ", "completed"),
    "in_progress": ("อยู่ระหว่างดำเนินการ", "in progress"),
    "not_started": ("ยังไม่ดำเนินการ", "not started"),
    "not_reported": ("ไม่ได้รายงานผล", "not reported"),
    "completion_rate": ("อัตราแล้วเสร็จของที่รายงาน", "completion rate of those reported"),
    "completion_rate_all": ("อัตราแล้วเสร็จของทั้งหมด", "completion rate of all"),
    "coverage": ("สัดส่วนที่รายงานสถานะ", "coverage: share with a reported status"),
    "waiting_for_review": ("รอตรวจ (ไม่นับ)", "waiting for review (not counted)"),
    "organization_id": ("เป็นของ อปท.", "whose report it is"),
    "fiscal_year": ("ปีงบประมาณ", "fiscal year"),
    "measures_fiscal_year": ("ปีของมาตรการ", "year of the measures"),
    "scores_fiscal_year": ("ปีของคะแนน", "year of the scores"),
    "reporting_round": ("รอบการรายงาน", "round"),
    "document_date": ("วันที่ของเอกสาร", "date of the document"),
}


def wanted_by(fact: str | None) -> list[Wanted] | None:
    """The rows that a fact names, ``None`` where it is not the name of any."""
    if fact is None:
        return [Wanted(kind) for kind in (ASSESSMENT, INDICATOR, DISCLOSURE, STATUS)]
    name = fact.strip()
    if name.casefold() == "overall":
        # The ten indicators too: what was recomputed rests on them.
        return [Wanted(ASSESSMENT), Wanted(INDICATOR)]
    if name.casefold() == "level":
        return [Wanted(replace(ASSESSMENT, columns=("level", "level_recomputed"))), Wanted(INDICATOR)]
    if found := re.fullmatch(r"indicator:(10|[1-9])", name, re.IGNORECASE):
        return [Wanted(INDICATOR, "indicator_no = ?", (int(found[1]),))]
    if found := re.fullmatch(r"([Oo])0*(\d{1,2})", name):
        code = f"O{found[2]}"
        return [Wanted(DISCLOSURE, "item_code = ?", (code,)), Wanted(MEASURE, "question_code = ?", (code,))]
    if found := re.fullmatch(r"([IiEe])0*(\d{1,2})", name):
        return [Wanted(MEASURE, "lower(question_code) = ?", (f"{found[1].lower()}{found[2]}",))]
    if found := re.fullmatch(r"measure:(\S+)", name, re.IGNORECASE):
        return [Wanted(MEASURE, "? IN (measure_key, measure_id)", (found[1],))]
    if found := re.fullmatch(r"completion(?::(plan|6-month|annual))?", name, re.IGNORECASE):
        condition = "? IN (reporting_round, '')"
        values = ((found[1] or "").lower(),)
        return [Wanted(COMPLETION, condition, values), Wanted(STATUS, condition, values)]
    return None
