"""Which figures can be asked for, where they stand, and what an organization has of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import duckdb

from transforms.errors import WrongUse
from warehouse.organization_lookup import NamedOrganization

_MOST_LISTED = 40


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
    "not_reported": ("ไม่ได้รายงาน", "not reported"),
    "completion_rate": ("อัตราแล้วเสร็จของที่รายงาน", "completion rate of those reported"),
    "completion_rate_all": ("อัตราแล้วเสร็จของทั้งหมด", "completion rate of all"),
    "coverage": ("สัดส่วนที่รายงานสถานะ", "coverage: share with a reported status"),
    "waiting_for_review": ("รอตรวจ (ไม่นับ)", "waiting for review (not counted)"),
    "organization_id": ("เป็นของ อปท.", "whose report it is"),
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


def year_to_explain(
    connection: duckdb.DuckDBPyConnection,
    organization: NamedOrganization,
    wanted: list[Wanted] | None,
    asked: int | None,
    fact: str | None,
) -> int | None:
    """The year asked for, else the latest that has the fact; ``None`` where only facts of unknown years
    are. Raises :class:`WrongUse` with what there is where the fact or the year is not."""
    if wanted is None:
        raise _unknown_fact(connection, organization, asked, fact)
    known, some = _years(connection, organization, wanted)
    if asked in known or (asked is None and some):
        return asked if asked is not None else (known[-1] if known else None)
    anything, _ = _years(connection, organization, [Wanted(INDICATOR), *(wanted_by(None) or ())])
    if not known and anything:
        raise _unknown_fact(connection, organization, asked if asked in anything else anything[-1], fact)
    what = fact or "-"
    listed = ", ".join(map(str, known)) or "-"
    raise WrongUse(
        f"{organization.full_name} ({organization.organization_id}) ไม่มีข้อมูล {what} "
        f"ปีงบประมาณ {asked or '-'}: ปีที่มีข้อมูล {listed} ดูเอกสารที่กันไว้ด้วย prongsai issues",
        f"{organization.full_name} ({organization.organization_id}) has no fact {what} "
        f"for fiscal year {asked or '-'}: years with facts are {listed}. "
        "See what was set aside with prongsai issues.",
    )


def _years(
    connection: duckdb.DuckDBPyConnection, organization: NamedOrganization, wanted: list[Wanted]
) -> tuple[list[int], bool]:
    """The years with the facts, and whether there are any, of unknown years too."""
    years: set[int | None] = set()
    for one in wanted:
        rows = connection.execute(
            f"SELECT DISTINCT fiscal_year FROM {one.kind.table} "
            f"WHERE organization_id IN (SELECT unnest(?)) AND {one.condition}",
            [list(organization.codes), *one.values],
        ).fetchall()
        years.update(year for (year,) in rows)
    return sorted(year for year in years if year is not None), bool(years)


def _unknown_fact(
    connection: duckdb.DuckDBPyConnection,
    organization: NamedOrganization,
    year: int | None,
    fact: str | None,
) -> WrongUse:
    usual = "overall, level, indicator:9, O8, i16, completion, measure:KEY"
    listed = "\n".join(f"  {line}" for line in _facts_there(connection, organization, year))
    there_th = f"\nที่มีของ {organization.full_name}:\n{listed}" if listed else ""
    there_en = f"\n{organization.full_name} has:\n{listed}" if listed else ""
    return WrongUse(
        f"ไม่มีหรือไม่รู้จักตัวเลข {fact!r}: ใช้ {usual} หรือไม่ระบุเพื่อดูทั้งหมด{there_th}",
        f"Unknown fact {fact!r}, or the organization has none: use {usual}, or none to see all.{there_en}",
    )


def _facts_there(
    connection: duckdb.DuckDBPyConnection, organization: NamedOrganization, year: int | None
) -> list[str]:
    """``2566: overall level indicator:1 …``, one line a year, and the measures with their wording."""
    found = connection.execute(
        """
        WITH facts AS (
            SELECT fiscal_year, organization_id, 1 AS place, unnest(['overall', 'level']) AS fact
            FROM core.assessments
            UNION
            SELECT fiscal_year, organization_id, 10 + indicator_no, 'indicator:' || indicator_no
            FROM core.indicator_scores
            UNION
            SELECT fiscal_year, organization_id, 30, 'completion' FROM mart.completion_by_organization
            UNION
            SELECT fiscal_year, organization_id, 100 + TRY_CAST(substr(item_code, 2) AS INTEGER), item_code
            FROM core.disclosures
            UNION
            SELECT fiscal_year, organization_id, 300, question_code FROM core.measures
            WHERE question_code IS NOT NULL
        )
        SELECT coalesce(fiscal_year::VARCHAR, '-') || ': ' || string_agg(fact, ' ' ORDER BY place, fact)
        FROM (
            SELECT fiscal_year, fact, min(place) AS place FROM facts
            WHERE organization_id IN (SELECT unnest(?)) AND coalesce(fiscal_year = ?, TRUE)
            GROUP BY ALL
        )
        GROUP BY fiscal_year ORDER BY fiscal_year DESC
        """,
        [list(organization.codes), year],
    ).fetchall()
    measures = connection.execute(
        "SELECT coalesce(fiscal_year::VARCHAR, '-') || ': measure:' || measure_key || '  ' "
        "|| left(replace(coalesce(any_value(title), ''), chr(10), ' '), 60) FROM core.measures "
        "WHERE organization_id IN (SELECT unnest(?)) AND coalesce(fiscal_year = ?, TRUE) "
        "GROUP BY fiscal_year, measure_key ORDER BY fiscal_year DESC, min(ordinal), measure_key",
        [list(organization.codes), year],
    ).fetchall()
    lines = [line for (line,) in (*found, *measures[:_MOST_LISTED])]
    return [*lines, f"… (+{len(measures) - _MOST_LISTED})"] if len(measures) > _MOST_LISTED else lines
