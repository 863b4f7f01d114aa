import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.collect import collect
from flows.run_request import Collected, RunRequest
from flows.settings import load_settings
from transforms.errors import WrongUse
from warehouse.archive import Archive
from warehouse.disk import sha256_of
from warehouse.journal import Journal

LONG_AGO = 1_600_000_000


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    os.utime(path, (LONG_AGO, LONG_AGO))  # files of the last seconds are looked at again


def _collect(inbox: Path, *, full: bool = False, replay: bool = False) -> Collected:
    settings = load_settings(home=inbox.parent / "home", inboxes=(inbox,))
    now = datetime.now(UTC)
    return collect(RunRequest(f"run-{now:%f}", now, settings, now.date(), full, replay))


def _journal(inbox: Path) -> list[tuple[str, str]]:
    return [(entry.file_name, entry.sha256) for entry in Journal(inbox.parent / "home").entries()]


def test_new_files_are_archived_and_stand_in_the_journal(inbox: Path) -> None:
    _write(inbox / "one.txt", b"one")
    _write(inbox / "two.txt", b"two")
    collected = _collect(inbox)
    assert (collected.files, collected.new, collected.unchanged) == (2, 2, 0)
    assert _journal(inbox) == [("one.txt", sha256_of(b"one")), ("two.txt", sha256_of(b"two"))]
    archive = Archive(inbox.parent / "home")
    assert archive.read(sha256_of(b"one")) == b"one"


def test_the_second_time_nothing_is_read_and_nothing_written(inbox: Path) -> None:
    _write(inbox / "one.txt", b"one")
    _collect(inbox)
    journal = Journal(inbox.parent / "home").path.read_bytes()
    accessed = inbox / "one.txt"
    accessed.chmod(0)  # would be refused to whoever is not root, and seen below by root
    os.utime(accessed, ns=(0, accessed.stat().st_mtime_ns))
    collected = _collect(inbox)
    assert (collected.files, collected.new, collected.unchanged, collected.warnings) == (1, 0, 1, ())
    assert accessed.stat().st_atime_ns == 0
    assert Journal(inbox.parent / "home").path.read_bytes() == journal


def test_one_content_under_two_names_is_one_document_with_two_sources(inbox: Path) -> None:
    _write(inbox / "one.txt", b"same")
    _write(inbox / "two.txt", b"same")
    collected = _collect(inbox)
    assert (collected.new, collected.duplicates) == (1, 1)
    assert _journal(inbox) == [("one.txt", sha256_of(b"same")), ("two.txt", sha256_of(b"same"))]


def test_new_content_at_a_known_address_is_a_new_document(inbox: Path) -> None:
    _write(inbox / "one.txt", b"old")
    _collect(inbox)
    _write(inbox / "one.txt", b"newer")
    collected = _collect(inbox)
    assert (collected.new, collected.changed) == (1, 1)
    assert [sha256 for _, sha256 in _journal(inbox)] == [sha256_of(b"old"), sha256_of(b"newer")]


def test_content_that_returns_to_an_address_is_on_record_again(inbox: Path) -> None:
    for content in (b"first", b"second", b"first"):
        _write(inbox / "one.txt", content)
        os.utime(inbox / "one.txt", (LONG_AGO, LONG_AGO + len(_journal(inbox))))
        _collect(inbox)
    assert [sha256 for _, sha256 in _journal(inbox)] == [
        sha256_of(b"first"),
        sha256_of(b"second"),
        sha256_of(b"first"),
    ]


def test_a_file_that_disappears_removes_nothing(inbox: Path) -> None:
    _write(inbox / "one.txt", b"one")
    _collect(inbox)
    (inbox / "one.txt").unlink()
    collected = _collect(inbox)
    assert (collected.files, collected.new) == (0, 0)
    assert len(_journal(inbox)) == 1


def test_what_the_archive_lost_is_taken_in_again_from_an_unchanged_inbox(inbox: Path) -> None:
    _write(inbox / "one.txt", b"one")
    _collect(inbox)
    archive = Archive(inbox.parent / "home")
    archive.path(sha256_of(b"one")).unlink()
    collected = _collect(inbox)
    assert (collected.new, collected.unchanged) == (0, 1)
    assert archive.read(sha256_of(b"one")) == b"one"


def test_full_mends_a_damaged_archive(inbox: Path) -> None:
    _write(inbox / "one.txt", b"one")
    _collect(inbox)
    archive = Archive(inbox.parent / "home")
    path = archive.path(sha256_of(b"one"))
    path.chmod(0o644)
    path.write_bytes(b"two")
    _collect(inbox, full=True)
    assert archive.read(sha256_of(b"one")) == b"one"


def test_a_file_of_the_last_seconds_is_looked_at_again(inbox: Path) -> None:
    (inbox / "one.txt").write_bytes(b"one")
    _collect(inbox)
    stood = (inbox / "one.txt").stat()
    (inbox / "one.txt").write_bytes(b"two")  # the same size, and as if within the same tick
    os.utime(inbox / "one.txt", ns=(stood.st_atime_ns, stood.st_mtime_ns))
    assert _collect(inbox).new == 1


def test_without_the_store_the_journal_tells_what_is_known(inbox: Path) -> None:
    _write(inbox / "one.txt", b"one")
    _collect(inbox)
    for path in (inbox.parent / "home" / "work").iterdir():
        path.unlink()
    collected = _collect(inbox)
    assert (collected.new, collected.duplicates, collected.unchanged) == (0, 0, 1)
    assert len(_journal(inbox)) == 1


def test_a_store_that_cannot_be_used_is_told(inbox: Path) -> None:
    (inbox.parent / "home" / "work").mkdir(parents=True)
    (inbox.parent / "home" / "work" / "store.duckdb").write_bytes(b"no database")
    collected = _collect(inbox)
    told = [english for _, english in collected.notes]
    assert len(told) == 2
    assert "register" in told[1]  # none was imported into this home


def test_times_in_the_journal_only_ever_grow(inbox: Path) -> None:
    for number in range(50):
        _write(inbox / f"{number:02}.txt", b"%d" % number)
    _collect(inbox)
    times = [entry.received_at for entry in Journal(inbox.parent / "home").entries()]
    assert times == sorted(set(times))


def test_a_replay_takes_nothing_in(inbox: Path) -> None:
    _write(inbox / "one.txt", b"one")
    assert _collect(inbox, replay=True) == Collected()
    assert _journal(inbox) == []


def test_an_inbox_that_does_not_exist_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse):
        _collect(tmp_path / "nowhere")
    assert not (tmp_path / "home").exists()
