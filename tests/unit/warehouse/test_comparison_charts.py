"""The charts of the workbook: what they draw, from how many, and what a spreadsheet program makes of it."""

import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.unit.warehouse.small_warehouse import SmallWarehouse
from warehouse.comparison_charts import MOST_BARS, comparison_charts
from warehouse.exports import export
from warehouse.selection import Selection
from warehouse.workbook_charts import Chart

#: Names that a spreadsheet must not run, link or repair.
ODD = (
    "=1+1",
    "+66",
    "-ริมน้ำ",
    "@SUM(A1)",
    "\tแท็บ",
    '=HYPERLINK("http://a.example")',
    "http://b.example",
    "<&>\x01",
)
LEVELS = ("ผ่านดี", "ผ่าน", "ต้องปรับปรุง", None)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = SmallWarehouse(tmp_path_factory.mktemp("built") / "prongsai.duckdb").create()
    warehouse.add(
        "reference.levels",
        *(
            {
                "scheme": "pass",
                "from_year": 2566,
                "level": level,
                "lower": lower,
                "each_instrument_at_least": each,
            }
            for level, lower, each in (("ต้องปรับปรุง", 70, None), ("ผ่าน", 85, None), ("ผ่านดี", 85, 85))
        ),
    )
    organizations, scores, completion, documents = [], [], [], []
    for number in range(50):
        # Two organizations of one name; names that begin like formulas.
        name = ODD[number] if number < len(ODD) else "อบต.ริมธาร" if number < 10 else f"อบต.ดอนแก้ว{number}"
        place = {
            "organization_id": str(number),
            "full_name": name,
            "province": "ขอนแก่น" if number < 45 else "เลย",
            "amphoe": f"อำเภอ{number}",
            "organization_type": "sao",
        }
        organizations.append(place)
        # An older year that no chart shows.
        for year in (2565, 2566):
            score = None if number == 1 else Decimal(50 + number)
            scores.append(place | {"fiscal_year": year, "overall": score, "level": LEVELS[number % 4]})
        counts = {"measures": 10, "completed": number % 10, "not_reported": 10 - number % 10}
        completion.append(
            place | counts | {"fiscal_year": 2566, "reporting_round": "annual", "is_latest_round": True}
        )
        # Of a round that is not the latest: never added up.
        completion.append(place | {"measures": 99, "fiscal_year": 2566, "reporting_round": "plan"})
        documents.append(
            {
                "document_id": f"d-{number}",
                "organization_id": str(number),
                "state": "loaded",
                "file_name": name,
            }
        )
    warehouse.add("core.organizations", *organizations)
    warehouse.add("core.documents", *documents)
    warehouse.add("mart.score_comparison", *scores)
    warehouse.add("mart.completion_by_organization", *completion)
    indicator = organizations[0] | {"fiscal_year": 2566, "indicator_no": 9, "indicator_name": "การเปิดเผยข้อมูล"}
    warehouse.add(
        "mart.indicator_comparison",
        indicator | {"score": Decimal("80.00")},
        indicator | {"organization_id": "2", "score": Decimal("80.01")},
    )
    return warehouse.path


def charts_of(database: Path, **chosen: tuple[str, ...]) -> list[Chart]:
    with duckdb.connect(str(database), read_only=True) as connection:
        sheet = comparison_charts(connection, Selection(**chosen), {"ผ่านดี": "green"}, "th")  # type: ignore[arg-type]
    return list(sheet.charts) if sheet else []


def test_levels_stand_from_the_best_to_the_worst_with_those_not_known(built: Path) -> None:
    levels = charts_of(built)[0]
    assert levels.frame.rows() == [("ผ่านดี", 13), ("ผ่าน", 13), ("ต้องปรับปรุง", 12), ("ไม่ทราบระดับ", 12)]
    assert "2566" in levels.title and "50 แห่ง" in levels.note


def test_of_a_province_organizations_are_compared_the_ends_by_name(built: Path) -> None:
    _, highest, lowest, _, _, all_of_them = charts_of(built, provinces=("ขอนแก่น",))
    assert highest.frame.height == lowest.frame.height == 20
    assert highest.frame.row(0) == ("อบต.ดอนแก้ว44", 94) and lowest.frame.row(-1)[0] == "=1+1"
    assert all_of_them.frame.height == 44 and "44 แห่ง" in all_of_them.note
    names = lowest.frame.to_series(0).to_list()
    assert {"อบต.ริมธาร อ.อำเภอ8", "อบต.ริมธาร อ.อำเภอ9"} <= set(names)


