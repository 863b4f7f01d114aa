"""Packages of files in the inbox: taken in, read and published like files of their own."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from flows import collect as collecting
from flows.collect import collect
from flows.run_request import Collected, RunRequest
from flows.settings import load_settings
from flows.unpacking import Unpacker, UnpackingFailed
from tests.integration.command_line import SAMPLES, prongsai
from warehouse.archive import Archive
from warehouse.disk import sha256_of
from warehouse.journal import Journal

LONG_AGO = 1_600_000_000


def packed(*files: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files:
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    os.utime(path, (LONG_AGO, LONG_AGO + len(content)))


def _collect(inbox: Path, *, full: bool = False, **settings: int) -> Collected:
    made = load_settings(home=inbox.parent / "home", inboxes=(inbox,), **settings)
    now = datetime.now(UTC)
    return collect(RunRequest(f"run-{now:%f}", now, made, now.date(), full))


def _journal(inbox: Path) -> list[tuple[str, str]]:
    """What stands in the journal: the address below the inbox, the name."""
    start = inbox.as_uri() + "/"
    entries = Journal(inbox.parent / "home").entries()
    return [(entry.source_uri.removeprefix(start), entry.file_name) for entry in entries]


def test_files_of_a_package_are_archived_and_stand_in_the_journal(inbox: Path) -> None:
    inner = packed(("ก.txt", b"three"))
    _write(inbox / "ปี.zip", packed(("a/one.txt", b"one"), (".hidden", b"x"), ("in.zip", inner)))
    collected = _collect(inbox)
    assert (collected.files, collected.new, collected.unpacked, collected.warnings) == (1, 4, 3, ())
    package = "%E0%B8%9B%E0%B8%B5.zip"
    assert _journal(inbox) == [
        (f"{package}!/a/one.txt", "one.txt"),
        (f"{package}!/in.zip", "in.zip"),
        (f"{package}!/in.zip!/%E0%B8%81.txt", "ก.txt"),
        (package, "ปี.zip"),
    ]
    assert Archive(inbox.parent / "home").read(sha256_of(b"three")) == b"three"
    assert sorted(path.name for path in inbox.parent.iterdir()) == ["home", "inbox"]


def test_a_package_that_is_as_it_was_is_not_opened(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(inbox / "a.zip", packed(("one.txt", b"one")))
    _collect(inbox)

    def files(*_: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(Unpacker, "files", files)
    assert (_collect(inbox).unchanged, len(_journal(inbox))) == (1, 2)
    for path in (inbox.parent / "home" / "work").iterdir():
        path.unlink()
    assert (_collect(inbox).unchanged, len(_journal(inbox))) == (1, 2)


def test_new_content_at_a_place_in_a_package_supersedes_and_nothing_is_removed(inbox: Path) -> None:
    _write(inbox / "a.zip", packed(("one.txt", b"one"), ("two.txt", b"two")))
    _collect(inbox)
    _write(inbox / "a.zip", packed(("one.txt", b"newer"), ("three.txt", b"three")))
    collected = _collect(inbox)
    assert (collected.new, collected.changed, collected.unpacked) == (3, 2, 2)
    latest = {uri: entry.sha256 for uri, entry in Journal(inbox.parent / "home").latest().items()}
    start = (inbox / "a.zip").as_uri()
    assert latest[f"{start}!/one.txt"] == sha256_of(b"newer")
    assert latest[f"{start}!/two.txt"] == sha256_of(b"two")
    _write(inbox / "a.zip", packed(("one.txt", b"one"), ("two.txt", b"two")))
    assert _collect(inbox).duplicates == 2  # the package and its file are what they once were


def test_a_run_killed_before_the_journal_takes_the_files_in_at_the_next(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(inbox / "a.zip", packed(*((f"{number}.txt", b"%d" % number) for number in range(9))))
    with monkeypatch.context() as patched:

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        patched.setattr(Journal, "append", killed)
        with pytest.raises(KeyboardInterrupt):
            _collect(inbox)
    assert _journal(inbox) == []
    assert _collect(inbox).new == 10


@pytest.mark.parametrize("lines", range(4))
def test_a_journal_torn_within_a_package_is_made_whole(inbox: Path, lines: int) -> None:
    _write(inbox / "a.zip", packed(("1.txt", b"1"), ("2.txt", b"2"), ("3.txt", b"3")))
    _collect(inbox)
    whole = _journal(inbox)
    journal = Journal(inbox.parent / "home").path
    kept = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(kept[:lines]) + kept[lines][:20])
    for path in (inbox.parent / "home" / "work").iterdir():
        path.unlink()  # what is known there is only remembered after the journal was written
    _collect(inbox)
    assert _journal(inbox) == whole


def test_what_the_archive_lost_is_taken_out_again(inbox: Path) -> None:
    _write(inbox / "a.zip", packed(("one.txt", b"one")))
    _collect(inbox)
    archive = Archive(inbox.parent / "home")
    archive.path(sha256_of(b"one")).unlink()
    assert _collect(inbox).new == 0
    assert archive.read(sha256_of(b"one")) == b"one"
    archive.path(sha256_of(b"one")).chmod(0o644)
    archive.path(sha256_of(b"one")).write_bytes(b"two")
    _collect(inbox, full=True)
    assert archive.read(sha256_of(b"one")) == b"one"
    assert len(_journal(inbox)) == 2


def test_a_package_that_only_the_journal_of_an_older_version_knows_is_opened(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(inbox / "a.zip", packed(("one.txt", b"one")))
    with monkeypatch.context() as patched:
        patched.setattr(collecting, "_PACKED", (b"nothing",))
        _collect(inbox)
    assert len(_journal(inbox)) == 1
    assert (_collect(inbox).new, len(_journal(inbox))) == (1, 2)


@pytest.mark.parametrize(
    "content",
    [
        lambda: packed(("bomb.bin", bytes(80 << 20)), ("good.txt", b"good")),
        lambda: packed(("good.txt", b"good"))[:-30],
        packed,
    ],
)
def test_a_package_that_is_refused_is_itself_taken_in(inbox: Path, content: Callable[[], bytes]) -> None:
    _write(inbox / "a.zip", content())
    _write(inbox / "b.txt", b"other")
    collected = _collect(inbox)
    assert (collected.new, collected.unpacked, collected.warnings) == (2, 0, ())
    assert _journal(inbox) == [("a.zip", "a.zip"), ("b.txt", "b.txt")]


def test_a_process_that_ends_is_a_warning_and_the_package_is_tried_again(inbox: Path) -> None:
    _write(inbox / "a.package", packed(("large.bin", os.urandom(100 << 20)), ("one.txt", b"one")))
    _write(inbox / "b.zip", packed(("two.txt", b"two")))
    collected = _collect(inbox, document_megabytes=64)
    assert [(warning.rule, warning.detail) for warning in collected.warnings] == [
        ("file-unreadable", "zip: 64 MB")
    ]
    assert _journal(inbox) == [("a.package", "a.package"), ("b.zip!/two.txt", "two.txt"), ("b.zip", "b.zip")]
    assert _collect(inbox).unpacked == 2


def test_a_process_that_is_killed_or_silent_is_told_and_started_anew(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.store(packed(("one.txt", b"one"), ("two.txt", b"two")))
    large = archive.store(packed(*((f"{number}", os.urandom(20 << 20)) for number in range(10))))
    no_package = archive.store(b"PK\x03\x04 word/document.xml")
    with Unpacker(tmp_path, 20, 1024) as unpacker:
        assert unpacker.files(no_package, "file:///d") is None
        files = unpacker.files(large, "file:///a")
        assert files is not None
        next(files)
        assert unpacker._process is not None
        unpacker._process.kill()
        with pytest.raises(UnpackingFailed, match="exit code -9"):
            list(files)
        found = unpacker.files(sha256, "file:///a")
        assert found is not None
        assert [file.source_uri for file in found] == ["file:///a!/one.txt", "file:///a!/two.txt"]
        unpacker._seconds = 0.001
        with pytest.raises(UnpackingFailed, match=r"0\.001 s"):
            list(unpacker.files(large, "file:///a") or ())
    assert unpacker._process is None


@pytest.mark.slow
def test_a_run_reads_what_packages_hold(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    reports = sorted((SAMPLES / "inbox").iterdir())[:3]
    inner = packed((f"ข้างใน/{reports[2].name}", reports[2].read_bytes()))
    content = packed(
        *((f"../{path.name}", path.read_bytes()) for path in reports[:2]),
        ("in.zip", inner),
        ("bad.zip", b"PK"),
    )
    _write(inbox / "reports.zip", content)
    _write(inbox / "bomb.zip", packed(("bomb.bin", bytes(80 << 20))))
    prongsai("register", "import", SAMPLES / "register.csv", "--home", "home", cwd=tmp_path)
    first = prongsai("run", "--inbox", inbox, "--home", "home", cwd=tmp_path)
    assert "5 files out of packages (zip)" in first.stdout
    with duckdb.connect(
        str(tmp_path / "home" / "warehouse" / "prongsai.duckdb"), read_only=True
    ) as warehouse:
        rows = warehouse.execute("SELECT file_name, state, state_reason FROM core.documents").fetchall()
        said = warehouse.execute(
            "SELECT severity, message_en FROM quality.issues WHERE rule = 'package-unpacked' ORDER BY 2"
        ).fetchall()
    states = {name: (state, reason) for name, state, reason in rows}
    assert {states[path.name] for path in reports} == {("loaded", None)}
    assert states["reports.zip"] == states["in.zip"] == ("out_of_scope", "package-unpacked")
    assert states["bomb.zip"] == ("quarantined", "document-too-large")
    assert [severity for severity, _ in said] == ["info", "info"]
    assert "A package (zip) of 5 files" in said[1][1]
    second = json.loads(prongsai("run", "--inbox", inbox, "--home", "home", "--json", cwd=tmp_path).stdout)
    assert (second["collected"]["new"], second["collected"]["unpacked"]) == (0, 0)
    assert second["read"]["documents"] == 0
    everything = [path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")]
    assert set(everything) <= {"home", "inbox", "user"}
