"""One worker process as the run sees it: what it is at, since when, and why it ended."""

from __future__ import annotations

import multiprocessing
import time
from contextlib import suppress
from multiprocessing.context import SpawnProcess

from flows.batch_result import BatchResult, ReadTask
from flows.process_limits import address_megabytes
from flows.worker_process import READY, Begun, WorkerSettings, serve

#: So long after its limit the process of a document is ended from outside: it ends itself before, unless it
#: was stopped.
_PATIENCE = 10.0
#: What died later than after this part of its limit is not tried once more.
_SOON = 0.5
#: From this part of its limit on, a process that ended was too slow, or had too little memory.
_LATE = 0.9
_FULL = 0.75
_START_SECONDS = 120.0
_SPAWN = multiprocessing.get_context("spawn")


class WorkerDied(Exception):
    """A worker ended while it was at the document at ``position`` of its batch; ``READY``: at none.
    ``is_doubtful``: it may have been ended from outside."""

    def __init__(self, position: int, reason: str, detail: str, *, is_doubtful: bool = False) -> None:
        super().__init__(detail)
        self.position = position
        self.reason = reason
        self.detail = detail
        self.is_doubtful = is_doubtful


class Worker:
    """A worker process and what it is at. ``batch`` is empty while it starts or waits for one."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._limit = settings.document_seconds
        self._megabytes = settings.document_megabytes
        self.connection, theirs = _SPAWN.Pipe()
        self._process: SpawnProcess = _SPAWN.Process(target=serve, args=(settings, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self.batch: list[ReadTask] = []
        self._is_ready = False
        self._position = READY
        self._since = time.monotonic()
        self._space_at_first = self._space = 0

    @property
    def is_idle(self) -> bool:
        """Whether it waits for a batch."""
        return self._is_ready and not self.batch

    @property
    def is_overdue(self) -> bool:
        """Whether it has not been heard of for longer than any document may take."""
        allowed = self._limit + _PATIENCE if self._is_ready else _START_SECONDS
        return not self.is_idle and time.monotonic() - self._since > allowed

    def give(self, batch: list[ReadTask]) -> None:
        """Hand it a batch."""
        self.batch, self._position, self._since = batch, READY, time.monotonic()
        with suppress(OSError):  # it died while it waited: heard of when it is listened to
            self.connection.send(batch)

    def receive(self) -> BatchResult | None:
        """What it says: the result of its batch, or ``None`` when it has only gone on. Raises
        :class:`WorkerDied` where it is no more."""
        try:
            if self.is_overdue and not self.connection.poll():
                self._process.kill()
            said: BatchResult | Begun = self.connection.recv()
        except (OSError, EOFError):
            raise self._death() from None
        now = time.monotonic()
        if isinstance(said, Begun):
            self._is_ready = True
            if said.position != self._position:
                self._space_at_first = self._space = said.address_megabytes
            self._position, self._since = said.position, now
            return None
        self.batch, self._position = [], READY
        return said

    def look(self) -> None:
        """See how much memory it has taken: when it dies of it, nobody can say any more."""
        if self._position != READY:
            with suppress(OSError, IndexError):  # it is no more
                self._space = max(self._space, address_megabytes(self._process.pid))

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self.connection.close()

    def _death(self) -> WorkerDied:
        self._process.join(5)
        taken = time.monotonic() - self._since
        if self._position != READY and taken >= self._limit * _LATE:
            return WorkerDied(self._position, "reader-timeout", f"{self._limit:g} s")
        if self._space - self._space_at_first >= self._megabytes * _FULL:
            return WorkerDied(self._position, "reader-out-of-memory", f"{self._megabytes} MB")
        return WorkerDied(
            self._position,
            "reader-crashed",
            f"exit code {self._process.exitcode}",
            is_doubtful=taken < self._limit * _SOON,
        )