def test_of_several_provinces_means_are_compared(built: Path) -> None:
    _, provinces, completion, _ = charts_of(built)
    assert provinces.frame.rows() == [("เลย (5)", 97.0), ("ขอนแก่น (44)", 72.48)]
    assert completion.frame.to_series(0).to_list() == ["ขอนแก่น", "เลย"]


def test_completion_is_of_the_latest_round_and_says_how_many_are_shown(built: Path) -> None:
    completion = charts_of(built, provinces=("ขอนแก่น",))[3]
    assert completion.stacked and completion.frame.height == MOST_BARS
    assert f"{MOST_BARS} จาก 45 แห่ง" in completion.note
    assert all(sum(row[1:]) == 10 for row in completion.frame.rows())


def test_a_mean_is_rounded_half_up_and_says_of_how_many(built: Path) -> None:
    assert charts_of(built)[-1].frame.rows() == [("9 การเปิดเผยข้อมูล (2)", 80.01)]


def test_nothing_to_draw_is_no_sheet(tmp_path: Path) -> None:
    assert charts_of(SmallWarehouse(tmp_path / "empty.duckdb").create().path) == []


@pytest.fixture(scope="module")
def workbook(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path, _ = export(built, tmp_path_factory.mktemp("out"), ["xlsx"], provinces=["ขอนแก่น"])
    return path


def test_charts_are_the_spreadsheets_own_and_no_cell_is_a_formula_or_link(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as archive:
        names = archive.namelist()
        drawn = [name for name in names if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
        assert len(drawn) == 6
        for name in names:
            if name.startswith("xl/worksheets/sheet"):
                xml = archive.read(name).decode()
                assert "<f>" not in xml and "hyperlink" not in xml.lower(), name
        assert not [name for name in names if "externalLink" in name or "vba" in name.lower()]
        shown = archive.read(drawn[0]).decode()
    assert "<c:f>" in shown and "แผนภูมิ" in shown
    # Every name is there as it is.
    scores = pl.read_excel(workbook, sheet_name="เปรียบเทียบคะแนน", infer_schema_length=None)
    assert {"=1+1", "+66", "-ริมน้ำ", "@SUM(A1)", "http://b.example"} <= set(scores["อปท."])


def test_the_notes_count_what_was_chosen(workbook: Path) -> None:
    notes = pl.read_excel(workbook, sheet_name="คำอธิบาย", has_header=False, infer_schema_length=None)
    said = {row[0]: row[1] for row in notes.rows() if row[0]}
    assert said["เอกสารที่นำเข้าแล้ว"] == "45" and said["แผนภูมิ"] == "6 แผนภูมิ"
    assert pl.read_excel(workbook, sheet_name="เอกสาร", infer_schema_length=None).height == 45


def test_documents_that_are_not_listed_are_counted(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.comparison_documents.MOST_DOCUMENTS", 10)
    path, _ = export(built, tmp_path, ["xlsx"])
    notes = pl.read_excel(path, sheet_name="คำอธิบาย", has_header=False, infer_schema_length=None)
    said = {row[0]: row[1] for row in notes.rows() if row[0]}
    assert said["แผ่นงานเอกสาร"].startswith("แสดง 10 จาก 50 ฉบับ")
    assert pl.read_excel(path, sheet_name="เอกสาร", infer_schema_length=None).height == 10


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing")
def test_libreoffice_opens_the_workbook_with_every_sheet_chart_and_text(
    workbook: Path, tmp_path: Path
) -> None:
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
    ]
    for kind in ("ods", "pdf"):
        subprocess.run(
            [*command, kind, "--outdir", tmp_path, workbook], check=True, capture_output=True, timeout=120
        )
    assert (tmp_path / f"{workbook.stem}.pdf").read_bytes().startswith(b"%PDF")
    with zipfile.ZipFile(tmp_path / f"{workbook.stem}.ods") as archive:
        content = archive.read("content.xml").decode()
        charts = [name for name in archive.namelist() if re.fullmatch(r"Object \d+/content.xml", name)]
    assert len(charts) == 6
    for sheet in pl.read_excel(workbook, sheet_id=0, has_header=False):
        assert f'table:name="{sheet}"' in content
    # As text: nothing was taken for a formula.
    assert "table:formula" not in content
    assert content.count("@SUM(A1)") >= 3 and "=1+1" in content
