"""The workbook is Thai, whatever language the machine speaks, unless English is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.cli import app


@pytest.mark.parametrize(("flags", "lang"), [([], "th"), (["--lang", "en"], "en"), (["--lang", "th"], "th")])
def test_the_workbook_is_thai_unless_asked(
    flags: list[str], lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Any] = []
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setattr("warehouse.publication.published_database", lambda home: home / "prongsai.duckdb")
    monkeypatch.setattr("warehouse.exports.export", lambda *args, **_: given.extend(args) or [])
    done = CliRunner().invoke(app, ["export", "--home", str(tmp_path / "home"), *flags])
    assert done.exit_code == 0, done.output
    assert given[5] == lang
