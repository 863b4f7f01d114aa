import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from transforms.errors import WrongUse
from transforms.reference import Reference
from warehouse.reference_files import BUNDLED, FILES, load_reference, unused_overrides
from warehouse.reference_rows import compact
from warehouse.register import import_register

Override = Callable[[str, str, str], Path]


@pytest.fixture
def override(tmp_path: Path) -> Override:
    """Copies a bundled file into a home with one text replaced; the text must be there once or more."""

    def write(name: str, old: str, new: str) -> Path:
        text = (BUNDLED / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        folder = tmp_path / "reference"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return write


def test_instruments_add_up_and_hold_all_indicators(bundled: Reference) -> None:
    framework = bundled.framework(2566)
    assert {one.code: one.weight for one in framework.instruments} == {
        "IIT": Decimal("0.30"),
        "EIT": Decimal("0.30"),
        "OIT": Decimal("0.40"),
    }
    assert [framework.indicators[no].instrument for no in range(1, 11)] == ["IIT"] * 5 + ["EIT"] * 3 + [
        "OIT"
    ] * 2


@pytest.mark.parametrize(
    ("year", "sizes"),
    [
        (2564, {"9.1": 9, "9.2": 8, "9.3": 7, "9.4": 4, "9.5": 5, "10.1": 8, "10.2": 2}),
        (2565, {"9.1": 9, "9.2": 8, "9.3": 7, "9.4": 4, "9.5": 5, "10.1": 8, "10.2": 2}),
        (2566, {"9.1": 10, "9.2": 8, "9.3": 4, "9.4": 4, "9.5": 4, "10.1": 8, "10.2": 5}),
    ],
)
def test_items_of_a_year(bundled: Reference, year: int, sizes: dict[str, int]) -> None:
    items = bundled.frameworks[year].items
    assert [item.code for item in items] == [f"O{number}" for number in range(1, 44)]
    assert {sub: sum(item.sub_indicator == sub for item in items) for sub in sizes} == sizes
    assert all(item.indicator_no == int(item.sub_indicator.split(".")[0]) for item in items)


def test_titles_differ_between_years_where_the_framework_does(bundled: Reference) -> None:
    names = {year: {i.code: i.name for i in bundled.frameworks[year].items} for year in (2565, 2566)}
    assert names[2566]["O10"] == "นโยบายคุ้มครองข้อมูลส่วนบุคคล"
    assert names[2565]["O10"] == "แผนดำเนินงานประจำปี"
    assert names[2565]["O8"] == names[2566]["O8"] == "Q&A"


def test_questions_belong_to_their_indicators(bundled: Reference) -> None:
    indicator_of = {q.code: q.indicator_no for q in bundled.frameworks[2565].questions}
    assert len(indicator_of) == 45
    assert (indicator_of["i6"], indicator_of["i7"], indicator_of["i16"], indicator_of["i30"]) == (1, 2, 3, 5)
    assert (indicator_of["e5"], indicator_of["e6"], indicator_of["e11"]) == (6, 7, 8)
    assert all(q.text for q in bundled.frameworks[2566].questions)
    assert not any(q.text for q in bundled.frameworks[2562].questions)


def test_all_years_are_there_and_the_unknown_ones_are_empty(bundled: Reference) -> None:
    assert sorted(bundled.frameworks) == list(range(2562, 2569))
    assert bundled.frameworks[2567].items == ()
    assert bundled.framework(None).fiscal_year == 2568
    assert bundled.framework(2600).fiscal_year == 2568


def test_levels_have_open_ends_and_side_conditions(bundled: Reference) -> None:
    levels = {one.level: one for one in bundled.levels}
    assert levels["AA"].upper is None and levels["AA"].to_year == 2565
    assert (levels["A"].lower, levels["A"].upper) == (85, 95)
    assert levels["ผ่านดีเยี่ยม"].each_instrument_at_least == 95
    assert levels["ผ่าน"].some_instrument_below == 85 and levels["ผ่าน"].upper is None
    assert levels["ต้องปรับปรุงโดยด่วน"].lower == 0


def test_provinces_are_77_with_the_codes_of_the_register(bundled: Reference) -> None:
    code_of = {one.name: one.code for one in bundled.provinces}
    assert len(code_of) == 77
    assert (code_of["กรุงเทพมหานคร"], code_of["ขอนแก่น"], code_of["บึงกาฬ"], code_of["นราธิวาส"]) == (
        "10",
        "40",
        "38",
        "96",
    )
    assert {one.region for one in bundled.provinces} == {
        "north",
        "northeast",
        "central",
        "east",
        "west",
        "south",
    }
    assert sum(one.region == "northeast" for one in bundled.provinces) == 20


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("สำนักปลัดเทศบาล", "สำนักปลัด"),
        ("สำนักงานปลัด", "สำนักปลัด"),
        ("งานแผนฯ", "งานแผนและงบประมาณ"),
        ("งานรับเรื่องฯ", "งานรับเรื่องราวร้องทุกข์"),
        ("งานพัสดุและทรัพย์สิน", "งานพัสดุ"),
        ("กองสวัสดิการ", "กองสวัสดิการสังคม"),
        ("หน่วยตรวจสอบภายใน", "กลุ่มงานตรวจสอบภายใน"),
        ("ทุกงานในสังกัด", "ทุกส่วนงาน"),
        ("ทุกกอง/สำนัก", "ทุกส่วนงาน"),
        ("สำนักคลัง", "สำนักคลัง"),
    ],
)
def test_departments_by_their_printed_names(bundled: Reference, printed: str, canonical: str) -> None:
    names = {
        compact(wording): one.name for one in bundled.departments for wording in (one.name, *one.aliases)
    }
    assert names[compact(printed)] == canonical


