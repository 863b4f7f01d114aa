"""What runs inside a worker process: originals from the archive into rows of facts.

Started anew (never forked: DuckDB and Polars have threads). Everything here ends with the process that
started it. One document may cost the process its life; :mod:`flows.workers` finds out which.
"""

from __future__ import annotations

import faulthandler
import io
import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType

from flows.batch_result import BatchResult, ReadTask, results_of, tables_of
from flows.process_limits import (
    address_megabytes,
    be_silent,
    end_with_parent,
    limit_memory,
    resident_megabytes,
)
from transforms.facts import Extraction, document_id_of
from transforms.read import pace
from transforms.reference import Reference
from warehouse.archive import Archive, ArchiveDamaged
from warehouse.readings import Readings

#: Parts of the limit: when the alarm rings, and when a process is ended that does not even notice it.
_ALARM = 0.8
_END = 0.95
#: Time in which the process had to wait for a processor is no document's fault: where it is more than this
#: part of the time until the alarm, the document has that time again, so often.
_WAITED = 0.25
_MOST_AGAIN = 4
#: A document of many pages may take as many times the limit as it has pages, and at most this many.
_MOST_PARTS = 60
_BEGINNING = 1 << 20
#: A process that holds more than this part of a document's memory when it has read one is replaced.
_WORN = 0.6
_THREADS = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS")
#: The position of a worker that is at no document yet.
READY = -1


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a worker needs to begin; limits are for one document, the seconds for one page of it where it
    is read page by page (:mod:`transforms.read.pace`)."""

    home: Path
    cache_key: str
    document_seconds: float
    document_megabytes: int


@dataclass(frozen=True, slots=True)
class Begun:
    """What a worker says before each document, and when one goes on: its position in the batch, and the
    address space that is taken."""

    position: int
    address_megabytes: int


class _TooLong(BaseException):
    """The alarm rang. Not an Exception: no ``except Exception`` of a reader may swallow it."""


@dataclass
class _Worker:
    settings: WorkerSettings
    reference: Reference
    archive: Archive
    readings: Readings


_worker: _Worker | None = None


def begin(settings: WorkerSettings) -> None:
    """Get this process ready: reference tables, limits, the watch over its parent."""
    global _worker
    end_with_parent()
    be_silent()
    # One worker a core already; every thread more costs memory. Read when these libraries are imported.
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    from warehouse.reference_files import load_reference

    _worker = _Worker(
        settings, load_reference(settings.home), Archive(settings.home), Readings(settings.home)
    )
    import polars  # noqa: F401  before the first document: it is not to pay for it


def serve(settings: WorkerSettings, connection: Connection) -> None:
    """Read batches that come through the connection until ``None`` comes. Says :data:`READY` first, the
    position of each document before it is begun, and then the :class:`BatchResult`: whoever listens
    knows, when this process ends, which document it was at."""
    begin(settings)

    def says(position: int) -> None:
        connection.send(Begun(position, address_megabytes()))

    says(READY)
    while (tasks := connection.recv()) is not None:
        result = read_batch(tasks, says)
        connection.send(result)
        if result.is_last:
            break


def read_batch(tasks: Sequence[ReadTask], begins: Callable[[int], None]) -> BatchResult:
    """Read the documents one by one; ``begins`` is told the position of each before. A document that
    cannot be read, takes too long or too much memory, or on which a reader breaks down, gives a
    quarantined document and an issue."""
    assert _worker is not None, "begin() was not called"
    extractions: list[Extraction] = []
    seconds: list[float] = []
    broken: dict[str, str] = {}
    is_last = False
    for position, task in enumerate(tasks):
        begins(position)
        started = time.process_time()
        extraction, reason = _read(task, _worker, partial(begins, position))
        seconds.append(time.process_time() - started)
        extractions.append(extraction)
        if reason is not None:
            broken[task.sha256] = reason
        is_last = resident_megabytes() > _worker.settings.document_megabytes * _WORN
        if is_last:
            break
    result = _result(tasks[: len(extractions)], extractions, seconds, broken, _worker)
    return replace(result, is_last=is_last)


def set_aside(task: ReadTask, content: bytes, reason: str, detail: str, reference: Reference) -> Extraction:
    """The extraction of a document whose reading broke: quarantined, with an issue that says why."""
    from transforms.resolve.document_rows import DOCUMENTS, row_set_aside
    from transforms.resolve.ledger import Ledger

    ledger = Ledger(document_id_of(task.sha256), reference)
    ledger.issue(reason, DOCUMENTS, ledger.document_id, detail=detail, file_name=task.file_name)
    # What it is by its beginning alone: a look at the whole is what may have broken.
    row = row_set_aside(content[:_BEGINNING], task.sha256, reason, "quarantined", ledger.document_id)
    return Extraction(replace(row, byte_count=len(content)), issues=ledger.issues())


def result_of_set_aside(
    task: ReadTask, content: bytes, reason: str, detail: str, reference: Reference, cache_key: str
) -> BatchResult:
    """The result of one document that ended its process."""
    extraction = set_aside(task, content, reason, detail, reference)
    results = results_of([task], [0.0], cache_key, {})
    return BatchResult(tables_of([extraction]), results, 0.0, ((task.sha256, reason),), 1)


def _read(task: ReadTask, worker: _Worker, goes_on: Callable[[], None]) -> tuple[Extraction, str | None]:
    from transforms.report import extract_report

    content = b""
    limit_memory(worker.settings.document_megabytes)
    try:
        content = worker.archive.read(task.sha256)
        alarm = _Alarm(worker.settings.document_seconds, goes_on)
        with alarm, pace.heard_by(alarm.renew):
            read = worker.readings.read
            found = extract_report(
                content, task.sha256, task.file_name, worker.reference, read, task.corrections
            )
            return found, None
    except ArchiveDamaged as damaged:
        there = damaged.path.exists()
        reason, detail = ("archive-damaged" if there else "archive-missing"), str(damaged.path)
    except _TooLong:
        reason, detail = "reader-timeout", f"{worker.settings.document_seconds:g} s"
    except MemoryError:
        reason, detail = "reader-out-of-memory", f"{worker.settings.document_megabytes} MB"
    except Exception as fault:
        reason, detail = "reader-crashed", _described(fault)
    limit_memory(worker.settings.document_megabytes)  # to say so takes some too
    return set_aside(task, content, reason, detail, worker.reference), reason


def _described(fault: Exception) -> str:
    """Kind and place of a fault. Its message may quote the document, and is left out."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(fault).__name__
    return f"{type(fault).__name__}, {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


