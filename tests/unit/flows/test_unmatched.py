"""What the reference tables lack, counted by documents and organizations; and what settles it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from flows import unmatched
from flows.correction_drafts import write_entry
from flows.unmatched import csv_ready, known_wordings, wording_entry
from flows.wording_doubts import wording_doubts
from transforms.errors import WrongUse
from transforms.reference import Reference
from warehouse.metadata import load_metadata
from warehouse.reference_files import load_reference

TODAY = date(2026, 11, 21)
HEADING: dict[str, Any] = {
    "id": "heading-1",
    "kind": "header",
    "wording": "ช่องทางผลักดันงาน",
    "value": "measure",
    "expect": None,
    "reason": "ใช้ในแบบรายงาน",
    "by": "the office",
    "date": TODAY,
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose publication has wordings of three documents, one of which another one superseded."""
    folder = tmp_path / "publications" / "one" / "warehouse"
    folder.mkdir(parents=True)
    with duckdb.connect(folder / "prongsai.duckdb") as connection:
        for schema in ("core", "quality"):
            connection.execute(f"CREATE SCHEMA {schema}")
        for name in ("core.documents", "quality.wordings"):
            columns = ", ".join(
                f"{column.name} {column.type}" for column in load_metadata().table(name).columns
            )
            connection.execute(f"CREATE TABLE {name} ({columns})")
        for number, (state, organization) in enumerate(
            [("loaded", "o1"), ("loaded", "o1"), ("superseded", "o2"), ("quarantined", None)], start=1
        ):
            connection.execute(
                "INSERT INTO core.documents (document_id, state, organization_id, file_name, received_at) "
                "VALUES (?, ?, ?, ?, ?)",
                [f"d{number}", state, organization, f"{number}.txt", datetime(2026, 1, 1, tzinfo=UTC)],
            )
        rows = [
            ("d1", "department", "ฝ่าย กำปั่น", None, 7),
            ("d1", "department", "ฝ่ายกำปั่น", None, 9),
            ("d2", "department", "ฝ่ายกำปั่น", None, 3),
            ("d3", "department", "ฝ่ายกำปั่น", None, 4),
            ("d4", "header", "ผู้รับผิดชอบบ", None, None),
            ("d1", "status", "ปิดแฟ้ม", "heading-1", 8),
        ]
        connection.executemany(
            "INSERT INTO quality.wordings (document_id, kind, wording, correction_id, source_line) "
            "VALUES (?, ?, ?, ?, ?)",
            rows,
        )
    (tmp_path / "current").symlink_to("publications/one")
    (tmp_path / "warehouse").symlink_to("current/warehouse")
    return tmp_path


def rows(home: Path, reference: Reference, *kinds: str) -> Iterator[dict[str, Any]]:
    return unmatched.unmatched(home, reference, kinds).iter_rows(named=True)


def test_counted_are_documents_organizations_and_places(home: Path, bundled: Reference) -> None:
    department, heading = rows(home, bundled)
    counts = {name: department[name] for name in ("documents", "organizations", "places")}
    assert counts == {"documents": 2, "organizations": 1, "places": 3}
    assert department["wording"] == "ฝ่ายกำปั่น" and department["examples"] == ["1.txt:7", "2.txt:3"]
    assert (heading["documents"], heading["organizations"], heading["examples"]) == (1, 0, ["4.txt"])


def test_the_nearest_known_wording_is_told_with_what_it_means(home: Path, bundled: Reference) -> None:
    (heading,) = rows(home, bundled, "header")
    assert (heading["nearest"], heading["means"]) == ("ผู้รับผิดชอบ", "responsible")


def test_an_unknown_kind_is_wrong_use(home: Path, bundled: Reference) -> None:
    with pytest.raises(WrongUse, match="no kind colour"):
        list(rows(home, bundled, "colour"))


def test_examples_are_one_text_in_a_file(home: Path, bundled: Reference) -> None:
    assert csv_ready(unmatched.unmatched(home, bundled))["examples"].to_list() == [
        "1.txt:7 | 2.txt:3",
        "4.txt",
    ]


@pytest.mark.parametrize("kind", unmatched.SETTLED_HERE)
def test_every_kind_that_can_be_settled_has_known_wordings(bundled: Reference, kind: str) -> None:
    assert dict(known_wordings(bundled, kind))


def test_an_entry_expects_what_the_tables_make_of_the_wording_now(bundled: Reference) -> None:
    entry = wording_entry(
        bundled, "department", "ส่วนโยธา", "กองคลัง", None, None, "the office", "because", TODAY
    )
    assert entry["expect"] == "กองช่าง" and "use" not in entry and "match" not in entry
    status = wording_entry(
        bundled, "status", "ปิดแฟ้ม", "completed", None, None, "the office", "because", TODAY
    )
    assert status["expect"] is None and status["use"] == "label"
    with pytest.raises(WrongUse, match="not settled here"):
        wording_entry(bundled, "organization", "x", "y", None, None, "the office", "because", TODAY)


def test_a_faulty_entry_leaves_no_file_and_a_second_one_is_refused(tmp_path: Path) -> None:
    def check() -> object:
        return load_reference(tmp_path)

    with pytest.raises(WrongUse, match="must be one of"):
        write_entry(tmp_path, {**HEADING, "value": "nothing"}, check)
    assert not list((tmp_path / "corrections").iterdir())
    path = write_entry(tmp_path, HEADING, check)
    assert yaml.safe_load(path.read_text("utf-8")) == [HEADING]
    with pytest.raises(WrongUse, match="settled before"):
        write_entry(tmp_path, HEADING, check)


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        (HEADING, None),
        ({**HEADING, "id": "heading-2"}, "wording-in-no-document"),
        ({**HEADING, "expect": "issue"}, "wording-expectation-failed"),
    ],
)
def test_wordings_that_nobody_needs_are_told(home: Path, entry: dict[str, Any], rule: str | None) -> None:
    (home / "corrections").mkdir()
    (home / "corrections" / "w.yml").write_text(yaml.safe_dump([entry], allow_unicode=True), "utf-8")
    found = wording_doubts(home / "warehouse" / "prongsai.duckdb", load_reference(home))
    assert [issue.rule for issue in found] == ([rule] if rule else [])
    assert all(issue.record_id == entry["id"] and "ช่องทาง" in issue.message_en for issue in found)