def test_prefixes_come_longest_first(bundled: Reference) -> None:
    for one in bundled.organization_types:
        assert list(one.prefixes) == sorted(one.prefixes, key=len, reverse=True)
    assert {one.abbreviation for one in bundled.organization_types} >= {"อบต.", "ทต.", "ทม.", "ทน.", "อบจ."}


def test_every_rule_ends_with_the_next_action(bundled: Reference) -> None:
    for rule in bundled.issue_rules.values():
        assert rule.message_th != rule.message_en
        assert rule.action_th and rule.action_en.endswith("."), rule.rule


def test_rules_that_reading_raises_are_in_the_catalogue(bundled: Reference) -> None:
    """Every literal rule id handed to ``issue(`` or ``UnreadableDocument(`` under transforms/."""
    import re

    root = Path(__file__).parents[3] / "transforms"
    raised = {
        rule
        for path in root.rglob("*.py")
        for rule in re.findall(
            r'(?:\.issue\(|UnreadableDocument\()\s*"([a-z0-9-]+)"', path.read_text(encoding="utf-8")
        )
    }
    assert len(raised) > 10
    assert raised <= set(bundled.issue_rules)


def test_the_digest_changes_with_a_file_and_with_the_register(
    bundled: Reference, override: Override, tmp_path: Path
) -> None:
    assert load_reference(tmp_path).digest == bundled.digest
    home = override("departments.csv", "กองนิติการ,", "กองกฎหมาย,")
    changed = load_reference(home).digest
    assert changed != bundled.digest
    import_register(home, Path(__file__).parents[3] / "samples" / "register.csv", date(2026, 1, 1))
    loaded = load_reference(home)
    assert loaded.digest not in (changed, bundled.digest)
    assert len(loaded.register) == 26


