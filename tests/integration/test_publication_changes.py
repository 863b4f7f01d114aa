"""What a publication changed, of small publications that are built one after the other."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.integration.store_by_hand import FIRST_NIGHT, Built, Reports
from transforms.errors import WrongUse
from transforms.facts import OrganizationRow
from warehouse.changes_of_run import changes_of, known_run
from warehouse.models import figures_query
from warehouse.publication_changes import PublicationChanges, issues_by_severity
from warehouse.query import connect_file
from warehouse.reference_tables import SUCCESSIONS
from warehouse.run_history import RuleIssue, RunRecord, finish, record_checks

BIG, SMALL, TOWN, FAR, NAMESAKE = "6400101", "6400102", "5400103", "6400201", "6700101"
PROVISIONAL = "x-nongbua"


class Nights:
    """Publications of one home folder, one after the other."""

    def __init__(self, home: Path) -> None:
        self.reports = Reports(home)
        self.last: Path | None = None
        self.number = 0

    def publish(self, found: tuple[RuleIssue, ...] = (), **values: Any) -> Built:
        """Build from what came until now, with the issues that the checks found, and finish the run."""
        self.number += 1
        run_id = f"r{self.number}"
        built = self.reports.build(run_id, self.last, **values)
        record_checks(built.path, run_id, [], found)
        started = FIRST_NIGHT + timedelta(days=self.number)
        finish(built.path, RunRecord(run_id, started, "0.1.0", state="published", finished_at=started))
        self.last = built.path
        return built

    def arrive(self, content: str, *values: Any, **more: Any) -> str:
        """A document that comes with the next publication."""
        document_id = self.reports.document(content, *values, **more)
        entry = self.reports.journal[-1]
        self.reports.journal[-1] = replace(entry, run_id=f"r{self.number + 1}")
        return document_id

    def changes(self, run_id: str | None = None, **values: Any) -> PublicationChanges:
        assert self.last is not None
        with connect_file(self.last) as connection:
            return changes_of(connection, run_id, **values)

    def owned(self, document_id: str, organization_id: str) -> None:
        """From now on all rows of the document are read as of this organization."""
        for name, rows in self.reports.rows.items():
            self.reports.rows[name] = [
                replace(row, organization_id=organization_id)
                if row.document_id == document_id and name != "organizations"
                else row
                for row in rows
            ]


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    """Two organizations with scores, one of them with measures too, have been published."""
    made = Nights(tmp_path)
    first = made.arrive(
        "big", BIG, scores_fiscal_year=2566, measures_fiscal_year=2567, reporting_round="6-month"
    )
    made.reports.result(first, BIG, 2566, overall_score="71.00")
    made.reports.score(first, BIG, 2566, 1, "70.00")
    for key, status in (("one", "completed"), ("two", "in_progress"), ("three", "not_started")):
        made.reports.measure(first, key, status, "checkbox")
    second = made.arrive("small", SMALL, scores_fiscal_year=2566)
    made.reports.result(second, SMALL, 2566, overall_score="80.00", level="B")
    made.publish()
    return made


def names(organizations: Any) -> list[str]:
    return [one.organization.label for one in organizations]


def test_of_a_first_publication_everything_is_new_and_nobody_is_listed(nights: Nights) -> None:
    found = nights.changes()
    assert (found.is_first, found.changed_nothing) == (True, False)
    assert (found.run.run_id, found.previous) == ("r1", None)
    assert (found.organizations_before, found.organizations_after) == (0, 2)
    assert (found.added, found.changed, found.missing, found.score_moves) == ((), (), (), ())
    assert [(one.state, one.documents) for one in found.documents] == [("loaded", 2)]
    rows = {one.table_name: (one.before, one.after, one.difference) for one in found.tables}
    assert rows["core.assessments"] == (None, 2, None)


def test_a_night_without_changes(nights: Nights) -> None:
    nights.publish()
    found = nights.changes()
    assert (found.changed_nothing, found.is_first) == (True, False)
    assert (found.organizations_before, found.organizations_after) == (2, 2)
    assert {one.difference for one in found.tables if one.table_name.startswith(("core.", "mart."))} == {0}
    # The night before is still told as it was.
    assert nights.changes("r1").is_first


def test_added_changed_and_moves(nights: Nights) -> None:
    again = nights.arrive(
        "big again", BIG, source="big.txt", scores_fiscal_year=2566, measures_fiscal_year=2567,
        reporting_round="6-month",
    )  # fmt: skip
    nights.reports.result(again, BIG, 2566, overall_score="75.50")
    nights.reports.score(again, BIG, 2566, 1, "70.00")
    for key, status in (("one", "completed"), ("two", "completed"), ("three", "not_started")):
        nights.reports.measure(again, key, status, "checkbox")
    new = nights.arrive("town", TOWN, scores_fiscal_year=2566)
    nights.reports.result(new, TOWN, 2566, overall_score="90.00")
    nights.publish()

    found = nights.changes()
    assert found.previous is not None and found.previous.run_id == "r1"
    assert names(found.added) == ["ทต.บ้านกลาง"]
    assert (found.added[0].appeared, found.added[0].changed, found.added[0].gone) == (1, 0, 0)
    assert names(found.changed) == ["อบต.หนองใหญ่"]
    assert (found.changed[0].appeared, found.changed[0].changed, found.changed[0].gone) == (0, 2, 0)
    assert found.changed[0].causes == ("document",)
    (move,) = found.score_moves
    assert (move.organization.label, move.fiscal_year) == ("อบต.หนองใหญ่", 2566)
    assert (move.old, move.new, move.difference) == (Decimal("71.00"), Decimal("75.50"), Decimal("4.50"))
    assert (move.cause, move.document_id) == ("document", again)
    (rate,) = found.completion_moves
    assert (rate.fiscal_year, rate.reporting_round) == (2567, "6-month")
    assert (rate.old, rate.new, rate.difference) == (Decimal("33.33"), Decimal("66.67"), Decimal("33.34"))
    assert (rate.old_completed, rate.old_reported, rate.new_completed, rate.new_reported) == (1, 3, 2, 3)
    assert (found.organizations_before, found.organizations_after) == (2, 3)
    assert found.figures_changed == 3
    assert found.figures_by_cause() == {"document": 3}
    assert found.figures_by_column() == {
        ("core.assessments", "overall_score"): 2,
        ("mart.completion_by_organization", "completed"): 1,
    }
    assert [(one.state, one.documents) for one in found.documents] == [("loaded", 2)]
    rows = {one.table_name: one for one in found.tables}
    assert (rows["core.assessments"].before, rows["core.assessments"].after) == (2, 4)
    assert rows["core.measures"].difference == 3
    assert found.run.documents_superseded == 1

    # A later night takes nothing of it back, whatever it changes.
    third = nights.arrive("big once more", BIG, source="big.txt", scores_fiscal_year=2566)
    nights.reports.result(third, BIG, 2566, overall_score="60.00")
    nights.publish(quarantined={new: "some-rule"})
    assert names(nights.changes().missing) == ["ทต.บ้านกลาง"]
    before = nights.changes("r2")
    assert before.score_moves == found.score_moves
    assert before.completion_moves == found.completion_moves
    assert (names(before.added), names(before.changed)) == (names(found.added), names(found.changed))
    assert (before.organizations_before, before.organizations_after) == (2, 3)
    assert before.tables == found.tables


def test_the_overall_score_is_the_printed_one_else_the_recomputed_one(nights: Nights) -> None:
    # Printed in the first night and only recomputed in the second; the recomputed one alone is no move of
    # the other, whose printed score stays.
    nights.reports.rows["assessments"] = [
        replace(row, overall_score=None, overall_recomputed=Decimal("70.555000"))
        if row.organization_id == BIG
        else replace(row, overall_recomputed=Decimal("79.000000"))
        for row in nights.reports.rows["assessments"]
    ]
    nights.publish()
    found = nights.changes()
    assert [(one.organization.label, one.old, one.new) for one in found.score_moves] == [
        ("อบต.หนองใหญ่", Decimal("71.00"), Decimal("70.56"))
    ]
    assert found.score_moves_total == 1
    assert names(found.changed) == ["อบต.หนองใหญ่", "อบต.หนองเล็ก"]


def test_the_largest_moves_stand_first_and_the_others_are_counted(nights: Nights) -> None:
    nights.reports.rows["assessments"] = [
        replace(row, overall_score=Decimal("70.00")) for row in nights.reports.rows["assessments"]
    ]
    nights.publish()
    found = nights.changes(most=1)
    assert [(one.organization.label, one.difference) for one in found.score_moves] == [
        ("อบต.หนองเล็ก", Decimal("-10.00"))
    ]
    assert found.score_moves_total == 2


def test_missing_organizations_say_why(nights: Nights) -> None:
    (document,) = (
        one.document_id for one in nights.reports.rows["documents"] if one.organization_id == SMALL
    )
    nights.publish(quarantined={document: "some-rule"})
    found = nights.changes()
    (missing,) = found.missing
    assert (missing.organization.label, missing.figures, missing.figures_now) == ("อบต.หนองเล็ก", 2, 0)
    assert missing.reason == "set-aside"
    assert [(one.file_name, one.state_reason) for one in missing.documents] == [("small.txt", "some-rule")]
    assert (found.organizations_before, found.organizations_after) == (2, 1)
    assert (found.added, found.changed) == ((), ())

    # It came back: what was missing then is told as of now.
    nights.publish()
    assert names(nights.changes().added) == ["อบต.หนองเล็ก"]
    (before,) = nights.changes("r2").missing
    assert (before.reason, before.figures, before.figures_now) == ("returned", 2, 2)


def test_a_document_that_became_anothers_is_named(nights: Nights) -> None:
    (document,) = (
        one.document_id for one in nights.reports.rows["documents"] if one.organization_id == SMALL
    )
    nights.owned(document, TOWN)
    nights.publish(
        (
            RuleIssue(
                "organization-vanished",
                "warning",
                "quality.figure_changes",
                SMALL,
                None,
                document,
                "th",
                "en",
            ),
        )
    )
    found = nights.changes()
    (missing,) = found.missing
    assert missing.reason == "of-another"
    assert missing.document_of_another is not None and missing.document_of_another.label == "ทต.บ้านกลาง"
    assert missing.issue_id is not None
    assert names(found.added) == ["ทต.บ้านกลาง"]


def test_facts_that_wait_for_review_are_no_figures(nights: Nights) -> None:
    nights.reports.rows["assessments"] = [
        replace(row, certainty="needs_review") if row.organization_id == SMALL else row
        for row in nights.reports.rows["assessments"]
    ]
    nights.publish()
    (missing,) = nights.changes().missing
    assert (missing.reason, missing.waiting) == ("waits-for-review", 1)


@pytest.mark.parametrize(("now", "moves"), [("77.00", []), ("78.25", [Decimal("1.25")])])
def test_a_provisional_code_that_the_register_has_is_neither_missing_nor_new(
    tmp_path: Path, now: str, moves: list[Decimal]
) -> None:
    nights = Nights(tmp_path)
    document = nights.arrive("unknown", PROVISIONAL, scores_fiscal_year=2566)
    organization = OrganizationRow(PROVISIONAL, "sao", "หนองบัว", None, "ขอนแก่น", False, document)
    nights.reports.rows["organizations"] = [organization]
    nights.reports.result(document, PROVISIONAL, 2566, overall_score="77.00", level="B")
    nights.publish()
    nights.owned(document, FAR)
    nights.reports.rows["organizations"] = []
    nights.reports.rows["assessments"] = [
        replace(row, overall_score=Decimal(now)) for row in nights.reports.rows["assessments"]
    ]
    nights.publish()
    found = nights.changes()
    assert (found.added, found.missing) == ((), ())
    (succession,) = found.successions
    assert (succession.old.organization_id, succession.new.label) == (PROVISIONAL, "อบต.หนองบัว")
    assert succession.basis == "document"
    assert [one.difference for one in found.score_moves] == moves
    assert names(found.changed) == ["อบต.หนองบัว"] * len(moves)
    assert found.figures_changed == len(moves)
    assert sum(one.recoded for one in found.figures) == 2 - len(moves)
    assert not found.changed_nothing


def test_an_upgraded_organization_follows_its_old_code(nights: Nights) -> None:
    (document,) = (
        one.document_id for one in nights.reports.rows["documents"] if one.organization_id == SMALL
    )
    successions = nights.reports.home / "reference" / SUCCESSIONS
    successions.parent.mkdir(exist_ok=True)
    successions.write_text(f"old_id,new_id,from_year,reason\n{SMALL},{TOWN},,ยกฐานะ\n", encoding="utf-8")
    nights.owned(document, TOWN)
    nights.publish()
    found = nights.changes()
    assert [(one.old.label, one.new.label, one.basis) for one in found.successions] == [
        ("อบต.หนองเล็ก", "ทต.บ้านกลาง", "succession")
    ]
    assert (found.added, found.missing, found.figures_changed) == ((), (), 0)

    # Where the old code keeps its own years, the new one is new, and says whom it follows.
    later = nights.arrive("later", SMALL, scores_fiscal_year=2565)
    nights.reports.result(later, SMALL, 2565, overall_score="66.00")
    nights.publish()
    assert names(nights.changes().added) == ["อบต.หนองเล็ก"]
    assert nights.changes().missing == ()


def test_two_that_merge_are_not_compared_with_one(nights: Nights) -> None:
    successions = nights.reports.home / "reference" / SUCCESSIONS
    successions.parent.mkdir(exist_ok=True)
    successions.write_text(
        f"old_id,new_id,from_year,reason\n{SMALL},{TOWN},,รวม\n{BIG},{TOWN},,รวม\n", encoding="utf-8"
    )
    nights.reports.rows.clear()
    document = nights.arrive("merged", TOWN, scores_fiscal_year=2566)
    nights.reports.result(document, TOWN, 2566, overall_score="90.00")
    nights.publish()
    found = nights.changes()
    assert sorted(one.old.label for one in found.successions) == ["อบต.หนองเล็ก", "อบต.หนองใหญ่"]
    assert (found.missing, found.score_moves) == ((), ())
    assert [(one.organization.label, one.predecessors) for one in found.added] == [
        ("ทต.บ้านกลาง", (BIG, SMALL))
    ]


def test_new_and_closed_issues_with_an_example(nights: Nights) -> None:
    document = nights.reports.rows["documents"][0].document_id
    nights.reports.issue(document, "i-one")
    nights.reports.issue(document, "i-two")
    of_check = RuleIssue(
        "some-rule", "critical", "core.documents", document, None, document, "ไทย", "English"
    )
    nights.publish((of_check,))
    found = nights.changes()
    assert [(one.severity, one.rule, one.issues) for one in found.new_issues] == [
        ("error", "some-rule", 1),
        ("warning", "foreign-organization", 2),
    ]
    assert issues_by_severity(found.new_issues) == {"error": 1, "warning": 2, "info": 0}
    example = found.new_issues[1].example
    assert (example.issue_id, example.organization, example.file_name) == ("i-one", "อบต.หนองใหญ่", "big.txt")
    assert found.closed_issues == () and not found.changed_nothing

    nights.reports.drop_issues()
    nights.publish((of_check,))
    after = nights.changes()
    assert after.new_issues == ()
    assert [(one.rule, one.issues) for one in after.closed_issues] == [("foreign-organization", 2)]
    assert [(one.rule, one.issues) for one in nights.changes("r2").new_issues] == [
        ("some-rule", 1),
        ("foreign-organization", 2),
    ]


def test_an_issue_of_a_document_that_is_superseded_at_once_is_neither_new_nor_closed(nights: Nights) -> None:
    nights.reports.issue(nights.arrive("draft", FAR, source="far.txt"), "i-draft")
    nights.arrive("final", FAR, source="far.txt")
    nights.publish()
    found = nights.changes()
    assert (found.new_issues, found.closed_issues) == ((), ())
    assert [(one.state, one.documents) for one in found.documents] == [("loaded", 1), ("superseded", 1)]


def test_documents_that_came_by_what_became_of_them(nights: Nights) -> None:
    aside = nights.arrive("aside", FAR)
    nights.arrive("else", None, state="out_of_scope", state_reason="other-scheme")
    nights.reports.arrival("unread")
    nights.reports.journal[-1] = replace(nights.reports.journal[-1], run_id="r2")
    nights.publish(quarantined={aside: "some-rule"})
    found = nights.changes()
    assert [(one.state, one.state_reason, one.examples) for one in found.documents] == [
        ("quarantined", "not-read", ("unread.txt",)),
        ("quarantined", "some-rule", ("aside.txt",)),
        ("out_of_scope", "other-scheme", ("else.txt",)),
    ]


def test_documents_of_a_run_that_failed_are_those_of_the_next(nights: Nights) -> None:
    nights.arrive("late", FAR)
    nights.reports.journal[-1] = replace(nights.reports.journal[-1], run_id="f2")
    built = nights.publish()
    with duckdb.connect(built.path) as connection:
        connection.execute(
            "INSERT INTO quality.runs BY NAME SELECT * REPLACE ('f2' AS run_id, 'failed' AS state, "
            "started_at - INTERVAL 1 HOUR AS started_at) FROM quality.runs WHERE run_id = 'r2'"
        )
    assert [(one.state, one.documents) for one in nights.changes().documents] == [("loaded", 1)]
    with pytest.raises(WrongUse, match=r"published nothing.*r2, r1"):
        nights.changes("f2")


def test_provinces_limit_what_is_told(nights: Nights) -> None:
    for content, organization in (("far", FAR), ("namesake", NAMESAKE)):
        document = nights.arrive(content, organization, scores_fiscal_year=2566)
        nights.reports.result(document, organization, 2566, overall_score="88.00")
        nights.reports.issue(document, f"i-{content}")
    nights.publish()
    assert len(nights.changes().added) == 2
    found = nights.changes(provinces=["ราชบุรี"])
    assert [one.organization.organization_id for one in found.added] == [NAMESAKE]
    assert found.figures_changed == 1
    assert [(one.issues, one.example.issue_id) for one in found.new_issues] == [(1, "i-namesake")]
    assert [one.examples for one in found.documents] == [("namesake.txt",)]


def test_a_run_that_is_not_there(nights: Nights) -> None:
    nights.publish()
    with pytest.raises(WrongUse, match=r"There is no run r9\. Those that published: r2, r1\."):
        nights.changes("r9")
    assert nights.last is not None
    with connect_file(nights.last) as connection:
        assert (known_run(connection, None), known_run(connection, "r1")) == ("r2", "r1")


def test_the_connection_and_the_file_stay_as_they_are(nights: Nights) -> None:
    assert nights.last is not None
    with connect_file(nights.last) as connection:
        before = connection.execute("SELECT count(*) FROM duckdb_tables()").fetchall()
        changes_of(connection)
        changes_of(connection)
        assert connection.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == before


def test_a_file_of_an_older_version_has_no_rows_of_tables(nights: Nights) -> None:
    assert nights.last is not None
    with duckdb.connect(nights.last) as connection:
        connection.execute("DROP TABLE quality.table_rows")
    assert nights.changes().tables == ()


def test_figures_are_counted_as_they_are_for_figure_changes(nights: Nights) -> None:
    from warehouse.changes_of_run import _execute, _sql

    assert nights.last is not None
    with duckdb.connect(nights.last, read_only=True) as connection:
        counted = _execute(
            connection, _sql("run_organizations"), {"run_id": "r1", "later": [], "is_first": True}
        )
        rows = {row[0]: row[1] for row in counted.fetchall()}
        figures = connection.execute(
            f"SELECT split_part(key, '|', 1), count(*) FROM ({figures_query()}) GROUP BY 1"
        ).fetchall()
    assert rows == dict(figures)


def test_plain_values_for_json(nights: Nights) -> None:
    import json

    nights.publish(quarantined={nights.reports.rows["documents"][1].document_id: "some-rule"})
    found = json.loads(json.dumps(nights.changes().to_dict(), default=str))
    assert found["missing"][0]["reason"] == "set-aside"
    assert found["missing"][0]["organization"]["label"] == "อบต.หนองเล็ก"
    assert {"is_first", "changed_nothing", "figures_changed", "tables"} <= set(found)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_a_run_changed_is_told_the_same_after_later_runs(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    nights = Nights(tmp_path)
    told: dict[str, dict[str, Any]] = {}
    organizations = (BIG, SMALL, TOWN, FAR, NAMESAKE)
    for night in range(1, 7):
        aside: dict[str, str] = {}
        for organization in chance.sample(organizations, 3):
            name = f"{organization} of night {night}"
            document = nights.arrive(
                name, organization, source=f"{organization}.txt", scores_fiscal_year=2566,
                measures_fiscal_year=2567, reporting_round=chance.choice(["6-month", "annual"]),
            )  # fmt: skip
            printed, computed = (chance.choice(["71.00", "72.50", "90.00", None]) for _ in range(2))
            nights.reports.result(
                document, organization, 2566, overall_score=printed, overall_recomputed=computed
            )
            for key in ("one", "two", "three"):
                nights.reports.measure(document, key, chance.choice(["completed", "not_started"]), "checkbox")
            if chance.random() < 0.25:
                aside[document] = "some-rule"
        nights.publish(quarantined=aside)
        told[f"r{night}"] = lasting(nights.changes())
    moves = [one for found in told.values() for one in (*found["score_moves"], *found["completion_moves"])]
    assert len(moves) > 5
    for run_id, then in told.items():
        assert lasting(nights.changes(run_id)) == then


def lasting(found: PublicationChanges) -> dict[str, Any]:
    """What is told of a run without what is told as of now."""
    values = found.to_dict()
    missing = [one["organization"] | {"figures": one["figures"]} for one in values["missing"]]
    left_out = ("missing", "documents", "new_issues", "closed_issues")
    return {name: value for name, value in values.items() if name not in left_out} | {"missing": missing}
