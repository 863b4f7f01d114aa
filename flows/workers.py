"""Reading in worker processes: batches of documents out, rows of facts back, each batch saved as it comes.

A document that ends its worker (a segmentation fault, memory, a hang inside a library) is found by reading
its batch again, one document at a time; it is set aside, and the others are not.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import transforms
from flows.worker_process import (
    BatchResult,
    ReadTask,
    WorkerSettings,
    begin,
    read_batch,
    result_of_set_aside,
    serve,
)
from transforms.errors import ProngsaiError
from transforms.reference import Reference
from warehouse.archive import Archive, ArchiveDamaged

#: A batch is as large as is worth a transaction, and small enough that a killed run repeats little.
BATCH_DOCUMENTS = 200
BATCH_BYTES = 8 << 20
#: How many times its limit one document may take before its process is ended from outside.
_PATIENCE = 2.0
_START_SECONDS = 120.0
#: From this share of broken documents on, the reading is broken and not the documents.
_BROKEN_SHARE = 0.5
_BROKEN_AT_LEAST = 10

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(slots=True)
class ReadSummary:
    """What reading did: documents read, the CPU seconds their extraction took, and those on which it
    broke (sha256 -> rule)."""

    documents: int = 0
    cpu_seconds: float = 0.0
    broken: dict[str, str] = field(default_factory=dict)


def cache_key(reference: Reference) -> str:
    """What the facts of a document depend on beside its bytes: the code that reads, the reference tables."""
    digest = hashlib.sha256(reference.digest.encode())
    folder = Path(transforms.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(f"\0{path.relative_to(folder)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def extract_all(
    tasks: Sequence[ReadTask],
    settings: WorkerSettings,
    reference: Reference,
    save: Callable[[BatchResult], None],
    workers: int,
    progress: Callable[[int], None] | None = None,
) -> ReadSummary:
    """Read the documents in at most ``workers`` processes; ``save`` is called here, in this process, for
    each batch as it comes back, ``progress`` with its number of documents. The number of batches under
    way is bounded, so memory does not grow with the number of documents. Raises
    :class:`ProngsaiError` when no worker can be started or most documents break the reading."""
    summary = ReadSummary()
    if not tasks:
        return summary
    archive = Archive(settings.home)

    def done(result: BatchResult, count: int) -> None:
        save(result)
        summary.documents += count
        summary.cpu_seconds += result.cpu_seconds
        summary.broken.update(result.broken)
        _demand_sound(summary)
        if progress is not None:
            progress(count)

    batches = _batches(tasks, archive, workers)
    while suspects := _run_pool(batches, settings, workers, done):
        for suspect in suspects:
            for result in _one_by_one(suspect, settings, reference, archive):
                done(result, 1)
    return summary


def _run_pool(
    batches: Iterator[list[ReadTask]],
    settings: WorkerSettings,
    workers: int,
    done: Callable[[BatchResult, int], None],
) -> list[list[ReadTask]]:
    """Hand out the batches until there are none, or a worker died: then the batches that were under
    way, one of which was its end, in order."""
    pending: dict[Future[BatchResult], list[ReadTask]] = {}
    first = next(batches, None)
    if first is None:
        return []
    pool = ProcessPoolExecutor(workers, mp_context=_SPAWN, initializer=begin, initargs=(settings,))
    try:
        batch: list[ReadTask] | None = first
        while batch is not None or pending:
            while batch is not None and len(pending) < workers + 1:
                try:
                    pending[pool.submit(read_batch, batch)] = batch
                except BrokenProcessPool:
                    return [*pending.values(), batch]
                batch = next(batches, None)
            finished, _ = wait(pending, return_when=FIRST_COMPLETED)
            broken = False
            for future in finished:
                try:
                    result = future.result()
                except BrokenProcessPool:
                    broken = True
                    continue
                done(result, len(pending.pop(future)))
            if broken:
                return [*pending.values(), *([batch] if batch is not None else [])]
        return []
    finally:
        # Without waiting for batches that nobody wants any more: an error must not be kept waiting.
        pool.shutdown(wait=not pending, cancel_futures=True)


def _one_by_one(
    batch: Sequence[ReadTask], settings: WorkerSettings, reference: Reference, archive: Archive
) -> Iterator[BatchResult]:
    """Read the documents in a process that is told one at a time; when it dies, of which is known."""
    worker: _Lone | None = None
    try:
        for task in batch:
            worker = worker or _Lone(settings)
            result, detail = worker.read(task)
            if result is None:
                worker.end()
                worker = None
                reason = "reader-timeout" if detail.endswith(" s") else "reader-crashed"
                content = b""
                with suppress(ArchiveDamaged):
                    content = archive.read(task.sha256)
                result = result_of_set_aside(task, content, reason, detail, reference, settings.cache_key)
            yield result
    finally:
        if worker is not None:
            worker.end()


class _Lone:
    """A worker that reads one document at a time."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings
        self._connection, theirs = _SPAWN.Pipe()
        self._process: SpawnProcess = _SPAWN.Process(target=serve, args=(settings, theirs), daemon=True)
        self._process.start()
        theirs.close()
        if not _answered(self._connection, _START_SECONDS):
            self.end()
            raise ProngsaiError(
                "เริ่มกระบวนการอ่านเอกสารไม่ได้: ตรวจเครื่องด้วย `prongsai doctor` แล้วสั่ง `prongsai run` อีกครั้ง",
                "No process for reading documents can be started. Look at this machine with "
                "`prongsai doctor`, then `prongsai run` again.",
            )

    def read(self, task: ReadTask) -> tuple[BatchResult | None, str]:
        """The result; or ``None`` and how the process ended: after how many seconds, or by what."""
        limit = self._settings.document_seconds
        started = time.monotonic()
        with suppress(OSError, EOFError):
            self._connection.send(task)
            if self._connection.poll(limit * _PATIENCE + 5):
                result: BatchResult = self._connection.recv()
                return result, ""
        self._process.join(0 if self._process.is_alive() and time.monotonic() - started > limit else 5)
        if time.monotonic() - started >= limit:
            return None, f"{limit:g} s"
        return None, f"exit code {self._process.exitcode}"

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._connection.close()


