"""The comparison of scores as `prongsai query` shows it: what must not be compared is marked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from flows import listings, terminal
from flows.messages import say


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pl.DataFrame(
        {
            "organization": ["ก", "ข", "ค", "ง"],
            "change": [Decimal("-4.51"), Decimal("1.20"), None, Decimal("0.30")],
            "comparable": [False, True, False, None],
        },
        schema={"organization": pl.String, "change": pl.Decimal(5, 2), "comparable": pl.Boolean},
    )
    monkeypatch.setattr(listings, "query", lambda *_: frame)


def test_changes_that_are_not_comparable_stand_in_brackets(answered: None, tmp_path: Path) -> None:
    found, doubted = listings.comparison_for_people(tmp_path)
    assert doubted
    assert found["change"].to_list() == ["(-4.51)", "1.20", None, "(0.30)"]
    assert "comparable" not in found.columns


def test_files_and_json_have_the_change_as_it_is(answered: None, tmp_path: Path) -> None:
    found = listings.comparison(tmp_path)
    assert found["change"].to_list() == [Decimal("-4.51"), Decimal("1.20"), None, Decimal("0.30")]
    assert found.columns == ["organization", "change"]


def test_marked_numbers_stand_at_the_right(answered: None, tmp_path: Path) -> None:
    frame, _ = listings.comparison_for_people(tmp_path)
    table = terminal.frame_table(frame, right=("change",))
    assert [column.justify for column in table.columns] == ["left", "right"]  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_legend_fits_on_a_line(lang: str) -> None:
    from rich.cells import cell_len

    assert say("not-comparable", lang).startswith("(…)")
    assert cell_len(say("not-comparable", lang)) <= terminal.WIDTH