def test_an_override_replaces_the_bundled_file(override: Override) -> None:
    home = override("provinces.csv", "north,", "south,")
    assert any(one.region == "south" and one.code == "50" for one in load_reference(home).provinces)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("frameworks.yml", 'weight: "0.30"', 'weight: "0.35"', "sum to 1.05"),
        ("frameworks.yml", "[6, 7, 8]", "[6, 7]", "indicators 1-10"),
        ("frameworks.yml", "[6, 7, 8]", "[6, 7, 8, 9]", "indicators 1-10"),
        ("frameworks.yml", "items: O1-O10}", "items: O1-O9}", "not contiguous at O10"),
        ("frameworks.yml", "items: O10-O17", "items: O9-O17", "two sub-indicators"),
        ("frameworks.yml", "items: O10-O17", "items: nine", "not a range"),
        ("frameworks.yml", "questions: i7-i12", "questions: i8-i12", "not contiguous at i7"),
        ("frameworks.yml", "years: [2566]", "years: [2565]", "stands there twice"),
        ("frameworks.yml", "years: [2566]", "years: [2023]", "not a year of the Buddhist era"),
        ("frameworks.yml", "name: การใช้อำนาจ\n", "name: การใช้งบประมาณ\n", "already means indicator 2"),
        ("frameworks.yml", "instruments:", "instruments: [", "not valid YAML"),
        ("items.csv", "2566,O43", "2566,O44", "O43 of 2566 is missing"),
        ("items.csv", "2566,O2,", "2566,O1,", "stands there twice"),
        ("items.csv", "2566,O2,ข้อมูลผู้บริหาร,H", "2566,O2,ข้อมูลผู้บริหาร,X", "one of: H, M, L"),
        ("questions.csv", ",i16,", ",i61,", "no question i61"),
        ("levels.csv", "A,85,95", "A,86,95", "no level"),
        ("levels.csv", "A,85,95", "A,84,95", "two levels"),
        ("levels.csv", "ผ่าน,85,,,85", "ผ่าน,85,,,80", "no level"),
        ("levels.csv", "letters,2562", "letters,2563", "no level"),
        ("levels.csv", "85,95", "85,195", "not a number from 0 to 100"),
        ("levels.csv", "ระดับ B | เกรด B", "ระดับ A", "means both"),
        ("provinces.csv", "11,สมุทรปราการ", "10,สมุทรปราการ", "stands twice"),
        ("provinces.csv", "โคราช", "กทม.", "means both"),
        ("provinces.csv", ",central,", ",middle,", "must be one of: north"),
        ("organization_types.csv", "sao,", "tambon,", "must be one of: pao"),
        ("organization_types.csv", "| อบต. |", "| ทต. |", "means both"),
        ("departments.csv", "งานแผนฯ", "งานพัสดุฯ", "means both"),
        ("departments.csv", ",unit,กองช่าง,", ",unit,กองช่างฟ้า,", "must be a division"),
        ("headers.csv", "มาตรการ,measure,exact", "มาตรการ,mesure,exact", "must be one of: ordinal"),
        ("headers.csv", "หัวข้อ,issue,exact", "มาตรการ,issue,exact", "means both"),
        ("headers.csv", "ชื่อมูล,item_name,prefix", "ผล,item_name,prefix", "too short for a prefix"),
        ("statuses.csv", "แล้วเสร็จ,completed,label", "แล้วเสร็จ,done,label", "must be one of: completed"),
        ("statuses.csv", "กำลังดำเนินการ,in_progress,label", "แล้วเสร็จ,in_progress,label", "means both"),
        ("issue_rules.yml", "severity: warning", "severity: bad", "error, warning, info"),
        ("issue_rules.yml", "empty-file:", "Empty File:", "kebab-case"),
        ("issue_rules.yml", "empty-file:", "empty-files:", "the rule is missing"),
        ("issue_rules.yml", "ไฟล์ว่างเปล่า ไม่มีข้อความ", "ไฟล์ {colour}", "unknown {colour}"),
        ("issue_rules.yml", "ไฟล์ว่างเปล่า ไม่มีข้อความ", "ไฟล์ {code}", "not filled in for this rule"),
        ("issue_rules.yml", "ไฟล์ว่างเปล่า ไม่มีข้อความ", "ไฟล์ {code", "unbalanced braces"),
        ("issue_rules.yml", "unknown-format:", "empty-file:", "stands there twice"),
    ],
)
def test_a_planted_fault_is_named(override: Override, name: str, old: str, new: str, told: str) -> None:
    home = override(name, old, new)
    with pytest.raises(WrongUse) as caught:
        load_reference(home)
    message = str(caught.value)
    assert told in message
    assert str(home / "reference" / name) in message or name.startswith(("frameworks", "items"))
    assert "Mend the file" in message and "ให้แก้ไฟล์" in caught.value.message_th


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".csv")])
def test_a_missing_column_is_named(tmp_path: Path, name: str) -> None:
    lines = (BUNDLED / name).read_text(encoding="utf-8").splitlines()
    lines[0] = lines[0].replace(lines[0].split(",")[1], "other", 1)
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / name).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(WrongUse, match=rf"{name}, line 1: there is no column"):
        load_reference(tmp_path)


