from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from flows.masked_journal import masked_journal
from transforms.persons import MASK
from warehouse.journal import JournalEntry


def entry(name: str) -> JournalEntry:
    return JournalEntry(
        received_at=datetime(2024, 1, 1, tzinfo=UTC),
        source_uri=f"file:///inbox/{quote(name)}",
        file_name=name,
        sha256="0" * 64,
        run_id="one",
    )


def test_persons_are_masked_in_the_source_as_in_the_name() -> None:
    (only,) = masked_journal([entry("คำสั่ง_นางกมลพร_ใจสมมุติ.pdf")])
    assert only.file_name == f"คำสั่ง_นาง {MASK}.pdf"
    assert only.source_uri == f"file:///inbox/{quote('คำสั่ง_นาง')}{MASK}.pdf"


def test_sources_of_two_persons_stay_two() -> None:
    one, two = entry("นางกมลพร ใจสมมุติ.pdf"), entry("นางสมหญิง ใจดี.pdf")
    sources = [found.source_uri for found in masked_journal([one, two, one])]
    assert sources[0] == sources[2] != sources[1]
    assert sources[1] == f"{sources[0]}#2"


def test_other_sources_stay() -> None:
    plain = [entry("รายงาน_อบต.บ้านสมมุติ_2566.pdf"), entry("report 12.pdf")]
    assert list(masked_journal(plain)) == plain
