"""What follows from counts of changes: rates, sums, whether nothing changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.changed_publication import FOUND, QUIET, organization
from warehouse import changes_of_run
from warehouse.publication_changes import CompletionMove, TableRows, issues_by_severity


def move(old: tuple[int, int], new: tuple[int, int]) -> CompletionMove:
    return CompletionMove(organization(1), 2567, None, *old, *new, "document", None)


@pytest.mark.parametrize(
    ("completed", "reported", "rate"),
    [(1, 3, "33.33"), (2, 3, "66.67"), (1, 8, "12.50"), (1, 16000, "0.01"), (0, 5, "0")],
)
def test_rates_are_rounded_half_up(completed: int, reported: int, rate: str) -> None:
    assert move((completed, reported), (reported, reported)).old == Decimal(rate)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_rate_is_within_half_a_hundredth(parts: tuple[int, int]) -> None:
    exact = Decimal(100 * parts[0]) / parts[1]
    assert abs(move(parts, (1, 1)).old - exact) <= Decimal("0.005")


def test_sums_by_cause_and_column_leave_out_what_only_has_another_code() -> None:
    assert FOUND.figures_changed == 153
    assert FOUND.figures_by_cause() == {"document": 152, "correction": 1}
    assert list(FOUND.figures_by_column()) == [
        ("core.indicator_scores", "score"),
        ("core.assessments", "overall_score"),
    ]
    only_recoded = replace(FOUND.figures[0], appeared=0, changed=0, gone=0)
    assert replace(FOUND, figures=(only_recoded,)).figures_by_cause() == {}


@pytest.mark.parametrize(
    "name", ["added", "missing", "successions", "figures", "new_issues", "closed_issues", "documents"]
)
def test_anything_but_rows_and_time_is_a_change(name: str) -> None:
    assert QUIET.changed_nothing
    assert not replace(QUIET, **{name: getattr(FOUND, name)}).changed_nothing
    assert not replace(QUIET, previous=None).changed_nothing


def test_issues_by_severity_has_every_one() -> None:
    assert issues_by_severity(FOUND.new_issues) == {"error": 3, "warning": 0, "info": 0}


def test_a_difference_needs_both_numbers() -> None:
    assert [TableRows("core.measures", before, 5).difference for before in (None, 3, 5)] == [None, 2, 0]


def test_every_query_says_what_one_row_of_it_is() -> None:
    queries = sorted((Path(changes_of_run.__file__).parent / "queries" / "changes").glob("*.sql"))
    assert queries
    for path in queries:
        assert path.read_text(encoding="utf-8").startswith("-- One row: "), path.name
