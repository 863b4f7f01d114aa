from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from expectations.outcome import CheckOutcome, exit_code, read_outcomes, write_outcomes
from transforms.errors import ProngsaiError

HELD = CheckOutcome("core.measures", "measure-says-nothing", True, "0 rows", 0, "error", "rows")
FAILED = replace(HELD, success=False, observed="3 rows", unexpected_count=3)
BROKEN = replace(HELD, success=False, observed=None, unexpected_count=None, error="no such column")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    result = tmp_path / "checks.json"
    write_outcomes(result, tmp_path / "คลัง.duckdb", [HELD, FAILED, BROKEN], 1.25)
    assert read_outcomes(result) == (HELD, FAILED, BROKEN)
    assert [path.name for path in tmp_path.iterdir()] == ["checks.json"]


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([], 0),
        ([HELD], 0),
        ([HELD, FAILED], 1),
        ([FAILED, BROKEN, HELD], 2),
        ([replace(FAILED, severity="info")], 1),
    ],
)
def test_exit_code_tells_failed_data_from_broken_checks(outcomes: list[CheckOutcome], code: int) -> None:
    assert exit_code(outcomes) == code


def test_an_error_is_not_a_failure_of_the_data() -> None:
    assert (HELD.failed, FAILED.failed, BROKEN.failed) == (False, True, False)


@pytest.mark.parametrize(
    "content", ["", "[]", '{"format": 99, "outcomes": []}', '{"format": 1, "outcomes": [{}]}']
)
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    result = tmp_path / "checks.json"
    result.write_text(content, encoding="utf-8")
    with pytest.raises(ProngsaiError) as raised:
        read_outcomes(result)
    assert "prongsai check" in raised.value.message_en


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProngsaiError, match=r"checks\.json"):
        read_outcomes(tmp_path / "checks.json")


def test_thai_is_kept_readable(tmp_path: Path) -> None:
    result = tmp_path / "checks.json"
    write_outcomes(result, tmp_path / "x", [replace(BROKEN, error="ไม่มีคอลัมน์")], 0)
    assert "ไม่มีคอลัมน์" in result.read_text(encoding="utf-8")
    assert json.loads(result.read_text(encoding="utf-8"))["format"] == 1
