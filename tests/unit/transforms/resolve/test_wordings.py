"""Wordings that matched nothing are kept, and what a correction of wordings gives says so."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from transforms.facts import Extraction, WordingRow
from transforms.reference import Reference
from transforms.report import extract_report
from warehouse.reference_files import load_reference
from warehouse.register import import_register

SAMPLES = Path(__file__).parents[4] / "samples"
HEAD = """รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส
ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน
องค์การบริหารส่วนตำบลดอนคำฟ้า
อำเภอท่าวังผา จังหวัดน่าน

"""
KNOWN = (
    "ประเด็นที่ต้องพัฒนา\tมาตรการ\tผู้รับผิดชอบ\tสถานะ\n"
    "การเปิดเผยข้อมูล\tจัดทำแผนผังโครงสร้างของหน่วยงาน\tกองคลัง\tแล้วเสร็จ\n"
    "การใช้งบประมาณ\tประชุมชี้แจงแผนการใช้จ่าย\tฝ่ายกำปั่น\tเข้าที่เข้าทางดีแล้วละ\n"
    "การใช้อำนาจ\tวางแนวทางมอบหมายงาน\tกองช่าง\tแล้วเสร็จ\n"
)
STRANGE = (
    "กระดานความคิด\tช่องทางผลักดัน\tคนลงมือ\nการเปิดเผยข้อมูล\tจัดทำแผนผัง\tสมชาย\nการใช้งบประมาณ\tประชุมชี้แจง\tสมหญิง\n"
)
BY = {"reason": "แบบของจังหวัด", "by": "the office", "date": date(2026, 11, 20), "expect": None}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    import_register(tmp_path, SAMPLES / "register.csv", date(2026, 1, 1))
    return tmp_path


def reference_with(home: Path, *entries: dict[str, Any]) -> Reference:
    (home / "corrections").mkdir(exist_ok=True)
    (home / "corrections" / "w.yml").write_text(yaml.safe_dump(list(entries), allow_unicode=True), "utf-8")
    return load_reference(home)


def extracted(text: str, reference: Reference) -> Extraction:
    content = text.encode()
    return extract_report(content, hashlib.sha256(content).hexdigest(), "report.txt", reference)


def unmatched(found: Extraction) -> set[tuple[str, str]]:
    return {(row.kind, row.wording) for row in found.wordings if row.correction_id is None}


def used(found: Extraction) -> dict[tuple[str, str | None], WordingRow]:
    return {
        (row.correction_id, row.column_name): row for row in found.wordings if row.correction_id is not None
    }


def test_what_matched_nothing_is_kept_with_its_line(reference: Reference) -> None:
    found = extracted(HEAD + KNOWN, reference)
    assert ("department", "ฝ่ายกำปั่น") in unmatched(found)
    assert ("status", "เข้าที่เข้าทางดีแล้วละ") in unmatched(found)
    row = next(row for row in found.wordings if row.kind == "department")
    assert row.source_line == 8 and row.table_name == "core.measures"


def test_headings_of_a_table_that_was_not_understood_are_kept(reference: Reference) -> None:
    found = extracted(HEAD + STRANGE, reference)
    assert {("header", "กระดานความคิด"), ("header", "ช่องทางผลักดัน"), ("header", "คนลงมือ")} <= unmatched(found)


def test_a_province_that_does_not_exist_is_kept_and_words_behind_it_are_none(reference: Reference) -> None:
    text = HEAD + KNOWN + "\nสำเนาส่ง อำเภอเมือง จังหวัดเมืองลับแล เพื่อทราบ จังหวัดละ ๒ ชุด อำเภอเมือง จังหวัดน่าน\n"
    assert {wording for kind, wording in unmatched(extracted(text, reference)) if kind == "province"} == {
        "เมืองลับแล"
    }


def test_a_report_that_is_understood_lacks_nothing(reference: Reference) -> None:
    content = (SAMPLES / "inbox" / "05_tankhufa_2566_annual.txt").read_text("utf-8")
    assert {row.kind for row in extracted(content, reference).wordings} <= {"department"}


def test_a_settled_wording_gives_a_value_that_says_what_is_read_without_it(home: Path) -> None:
    known = reference_with(
        home,
        {**BY, "id": "dep-1", "kind": "department", "wording": "ฝ่ายกำปั่น", "value": "กองคลัง"},
        {**BY, "id": "status-1", "kind": "status", "wording": "เข้าที่เข้าทางดีแล้วละ", "value": "completed"},
    )
    found = extracted(HEAD + KNOWN, known)
    assert not unmatched(found)
    uses = used(found)
    assert (uses["dep-1", "departments"].value, uses["dep-1", "departments"].printed) == ("กองคลัง", None)
    assert (uses["status-1", "status"].value, uses["status-1", "status"].printed) == (
        "completed",
        "not_reported",
    )
    assert {measure.status for measure in found.measures} == {"completed"}
    assert uses["status-1", "status"].record_id == found.measures[1].measure_id


def test_settled_headings_open_a_table_and_its_rows_say_so(home: Path) -> None:
    def heading(name: str, wording: str, value: str) -> dict[str, Any]:
        return {**BY, "id": name, "kind": "header", "wording": wording, "value": value}

    assert not extracted(HEAD + STRANGE, load_reference(home)).measures
    known = reference_with(
        home,
        heading("h-1", "กระดานความคิด", "issue"),
        heading("h-2", "ช่องทางผลักดัน", "measure"),
        heading("h-3", "คนลงมือ", "responsible"),
    )
    found = extracted(HEAD + STRANGE, known)
    assert [measure.title for measure in found.measures] == ["จัดทำแผนผัง", "ประชุมชี้แจง"]
    rows = [row for row in found.wordings if row.column_name == "*"]
    assert {row.correction_id for row in rows} == {"h-1", "h-2", "h-3"}
    assert all(row.printed is None and row.value for row in rows)


def test_where_no_settled_wording_stands_nothing_is_said(home: Path) -> None:
    known = reference_with(
        home, {**BY, "id": "dep-2", "kind": "department", "wording": "ฝ่ายหีบสมบัติ", "value": "กองคลัง"}
    )
    assert not used(extracted(HEAD + KNOWN, known))


def test_a_heading_that_changes_no_value_is_told_as_known(home: Path) -> None:
    text = HEAD + KNOWN.replace("ผู้รับผิดชอบ", "มือปฏิบัติ", 1)
    before = extracted(text, load_reference(home))
    assert ("header", "มือปฏิบัติ") in unmatched(before)
    known = reference_with(
        home, {**BY, "id": "h-1", "kind": "header", "wording": "มือปฏิบัติ", "value": "responsible"}
    )
    found = extracted(text, known)
    assert ("header", "มือปฏิบัติ") not in unmatched(found)
    assert {row.value for row in found.wordings if row.correction_id == "h-1"}
