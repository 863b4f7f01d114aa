import sys
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from small_warehouse import SmallWarehouse

from transforms.errors import ProngsaiError, WrongUse
from warehouse.exports import demand_outside_of_publications, export

PLACES = {
    "1": ("อบต.ดอนแก้ว", "เมือง", "ขอนแก่น"),
    "2": ("อบต.-ริมน้ำ", "พล", "ขอนแก่น"),
    "3": ("ทต.บ้านกลาง", "เมือง", "เลย"),
}


def place(code: str) -> dict[str, object]:
    name, amphoe, province = PLACES[code]
    of_type = "sao" if name.startswith("อบต.") else "subdistrict_municipality"
    return {
        "organization_id": code,
        "organization_type": of_type,
        "full_name": name,
        "name": name,
        "amphoe": amphoe,
        "province": province,
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = SmallWarehouse(tmp_path_factory.mktemp("built") / "prongsai.duckdb").create()
    warehouse.add("core.organizations", *(place(code) | {"in_register": True} for code in PLACES))
    warehouse.add(
        "reference.organization_types",
        {
            "organization_type": "subdistrict_municipality",
            "name": "เทศบาลตำบล",
            "name_en": "Subdistrict Municipality",
            "abbreviation": "ทต.",
        },
        {"organization_type": "sao", "name": "องค์การบริหารส่วนตำบล", "name_en": "SAO", "abbreviation": "อบต."},
    )
    scores = {"1": Decimal("95.10"), "2": Decimal("70.00"), "3": None}
    warehouse.add(
        "mart.score_comparison",
        *(
            place(code)
            | {
                "fiscal_year": 2566,
                "overall": score,
                "level": {"1": "ผ่านดี", "2": "ต้องปรับปรุง"}.get(code),
                "rank_province": {"1": 1, "2": 2}.get(code),
                "ranked_of_province": 2 if score else None,
                "comparable_reason": "no-result-last-year",
            }
            for code, score in scores.items()
        ),
    )
    warehouse.add(
        "mart.indicator_comparison",
        *(
            place("1") | {"fiscal_year": 2566, "indicator_no": no, "score": Decimal(80 + no)}
            for no in range(1, 11)
        ),
    )
    warehouse.add(
        "mart.completion_by_organization",
        place("1")
        | {
            "fiscal_year": 2567,
            "reporting_round": "6-month",
            "measures": 10,
            "completed": 2,
            "reported": 4,
            "completion_rate": Decimal("0.5"),
            "completion_rate_all": Decimal("0.2"),
            "coverage": Decimal("0.4"),
            "is_latest_round": True,
        },
        place("2") | {"fiscal_year": 2567, "measures": 3, "not_reported": 3},
    )
    warehouse.add(
        "mart.completion_by_department", {"department": "กองคลัง", "fiscal_year": 2567, "measures": 4}
    )
    warehouse.add(
        "mart.reporting_coverage",
        place("1") | {"fiscal_year": 2567, "state": "received", "documents_received": 1},
        place("2") | {"fiscal_year": 2567, "state": "not_received"},
    )
    warehouse.add(
        "core.documents",
        {"document_id": "d-1", "state": "loaded", "organization_id": "1"},
        {"document_id": "d-2", "state": "quarantined", "state_reason": "empty-file"},
    )
    warehouse.add(
        "mart.data_quality",
        {"document_id": "d-1", "organization_id": "1", "province": "ขอนแก่น"},
        {"document_id": "d-2"},
    )
    warehouse.add(
        "core.measures",
        {"measure_id": "m-1", "document_id": "d-1", "certainty": "needs_review", "is_current": True},
    )
    warehouse.add(
        "quality.issues",
        {
            "issue_id": "i-1",
            "document_id": "d-1",
            "severity": "warning",
            "rule": "foreign-organization",
            "message_th": "มีชื่อ อปท. อื่น",
            "message_en": "another organization",
            "state": "open",
        },
        {"issue_id": "i-2", "severity": "error", "rule": "empty-file", "state": "closed"},
    )
    warehouse.add(
        "quality.runs",
        {
            "run_id": "run-7",
            "started_at": datetime(2026, 11, 20, 18, 0),
            "as_of": date(2026, 11, 21),
            "version": "0.1.0",
        },
    )
    return warehouse.path


def sheet(path: Path, name: str, header: bool = True) -> pl.DataFrame:
    return pl.read_excel(path, sheet_name=name, has_header=header, infer_schema_length=None)


def notes(path: Path, name: str = "คำอธิบาย") -> dict[str, str]:
    return {row[0]: row[1] for row in sheet(path, name, header=False).rows() if row[0] and row[1]}


def test_the_workbook_compares_in_thai_with_an_explanation_first(built: Path, tmp_path: Path) -> None:
    path, _ = export(built, tmp_path / "out", ["xlsx"])
    assert path == tmp_path / "out" / "prongsai-comparison.xlsx"
    names = list(pl.read_excel(path, sheet_id=0, has_header=False))
    assert names == [
        "คำอธิบาย",
        "แผนภูมิ",
        "เปรียบเทียบคะแนน",
        "ตัวชี้วัด",
        "การดำเนินมาตรการ",
        "การได้รับรายงาน",
        "เอกสาร",
        "ข้อสังเกต",
    ]
    scores = sheet(path, "เปรียบเทียบคะแนน")
    assert scores["อปท."].to_list() == ["อบต.ดอนแก้ว", "อบต.-ริมน้ำ", "ทต.บ้านกลาง"]
    assert scores["คะแนนรวม"].to_list() == [95.1, 70, None]
    assert scores["เทียบปีก่อนได้หรือไม่"].to_list() == ["ไม่มีผลปีก่อน"] * 3
    assert scores["จาก (จังหวัด)"].to_list() == [2, 2, None]
    assert sheet(path, "ตัวชี้วัด").row(0)[4:14] == tuple(range(81, 91))
    completion = sheet(path, "การดำเนินมาตรการ")
    # In the order of the Thai alphabet: พล before เมือง.
    assert completion["แล้วเสร็จ / มีรายงานสถานะ"].to_list() == [None, 0.5]
    assert completion["แล้วเสร็จ"].to_list() == [0, 2]
    assert set(sheet(path, "การได้รับรายงาน")["สถานะ"]) == {"ได้รับแล้ว", "ยังไม่ได้รับ"}
    issues = sheet(path, "ข้อสังเกต")
    assert issues.rows() == [
        ("ขอนแก่น", "เมือง", "อบต.ดอนแก้ว", "เตือน", "foreign-organization", 1, 1, "มีชื่อ อปท. อื่น", "1")
    ]


def test_the_explanation_says_from_what_and_what_is_missing(built: Path, tmp_path: Path) -> None:
    said = notes(export(built, tmp_path, ["xlsx"])[0])
    assert said["รอบการทำงาน"] == "run-7 (2026-11-21 01:00)"
    assert said["ข้อมูล ณ วันที่"] == "2026-11-21"
    assert said["เอกสารที่นำเข้าแล้ว"] == "1"
    assert said["เอกสารที่กันไว้ตรวจ (ไม่ใช้ในตัวเลข)"] == "1"
    assert said["เหตุที่กันไว้ตรวจ"] == "empty-file (1)"
    assert said["แถวที่รอตรวจ (ไม่นับในตัวเลข)"] == "มาตรการ 1"
    assert said["ได้รับรายงานแล้ว/ทั้งหมด (อปท.)"] == "2567: 1/2"
    assert said["ข้อสังเกตที่เปิดอยู่"] == "เตือน 1"
    assert said["จังหวัดที่เลือก"] == "ทั้งหมด"


def test_the_workbook_in_english(built: Path, tmp_path: Path) -> None:
    path, _ = export(built, tmp_path, ["xlsx"], lang="en")
    assert notes(path, "Notes")["Documents loaded"] == "1"
    assert sheet(path, "Scores")["Organization"].len() == 3


def test_every_mart_is_a_csv_and_a_parquet_file(built: Path, tmp_path: Path) -> None:
    written = export(built, tmp_path, ["csv", "parquet"])
    assert all(path.is_file() for path in written)
    names = {path.name for path in written}
    assert {"score_comparison.csv", "reporting_coverage.parquet", "overdue_deadlines.csv"} <= names
    raw = (tmp_path / "csv" / "score_comparison.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbforganization_id,")
    back = pl.read_csv(tmp_path / "csv" / "score_comparison.csv")
    assert back["overall"].to_list() == [95.1, 70.0, None]
    typed = pl.read_parquet(tmp_path / "parquet" / "score_comparison.parquet")
    assert typed["overall"].to_list() == [Decimal("95.10"), Decimal("70.00"), None]
    assert typed.schema["fiscal_year"] == pl.Int32


def test_provinces_and_years_limit_every_table(built: Path, tmp_path: Path) -> None:
    export(built, tmp_path, ["xlsx", "csv"], provinces=["เลย"], fiscal_years=[2566])
    assert pl.read_csv(tmp_path / "csv" / "score_comparison.csv")["province"].to_list() == ["เลย"]
    assert pl.read_csv(tmp_path / "csv" / "completion_by_organization.csv").height == 0
    # Figures of the whole country are not passed off as those of one province.
    assert not (tmp_path / "csv" / "completion_by_department.csv").exists()
    path = tmp_path / "prongsai-comparison.xlsx"
    assert sheet(path, "เปรียบเทียบคะแนน")["อปท."].to_list() == ["ทต.บ้านกลาง"]
    assert notes(path)["จังหวัดที่เลือก"] == "เลย"


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"amphoes": ["เมือง"]}, {"1", "3"}),
        ({"provinces": ["ขอนแก่น"], "amphoes": ["เมือง"]}, {"1"}),
        ({"types": ["sao"]}, {"1", "2"}),
        ({"types": ["ทต"]}, {"3"}),
        ({"types": ["เทศบาลตำบล", "อบต."]}, {"1", "2", "3"}),
        ({"types": ["อบต."], "amphoes": ["พล"]}, {"2"}),
    ],
)
def test_amphoes_and_types_limit_too(
    built: Path, tmp_path: Path, asked: dict[str, list[str]], codes: set[str]
) -> None:
    told: list[str] = []
    export(built, tmp_path, ["csv"], progress=told.append, **asked)  # type: ignore[arg-type]
    scores = pl.read_csv(tmp_path / "csv" / "score_comparison.csv", infer_schema_length=0)
    assert set(scores["organization_id"]) == codes
    # A table that names the organization by its code alone is limited by it.
    quality = pl.read_csv(tmp_path / "csv" / "data_quality.csv", infer_schema_length=0)
    assert set(quality["document_id"]) == ({"d-1"} if "1" in codes else set())
    # Its figures are of all types.
    assert not (tmp_path / "csv" / "completion_by_department.csv").exists()
    assert not (tmp_path / "csv" / "completion_by_province.csv").exists()
    assert {"score_comparison.csv", "datapackage.json"} <= set(told)


