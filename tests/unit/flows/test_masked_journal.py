from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote, unquote

import pytest

from flows.masked_journal import masked_journal, masked_path
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
    assert only.source_uri == f"file:///inbox/{quote('คำสั่ง_นาง ')}{MASK}.pdf"


def test_sources_of_two_persons_stay_two() -> None:
    one, two = entry("นางกมลพร ใจสมมุติ.pdf"), entry("นางสมหญิง ใจดี.pdf")
    sources = [found.source_uri for found in masked_journal([one, two, one])]
    assert sources[0] == sources[2] != sources[1]
    assert sources[1] == f"{sources[0]}#2"


def test_other_sources_stay() -> None:
    plain = [entry("รายงาน_อบต.บ้านสมมุติ_2566.pdf"), entry("report 12.pdf")]
    assert list(masked_journal(plain)) == plain


@pytest.mark.parametrize(
    "name, told",
    [
        ("081-234-5678.txt", "081-234-5678"),
        ("1-1037-02071-81-1.txt", "1-1037-02071-81-1"),
        ("somying.r@example.org.txt", "somying.r"),
        ("แผน ๐๘๑ ๒๓๔ ๕๖๗๘.txt", "๐๘๑"),
        ("น.ส.สมหญิง รักสงบยิ่ง/รายงาน.txt", "สมหญิง"),
    ],
)
def test_no_part_of_a_source_tells_what_the_name_of_the_file_must_not(name: str, told: str) -> None:
    (only,) = masked_journal([entry(name)])
    assert told not in unquote(only.source_uri) and MASK in only.source_uri
    assert told not in masked_path(name) and MASK in masked_path(name)
    (inside,) = masked_journal([replace(entry("a.zip"), source_uri=f"file:///inbox/a.zip!/{quote(name)}")])
    assert told not in unquote(inside.source_uri)


def test_files_of_two_packages_stay_in_their_packages() -> None:
    packages = [entry("นายสมชาย ใจดีมาก.zip"), entry("นายสมศักดิ์ ใจงาม.zip")]
    members = [replace(one, source_uri=f"{one.source_uri}!/0.txt") for one in packages]
    one, two, first, second = (found.source_uri for found in masked_journal([*packages, *members]))
    assert one != two
    assert (first, second) == (f"{one}!/0.txt", f"{two}!/0.txt")
