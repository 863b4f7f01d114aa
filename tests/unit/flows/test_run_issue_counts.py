"""What a run says of the issues of its publication."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import duckdb

from flows.messages import say
from flows.run_summary import IssueCounts, issue_counts
from warehouse.manifest import DATABASE


def outcome(folder: Path, *issues: tuple[str, str, str]) -> Any:
    path = folder / DATABASE
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE SCHEMA quality")
        connection.execute(
            "CREATE TABLE quality.issues (first_run_id VARCHAR, severity VARCHAR, state VARCHAR)"
        )
        for issue in issues:
            connection.execute("INSERT INTO quality.issues VALUES (?, ?, ?)", issue)
    return cast(Any, SimpleNamespace(publication=folder, request=SimpleNamespace(run_id="r2")))


def test_new_issues_are_those_first_found_by_this_run_and_closed_ones_do_not_count(tmp_path: Path) -> None:
    found = outcome(
        tmp_path,
        ("r1", "error", "open"),
        ("r1", "warning", "open"),
        ("r2", "info", "open"),
        ("r1", "error", "closed"),
    )
    assert issue_counts(found) == IssueCounts(open=3, new=1, errors=1)


def test_no_issues_are_none(tmp_path: Path) -> None:
    assert issue_counts(outcome(tmp_path)) == IssueCounts(0, 0, 0)


def test_the_line_names_the_command() -> None:
    assert (
        say("issues-found", "en", open=1200, new=3, errors=1)
        == "Issues: 1,200 open, 3 new (1 errors) → prongsai issues"
    )
    assert say("issues-found", "th", open=5, new=3, errors=1).endswith("→ prongsai issues")
