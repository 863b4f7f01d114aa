"""The benchmark asks what the cookbook asks, and its clock reports what it should."""

from __future__ import annotations

from pathlib import Path

import duckdb

from benchmarks.cookbook_speed import COOKBOOK, ask, questions


def test_every_question_is_asked() -> None:
    found = questions(COOKBOOK.read_text(encoding="utf-8"))
    assert list(found) == list(range(1, 21))
    assert all(sql.lstrip().upper().startswith(("SELECT", "WITH")) for _, sql in found.values())


def test_rows_and_order_of_the_figures(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "any.duckdb") as connection:
        asked = ask(connection, 7, "How many?", "SELECT * FROM range(3)", 4)
    assert (asked.number, asked.rows) == (7, 3)
    assert 0 < asked.median <= asked.slowest
