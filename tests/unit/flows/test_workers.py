import io
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

import transforms
from flows.batch_result import BatchResult, ReadTask
from flows.worker_process import WorkerSettings
from flows.workers import cache_key, extract_all
from transforms.errors import ProngsaiError
from transforms.reference import Reference
from warehouse.archive import Archive

SAMPLES = sorted((Path(__file__).parents[3] / "samples" / "inbox").iterdir())[:4]

#: Put before the reader in every worker process: documents that end it, each in another way.
_FAULTS = """
import os, time
import transforms.report as report
healthy = report.extract_report
def with_faults(content, *others):
    if content.startswith(b"ABORT"):
        os.abort()
    if content.startswith(b"LEAVE"):
        os._exit(0)
    if content.startswith(b"SLEEP"):
        time.sleep(3600)
    if content.startswith(b"DEAF"):
        import signal
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        time.sleep(3600)
    if content.startswith(b"HUNGRY"):
        bytearray(8 << 30)
    if content.startswith(b"FILL"):
        full = bytearray(900 << 20)
        time.sleep(1)
        os.abort()
    if content.startswith(b"KEEP"):
        report.kept = [*getattr(report, "kept", ()), b"x" * (700 << 20)]
    if content.startswith(b"LATE"):
        time.sleep(2.2)
        os.abort()
    if content.startswith(b"FAULT"):
        raise IndexError("the text of the document")
    return healthy(content, *others)
report.extract_report = with_faults
"""


class Saved:
    """What was saved: rows of every table, and how many batches came."""

    def __init__(self) -> None:
        self.tables: dict[str, list[pl.DataFrame]] = {}
        self.results: list[pl.DataFrame] = []

    def __call__(self, result: BatchResult) -> None:
        for name, content in result.tables.items():
            self.tables.setdefault(name, []).append(pl.read_ipc(io.BytesIO(content)))
        self.results.append(pl.read_ipc(io.BytesIO(result.results)))

    def table(self, name: str) -> pl.DataFrame:
        return pl.concat(self.tables[name])

    def reasons(self) -> dict[str, str]:
        rows = self.table("documents").select("sha256", "state_reason").rows()
        return {sha256: reason for sha256, reason in rows if reason is not None}


@pytest.fixture
def settings(tmp_path: Path) -> WorkerSettings:
    return WorkerSettings(tmp_path, "key", document_seconds=60, document_megabytes=1024)


@pytest.fixture
def archived(tmp_path: Path) -> Callable[[bytes], ReadTask]:
    archive = Archive(tmp_path)
    return lambda content: ReadTask(archive.store(content), f"{content[:5]!r}.txt")


@pytest.fixture
def _with_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "faults").mkdir()
    (tmp_path / "faults" / "sitecustomize.py").write_text(_FAULTS)
    root = Path(transforms.__file__).parents[1]
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'faults'}{os.pathsep}{root}")


def _samples(archived: Callable[[bytes], ReadTask]) -> list[ReadTask]:
    return [archived(path.read_bytes()) for path in SAMPLES]


def test_every_document_comes_back_with_its_rows_and_cost(
    settings: WorkerSettings, archived: Callable[[bytes], ReadTask], bundled: Reference
) -> None:
    tasks = _samples(archived)
    saved = Saved()
    counted: list[int] = []
    summary = extract_all(tasks, settings, bundled, saved, 2, counted.append)
    assert set(saved.table("documents")["sha256"]) == {task.sha256 for task in tasks}
    assert saved.table("measures").height > 0
    results = pl.concat(saved.results)
    assert set(results["cache_key"]) == {"key"}
    assert results["cpu_seconds"].min() > 0  # type: ignore[operator]
    assert summary.cpu_seconds == pytest.approx(results["cpu_seconds"].sum())
    assert summary.documents == sum(counted) == len(tasks)
    assert summary.broken == {}


def test_nothing_to_read_starts_nothing(settings: WorkerSettings, bundled: Reference) -> None:
    assert extract_all([], settings, bundled, Saved(), 2).documents == 0


