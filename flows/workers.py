"""Reading in worker processes: batches of documents out, rows of facts back, each batch saved as it comes.

A document that ends its worker (a segmentation fault, memory, a hang inside a library) is set aside; the
others of its batch are read again. The processes are our own and not those of ``ProcessPoolExecutor``: that
one gives up as a whole when a worker dies, without saying on what, and with some Python 3.11 it then waits
for ever.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path

import transforms
from flows.batch_result import BatchResult, ReadTask, waiting_key
from flows.worker_handle import Worker, WorkerDied
from flows.worker_process import READY, WorkerSettings, result_of_set_aside
from transforms.errors import ProngsaiError
from transforms.reference import Reference
from warehouse.archive import Archive, ArchiveDamaged

#: A batch is as large as is worth a transaction, and small enough that a killed run repeats little.
BATCH_DOCUMENTS = 200
BATCH_BYTES = 8 << 20
#: How often the memory of the workers is looked at.
_LOOK_SECONDS = 0.25
#: So many workers may end without being at a document before none is started any more.
_MOST_LOST = 3
#: From this share of broken documents on, the reading is broken and not the documents.
_BROKEN_SHARE = 0.5
_BROKEN_AT_LEAST = 10


@dataclass(slots=True)
class ReadSummary:
    """What reading did: documents read, the CPU seconds their extraction took, and those on which it
    broke (sha256 -> rule). ``notes`` (Thai, English) are for people."""

    documents: int = 0
    cpu_seconds: float = 0.0
    broken: dict[str, str] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)


def cache_key(reference: Reference) -> str:
    """What the facts of a document depend on beside its bytes: the code that reads, the reference tables."""
    digest = hashlib.sha256(reference.digest.encode())
    folder = Path(transforms.__file__).parent
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".npz")):
        digest.update(f"\0{path.relative_to(folder)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def fresh_keys(key: str) -> tuple[str, ...]:
    """The keys under which a document counts as read: ``key``, and of those that wait for a program of the
    system, the one that says that it is still missing."""
    return key, waiting_key(key)


def extract_all(
    tasks: Sequence[ReadTask],
    settings: WorkerSettings,
    reference: Reference,
    save: Callable[[BatchResult], None],
    workers: int,
    progress: Callable[[int], None] | None = None,
) -> ReadSummary:
    """Read the documents in at most ``workers`` processes; ``save`` is called here, in this process, for
    each batch as it comes back, ``progress`` with its number of documents. There is one batch a worker
    under way, so memory does not grow with the number of documents. Raises :class:`ProngsaiError` when
    no worker can be started or most documents break the reading."""
    summary = ReadSummary()
    archive = Archive(settings.home)
    waiting = deque(_batches(tasks, archive, workers))
    readers: list[Worker] = []
    suspects: set[str] = set()
    lost = 0
    try:
        while waiting or any(reader.batch for reader in readers):
            busy = sum(bool(reader.batch) for reader in readers)
            while len(readers) < min(workers, busy + len(waiting)):
                readers.append(Worker(settings))
            for reader in readers:
                if waiting and reader.is_idle:
                    reader.give(waiting.popleft())
            for reader in _heard(readers):
                batch = reader.batch
                result = None
                try:
                    result = reader.receive()
                except WorkerDied as death:
                    readers.remove(reader)
                    reader.end()
                    if death.position == READY:  # at nothing: ended from outside, or cannot begin
                        lost += 1
                        if lost > _MOST_LOST:
                            raise _no_worker(death.detail) from death
                        waiting.extendleft([batch] if batch else [])
                        continue
                    culprit = batch[death.position]
                    parts = [batch[: death.position], batch[death.position + 1 :]]
                    if death.is_doubtful and culprit.sha256 not in suspects:
                        # Once more, alone: it may have been ended from outside.
                        suspects.add(culprit.sha256)
                        parts.insert(0, [culprit])
                        batch = []
                    else:
                        result = _ended_its_worker(culprit, death, reference, archive, settings.cache_key)
                        batch = [culprit]
                    waiting.extendleft(part for part in reversed(parts) if part)
                if result is None:
                    continue
                if result.is_last:
                    readers.remove(reader)
                    reader.end()
                if rest := batch[result.documents :]:
                    waiting.appendleft(rest)
                save(result)
                summary.documents += result.documents
                summary.cpu_seconds += result.cpu_seconds
                summary.broken.update(result.broken)
                _demand_sound(summary)
                if progress is not None:
                    progress(result.documents)
    finally:
        for reader in readers:
            reader.end()
    return summary


def _heard(readers: Sequence[Worker]) -> list[Worker]:
    """The workers that have something to say, or are to be asked why they do not."""
    ready = set(wait([reader.connection for reader in readers], timeout=_LOOK_SECONDS))
    for reader in readers:
        reader.look()
    return [reader for reader in readers if reader.connection in ready or reader.is_overdue]


def _ended_its_worker(
    culprit: ReadTask, death: WorkerDied, reference: Reference, archive: Archive, key: str
) -> BatchResult:
    """The result of the document that ended its worker: set aside."""
    content = b""
    with suppress(ArchiveDamaged):
        content = archive.read(culprit.sha256)
    return result_of_set_aside(culprit, content, death.reason, death.detail, reference, key)


def _no_worker(detail: str) -> ProngsaiError:
    return ProngsaiError(
        f"เริ่มกระบวนการอ่านเอกสารไม่ได้ ({detail}): ตรวจเครื่องด้วย `prongsai doctor` แล้วสั่ง `prongsai run` อีกครั้ง",
        f"No process for reading documents can be started ({detail}). Look at this machine with "
        "`prongsai doctor`, then `prongsai run` again.",
    )


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
