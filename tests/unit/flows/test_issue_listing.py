from collections.abc import Mapping

import pytest
from rich.cells import cell_len

from flows.issue_listing import issue_lines

SHIFTED = "The row is shifted by a column; its cells were put in their places."


def issue(**given: object) -> Mapping[str, object]:
    return {
        "severity": "warning",
        "rule": "row-shifted",
        "organization": "อบต.น้ำเกี๋ยนสมมุติ",
        "file_name": "รายงาน 2566.txt",
        "line": 12,
        "message": SHIFTED,
        "state": "open",
        "document_id": "d-1",
        "table_name": "core.measures",
        "record_id": "m-1",
        "column_name": "status",
        "action": "Compare with the original.",
        **given,
    }


def listed(*issues: Mapping[str, object], lang: str = "en", width: int = 80, limit: int = 50) -> list[str]:
    return list(issue_lines(issues, lang, width, limit))


def test_the_issues_of_one_row_are_one_line_with_its_columns() -> None:
    lines = listed(
        issue(), issue(column_name="due_on"), issue(record_id="m-2", line=13), issue(record_id="m-3", line=13)
    )
    assert lines[0] == "4 issues"
    assert "row-shifted  (4 in 3 rows)" in lines
    assert len([line for line in lines if "รายงาน 2566.txt:" in line]) == 3
    assert f"{SHIFTED} [status, due date]" in " ".join(lines)
    thai = " ".join(listed(issue(), issue(column_name="due_on"), lang="th"))
    assert "[สถานะ, วันครบกำหนด]" in thai and "เตือน" in thai and "4" not in thai


def test_each_rule_has_its_number_and_what_to_do_behind_the_limit_too() -> None:
    lines = listed(
        issue(rule="a", severity="error"),
        issue(rule="b", record_id="m-2", message="one"),
        issue(rule="b", record_id="m-3", message="two", action="Ask."),
        issue(rule="c", action=None),
        limit=2,
    )
    assert [line for line in lines if line and not line.startswith(" ")] == [
        "4 issues",
        "a  (1)",
        "b  (2)",
        "c  (1)",
        "2 of 4 rows: use --limit or --json for all of them",
    ]
    assert lines.count("  → Compare with the original.") == 2
    assert "two" not in " ".join(lines)


@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_all_but_long_messages_fits_and_stands_in_columns(width: int) -> None:
    lines = listed(
        issue(message="short", organization="ทต.ก" + "ำ" * 40, file_name="x" * 90 + ".txt"),
        issue(message="น้ำแข็ง", record_id="m-2", organization=None, file_name=None, line=None),
        issue(message="ที่ " * 60, record_id="m-3", rule="other"),
        width=width,
    )
    assert all(cell_len(line) <= width for line in lines if "ที่ " * 59 not in line)
    places = {
        cell_len(line[: line.index(word)]) for line in lines for word in ("short", "น้ำแข็ง") if word in line
    }
    assert len(places) == 1
    assert any("…:12" in line for line in lines) == (width < 200)
    assert "–" in " ".join(lines) and "d-1" in " ".join(lines)


def test_a_message_that_is_the_same_for_all_stands_once() -> None:
    lines = listed(*(issue(record_id=f"m-{number}", line=number, column_name=None) for number in range(5)))
    assert sum(SHIFTED in line for line in lines) == 1
    assert sum("รายงาน 2566.txt:" in line for line in lines) == 5


def test_what_a_message_asks_for_is_told_once_and_a_closed_one_is_marked() -> None:
    lines = listed(issue(message="Wrong. Look.", action="Look.", state="closed"))
    assert sum("Look." in line for line in lines) == 1
    assert any(line.endswith("Wrong. (closed)") for line in lines)


def test_no_escape_of_a_document_reaches_the_terminal() -> None:
    text = "\n".join(listed(issue(message="a\x1b[2Jb\nc", organization="\x1b]0;x\x07ก", file_name="f\x9b1m")))
    assert not set(text) & set("\x1b\x9b\x07")
    assert "ab c" in text


def test_no_issues() -> None:
    assert listed() == ["0 issues"]
