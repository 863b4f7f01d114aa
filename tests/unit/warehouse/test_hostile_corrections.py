"""Files of corrections that nobody should open without care: each is refused with file and place, soon."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from transforms.errors import WrongUse
from transforms.reference import Reference
from warehouse.correction_files import load_corrections
from warehouse.wording_corrections import with_wordings

ONE = f"""- id: one
  document: {"ab" * 32}
  table: core.measures
  record: m-1
  column: COLUMN
  value: VALUE
  expect: null
  reason: as announced
  by: the office
  date: 2026-11-20
"""
WORDING = """- id: word
  wording: WORDING
  kind: header
  value: time
  expect: null
  reason: as the province prints it
  by: the office
  date: 2026-11-20
"""
_LETTERS = "abcdefghij"
LAUGHS = "".join(
    f"- &{name} [{', '.join(['ha' if not at else '*' + _LETTERS[at - 1]] * 9)}]\n"
    for at, name in enumerate(_LETTERS)
)
MERGED = "- &a0 {k: 1}\n" + "".join(
    f"- &a{level} {{<<: [{', '.join([f'*a{level - 1}'] * 10)}]}}\n" for level in range(1, 9)
)


def put(home: Path, content: str, name: str = "some.yml") -> None:
    (home / "corrections").mkdir(exist_ok=True)
    (home / "corrections" / name).write_text(content, "utf-8")


def refused(home: Path, reference: Reference) -> str:
    with pytest.raises(WrongUse) as fault:
        with_wordings(reference, home)
        load_corrections(home, reference)
    assert "some.yml" in fault.value.message_th
    assert len(str(fault.value)) < 1000
    return str(fault.value)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (LAUGHS, "line 2: an alias"),
        (MERGED, "line 2: an alias"),
        (ONE.replace("VALUE", "&x [*x]"), "line 6: an alias"),
        ("[" * 5000, "nested deeper"),
        ("{a: " * 3000, "nested deeper"),
        (ONE.replace("VALUE", "!!python/object/apply:os.getpid []"), "a tag"),
        (ONE + "  value: 50\n", "line 11: the key value is there twice"),
        ("- {[a, b]: c}\n", "a key must be a word"),
        (ONE + "---\n" + ONE, "no valid YAML"),
    ],
)
def test_a_file_of_tricks_is_refused_with_its_line(
    tmp_path: Path, reference: Reference, content: str, complaint: str
) -> None:
    put(tmp_path, content)
    assert complaint in refused(tmp_path, reference)


@pytest.mark.parametrize(
    ("column", "value", "complaint"),
    [
        ("percent_complete", ".nan", "is no number"),
        ("percent_complete", "sNaN", "is no number"),
        ("percent_complete", "1e-999999", "is no number"),
        ("percent_complete", "1:30", "is no number"),
        ("percent_complete", "9_3", "is no number"),
        ("percent_complete", "1" * 5000, "is no number"),
        ("percent_complete", "93.945", "two decimals"),
        ("percent_complete", "[93]", "more than one value"),
        ("indicator_no", "true", "into quotes"),
        ("indicator_no", '"1_0"', "is no whole number"),
        ("title", "[a, b]", "more than one value"),
        ("title", "{a: b}", "more than one value"),
        ("title", "yes", "into quotes"),
        ("title", '"a\\0b"', "control characters"),
        ("title", '"a\\e[31mb"', "control characters"),
        ("title", '"\\ud800"', "control characters"),
        ("title", "x" * 30_000, "letters"),
        ("due_on", "2567-09-30", "less 543"),
        ("due_on", "2567-02-29", "is no day"),
        ("due_on", "2023-09-30 10:00:00", "is no day"),
        ("certainty", "null", "certainty must be one of"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_entry(
    tmp_path: Path, reference: Reference, column: str, value: str, complaint: str
) -> None:
    put(tmp_path, ONE.replace("COLUMN", column).replace("VALUE", value))
    said = refused(tmp_path, reference)
    assert complaint in said and "entry 1" in said


@pytest.mark.parametrize("day", ["2569-11-20", "2567-02-29", "๒๕๖๙-๑๑-๒๐", "0001-01-01", "2026-11-20 10:00"])
def test_a_day_of_another_calendar_is_refused(tmp_path: Path, reference: Reference, day: str) -> None:
    put(tmp_path, ONE.replace("COLUMN", "title").replace("VALUE", "x").replace("2026-11-20", day))
    assert "date must be" in refused(tmp_path, reference)


@pytest.mark.parametrize(("written", "value"), [("๕", 5), ("010", 10), ("'3'", 3)])
def test_a_number_is_what_is_written(tmp_path: Path, reference: Reference, written: str, value: int) -> None:
    put(tmp_path, ONE.replace("COLUMN", "indicator_no").replace("VALUE", written))
    (one,) = load_corrections(tmp_path, reference)
    assert one.value == value


@pytest.mark.parametrize("drop_first", [True, False])
def test_a_row_is_not_corrected_and_taken_away(
    tmp_path: Path, reference: Reference, drop_first: bool
) -> None:
    valued = ONE.replace("COLUMN", "title").replace("VALUE", "x")
    dropped = ONE.replace("  column: COLUMN\n  value: VALUE\n  expect: null\n", "  drop: true\n")
    dropped = dropped.replace("id: one", "id: two")
    put(tmp_path, dropped + valued if drop_first else valued + dropped)
    assert "takes it away" in refused(tmp_path, reference)


@pytest.mark.parametrize("wording", ['"\\u200b\\u200b\\u200b"', "'12'", "'๑๒'", "'--'"])
def test_a_wording_has_letters(tmp_path: Path, reference: Reference, wording: str) -> None:
    put(tmp_path, WORDING.replace("WORDING", wording))
    assert "wording must have" in refused(tmp_path, reference)


@pytest.mark.parametrize("name", ["some.yml", "SOME.YML", "some.yaml"])
def test_no_file_is_passed_over_for_how_its_name_ends(
    tmp_path: Path, reference: Reference, name: str
) -> None:
    put(tmp_path, "- half", name)
    with pytest.raises(WrongUse, match="keys and values"):
        load_corrections(tmp_path, reference)


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path, reference: Reference) -> None:
    (tmp_path / "corrections").mkdir()
    os.mkfifo(tmp_path / "corrections" / "some.yml")
    assert "no plain file" in refused(tmp_path, reference)


def test_a_link_to_nothing_is_refused(tmp_path: Path, reference: Reference) -> None:
    (tmp_path / "corrections").mkdir()
    (tmp_path / "corrections" / "some.yml").symlink_to(tmp_path / "nowhere")
    assert "cannot be opened" in refused(tmp_path, reference)


def test_corrections_that_are_no_folder_are_not_passed_over(tmp_path: Path, reference: Reference) -> None:
    (tmp_path / "corrections").write_text(ONE, "utf-8")
    with pytest.raises(WrongUse, match="cannot be opened"):
        load_corrections(tmp_path, reference)
