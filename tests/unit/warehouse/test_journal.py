import json
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from transforms.errors import ProngsaiError
from warehouse.journal import Journal, JournalEntry

NOON = datetime(2026, 11, 21, 5, 0, 0, 123456, tzinfo=UTC)


def entry(number: int, source: str = "", run_id: str = "run-1") -> JournalEntry:
    return JournalEntry(
        received_at=NOON + timedelta(microseconds=number),
        source_uri=source or f"file:///inbox/{number}.txt",
        file_name=f"รายงาน {number}.txt",
        sha256=f"{number:064x}",
        run_id=run_id,
    )


def test_entries_come_back_in_the_order_of_arrival(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert list(journal.entries()) == []
    journal.append([entry(1), entry(2)])
    journal.append([])
    journal.append([entry(3)])
    assert list(Journal(tmp_path).entries()) == [entry(1), entry(2), entry(3)]


def test_reading_and_appending_nothing_write_nothing(tmp_path: Path) -> None:
    Journal(tmp_path).append([])
    assert Journal(tmp_path).latest() == {}
    assert list(tmp_path.iterdir()) == []


def test_a_line_is_json_with_utc_time_in_microseconds(tmp_path: Path) -> None:
    bangkok = timezone(timedelta(hours=7))
    moment = datetime(2026, 11, 21, 1, 0, tzinfo=bangkok)
    Journal(tmp_path).append([JournalEntry(moment, "file:///a", "ก.txt", "0" * 64, "run-1")])
    text = (tmp_path / "archive" / "journal.jsonl").read_text(encoding="utf-8")
    assert text.endswith("}\n") and text.count("\n") == 1
    assert json.loads(text) == {
        "received_at": "2026-11-20T18:00:00.000000+00:00",
        "source_uri": "file:///a",
        "file_name": "ก.txt",
        "sha256": "0" * 64,
        "run_id": "run-1",
    }
    assert "ก.txt" in text


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        JournalEntry(datetime(2026, 1, 1), "a", "a", "0" * 64, "run-1")


def test_the_latest_entry_of_each_source(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append([entry(1, "file:///a"), entry(2, "file:///b"), entry(3, "file:///a")])
    assert journal.latest() == {"file:///a": entry(3, "file:///a"), "file:///b": entry(2, "file:///b")}


@pytest.mark.parametrize("torn_bytes", [1, 30, 80])
def test_a_torn_last_line_is_ignored_and_cut(tmp_path: Path, torn_bytes: int) -> None:
    journal = Journal(tmp_path)
    journal.append([entry(1)])
    whole = journal.path.read_bytes()
    journal.append([entry(2)])
    journal.path.write_bytes(journal.path.read_bytes()[: len(whole) + torn_bytes])
    assert list(journal.entries()) == [entry(1)]
    journal.append([entry(3)])
    assert list(journal.entries()) == [entry(1), entry(3)]
    assert journal.path.read_bytes().startswith(whole)


def test_a_journal_that_is_one_torn_line_longer_than_a_block(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.path.parent.mkdir()
    journal.path.write_bytes(b"{" + b"x" * 200_000)
    assert list(journal.entries()) == []
    journal.append([entry(1)])
    assert list(journal.entries()) == [entry(1)]


def test_a_damaged_line_before_the_last_is_named(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append([entry(1), entry(2), entry(3)])
    lines = journal.path.read_bytes().split(b"\n")
    lines[1] = b"\x00" * 10
    journal.path.write_bytes(b"\n".join(lines))
    with pytest.raises(ProngsaiError, match="line 2") as caught:
        list(journal.entries())
    assert "บรรทัด 2" in caught.value.message_th


@pytest.mark.parametrize("name", ["a\nb.txt", "a\u2028b\x85.txt", 'quote".txt', "ภาษาไทย ๖ เดือน.txt"])
def test_odd_names_survive(tmp_path: Path, name: str) -> None:
    odd = JournalEntry(NOON, f"file:///{name}", name, "0" * 64, "run-1")
    Journal(tmp_path).append([odd, entry(1)])
    assert list(Journal(tmp_path).entries()) == [odd, entry(1)]


def test_a_name_that_is_not_utf8_is_escaped_and_told_apart(tmp_path: Path) -> None:
    names = [os.fsdecode("รายงาน.txt".encode("cp874")), os.fsdecode(b"\xa1.txt"), os.fsdecode(b"\xa2.txt")]
    odd = [JournalEntry(NOON, name, name, "0" * 64, "run-1") for name in names]
    Journal(tmp_path).append(odd)
    assert list(Journal(tmp_path).entries()) == odd
    assert len(Journal(tmp_path).latest()) == 3
    assert odd[1].file_name == "\\udca1.txt"
    assert all(one.file_name.encode() for one in odd)


def test_a_full_disk_leaves_the_journal_as_it_was(tiny_disk: Path) -> None:
    journal = Journal(tiny_disk)
    journal.append([entry(1)])
    before = journal.path.read_bytes()
    with pytest.raises(ProngsaiError) as caught:
        journal.append([entry(number) for number in range(20_000)])
    assert caught.value.exit_code == 1
    assert journal.path.read_bytes() == before
    journal.append([entry(2)])
    assert list(journal.entries()) == [entry(1), entry(2)]
