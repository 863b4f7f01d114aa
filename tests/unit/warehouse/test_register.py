import csv
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from transforms.errors import ProngsaiError, WrongUse
from warehouse.register import current_register, import_register, read_register

TODAY = date(2026, 11, 21)
HEADING = ["จังหวัด", "อำเภอ", "ตำบล", "รหัส อปท.", "ประเภท อปท.", "อปท."]
ROWS = [
    ["น่าน", "ปัว", "ก", "6550592", "องค์การบริหารส่วนตำบล", "ทุ่งสายหมอก"],
    ["น่าน", "ปัว", "ข", "6550592", "องค์การบริหารส่วนตำบล", "ทุ่งสายหมอก"],
    ["น่าน", "ปัว", "ก", "5550591", "เทศบาลตำบล", "ทุ่งสายหมอก"],
    ["ชลบุรี", "บางละมุง", "ค", "3200408", "เมืองพัทยา", "เมืองพัทยา"],
]


def as_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ","), ("utf-8", ";"), ("cp874", ","), ("utf-16", "\t")],
)
def test_any_encoding_gives_the_same_organizations(tmp_path: Path, encoding: str, delimiter: str) -> None:
    source = as_csv(tmp_path / "r.csv", [HEADING, *ROWS], encoding, delimiter)
    done = import_register(tmp_path / "home", source, TODAY)
    assert (done.count, done.repeated, done.warnings) == (3, 1, ())
    assert done.path.name == f"2026-11-21_{done.digest[:8]}.csv"
    found = {one.organization_id: one for one in read_register(done.path)}
    assert found["6550592"].organization_type == "sao"
    assert (found["5550591"].name, found["5550591"].amphoe, found["5550591"].province) == (
        "ทุ่งสายหมอก",
        "ปัว",
        "น่าน",
    )
    assert (found["3200408"].organization_type, found["3200408"].name) == ("special", "เมืองพัทยา")


def test_columns_in_any_order_among_others(tmp_path: Path) -> None:
    rows = [[row[5], "12.5", row[3], row[4], row[0], row[1]] for row in ROWS]
    source = as_csv(
        tmp_path / "r.csv", [["ชื่อ อปท.", "LAT", "รหัสอปท.", "ประเภทอปท.", "จังหวัด", "อำเภอ"], *rows]
    )
    assert import_register(tmp_path / "home", source, TODAY).count == 3


def test_a_workbook_with_a_title_and_numbers_for_codes(tmp_path: Path) -> None:
    source = tmp_path / "r.xlsx"
    book = xlsxwriter.Workbook(source)
    book.add_worksheet("คำอธิบาย").write(0, 0, "ทะเบียน อปท.")
    sheet = book.add_worksheet("ข้อมูล")
    sheet.write(0, 0, "ข้อมูล ณ วันที่ 1 ตุลาคม")
    for number, row in enumerate([HEADING, *ROWS], start=2):
        for column, value in enumerate(row):
            if value.isdigit():
                sheet.write_number(number, column, int(value))
            else:
                sheet.write(number, column, value)
    book.close()
    done = import_register(tmp_path / "home", source, TODAY)
    assert [one.organization_id for one in read_register(done.path)] == ["3200408", "5550591", "6550592"]


def test_bangkok_has_its_own_id_and_types_are_cut_from_names(tmp_path: Path) -> None:
    rows = [
        HEADING,
        ["กทม.", "", "", "", "กรุงเทพมหานคร", "กรุงเทพมหานคร"],
        ["น่าน", "ปัว", "", "๕๕๕๐๕๙๑", "เทศบาลตำบล", "เทศบาลตำบลทุ่งสายหมอก"],
    ]
    done = import_register(tmp_path / "home", as_csv(tmp_path / "r.csv", rows), TODAY)
    found = {one.organization_id: one for one in read_register(done.path)}
    assert found["x-bangkok"].province == "กรุงเทพมหานคร"
    assert found["5550591"].name == "ทุ่งสายหมอก"


def test_missing_columns_are_named_with_those_found(tmp_path: Path) -> None:
    source = as_csv(tmp_path / "r.csv", [["จังหวัด", "อำเภอ", "อปท."], ["น่าน", "ปัว", "ก"]])
    with pytest.raises(WrongUse) as caught:
        import_register(tmp_path / "home", source, TODAY)
    assert "รหัส อปท., ประเภท อปท. are missing" in str(caught.value)
    assert "found: จังหวัด, อำเภอ, อปท." in str(caught.value)
    assert caught.value.exit_code == 2
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        (3, "12", "must have 7 digits"),
        (3, "", "must have 7 digits"),
        (4, "เทศบาลสวนสนุก", "is not a known type"),
        (0, "แอตแลนติส", "is not a province"),
        (5, "", "is empty"),
    ],
)
def test_a_line_that_cannot_be_used_refuses_the_file(
    tmp_path: Path, column: int, value: str, told: str
) -> None:
    bad = list(ROWS[0])
    bad[column] = value
    source = as_csv(tmp_path / "r.csv", [HEADING, *ROWS, bad])
    with pytest.raises(WrongUse) as caught:
        import_register(tmp_path / "home", source, TODAY)
    assert told in str(caught.value) and "line 6" in str(caught.value)
    assert current_register(tmp_path / "home") is None


