"""The commission's list: what it takes to be one, how it is read, and how fast."""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
import xlsxwriter

from transforms.facts import Extraction
from transforms.reference import Organization, Reference
from transforms.report import extract_report

Read = Callable[[str | bytes], Extraction]
Rows = Sequence[Sequence[object]]

NAMES = (
    "การปฏิบัติหน้าที่",
    "การใช้งบประมาณ",
    "การใช้อำนาจ",
    "การใช้ทรัพย์สินของราชการ",
    "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน",
    "ประสิทธิภาพการสื่อสาร",
    "การปรับปรุงระบบการทำงาน",
    "การเปิดเผยข้อมูล",
    "การป้องกันการทุจริต",
)
SCORES = (86.1, 84.2, 85.3, 83.4, 82.5, 88.6, 87.7, 86.8, 93.9, 96.0)
TITLE = "ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. 2566"
COMMISSION = "สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ"
LISTED: Rows = (
    ("อบต.บ้านสมมุติ", "ขอนแก่น"),
    ("องค์การบริหารส่วนจังหวัดขอนแก่น", "ขอนแก่น"),
    ("อบต.ท่าตัวอย่าง", "จังหวัดกาญจนบุรี"),
    ("เทศบาลเมืองเขาสมมุติ", "เลย"),
)
LOADED = {"6999101", "2999106", "6999105", "4999108"}


def workbook(
    rows: Rows = LISTED,
    titles: Sequence[str] = (COMMISSION, TITLE),
    places: Sequence[str] = ("จังหวัด",),
    tail: Sequence[str] = (),
    indicators: int = 10,
) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    head = ["ลำดับ", "หน่วยงาน", *places]
    width, row = len(head) + indicators + 2, 0
    for title in titles:
        sheet.merge_range(row, 0, row, width - 1, title)
        row += 1
    for column, text in enumerate(head):
        sheet.merge_range(row, column, row + 1, column, text)
    sheet.merge_range(row, len(head), row, len(head) + indicators - 1, "คะแนนรายตัวชี้วัด")
    sheet.write_row(
        row + 1, len(head), [f"ตัวชี้วัดที่ {n} {name}" for n, name in enumerate(NAMES[:indicators], 1)]
    )
    sheet.merge_range(row, width - 2, row + 1, width - 2, "คะแนน ITA")
    sheet.merge_range(row, width - 1, row + 1, width - 1, "ระดับผลการประเมิน")
    for number, listed in enumerate(rows, 1):
        sheet.write_row(row + 1 + number, 0, [number, *listed, *SCORES[:indicators], 89.58, "ผ่าน"])
    row += 2 + len(rows)
    sheet.write_row(row, 0, ["", "ค่าเฉลี่ย", *[""] * len(places), *SCORES[:indicators], 89.58, ""])
    for number, note in enumerate(tail, 1):
        sheet.write(row + number, 0, note)
    book.close()
    return target.getvalue()


def delimited(delimiter: str, encoding: str) -> bytes:
    head = [
        "ลำดับ",
        "หน่วยงาน",
        "จังหวัด",
        *(f"{n}. {name}" for n, name in enumerate(NAMES, 1)),
        "คะแนนรวม",
        "ระดับ",
    ]
    lines = [[TITLE, *[""] * 14], head]
    lines += [[str(n), *map(str, row), *map(str, SCORES), "89.58", "ผ่าน"] for n, row in enumerate(LISTED, 1)]
    return "".join(delimiter.join(line) + "\r\n" for line in lines).encode(encoding)


def ids(found: Extraction) -> set[str]:
    return {row.organization_id for row in found.assessments}


@pytest.mark.parametrize(
    "content",
    [
        workbook(tail=("ที่มา: สำนักงาน ป.ป.ช.", "ข้อมูล ณ วันที่ 1 สิงหาคม 2566")),
        workbook(titles=(TITLE,)),
        delimited(",", "utf-8-sig"),
        delimited(";", "cp874"),
        delimited("\t", "utf-16"),
    ],
    ids=["xlsx", "xlsx without the commission's name", "csv", "csv in TIS-620", "Unicode text"],
)
def test_the_list_is_read_in_full(content: bytes, read: Read) -> None:
    found = read(content)
    document = found.document
    assert (document.state, document.source_kind) == ("loaded", "official_result_list")
    assert (document.organization_id, document.scores_fiscal_year) == (None, 2566)
    assert ids(found) == LOADED
    for row in found.assessments:
        assert (row.overall_score, row.level, row.reconciliation) == (Decimal("89.58"), "ผ่าน", "match")
        assert row.fiscal_year == 2566
    assert len(found.indicator_scores) == 40
    assert {row.certainty for row in found.indicator_scores} == {"sure"}