def _answered(connection: Connection, seconds: float) -> bool:
    try:
        if connection.poll(seconds):
            connection.recv()
            return True
    except (OSError, EOFError):
        pass
    return False


def _batches(tasks: Iterable[ReadTask], archive: Archive, workers: int) -> Iterator[list[ReadTask]]:
    tasks = list(tasks)
    # So many that every worker has several: the last ones then end at about the same time.
    most = max(1, min(BATCH_DOCUMENTS, -(-len(tasks) // (workers * 4))))
    batch: list[ReadTask] = []
    size = 0
    for task in tasks:
        with suppress(OSError):
            size += archive.path(task.sha256).stat().st_size
        batch.append(task)
        if len(batch) >= most or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _demand_sound(summary: ReadSummary) -> None:
    crashed = sum(reason == "reader-crashed" for reason in summary.broken.values())
    if crashed >= _BROKEN_AT_LEAST and crashed > _BROKEN_SHARE * summary.documents:
        raise ProngsaiError(
            f"การอ่านล้มเหลวใน {crashed} จาก {summary.documents} เอกสาร น่าจะเป็นกฎการอ่านที่เสีย จึงหยุดโดยไม่เผยแพร่: "
            "ดูสาเหตุด้วย PRONGSAI_DEBUG=1 prongsai run แล้วแก้กฎ",
            f"The reading broke on {crashed} of {summary.documents} documents: a rule is broken rather than "
            "the documents, so nothing is published. Mend what was changed last, then `prongsai run` again.",
        )
