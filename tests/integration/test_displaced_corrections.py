"""A newer document that displaces what a person settled is told: by correction, issue and review."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.review import Item, acceptance
from tests.integration.store_by_hand import REGISTER, Built, Reports
from transforms.facts import CorrectionRow

BIG = REGISTER[0].organization_id
RULE = "settled-figure-displaced"
REVIEW = Path(__file__).parents[2] / "flows" / "queries" / "review.sql"


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    return Reports(tmp_path)


def settle(
    reports: Reports, document: str, table: str, record: str, column: str, value: str, **more: Any
) -> None:
    correction = CorrectionRow(
        correction_id=more.get("correction_id", "by-hand"), document_id=document, table_name=table,
        record_id=record, column_name=column, value=value, expect=None, printed=None,
        state=more.get("state", "applied"), reason="ตามประกาศผล", decided_by="สำนักงานจังหวัด",
        decided_on=date(2024, 1, 2), file_name="settled.yml",
    )  # fmt: skip
    reports._add("corrections", correction)


def told(built: Built) -> list[tuple[Any, ...]]:
    return built.rows(
        "SELECT table_name, record_id, column_name, severity FROM quality.issues "
        f"WHERE rule = '{RULE}' AND state = 'open' ORDER BY ALL"
    )


def states(built: Built) -> list[tuple[Any, ...]]:
    return built.rows("SELECT correction_id, state FROM quality.corrections ORDER BY 1")


def review(built: Built) -> list[tuple[Any, ...]]:
    with duckdb.connect(built.path, read_only=True) as connection:
        asked = connection.execute(REVIEW.read_text("utf-8"), {"provinces": [], "rules": []})
        names = [column[0] for column in asked.description]
        shown = [names.index(name) for name in ("id", "effect", "why", "fact", "column_name", "value")]
        return [tuple(row[at] for at in shown) for row in asked.fetchall()]


def two_reports(reports: Reports, score: str) -> tuple[str, str]:
    """A total that was settled as 90.00, and that of a later report. Gives both records."""
    older = reports.document("older", BIG, document_date=date(2023, 5, 1))
    was = reports.result(older, BIG, 2566, overall_score="90.00")
    settle(reports, older, "core.assessments", was, "overall_score", "90.00")
    newer = reports.document("newer", BIG, document_date=date(2023, 9, 1))
    return was, reports.result(newer, BIG, 2566, overall_score=score)


def test_another_figure_of_a_newer_document_is_told(reports: Reports) -> None:
    _, now = two_reports(reports, "80.00")
    built = reports.build("r1")
    assert built.rows("SELECT overall FROM mart.score_comparison") == [(80,)]
    assert states(built) == [("by-hand", "displaced")]
    assert told(built) == [("core.assessments", now, "overall_score", "warning")]
    (message,) = built.rows(f"SELECT message_en FROM quality.issues WHERE rule = '{RULE}'")
    assert "80.00" in message[0] and "90.00" in message[0] and "by-hand" in message[0]
    assert review(built) == [(now, 100, "settled-displaced", "overall", "overall_score", "80.00")]


def test_the_same_figure_of_a_newer_document_displaces_nothing(reports: Reports) -> None:
    two_reports(reports, "90.00")
    built = reports.build("r1")
    assert (states(built), told(built), review(built)) == ([("by-hand", "applied")], [], [])


def test_a_settled_figure_that_is_in_force_is_applied(reports: Reports) -> None:
    was, _ = two_reports(reports, "80.00")
    reports.rows["assessments"] = [row for row in reports.rows["assessments"] if row.assessment_id == was]
    built = reports.build("r1")
    assert (states(built), told(built)) == ([("by-hand", "applied")], [])


@pytest.mark.parametrize("column", ["overall_score", "certainty"])
def test_the_issue_closes_once_the_figure_in_force_is_settled_too(reports: Reports, column: str) -> None:
    _, now = two_reports(reports, "80.00")
    first = reports.build("r1")
    newer = reports.rows["documents"][-1].document_id
    value = "sure" if column == "certainty" else "80.00"
    settle(reports, newer, "core.assessments", now, column, value, correction_id="later")
    built = reports.build("r2", first.path)
    assert told(built) == []
    assert states(built) == [("by-hand", "applied"), ("later", "applied")]


def test_an_accepted_row_settles_its_figure(reports: Reports) -> None:
    older = reports.document("older", BIG, document_date=date(2023, 5, 1))
    was = reports.score(older, BIG, 2566, 9, "88.00")
    settle(reports, older, "core.indicator_scores", was, "certainty", "sure")
    newer = reports.document("newer", BIG, document_date=date(2023, 9, 1))
    now = reports.score(newer, BIG, 2566, 9, "90.00")
    built = reports.build("r1")
    assert told(built) == [("core.indicator_scores", now, "score", "warning")]
    assert [row[3] for row in review(built)] == ["indicator:9"]


def test_a_status_that_is_not_reported_any_more_displaces_one_that_was_settled(reports: Reports) -> None:
    year = {"measures_fiscal_year": 2566, "reporting_round": "annual"}
    older = reports.document("older", BIG, document_date=date(2023, 5, 1), **year)
    was = reports.measure(older, "k1", "completed", "word")
    settle(reports, older, "core.measures", was, "status", "completed")
    newer = reports.document("newer", BIG, document_date=date(2023, 9, 1), **year)
    now = reports.measure(newer, "k1")
    built = reports.build("r1")
    assert told(built) == [("core.measures", now, "status", "warning")]
    ((_, _, why, _, column, value),) = review(built)
    assert (why, column, value) == ("settled-displaced", "status", "not_reported")


def test_what_displaces_is_accepted_by_setting_it_to_what_it_is() -> None:
    row = {"id": "a-1", "table_name": "core.assessments", "why": "settled-displaced", "sha256": "0" * 64,
           "column_name": "overall_score", "file_name": "b.txt"}  # fmt: skip
    one = Item(row, {"overall_score": Decimal("80.00"), "level": None})
    entry = acceptance(one, "สำนักงานจังหวัด", "ตามประกาศผลใหม่", date(2024, 5, 1))
    assert "accept" not in entry
    assert (entry["column"], entry["value"], entry["expect"]) == ("overall_score", "80.00", "80.00")
