"""A small warehouse in which every clause of the marts decides something: ties, rounds, codes that changed,
rows that wait for review, documents that were replaced or set aside, wordings shared by 20 and by 21.

Organizations and reports do not exist; all rows are written by hand, none is read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.integration.store_by_hand import REFERENCE, Built, Reports, framework
from transforms.facts import EvidenceRow, IssueRow, OrganizationRow, UnknownRow
from transforms.reference import Organization, Province

AS_OF = date(2024, 5, 1)

#: Five in one amphoe of one province, others beside them, namesakes of the amphoe in another province.
A1, A2, A3, A4, TOWN = "6400101", "6400102", "6400103", "6400104", "5400105"
B1, B2 = "6400201", "5400202"
C1, C2 = "6700101", "5700102"
OLD, OLDER, MERGED_1, MERGED_2, MERGED = "6400301", "6400302", "6400303", "6400304", "5400305"
LATER, NOWHERE, PLACELESS, FOREIGN = "5400306", "6499901", "x-placeless", "x-foreign"
REPLACED_WITHOUT_YEAR, FAR = "6400307", "6990101"
#: One that divided, and what became of a part; two that merged in a year that nobody wrote down; one upgraded
#: whose old code still has a result; one with two provisional ids.
WHOLE, PART, OTHER_PART, PART_LATER = "6500101", "6500102", "6500103", "6500104"
JOINED_1, JOINED_2, JOINED = "6500105", "6500106", "6500107"
STALE, UPGRADED, KNOWN = "6500108", "5500109", "6500110"
LISTED, SILENT, TAKEN_1, TAKEN_2 = "6500111", "6500112", "6500113", "6500114"
ONLY_LISTED = "6500115"
MANY = tuple(f"67002{number:02}" for number in range(1, 22))

_REGISTER = (
    Organization(A1, "sao", "ทุ่งหนึ่ง", "เมือง", "ขอนแก่น"),
    Organization(A2, "sao", "ทุ่งสอง", "เมือง", "ขอนแก่น"),
    Organization(A3, "sao", "ทุ่งสาม", "เมือง", "ขอนแก่น"),
    Organization(A4, "sao", "ทุ่งสี่", "เมือง", "ขอนแก่น"),
    Organization(TOWN, "subdistrict_municipality", "ทุ่งห้า", "เมือง", "ขอนแก่น"),
    Organization(B1, "sao", "ดอนหนึ่ง", "ชุมแพ", "ขอนแก่น"),
    Organization(B2, "subdistrict_municipality", "ดอนสอง", "ชุมแพ", "ขอนแก่น"),
    Organization(C1, "sao", "บึงหนึ่ง", "เมือง", "ราชบุรี"),
    Organization(C2, "subdistrict_municipality", "บึงสอง", "เมือง", "ราชบุรี"),
    Organization(OLD, "sao", "เนินหนึ่ง", "พล", "ขอนแก่น"),
    Organization(OLDER, "sao", "เนินสอง", "พล", "ขอนแก่น"),
    Organization(MERGED_1, "sao", "เนินสาม", "พล", "ขอนแก่น"),
    Organization(MERGED_2, "sao", "เนินสี่", "พล", "ขอนแก่น"),
    Organization(MERGED, "subdistrict_municipality", "เนินห้า", "พล", "ขอนแก่น"),
    Organization(LATER, "subdistrict_municipality", "เนินหก", "พล", "ขอนแก่น"),
    Organization(REPLACED_WITHOUT_YEAR, "sao", "เนินเจ็ด", "พล", "ขอนแก่น"),
    Organization(NOWHERE, "sao", "ไร้อำเภอ", "", "ขอนแก่น"),
    *(Organization(one, "sao", f"หมู่{n}", "โพธาราม", "ราชบุรี") for n, one in enumerate(MANY)),
    *(
        Organization(
            one, "sao" if one[0] == "6" else "subdistrict_municipality", f"ทดลอง{one[-2:]}", "พาน", "ราชบุรี"
        )
        for one in (
            WHOLE,
            PART,
            OTHER_PART,
            PART_LATER,
            JOINED_1,
            JOINED_2,
            JOINED,
            STALE,
            UPGRADED,
            KNOWN,
            LISTED,
            SILENT,
            TAKEN_1,
            TAKEN_2,
            ONLY_LISTED,
        )
    ),
    Organization(FAR, "sao", "ไกล", "เมือง", "สตูล"),
    Organization("6990201", "sao", "ใกล้", "เมือง", "ตรัง"),  # of its province came nothing
)
_WORDING = (
    "ประชุมชี้แจงบุคลากรเรื่องการเผยแพร่ผลการใช้จ่ายงบประมาณทุกไตรมาสและปิดประกาศ",
    "เพิ่มช่องทางร้องเรียนการทุจริตบนเว็บไซต์และติดตั้งกล่องรับความคิดเห็นหน้าสำนักงาน",
    "จัดทำคู่มือการยืมทรัพย์สินของทางราชการพร้อมแบบฟอร์มให้ทุกส่วนงานถือปฏิบัติเดียวกัน",
)


def varied_warehouse(home: Path) -> Built:
    """Build it, with a publication before it, in the home folder."""
    folder = home / "reference"
    folder.mkdir(parents=True)
    (folder / "organization_successions.csv").write_text(
        "old_id,new_id,from_year,reason\n"
        f"{OLDER},{OLD},2560,ยกฐานะ\n{OLD},{B2},2565,ยกฐานะ\n"
        f"{MERGED_1},{MERGED},2565,รวม\n{MERGED_2},{MERGED},2565,รวม\n"
        f"{A4},{TOWN},2566,ยกฐานะ\n{REPLACED_WITHOUT_YEAR},{LATER},2568,ยกฐานะ\n"
        f"{WHOLE},{PART},2566,แยก\n{WHOLE},{OTHER_PART},2566,แยก\n{OTHER_PART},{PART_LATER},2567,เปลี่ยนรหัส\n"
        f"{JOINED_1},{JOINED},,รวม\n{JOINED_2},{JOINED},,รวม\n{STALE},{UPGRADED},2565,ยกฐานะ\n"
        f"{TAKEN_1},{LISTED},2567,รวม\n{TAKEN_2},{LISTED},2567,รวม\n"
        f"x-known,{KNOWN},,ได้รหัสจริง\nx-knawn,{KNOWN},,ได้รหัสจริง\n",
        encoding="utf-8",
    )
    reports = _Evidenced(home)
    _results(reports)
    _rounds(reports)
    _deadlines(reports)
    _items(reports)
    _shared_wordings(reports)
    _doubts(reports)
    _changed_codes(reports)
    _ranked_rates(reports)
    return reports.build("r1", reference=_reference(), as_of=AS_OF)


def _reference() -> Any:
    frameworks = {year: framework(year, 7 if year >= 2566 else 2) for year in (2564, 2565, 2566, 2567)}
    provinces = (
        *REFERENCE.provinces,
        Province("91", "สตูล", "Satun", "ใต้", ()),
        Province("92", "ตรัง", "Trang", "ใต้", ()),
    )
    # 2567: asks the same, but its items are not known
    renamed = {n: replace(one, name=f"{one.name} (ใหม่)") for n, one in frameworks[2567].indicators.items()}
    frameworks[2567] = replace(frameworks[2567], items=(), indicators=renamed)
    older = {n: replace(one, name=f"{one.name} (เดิม)") for n, one in frameworks[2564].indicators.items()}
    frameworks[2564] = replace(frameworks[2564], indicators=older)
    return replace(REFERENCE, frameworks=frameworks, register=_REGISTER, provinces=provinces)


class _Evidenced(Reports):
    """Reports whose figures say where they stand."""

    def result(self, document_id: str, organization_id: str, year: int | None, **values: Any) -> str:
        record = super().result(document_id, organization_id, year, **values)
        if values.get("overall_score") is not None:
            self._evidence("core.assessments", record, "overall_score", document_id)
        return record

    def score(self, document_id: str, organization_id: str, year: int, indicator_no: int, score: str) -> str:
        record = super().score(document_id, organization_id, year, indicator_no, score)
        self._evidence("core.indicator_scores", record, "score", document_id)
        return record

    def complete(self, document_id: str, organization_id: str, year: int, scores: str, **values: Any) -> None:
        """A result with all ten indicators; the total is printed where ``printed`` is given."""
        numbers = [Decimal(text) for text in scores.split()]
        for number, score in enumerate(numbers, start=1):
            self.score(document_id, organization_id, year, number, str(score))
        iit, eit, oit = sum(numbers[:5]) / 5, sum(numbers[5:8]) / 3, sum(numbers[8:]) / 2
        total = (iit * 3 + eit * 3 + oit * 4) / 10
        self.result(
            document_id,
            organization_id,
            year,
            overall_recomputed=f"{total:.6f}",
            iit_score=round(iit, 6),
            eit_score=round(eit, 6),
            oit_score=round(oit, 6),
            **values,
        )

    def doubtful_score(self, *place: Any) -> None:
        """A score that waits for review."""
        self.score(*place)
        self.rows["indicator_scores"][-1] = replace(
            self.rows["indicator_scores"][-1], certainty="needs_review", score_id=f"s-doubtful-{place}"
        )
        self.rows["evidence"][-1] = replace(self.rows["evidence"][-1], record_id=f"s-doubtful-{place}")

    def _evidence(self, table: str, record: str, column: str, document_id: str) -> None:
        self._add(
            "evidence", EvidenceRow(record, table, column, document_id, "line:7:1-9", None, "by-hand", "1")
        )


def _results(reports: _Evidenced) -> None:
    for year, scores in (
        (
            2564,
            {A1: "70.00", A2: "88.00", OLD: "75.00", MERGED_1: "60.00", MERGED_2: "65.00"},
        ),
        (
            2565,
            {A1: "72.50", A2: "86.00", A4: "66.00", B2: "80.00", MERGED: "62.00", C1: "55.55", TOWN: "81.00"},
        ),
        (
            2566,
            {A1: "81.00", A3: "81.00", B1: "90.01", B2: "79.98", C1: "55.55", C2: "95.00", NOWHERE: "77.70"},
        ),
        (2567, {A1: "83.00", A3: "80.00", C1: "60.00", C2: "95.00"}),
    ):
        for organization_id, score in scores.items():
            document = reports.document(f"{organization_id}-{year}", organization_id, scores_fiscal_year=year)
            level = "ผ่าน" if score == "81.00" else None
            reports.result(document, organization_id, year, overall_score=score, level=level)
    a1 = reports.document("a1-scores", A1, scores_fiscal_year=2566)
    reports.complete(
        a1, TOWN, 2566, "85.00 84.99 90.00 70.00 70.00 99.00 60.00 88.00 91.11 92.00",
        level="ผ่าน", level_recomputed="ผ่าน", overall_score="85.32", reconciliation="match",
    )  # fmt: skip
    for name, one, year, scores in (
        ("a2", A2, 2566, "90.00 80.00 90.00 60.00 75.00 99.00 61.00 88.00 91.12 92.01"),
        ("a2-before", A2, 2565, "89.00 81.00 90.00 60.00 75.00 98.00 61.00 87.00 91.12 90.01"),
        ("c2", C2, 2566, "84.00 84.99 90.00 90.00 70.00 99.00 62.00 85.00 90.00 92.00"),
        ("b1", B1, 2567, "84.00 84.99 90.00 90.00 85.00 99.00 62.00 85.00 90.00 92.00"),
    ):
        document = reports.document(name, one, scores_fiscal_year=year, measures_fiscal_year=year + 1)
        reports.complete(document, one, year, scores, level_recomputed="ผ่าน")
    old = reports.document("old-scores", OLD, scores_fiscal_year=2564)
    reports.score(old, OLD, 2564, 1, "70.00")
    new = reports.document("new-scores", B2, scores_fiscal_year=2565)
    reports.score(new, B2, 2565, 1, "71.00")
    for name, one, year, score in (
        ("m1", MERGED_1, 2564, "50.00"), ("m2", MERGED_2, 2564, "51.00"), ("m3", MERGED, 2565, "52.00"),
        ("m4", MERGED, 2566, "53.00"), ("a1-i", A1, 2564, "50.00"), ("a1-j", A1, 2565, "52.00"),
        ("a4-i", A4, 2565, "40.00"), ("nowhere-i", NOWHERE, 2566, "44.00"), ("c1-i", C1, 2567, "85.00"),
        ("c1-j", C1, 2567, "85.00"),
        ("a4-j", A4, 2567, "41.00"), ("town-i", TOWN, 2565, "83.00"), ("a1-h", A1, 2563, "51.00"),
    ):  # fmt: skip
        document = reports.document(name, one, scores_fiscal_year=year)
        reports.score(document, one, year, 1, score)
    three = reports.document("three", A1, scores_fiscal_year=2567)
    for number, score in enumerate(("90.00", "91.00", "92.00"), start=1):
        reports.score(three, A1, 2567, number, score)
    waited = reports.document("waited", A4)
    reports.result(waited, A4, 2566, overall_score="68.00", certainty="needs_review")
    reports.doubtful_score(waited, A4, 2566, 1, "42.00")
    sure = reports.document("sure", A4, scores_fiscal_year=2567)
    reports.result(sure, A4, 2567, overall_score="70.00")
    reports.result(waited, C2, 2568, overall_score="90.00", certainty="needs_review")
    # an upgraded town that has a result of its own beside that of its old code
    own = reports.document("own", LATER, scores_fiscal_year=2567)
    reports.result(own, LATER, 2567, overall_score="70.00")
    # what waits: alone, beside a sure one, and of a document that was replaced
    for organization_id in (B2, A3, A1):
        doubtful = reports.document(f"doubtful-{organization_id}", organization_id)
        reports.result(doubtful, organization_id, 2566, overall_score="99.00", certainty="needs_review")
        reports.doubtful_score(doubtful, organization_id, 2566, 1, "99.00")
    alone = reports.document("alone", MERGED_1)
    reports.result(alone, MERGED_1, 2567, overall_score="99.00", certainty="needs_review")
    reports.doubtful_score(alone, MERGED_1, 2567, 1, "99.00")
    # two documents of one year: the later is in force; one that states no year; a mismatch
    again = reports.document("again", A1, document_date=date(2023, 9, 1))
    reports.result(again, A1, 2566, overall_score="81.00", level="ผ่าน")
    reports.result(again, A1, None, overall_score="12.00")
    mismatch = reports.document("mismatch", C1, scores_fiscal_year=2568, document_date=date(2024, 2, 1))
    reports.complete(
        mismatch, C1, 2568, "60.00 60.00 60.00 60.00 60.00 60.00 60.00 60.00 60.00 60.00",
        overall_score="66.00", reconciliation="mismatch",
    )  # fmt: skip
    reports._add(
        "issues",
        IssueRow("i-mismatch", mismatch, C1, "assessments", reports.rows["assessments"][-1].assessment_id,
                 "overall_score", "warning", "total-mismatch", "ไม่ตรง", "differs", 3, None),
    )  # fmt: skip


def _rounds(reports: _Evidenced) -> None:
    year = {"measures_fiscal_year": 2567}
    plan = reports.document("plan", A1, reporting_round="plan", **_period(2567, "plan"), **year)
    for key in ("k1", "k2", "k3", "k4"):
        reports.measure(plan, key, indicator_no=7, departments=["กองคลัง"])
    half = reports.document("half", A1, reporting_round="6-month", **_period(2567, "6-month"), **year)
    reports.measure(half, "k1", "completed", "checkbox", departments=["กองคลัง", "กองช่าง"], indicator_no=4)
    reports.measure(half, "k2", "completed", "narrative", departments=["กองคลัง"], indicator_no=4)
    reports.measure(half, "k3", "in_progress", "word", departments=["กองคลัง"])
    reports.measure(half, "k4", "not_started", "narrative", indicator_no=4)
    reports.measure(half, "k6", indicator_no=4)
    reports.measure(half, "k5", "completed", "word", certainty="needs_review", departments=["กองคลัง"])
    second = reports.document("half-2", A1, reporting_round="6-month", **_period(2567, "6-month"), **year)
    reports.measure(second, "k8", "in_progress", "narrative", departments=["กองช่าง"])
    reports.measure(second, "k1", "completed", "word")
    for number, status in enumerate(
        ("in_progress", "not_started", "not_reported", "completed", "in_progress")
    ):
        basis = None if status == "not_reported" else "narrative" if number > 2 else "word"
        reports.measure(half, f"w{number}", status, basis, certainty="needs_review", departments=["กองช่าง"])
    annual = reports.document("annual", A1, reporting_round="annual", **_period(2567, "annual"), **year)
    reports.measure(annual, "k1", departments=["กองคลัง"], indicator_no=4)
    unknown = reports.document("unknown", A1, **year)
    reports.measure(unknown, "k1", "completed", "word", departments=["กองคลัง"], indicator_no=4)
    only = reports.document("unknown-only", A2, **year)
    reports.measure(only, "k1", "completed", "word", departments=["กองช่าง"], indicator_no=7)
    reports.measure(only, "k2", "completed", "narrative", departments=["กองช่าง"], indicator_no=7)
    reports.measure(only, "k3", "completed", "word", certainty="needs_review", indicator_no=7)
    for name, round_name in (("plan", "plan"), ("annual", "annual"), ("unknown", None)):
        more = _period(2567, round_name) if round_name else {}
        document = reports.document(f"far-{name}", FAR, reporting_round=round_name, **more, **year)
        told = {"plan": ("not_reported", None, "sure"), "annual": ("completed", "word", "needs_review")}
        status, basis, certainty = told.get(name, ("completed", "word", "sure"))
        reports.measure(
            document, "k1", status, basis, certainty=certainty, departments=["กองใหม่"], indicator_no=3
        )
    waits = reports.document("waits", A3, reporting_round="annual", **_period(2567, "annual"), **year)
    reports.measure(waits, "k1", "completed", "word", certainty="needs_review", departments=["กองช่าง"])
    before = reports.document("before", A3, reporting_round="plan", **_period(2567, "plan"), **year)
    reports.measure(before, "k1", departments=["กองช่าง"], indicator_no=1)
    for round_name in ("plan", "annual"):  # nothing is reported in either
        document = reports.document(
            f"silent-{round_name}", C2, reporting_round=round_name, **_period(2567, round_name), **year
        )
        reports.measure(document, "k1", departments=["กองคลัง"], indicator_no=7)
    next_year = reports.document(
        "next", C2, measures_fiscal_year=2568, reporting_round="plan", **_period(2568, "plan")
    )
    reports.measure(next_year, "k1", "not_started", "word", indicator_no=7)
    early = reports.document(
        "early", A2, measures_fiscal_year=2566, reporting_round="plan", **_period(2566, "plan")
    )
    reports.measure(early, "k1", indicator_no=4)
    no_year = reports.document("no-year", A2, reporting_round="plan")
    reports.measure(no_year, "k1", indicator_no=4)
    # replaced by new content of one source: a row that waited waits no more
    for content in ("was", "is"):
        document = reports.document(
            f"replaced-{content}",
            B1,
            source="one-source.txt",
            reporting_round="plan",
            **_period(2567, "plan"),
            **year,
        )
        reports.issue(document, f"i-{content}")
        reports.measure(document, f"k-{content}", certainty="needs_review", indicator_no=2)
        reports.measure(document, "k-sure", departments=["กองการศึกษา"])
        reports.result(document, B1, 2567, overall_score="91.00", certainty="needs_review")
        reports.doubtful_score(document, B1, 2567, 9, "9.00")
        reports.item(document, B1, 2567, "O2", "completed")
        reports.rows["disclosures"][-1] = replace(reports.rows["disclosures"][-1], certainty="needs_review")
        reports.item(document, B1, 2567, "O1", "completed")


def _deadlines(reports: _Evidenced) -> None:
    due = {
        "plan": (date(2024, 1, 31),),
        "6-month": (date(2024, 3, 31), date(2024, 4, 30)),
        "annual": (AS_OF,),
    }
    year = {"measures_fiscal_year": 2567}
    plan = reports.document("due-plan", B2, reporting_round="plan", **_period(2567, "plan"), **year)
    half = reports.document("due-half", B2, reporting_round="6-month", **_period(2567, "6-month"), **year)
    undated = reports.document("due-undated", B2, **year)
    for key in ("d1", "d2", "d3", "d4", "d5", "d6"):
        reports.measure(plan, key, due=due["plan"], indicator_no=1)
    reports.measure(half, "d1", "in_progress", "word", due=due["6-month"], indicator_no=1)
    reports.measure(half, "d2", "completed", "word", due=due["6-month"])
    reports.measure(half, "d3", "not_started", "narrative", indicator_no=1)
    reports.measure(half, "d4", due=due["6-month"])
    reports.measure(half, "d5", "in_progress", "word", due=due["annual"])
    reports.measure(half, "d6", "completed", "word", certainty="needs_review", due=due["plan"])
    reports.measure(undated, "d3", "completed", "word", due=(date(2023, 12, 31),), indicator_no=1)
    reports.measure(undated, "d7", "in_progress", "word", due=(date(2024, 2, 29), None), indicator_no=1)
    reports.rows["measure_deadlines"][-1] = replace(reports.rows["measure_deadlines"][-1], text="ทุกปี")
    reports.measure(half, "d8", "in_progress", "word", due=(date(2024, 3, 30), date(2024, 3, 29)))
    reports.rows["measure_deadlines"][-1] = replace(
        reports.rows["measure_deadlines"][-1], certainty="needs_review"
    )
    reports.measure(half, "e2", "in_progress", "word", due=(date(2024, 3, 31),))
    reports.measure(half, "e3", "in_progress", "word", due=(AS_OF,))
    annual = reports.document("due-annual", B2, reporting_round="annual", **_period(2567, "annual"), **year)
    for key, due_on in (("e4", date(2024, 2, 1)), ("e5", date(2024, 4, 29))):
        reports.measure(plan, key, due=due["plan"])
        reports.measure(half, key, "in_progress", "word", due=(due_on,))
        reports.measure(annual, key, "not_started", "word", due=(due_on,))
    other = reports.document("due-other", TOWN, reporting_round="6-month", **_period(2567, "6-month"), **year)
    reports.measure(other, "d1", "completed", "word", due=due["6-month"])
    next_year = reports.document(
        "due-next", B2, measures_fiscal_year=2568, reporting_round="plan", **_period(2568, "plan")
    )
    reports.measure(next_year, "d2", due=due["plan"])


def _items(reports: _Evidenced) -> None:
    for organization_id, year, statuses in (
        (A1, 2566, ("completed", "in_progress", "not_started", "not_reported", "completed")),
        (C1, 2566, ("completed", "completed", "not_reported")),
        (A1, 2567, ("completed",)),
        (A2, 2569, ("not_reported",)),
    ):
        year_of_items = min(year, 2568)
        document = reports.document(f"items-{organization_id}-{year}", organization_id)
        for number, status in enumerate(statuses, start=1):
            reports.item(document, organization_id, year_of_items, f"O{number}", status)
            if number in (1, 3) and status != "not_reported":
                row = reports.rows["disclosures"][-1]
                reports.rows["disclosures"][-1] = replace(row, status_basis="narrative")
    more = reports.document("items-more", C1)
    reports.item(more, C1, 2566, "O4", "completed")
    reports.item(more, C1, 2566, "O5", "completed")
    reports.rows["disclosures"][-1] = replace(reports.rows["disclosures"][-1], certainty="needs_review")
    reports.item(more, C1, 2566, "O1", "completed")
    alone = reports.document("items-alone", C2)
    reports.item(alone, C2, 2566, "O1", "completed")
    reports.rows["disclosures"][-1] = replace(reports.rows["disclosures"][-1], certainty="needs_review")
    for number, status in enumerate(("in_progress", "not_started", "not_reported", "completed"), start=6):
        reports.item(more, C1, 2566, f"O{number - 5}" if number < 6 else f"O{number}", status)
        basis = None if status == "not_reported" else "narrative"
        row = replace(reports.rows["disclosures"][-1], certainty="needs_review", status_basis=basis)
        reports.rows["disclosures"][-1] = row
    most = reports.document("items-most", B2)
    for number in (1, 2, 3):
        reports.item(most, B2, 2566, f"O{number}", "completed")
    least = reports.document("items-least", B2)
    reports.item(least, B2, 2566, "O4", "completed")
    no_year = reports.document("items-no-year", C2)
    reports.item(no_year, C2, 2566, "O2", "completed")
    reports.rows["disclosures"][-1] = replace(reports.rows["disclosures"][-1], fiscal_year=None)


def _shared_wordings(reports: _Evidenced) -> None:
    """One wording in 21 organizations, one in 20, one in two of one year and one of another."""
    for number, organization_id in enumerate(MANY):
        document = reports.document(
            f"many-{organization_id}", organization_id, measures_fiscal_year=2565,
            reporting_round="plan", **_period(2565, "plan"),
        )  # fmt: skip
        reports.measure(document, "s1", title=_WORDING[0])
        if number:
            reports.measure(document, "s2", title=_WORDING[1], steps="รายงานผู้บริหารทุกเดือน")
        if number in (0, 1):
            reports.measure(document, "s3", title=_WORDING[2])
    later = reports.document(
        "many-later", MANY[0], measures_fiscal_year=2565, reporting_round="annual", **_period(2565, "annual")
    )
    reports.measure(later, "s3", title=_WORDING[2])
    reports.measure(later, "s4", title=_WORDING[2] + "อีกครั้ง")
    reports.measure(later, "s5", title=_WORDING[1], certainty="needs_review")


def _doubts(reports: _Evidenced) -> None:
    """Documents set aside and out of scope, organizations of no register, doubts of each severity."""
    set_aside = reports.document(
        "ruined", B1, state="quarantined", state_reason="text-ruined", measures_fiscal_year=2567,
        reporting_round="annual", **_period(2567, "annual"),
    )  # fmt: skip
    reports.document(
        "ruined-2", A4, state="quarantined", state_reason="text-ruined", measures_fiscal_year=2567
    )
    reports.document(
        "elsewhere", A4, state="out_of_scope", state_reason="other-scheme", measures_fiscal_year=2567
    )
    reports.document(
        "ruined-early", B1, state="quarantined", state_reason="text-ruined", measures_fiscal_year=2563
    )
    reports.document("a4-early", A4, measures_fiscal_year=2565, reporting_round="plan")
    reports.document("a4-then", A4, measures_fiscal_year=2566, reporting_round="plan")
    reports.document("early-code", OLD, measures_fiscal_year=2567, reporting_round="annual")
    reports.document("of-nobody", None, measures_fiscal_year=2567)
    for organization_id, province in ((PLACELESS, None), (FOREIGN, "ขอนแก่น")):
        document = reports.document(f"of-{organization_id}", organization_id, measures_fiscal_year=2567)
        reports._add(
            "organizations",
            OrganizationRow(organization_id, "sao", "นอกทะเบียน", None, province, False, document),
        )
        reports.result(document, organization_id, 2566, overall_score="50.00")
        reports.score(document, organization_id, 2566, 1, "50.00")
        reports.measure(document, "k1", "completed", "word", indicator_no=1)
    for number, severity in enumerate(("error", "warning", "warning", "info", "info", "info")):
        reports.issue(set_aside, f"i-{number}")
        reports.rows["issues"][-1] = replace(reports.rows["issues"][-1], severity=severity)
    for column in ("reporting_round", "period_end"):
        reports._add(
            "unknowns", UnknownRow(set_aside, "core.documents", column, set_aside, "ambiguous", None)
        )


def _changed_codes(reports: _Evidenced) -> None:
    for name, one, year, score in (
        ("whole", WHOLE, 2565, "70.00"), ("part", PART, 2566, "71.00"), ("whole-then", WHOLE, 2566, "72.00"),
        ("part-later", PART_LATER, 2567, "73.00"), ("joined-1", JOINED_1, 2565, "74.00"),
        ("joined", JOINED, 2566, "75.00"), ("stale", STALE, 2565, "76.00"),
        ("upgraded", UPGRADED, 2566, "77.00"), ("known", KNOWN, 2566, "78.00"),
        ("known-before", "x-known", 2565, "79.00"),
        ("known-too", "x-knawn", 2565, "79.50"), ("old-still", OLD, 2565, "74.50"),
        ("later-then", LATER, 2568, "71.50"),
        ("listed", LISTED, 2567, "64.50"),
    ):  # fmt: skip
        document = reports.document(name, one, scores_fiscal_year=year)
        reports.result(document, one, year, overall_score=score)
        if one.startswith("x-"):
            row = OrganizationRow(one, "sao", "นอกทะเบียน", "พาน", "ราชบุรี", False, document)
            reports._add("organizations", row)


def _ranked_rates(reports: _Evidenced) -> None:
    """Rates of another province and year, items that a framework has and no report lists, facts of an
    organization that sent nothing, doubts about facts."""
    for year, statuses in ((2566, ("completed", "in_progress")), (2567, ("completed",) * 3)):
        document = reports.document(
            f"rates-{year}",
            C1,
            measures_fiscal_year=year,
            reporting_round="6-month",
            **_period(year, "6-month"),
        )
        for number, status in enumerate(statuses):
            reports.measure(document, f"r{number}", status, "word")
    few = reports.document("items-few", C1)
    reports.item(few, C1, 2565, "O1", "completed")
    many = reports.document("list", None, source_kind="official_result_list", scores_fiscal_year=2566)
    reports.result(many, LISTED, 2566, overall_score="64.00")
    record = reports.result(many, ONLY_LISTED, 2566, overall_score="63.00")
    for number, (rule, severity) in enumerate((("one", "warning"), ("two", "error"))):
        reports._add(
            "issues",
            IssueRow(f"i-list-{number}", many, None, "assessments", record, "overall_score", severity, rule,
                     "ไทย", "english", 3, None),
        )  # fmt: skip
    score = reports.score(few, C1, 2565, 2, "64.00")
    reports._add(
        "issues",
        IssueRow(
            "i-info", few, C1, "indicator_scores", score, "score", "info", "three", "ไทย", "english", 3, None
        ),
    )
    unread = reports.score(few, C1, 2565, 3, "65.00")
    reports._add("unknowns", UnknownRow(unread, "indicator_scores", "score", few, "unread", None))
    reports.document("silent", SILENT, state="quarantined", state_reason="text-ruined")


def _period(year: int, round_name: str) -> dict[str, date]:
    end = date(year - 543, 3, 31) if round_name == "6-month" else date(year - 543, 9, 30)
    return {"period_start": date(year - 544, 10, 1), "period_end": end}
