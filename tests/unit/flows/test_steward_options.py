"""Options of the steward's commands that make no sense are refused before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from transforms.errors import WrongUse


@pytest.mark.parametrize("command", ["review", "unmatched", "issues", "query"])
@pytest.mark.parametrize("limit", ["0", "-1", "9" * 21, "many"])
def test_a_limit_is_a_number_that_there_is(tmp_path: Path, command: str, limit: str) -> None:
    done = CliRunner().invoke(app, [command, "--limit", limit, "--home", str(tmp_path)])
    assert done.exit_code == 2


def test_a_row_is_not_accepted_and_set_at_once(tmp_path: Path) -> None:
    both = ["review", "--accept", "s-1", "--set", "s-1", "5", "--reason", "x", "--home", str(tmp_path)]
    done = CliRunner().invoke(app, [*both, "--lang", "en"])
    assert isinstance(done.exception, WrongUse)
    assert "one of them at a time" in str(done.exception)
    assert not (tmp_path / "corrections").exists()
