"""The commission's list beside an organization's own report: the list wins, and is no report received."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from flows import stages
from flows.checking import CheckProcess
from flows.run_request import run_request
from flows.settings import load_settings
from tests.integration.command_line import SAMPLES, prongsai
from warehouse.reference_files import load_reference
from warehouse.register import import_register

NAMES = (
    "การปฏิบัติหน้าที่",
    "การใช้งบประมาณ",
    "การใช้อำนาจ",
    "การใช้ทรัพย์สินของราชการ",
    "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน",
    "ประสิทธิภาพการสื่อสาร",
    "การปรับปรุงการทำงาน",
    "การเปิดเผยข้อมูล",
    "การป้องกันการทุจริต",
)
LISTED = (86.1, 84.2, 85.3, 83.4, 82.5, 88.6, 87.7, 86.8, 93.9, 96.0)
OWN = tuple(score + 1 for score in LISTED)
TOWN, VILLAGE = "4550192", "5550791"


def official_list() -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("ผล 2566")
    sheet.merge_range(0, 0, 0, 14, "สำนักงาน ป.ป.ช. ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566")
    sheet.write_row(1, 0, ["ลำดับ", "หน่วยงาน", "จังหวัด", *NAMES, "คะแนนรวม", "ระดับ"])
    sheet.write_row(2, 0, [1, "เทศบาลเมืองผาแก้วมณี", "น่าน", *LISTED, 89.58, "ผ่าน"])
    sheet.write_row(3, 0, [2, "เทศบาลตำบลเวียงดาวหอม", "น่าน", *OWN, 90.58, "ผ่าน"])
    sheet.write_row(4, 0, [3, "จังหวัดน่าน", "น่าน", *OWN, 90.58, "ผ่าน"])
    sheet.write_row(5, 0, ["", "ค่าเฉลี่ย", "", *OWN, 90.08, ""])
    book.close()
    return target.getvalue()


def own_report() -> str:
    scores = "".join(
        f"{no}. {name}\t{score:.2f}\n" for no, (name, score) in enumerate(zip(NAMES, OWN, strict=True), 1)
    )
    return (
        "รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566\n"
        "เทศบาลเมืองผาแก้วมณี อำเภอเมืองน่าน จังหวัดน่าน\n"
        "ได้คะแนนภาพรวม 90.58 คะแนน อยู่ในระดับ ผ่าน\nตัวชี้วัด\tคะแนน\n" + scores
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    inbox, home = folder / "inbox", folder / "home"
    inbox.mkdir()
    (inbox / "list.xlsx").write_bytes(official_list())
    (inbox / "own.txt").write_text(own_report(), encoding="utf-8")
    import_register(home, SAMPLES / "register.csv", datetime.now(UTC).date())
    request = run_request(load_settings(home=home, inboxes=(inbox,), provinces=("น่าน",)))
    reference = load_reference(home)
    collected = stages.collect(request)
    read = stages.read(request, reference)
    built = stages.build(request, reference, collected, read)
    with CheckProcess(home / "work") as process:
        checked = stages.check(request, reference, collected, read, built, process)
    record = stages.export(request, reference, collected, checked)
    stages.publish(request, collected, read, checked, record, {})
    return home


def rows(home: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home / "warehouse" / "prongsai.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_list_outranks_the_own_report_and_both_are_kept(home: Path) -> None:
    found = rows(
        home,
        "SELECT d.file_name, d.source_kind, d.organization_id, a.is_current, "
        "CAST(a.overall_score AS VARCHAR) FROM core.assessments AS a "
        "JOIN core.documents AS d USING (document_id) "
        f"WHERE a.organization_id = '{TOWN}' ORDER BY a.is_current DESC",
    )
    assert found == [
        ("list.xlsx", "official_result_list", None, True, "89.58"),
        ("own.txt", "own_report", TOWN, False, "90.58"),
    ]
    used = rows(
        home, f"SELECT CAST(overall AS VARCHAR) FROM mart.score_comparison WHERE organization_id = '{TOWN}'"
    )
    assert used == [("89.58",)]


def test_that_they_disagree_is_an_issue(home: Path) -> None:
    found = rows(
        home,
        "SELECT column_name, count(*) FROM quality.issues WHERE rule = 'documents-disagree' "
        f"AND organization_id = '{TOWN}' GROUP BY ALL ORDER BY ALL",
    )
    assert found == [("overall_score", 1), ("score", 10)]


def test_a_list_is_no_report_received(home: Path) -> None:
    assert rows(home, "SELECT count(*) FROM mart.reporting_coverage WHERE state = 'received'") == [(0,)]


def test_every_check_holds(home: Path) -> None:
    assert rows(home, "SELECT count(*) FROM quality.checks WHERE NOT success") == [(0,)]


def test_a_figure_is_explained_down_to_its_cell(home: Path, tmp_path: Path) -> None:
    done = prongsai("explain", VILLAGE, "2566", "indicator:9", "--home", home, cwd=tmp_path)
    assert "'ผล 2566'!L4" in done.stdout
    assert "94.90" in done.stdout
