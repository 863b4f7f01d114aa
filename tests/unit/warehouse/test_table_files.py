import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest

from warehouse import workbook
from warehouse.table_files import csv_bytes, json_bytes
from warehouse.workbook import Notes, Sheet, workbook_bytes


def csv_rows(frame: pl.DataFrame) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_bytes(frame).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", ["=1+1", "@a", "-a", "\ta"])
def test_a_heading_that_a_spreadsheet_would_run_gets_a_quote(name: str) -> None:
    assert csv_rows(pl.DataFrame({name: ["x"]})) == [["'" + name], ["x"]]


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+66", "-จัดทำ", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "＠SUM(A1)", '=HYPERLINK("http://x")'],
)
def test_a_cell_that_a_spreadsheet_would_run_gets_a_quote(cell: str) -> None:
    assert csv_rows(pl.DataFrame({"a": [cell]})) == [["a"], ["'" + cell]]


@pytest.mark.parametrize("cell", ["จัดทำ - เผยแพร่", "a=b", "'quoted", "1,2", 'say "x"', "line\nbreak", ""])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert csv_rows(pl.DataFrame({"a": [cell], "b": ["x"]})) == [["a", "b"], [cell, "x"]]


def test_numbers_dates_lists_and_nulls_in_csv() -> None:
    frame = pl.DataFrame(
        {
            "gap": [Decimal("-1.50"), None],
            "due": [date(2023, 1, 31), None],
            "names": [["ก", "ข"], None],
            "yes": [True, None],
        }
    )
    assert csv_rows(frame) == [
        ["gap", "due", "names", "yes"],
        ["-1.50", "2023-01-31", "ก | ข", "true"],
        ["", "", "", ""],
    ]


def test_json_has_numbers_dates_and_nested_values() -> None:
    frame = pl.DataFrame(
        {
            "whole": [Decimal("3")],
            "score": [Decimal("92.55")],
            "due": [date(2023, 1, 31)],
            "names": [["ก"]],
            "none": [None],
        },
        schema_overrides={"whole": pl.Decimal(9, 0)},
    )
    assert json.loads(json_bytes(frame)) == [
        {"whole": 3, "score": 92.55, "due": "2023-01-31", "names": ["ก"], "none": None}
    ]


def read_back(content: bytes, sheet: str) -> pl.DataFrame:
    return pl.read_excel(io.BytesIO(content), sheet_name=sheet, infer_schema_length=None)


def sheet_xml(content: bytes, number: int) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_a_workbook_keeps_numbers_dates_and_text_apart() -> None:
    frame = pl.DataFrame(
        {
            "name": ["อบต.ตัวอย่าง", "=1+1"],
            "score": [Decimal("92.55"), None],
            "year": [2566, 2567],
            "due": [date(2023, 1, 31), None],
            "at": [datetime(2026, 11, 21, 1, 0, tzinfo=UTC), None],
            "url": ["https://example.org", "x" * 40_000],
        }
    )
    content = workbook_bytes([Sheet("คะแนน", frame, {"score": "คะแนนรวม"})])
    back = read_back(content, "คะแนน")
    assert back.columns == ["name", "คะแนนรวม", "year", "due", "at", "url"]
    assert back["คะแนนรวม"].to_list() == [92.55, None]
    assert back["year"].to_list() == [2566, 2567]
    assert str(back["due"][0]).startswith("2023-01-31")
    assert back["name"].to_list() == ["อบต.ตัวอย่าง", "=1+1"]
    assert len(back["url"][1]) == 32_767 and back["url"][1].endswith("…")
    xml = sheet_xml(content, 1)
    assert "<f>" not in xml and "hyperlink" not in xml
    assert "<autoFilter" in xml and 'state="frozen"' in xml


def test_control_characters_and_odd_numbers_do_not_break_a_workbook() -> None:
    frame = pl.DataFrame({"a": ["\x01\x0b\ufffe", "ก\n\t"], "b": [float("nan"), float("inf")]})
    back = read_back(workbook_bytes([Sheet("x", frame)]), "x")
    assert back.height == 2


def test_what_does_not_fit_a_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 10)
    content = workbook_bytes([Sheet("a", pl.DataFrame({"n": range(25)}))])
    sheets = [read_back(content, name)["n"].to_list() for name in ("a", "a (2)", "a (3)")]
    assert sheets == [list(range(10)), list(range(10, 20)), list(range(20, 25))]


def test_many_cells_are_written_in_flat_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pl.DataFrame({"n": range(50), "t": ["ข้อความ"] * 50})
    monkeypatch.setattr(workbook, "_MANY_CELLS", 10)
    back = read_back(workbook_bytes([Sheet("a", frame), Notes("b", "t", [("x",)])]), "a")
    assert back["n"].to_list() == list(range(50)) and set(back["t"]) == {"ข้อความ"}


def test_names_of_sheets_are_made_to_fit() -> None:
    frame = pl.DataFrame({"n": [1]})
    content = workbook_bytes([Sheet(name, frame) for name in ("a/b:c", "A-b-c", "ก" * 40, "ก" * 40, "")])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        listed = archive.read("xl/workbook.xml").decode()
    for name in ("a-b-c", "A-b-c (2)", "ก" * 31, "ก" * 27 + " (2)", "-"):
        assert f'name="{name}"' in listed


def test_colours_and_bounds_are_rules_of_the_sheet() -> None:
    frame = pl.DataFrame({"level": ["A"], "i1": [80.0]})
    sheet = Sheet("x", frame, colours={"level": {"A": "green"}, "absent": {"B": "red"}}, below={"i1": 85})
    xml = sheet_xml(workbook_bytes([sheet]), 1)
    assert 'sqref="A2"' in xml and "&quot;A&quot;" in xml.replace('"A"', "&quot;A&quot;")
    assert 'sqref="B2"' in xml and "<formula>85</formula>" in xml


def test_notes_are_a_sheet_of_text() -> None:
    content = workbook_bytes([Notes("คำอธิบาย", "ชื่อเรื่อง", [("ที่มา",), ("รอบ", "run-1"), ("=1", "=2")])])
    back = pl.read_excel(io.BytesIO(content), sheet_name="คำอธิบาย", has_header=False)
    cells = [cell for row in back.rows() for cell in row if cell]
    assert cells == ["ชื่อเรื่อง", "ที่มา", "รอบ", "run-1", "=1", "=2"]


def test_what_is_no_finite_number_is_null_in_json() -> None:
    frame = pl.DataFrame(
        {"a": [float("nan"), 1.5], "b": [[float("inf")], [2.0]], "c": [{"d": float("-inf")}, {"d": 3.0}]}
    )
    assert json.loads(json_bytes(frame), parse_constant=pytest.fail) == [
        {"a": None, "b": [None], "c": {"d": None}},
        {"a": 1.5, "b": [2.0], "c": {"d": 3.0}},
    ]