class _Alarm:
    """Raise :class:`_TooLong` within shortly before ``seconds`` are over; end the process when even that is
    not noticed (a library that does not return to Python). ``goes_on`` is told when it is set anew: for the
    next part of the document, or because other processes had the processor."""

    def __init__(self, seconds: float, goes_on: Callable[[], None]) -> None:
        self.seconds = seconds
        self.goes_on = goes_on
        self.parts_left = _MOST_PARTS
        self.again_left = _MOST_AGAIN
        self.waited_before = 0.0

    def renew(self) -> None:
        """The next part of the document begins: it has as long as the one before."""
        if self.parts_left > 0:
            self.parts_left -= 1
            self.again_left = _MOST_AGAIN
            self._set()
            self.goes_on()

    def __enter__(self) -> None:
        signal.signal(signal.SIGALRM, self._ring)
        self._set()

    def _ring(self, _number: int, _frame: FrameType | None) -> None:
        waited = _seconds_without_processor() - self.waited_before
        if self.again_left == 0 or waited < self.seconds * _ALARM * _WAITED:
            raise _TooLong
        self.again_left -= 1
        self._set()
        self.goes_on()

    def _set(self) -> None:
        self.waited_before = _seconds_without_processor()
        faulthandler.dump_traceback_later(self.seconds * _END, exit=True, file=_nowhere())
        signal.setitimer(signal.ITIMER_REAL, self.seconds * _ALARM)

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()


def _seconds_without_processor() -> float:
    """How long the main thread was ready and had no processor; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


_null: io.TextIOWrapper | None = None


def _nowhere() -> io.TextIOWrapper:
    global _null
    if _null is None:
        _null = Path(os.devnull).open("w")  # noqa: SIM115  as long as the process
    return _null


def _result(
    tasks: Sequence[ReadTask],
    extractions: list[Extraction],
    seconds: list[float],
    broken: dict[str, str],
    worker: _Worker,
) -> BatchResult:
    try:
        tables = tables_of(extractions)
    except Exception:
        # Some row does not fit its table: find out whose, the others are kept.
        for index, task in enumerate(tasks):
            try:
                tables_of([extractions[index]])
            except Exception as fault:
                broken[task.sha256] = "reader-crashed"
                content = worker.archive.read(task.sha256)
                extractions[index] = set_aside(
                    task, content, "reader-crashed", _described(fault), worker.reference
                )
        tables = tables_of(extractions)
    reasons = {extraction.document.sha256: extraction.document.state_reason for extraction in extractions}
    results = results_of(tasks, seconds, worker.settings.cache_key, {**reasons, **broken})
    return BatchResult(tables, results, sum(seconds), tuple(broken.items()), len(tasks))