@pytest.mark.usefixtures("_with_faults")
def test_a_document_that_ends_its_worker_is_set_aside_and_the_others_are_read(
    settings: WorkerSettings, archived: Callable[[bytes], ReadTask], bundled: Reference
) -> None:
    good = _samples(archived)
    abort, leave, fault = archived(b"ABORT"), archived(b"LEAVE"), archived(b"FAULT")
    saved = Saved()
    summary = extract_all([good[0], abort, *good[1:3], fault, leave, good[3]], settings, bundled, saved, 2)
    reasons = {task.sha256: "reader-crashed" for task in (abort, leave, fault)}
    assert summary.broken == reasons
    assert reasons.items() <= saved.reasons().items()
    assert not {task.sha256 for task in good} & saved.reasons().keys()
    assert set(saved.table("documents")["sha256"]) == {*reasons, *(task.sha256 for task in good)}
    issues = saved.table("issues").filter(pl.col("rule") == "reader-crashed")
    assert issues.height == 3
    said = " ".join(issues["message_en"])
    assert f"exit code {-signal.SIGABRT}" in said
    assert "IndexError" in said
    assert "the text of the document" not in said


@pytest.mark.usefixtures("_with_faults")
def test_a_document_that_takes_too_long_is_set_aside(
    settings: WorkerSettings, archived: Callable[[bytes], ReadTask], bundled: Reference
) -> None:
    good = _samples(archived)[0]
    sleep, deaf = archived(b"SLEEP"), archived(b"DEAF")
    saved = Saved()
    summary = extract_all([sleep, good, deaf], replace(settings, document_seconds=2), bundled, saved, 1)
    assert summary.broken == {sleep.sha256: "reader-timeout", deaf.sha256: "reader-timeout"}
    assert good.sha256 not in saved.reasons()


@pytest.mark.usefixtures("_with_faults")
def test_a_document_that_takes_too_much_memory_is_set_aside(
    settings: WorkerSettings, archived: Callable[[bytes], ReadTask], bundled: Reference
) -> None:
    good, hungry = _samples(archived)[0], archived(b"HUNGRY")
    saved = Saved()
    summary = extract_all([hungry, good], settings, bundled, saved, 1)
    assert summary.broken == {hungry.sha256: "reader-out-of-memory"}
    assert good.sha256 not in saved.reasons()


@pytest.mark.usefixtures("_with_faults")
def test_a_library_that_ends_for_want_of_memory_is_told_so(
    settings: WorkerSettings, archived: Callable[[bytes], ReadTask], bundled: Reference
) -> None:
    good, fill = _samples(archived)[0], archived(b"FILL")
    saved = Saved()
    summary = extract_all([fill, good], settings, bundled, saved, 1)
    assert summary.broken == {fill.sha256: "reader-out-of-memory"}
    assert good.sha256 not in saved.reasons()


@pytest.mark.usefixtures("_with_faults")
def test_memory_that_one_document_leaves_taken_is_not_that_of_the_next(
    settings: WorkerSettings, archived: Callable[[bytes], ReadTask], bundled: Reference
) -> None:
    tasks = [archived(b"%s %d" % (b"KEEP" if number % 3 == 0 else b"good", number)) for number in range(8)]
    saved = Saved()
    counted: list[int] = []
    summary = extract_all(tasks, settings, bundled, saved, 1, counted.append)
    assert summary.broken == {}
    assert (summary.documents, sum(counted)) == (8, 8)
    assert set(saved.table("documents")["sha256"]) == {task.sha256 for task in tasks}
    assert sorted(counted) == [1, 1, 1, 1, 2, 2]  # batches of two, two of them cut after their first document