def test_nothing_is_written_over_what_was_published(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "publications" / "run-1" / "exports").mkdir(parents=True)
    (home / "exports").symlink_to(home / "publications" / "run-1" / "exports")
    for folder in (home / "exports", home / "publications" / "new"):
        with pytest.raises(WrongUse, match="never written to"):
            demand_outside_of_publications(home, folder)
    demand_outside_of_publications(home, tmp_path / "out")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"formats": ["docx"]}, "docx"),
        ({"formats": ["csv"], "provinces": ["ขอนแกน"]}, "ขอนแก่น"),
        ({"formats": ["csv"], "fiscal_years": [2023]}, "2566"),
        ({"formats": ["csv"], "amphoes": ["พน"]}, "พล"),
        # An amphoe of another province than the chosen one.
        ({"formats": ["csv"], "provinces": ["เลย"], "amphoes": ["พล"]}, "เมือง"),
        ({"formats": ["csv"], "types": ["เทศบาลตำบน"]}, "เทศบาลตำบล"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(
    built: Path, tmp_path: Path, asked: dict[str, list[str]], told: str
) -> None:
    with pytest.raises(WrongUse) as caught:
        export(built, tmp_path / "out", **asked)  # type: ignore[arg-type]
    assert told in caught.value.message_th and told in caught.value.message_en
    assert not (tmp_path / "out").exists()


def test_an_empty_warehouse_gives_empty_tables(tmp_path: Path) -> None:
    path = SmallWarehouse(tmp_path / "empty.duckdb").create().path
    written = export(path, tmp_path / "out", ["xlsx", "csv", "parquet"])
    assert notes(written[0])["เอกสารที่นำเข้าแล้ว"] == "0"
    assert sheet(written[0], "เปรียบเทียบคะแนน").height == 0


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(built: Path, tmp_path: Path) -> None:
    export(built, tmp_path, ["xlsx"])
    before = (tmp_path / "prongsai-comparison.xlsx").stat().st_ino
    export(built, tmp_path, ["xlsx"], lang="en")
    assert (tmp_path / "prongsai-comparison.xlsx").stat().st_ino != before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "datapackage.json",
        "prongsai-comparison.xlsx",
    ]


def test_a_full_disk_is_a_clear_error(built: Path, tiny_disk: Path) -> None:
    with suppress(OSError), (tiny_disk / "filler").open("wb", buffering=0) as filler:
        while filler.write(b"x" * 4096):
            pass
    for file_format in ("xlsx", "csv"):
        with pytest.raises(ProngsaiError, match="free some space"):
            export(built, tiny_disk / "out", [file_format])
        assert not [path for path in (tiny_disk / "out").rglob("*") if path.is_file()]