def test_each_figure_stands_in_its_cell(read: Read) -> None:
    found = read(workbook())
    village = next(row for row in found.assessments if row.organization_id == "6999101")
    places = {
        row.column_name: row.locator for row in found.evidence if row.record_id == village.assessment_id
    }
    assert places["overall_score"] == "Sheet1!N5"
    assert places["level"] == "Sheet1!O5"
    assert places["organization_id"] == "Sheet1!B5"
    assert places["fiscal_year"] == "Sheet1!A2"
    assert village.source_line == 5


@pytest.mark.parametrize(
    "content",
    [
        workbook(titles=(TITLE,), rows=LISTED[:2]),
        workbook(titles=(TITLE,), rows=LISTED[:2], tail=("ที่มา: สำนักงาน ป.ป.ช.",)),
        workbook(titles=("ที่มา สำนักงาน ป.ป.ช.", TITLE), rows=LISTED[:2]),
        workbook(indicators=8),
    ],
    ids=["one province, nobody's name", "the source in a note", "the source above", "eight indicators"],
)
def test_anything_short_of_it_is_another_source(content: bytes, read: Read) -> None:
    found = read(content)
    assert (found.document.state, found.document.source_kind) == ("loaded", "other")
    assert ids(found) <= LOADED and len(ids(found)) >= 2


def test_rows_that_cannot_be_decided_are_set_aside_and_the_rest_is_loaded(read: Read) -> None:
    rows = [
        *LISTED,
        ("อบต.หนองจำลอง", "ขอนแก่น"),
        ("อบต.ไม่มีในทะเบียน", "ขอนแก่น"),
        ("อบต.บ้านสมมุตื", "ขอนแก่น"),
        ("กรมตัวอย่าง", "กรุงเทพมหานคร"),
        ("มหาวิทยาลัยตัวอย่าง", "ขอนแก่น"),
    ]
    found = read(workbook(rows))
    assert ids(found) == LOADED
    assert sorted(issue.rule for issue in found.issues if issue.rule.startswith("list-")) == [
        "list-organization-ambiguous",
        "list-organization-unknown",
        "list-organization-unknown",
        "list-rows-not-local",
    ]


def test_homonyms_are_told_apart_by_their_amphoe(read: Read) -> None:
    rows = [
        ("อบต.หนองจำลอง", "ขอนแก่น", "น้ำพอง"),
        ("อบต.หนองจำลอง", "ขอนแก่น", "อำเภอกระนวน"),
        ("ทต.หนองจำลอง", "ขอนแก่น", "น้ำพอง"),
        ("อบต.บ้านสมมุติ", "ขอนแก่น", "เมือง"),
        ("อบต.ท่าตัวอย่าง", "กาญจนบุรี", "ไทรโยค"),
        ("ทม.เขาสมมุติ", "เลย", "ด่านซ้าย"),
    ]
    found = read(workbook(rows, places=("จังหวัด", "อำเภอ")))
    # The last one stands in another amphoe than the register says.
    assert ids(found) == {"6999102", "6999103", "5999104", "6999101", "6999105"}


def test_a_total_that_does_not_fit_waits_and_is_an_issue(read: Read) -> None:
    content = delimited(",", "utf-8").replace(b"89.58", b"79.58", 1)
    found = read(content)
    wrong = [row for row in found.assessments if row.reconciliation == "mismatch"]
    assert len(wrong) == 1
    rules = {issue.rule for issue in found.issues if issue.record_id == wrong[0].assessment_id}
    assert "total-mismatch" in rules


def test_the_country_is_read_in_seconds(bundled: Reference) -> None:
    provinces = [province.name for province in bundled.provinces if province.code != "10"]
    register = tuple(
        Organization(
            str(n),
            "sao",
            f"บ้านสมมุติ{'กขคงจฉชซ'[n % 8]}{n // 760:02}",
            f"น้ำ{'กขคงจฉชซญ'[n // 76 % 9]}",
            provinces[n % 76],
        )
        for n in range(7849)
    )
    rows = [(f"อบต.{o.name}", o.province, o.amphoe) for o in register]
    content = workbook(rows, places=("จังหวัด", "อำเภอ"))
    started = time.process_time()
    found = extract_report(
        content, hashlib.sha256(content).hexdigest(), "list.xlsx", replace(bundled, register=register)
    )
    took = time.process_time() - started
    assert found.document.source_kind == "official_result_list"
    decided = len(found.assessments)
    doubted = sum(issue.rule == "list-organization-ambiguous" for issue in found.issues)
    assert decided + doubted == 7849
    assert took < 20, f"{took:.1f} s of processor time"