def test_only_the_first_lines_are_shown(tmp_path: Path) -> None:
    bad = [["น่าน", "ปัว", "", f"{number}", "เทศบาลตำบล", "ก"] for number in range(20)]
    with pytest.raises(WrongUse) as caught:
        import_register(tmp_path / "home", as_csv(tmp_path / "r.csv", [HEADING, *bad]), TODAY)
    assert "20 lines cannot be used" in str(caught.value)
    assert "line 6:" in str(caught.value) and "line 7:" not in str(caught.value)


def test_one_code_with_two_descriptions_keeps_the_first_and_warns(tmp_path: Path) -> None:
    other = ["น่าน", "ปัว", "", "6550592", "องค์การบริหารส่วนตำบล", "ทุ่งสายหมอกใหม่"]
    done = import_register(tmp_path / "home", as_csv(tmp_path / "r.csv", [HEADING, *ROWS, other]), TODAY)
    assert done.count == 3
    (warning,) = done.warnings
    assert warning.line == 6 and "6550592" in warning.en and "6550592" in warning.th


def test_a_code_of_another_province_warns(tmp_path: Path) -> None:
    rows = [HEADING, ["ตรัง", "ปัว", "", "6550592", "องค์การบริหารส่วนตำบล", "ทุ่งสายหมอก"]]
    (warning,) = import_register(tmp_path / "home", as_csv(tmp_path / "r.csv", rows), TODAY).warnings
    assert "not one of ตรัง (92)" in warning.en


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it is empty"),
        (b"  \n", "it is empty"),
        (b"PK\x03\x04 no workbook", "the workbook cannot be read"),
        (bytes(range(256)) * 4, "neither a text"),
        ("จังหวัด,อำเภอ,รหัส อปท.,ประเภท อปท.,อปท.\n".encode(), "it holds no organization"),
    ],
)
def test_what_is_no_register_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    source = tmp_path / "r.bin"
    source.write_bytes(content)
    with pytest.raises(WrongUse) as caught:
        import_register(tmp_path / "home", source, TODAY)
    assert told.split()[0] in str(caught.value) or told in str(caught.value)
    assert "prongsai register import FILE" in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="cannot be opened"):
        import_register(tmp_path / "home", tmp_path / "nothing.csv", TODAY)


def test_the_last_import_is_in_force_and_all_are_kept(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = import_register(home, as_csv(tmp_path / "a.csv", [HEADING, *ROWS]), TODAY)
    second = import_register(home, as_csv(tmp_path / "b.csv", [HEADING, *ROWS[:1]]), TODAY)
    assert current_register(home) == second.path
    assert first.path.exists()
    again = import_register(home, tmp_path / "a.csv", TODAY)
    assert current_register(home) == again.path == first.path
    assert sorted(path.suffix for path in first.path.parent.iterdir()) == [".csv", ".csv", ".txt"]


def test_without_the_note_the_latest_date_is_in_force(tmp_path: Path) -> None:
    source = as_csv(tmp_path / "a.csv", [HEADING, *ROWS])
    import_register(tmp_path, source, date(2026, 1, 1))
    late = import_register(tmp_path, source, date(2026, 2, 1))
    early = import_register(tmp_path, source, date(2025, 1, 1))
    assert current_register(tmp_path) == early.path
    (early.path.parent / "current.txt").unlink()
    assert current_register(tmp_path) == late.path


def test_a_note_that_names_nothing_is_reported(tmp_path: Path) -> None:
    done = import_register(tmp_path, as_csv(tmp_path / "a.csv", [HEADING, *ROWS]), TODAY)
    done.path.unlink()
    with pytest.raises(WrongUse, match="which is not there"):
        current_register(tmp_path)


def test_a_damaged_import_is_reported_with_its_line(tmp_path: Path) -> None:
    done = import_register(tmp_path, as_csv(tmp_path / "a.csv", [HEADING, *ROWS]), TODAY)
    lines = done.path.read_text(encoding="utf-8").splitlines()
    done.path.write_text("\n".join([*lines[:2], "5550591,sao"]), encoding="utf-8")
    with pytest.raises(WrongUse, match="damaged at line 3"):
        read_register(done.path)


def test_a_full_disk_leaves_the_register_before_in_force(tiny_disk: Path, tmp_path: Path) -> None:
    home = tiny_disk / "home"
    small = import_register(home, as_csv(tmp_path / "a.csv", [HEADING, *ROWS]), TODAY)
    name = "ก" * 400
    rows = [
        ["น่าน", "ปัว", "", f"655{number:04d}", "องค์การบริหารส่วนตำบล", f"{name}{number}"]
        for number in range(3000)
    ]
    with pytest.raises(ProngsaiError) as caught:
        import_register(home, as_csv(tmp_path / "b.csv", [HEADING, *rows]), TODAY)
    assert caught.value.exit_code == 1
    assert current_register(home) == small.path
    assert [path.name for path in small.path.parent.iterdir() if path.name.startswith(".")] == []