@pytest.mark.usefixtures("_with_faults")
def test_what_broke_late_is_not_tried_once_more(
    settings: WorkerSettings, archived: Callable[[bytes], ReadTask], bundled: Reference
) -> None:
    late = archived(b"LATE")
    began = time.monotonic()
    summary = extract_all([late], replace(settings, document_seconds=4), bundled, Saved(), 1)
    assert summary.broken == {late.sha256: "reader-crashed"}
    once = time.monotonic() - began
    abort = archived(b"ABORT")  # tried twice, each time in a process that has to start
    began = time.monotonic()
    extract_all([abort], settings, bundled, Saved(), 1)
    assert time.monotonic() - began + 2.2 > once


@pytest.mark.usefixtures("_with_faults")
@pytest.mark.parametrize("fault", [b"SLEEP", b"DEAF"])
def test_a_document_has_its_seconds_and_no_more(
    settings: WorkerSettings, archived: Callable[[bytes], ReadTask], bundled: Reference, fault: bytes
) -> None:
    """Its process takes as long to start as that of another document that breaks at once."""
    took = {}
    for content, seconds in ((fault, 4), (b"LEAVE", 60)):
        began = time.monotonic()
        extract_all([archived(content)], replace(settings, document_seconds=seconds), bundled, Saved(), 1)
        took[content] = time.monotonic() - began
    assert took[fault] < 4 + took[b"LEAVE"]


def test_an_original_that_the_archive_lost_is_set_aside_and_tried_again_in_the_next_run(
    settings: WorkerSettings, archived: Callable[[bytes], ReadTask], bundled: Reference
) -> None:
    good, damaged, missing = _samples(archived)[:3]
    archive = Archive(settings.home)
    archive.path(damaged.sha256).chmod(0o644)
    archive.path(damaged.sha256).write_bytes(b"other")
    archive.path(missing.sha256).unlink()
    saved = Saved()
    extract_all([good, damaged, missing], settings, bundled, saved, 1)
    assert saved.reasons() == {damaged.sha256: "archive-damaged", missing.sha256: "archive-missing"}
    keys = dict(pl.concat(saved.results).select("sha256", "cache_key").rows())
    assert keys == {good.sha256: "key", damaged.sha256: "", missing.sha256: ""}


@pytest.mark.usefixtures("_with_faults")
def test_when_most_documents_break_the_reading_the_run_stops(
    settings: WorkerSettings, archived: Callable[[bytes], ReadTask], bundled: Reference
) -> None:
    tasks = [archived(b"FAULT%d" % number) for number in range(12)]
    with pytest.raises(ProngsaiError, match="a rule is broken"):
        extract_all(tasks, settings, bundled, Saved(), 1)


def test_what_is_saved_before_an_error_of_the_store_is_kept(
    settings: WorkerSettings, archived: Callable[[bytes], ReadTask], bundled: Reference
) -> None:
    saved = Saved()

    def full_after_one(result: BatchResult) -> None:
        if saved.results:
            raise ProngsaiError("เต็ม", "full")
        saved(result)

    with pytest.raises(ProngsaiError, match="full"):
        extract_all(_samples(archived), settings, bundled, full_after_one, 1)
    assert len(saved.results) == 1


def test_where_no_worker_can_begin_the_run_stops(
    settings: WorkerSettings,
    archived: Callable[[bytes], ReadTask],
    bundled: Reference,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os\nos._exit(9)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(ProngsaiError, match=r"can be started \(exit code 9\)"):
        extract_all(_samples(archived), settings, bundled, Saved(), 2)


def test_a_worker_that_is_killed_from_outside_costs_no_document(
    settings: WorkerSettings, archived: Callable[[bytes], ReadTask], bundled: Reference
) -> None:
    saved = Saved()

    def kill_the_others(result: BatchResult) -> None:
        if not saved.results:
            for child in multiprocessing.active_children():
                child.kill()
        saved(result)

    tasks = _samples(archived)
    extract_all(tasks, settings, bundled, kill_the_others, 2)
    assert set(saved.table("documents")["sha256"]) == {task.sha256 for task in tasks}
    assert saved.reasons() == {}


def test_the_cache_key_depends_on_the_reference(bundled: Reference) -> None:
    assert cache_key(bundled) == cache_key(bundled)
    assert cache_key(replace(bundled, digest="other")) != cache_key(bundled)
