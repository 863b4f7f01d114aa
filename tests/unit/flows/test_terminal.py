from collections.abc import Iterator

import polars as pl
import pytest
from rich.cells import cell_len

from flows import terminal


@pytest.fixture(params=[100, 60])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setenv("COLUMNS", str(request.param))
    terminal.console.cache_clear()
    yield request.param
    terminal.console.cache_clear()


def _shown(capsys: pytest.CaptureFixture[str], renderable: object) -> list[str]:
    terminal.console.cache_clear()
    terminal.show(renderable)  # type: ignore[arg-type]
    return capsys.readouterr().out.splitlines()


def test_marks_above_and_below_take_no_room_and_sara_am_takes_one() -> None:
    assert [cell_len(text) for text in ("ที่", "น้ำ", "กำ", "ผู้", "เชียงใหม่", "ปีงบฯ ๒๕๖๖")] == [1, 2, 2, 1, 7, 9]


def test_columns_of_thai_text_are_aligned(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("น้ำเกี๋ยน", "ภูเพียง", 1), ("กกก", "ท่าวังผา", 20), ("ที่ดินน้ำพี้", "ปัว", 300)]
    lines = _shown(capsys, terminal.table(["ชื่อ", "อำเภอ", "จำนวน"], rows, numbers=[2]))
    assert len({cell_len(line) for line in lines}) == 1
    assert [line.endswith(number) for line, number in zip(lines[2:], ("1", "20", "300"), strict=True)] == [
        True,
        True,
        True,
    ]


def test_only_the_widest_column_is_broken(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    long = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส " * 8
    lines = _shown(capsys, terminal.table(["รหัส", "มาตรการ"], [("m-0123456789abcdef", long)]))
    assert all(cell_len(line) <= width for line in lines)
    assert any(line.startswith("m-0123456789abcdef") for line in lines)
    assert "".join(line[20:].strip() for line in lines[2:]).replace(" ", "") == long.replace(" ", "")


def test_a_frame_with_too_many_columns_is_shown_record_by_record(
    width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = pl.DataFrame({f"column_{number}": ["a value of some length"] * 2 for number in range(20)})
    lines = _shown(capsys, terminal.frame_table(frame))
    assert [line.strip() for line in lines if line.startswith("──")] == ["── 1", "── 2"]
    assert sum("column_19" in line for line in lines) == 2


def test_what_is_null_is_a_dash_and_lists_are_written_out(capsys: pytest.CaptureFixture[str]) -> None:
    frame = pl.DataFrame({"score": [1.5, None], "names": [["a", "b"], []]})
    lines = _shown(capsys, terminal.frame_table(frame, headings=["คะแนน", "ชื่อ"]))
    assert lines[0].split() == ["คะแนน", "ชื่อ"]
    assert lines[2].split() == ["1.50", "a,", "b"]
    assert lines[3].split() == ["–"]


def test_nothing_but_text_where_nobody_looks_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert not any("\x1b" in line for line in _shown(capsys, terminal.table(["a"], [["b"]], "title")))
    with terminal.progress("reading", 10, "th") as advance:
        advance(5)
    assert capsys.readouterr() == ("", "")