def test_a_short_line_is_named_with_its_number(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    path = tmp_path / "reference" / "statuses.csv"
    path.write_text("wording,status,use\nแล้วเสร็จ,completed,label\nเสร็จ,completed\n", encoding="utf-8")
    with pytest.raises(WrongUse, match="line 3: 2 columns, but the heading has 3"):
        load_reference(tmp_path)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    path = tmp_path / "reference" / "statuses.csv"
    path.write_bytes("wording,status,use\nแล้วเสร็จ,completed,label\n".encode("cp874"))
    with pytest.raises(WrongUse, match="line 2: not UTF-8"):
        load_reference(tmp_path)


def test_a_folder_in_a_files_place_is_reported(tmp_path: Path) -> None:
    (tmp_path / "reference" / "statuses.csv").mkdir(parents=True)
    with pytest.raises(WrongUse, match="cannot be read"):
        load_reference(tmp_path)


def test_a_file_saved_by_a_spreadsheet_is_read(override: Override) -> None:
    home = override("headers.csv", "มาตรการ,measure", "มาตรการ,measure")
    path = home / "reference" / "headers.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_reference(home).headers == load_reference(None).headers


def test_files_that_replace_nothing_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    folder.mkdir()
    for name in ("department.csv", "levels.csv", "README.md", "organization_successions.csv"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "registers").mkdir()
    assert [path.name for path in unused_overrides(tmp_path)] == ["department.csv"]
    assert unused_overrides(tmp_path / "nowhere") == []


def test_every_bundled_file_is_known() -> None:
    there = {path.name for path in BUNDLED.iterdir() if path.suffix in (".csv", ".yml")}
    assert there == {*FILES, "organization_successions.csv"}


def test_loading_is_fast_and_leaves_heavy_libraries_alone(tmp_path: Path) -> None:
    """With a register as long as the national one. The bound is three times what was measured."""
    lines = ["จังหวัด,อำเภอ,รหัส อปท.,ประเภท อปท.,อปท."]
    lines += [f"น่าน,ปัว,655{number:04d},องค์การบริหารส่วนตำบล,บ้าน{number}" for number in range(7849)]
    source = tmp_path / "long.csv"
    source.write_text("\n".join(lines), encoding="utf-8")
    import_register(tmp_path, source, date(2026, 1, 1))
    load_reference(tmp_path)
    best = min(_seconds(lambda: load_reference(tmp_path)) for _ in range(3))
    assert best < 0.15
    code = (
        "import sys, pathlib; from warehouse.reference_files import load_reference; "
        "load_reference(pathlib.Path(sys.argv[1])); "
        "print([name for name in ('polars', 'duckdb', 'fastexcel') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def test_the_place_of_a_fault_is_told_in_thai_and_names_are_left_alone(override: Override) -> None:
    home = override(
        "issue_rules.yml", "deadline-unreadable:\n  severity: info", "deadline-unreadable:\n  severity: bad"
    )
    with pytest.raises(WrongUse) as caught:
        load_reference(home)
    assert "รายการ deadline-unreadable:" in caught.value.message_th


def test_the_provinces_are_those_of_pythainlp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHAINLP_READ_ONLY", "1")
    monkeypatch.setenv("PYTHAINLP_OFFLINE", "1")
    from pythainlp.corpus import provinces

    assert {province.name for province in load_reference(None).provinces} == set(provinces())
