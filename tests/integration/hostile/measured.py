"""What reading one document after the other costs: seconds of the clock, memory of all processes for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows import workers
from flows.batch_result import ReadTask
from flows.worker_handle import Worker

_POLL_SECONDS = 0.1


@dataclass(slots=True)
class Cost:
    """Of one document: seconds from when it was handed to a process that waited for it, a second try
    included; the most bytes of memory that this process and what it started had at one moment."""

    began: float
    seconds: float = 0.0
    memory: int = 0


@contextmanager
def costs(root: int) -> Iterator[Mapping[str, Cost]]:
    """Within, every document that :func:`flows.workers.extract_all` reads for the process ``root`` is a batch
    of its own, and what it costs is taken, by its sha256. Only one is read at a time."""
    found: dict[str, Cost] = {}
    current: list[Cost] = []
    stop = threading.Event()
    give, extract_all = Worker.give, workers.extract_all

    def measured_give(reader: Any, batch: list[ReadTask]) -> None:
        (task,) = batch
        current[:] = [found.setdefault(task.sha256, Cost(time.monotonic()))]
        give(reader, batch)

    def measured_extract_all(tasks: Any, settings: Any, reference: Any, save: Any, *_: Any) -> Any:
        def measured_save(result: Any) -> None:
            if current:
                current[0].seconds = time.monotonic() - current[0].began
            current.clear()
            save(result)

        return extract_all(tasks, settings, reference, measured_save, 1)

    def watch() -> None:
        while not stop.wait(_POLL_SECONDS):
            memory = sum(map(_resident, _started_by(root)))
            for cost in current:
                cost.memory = max(cost.memory, memory)

    thread = threading.Thread(target=watch, daemon=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "BATCH_BYTES", 0)
        patch.setattr(Worker, "give", measured_give)
        for module in ("flows.workers", "flows.stages"):
            patch.setattr(f"{module}.extract_all", measured_extract_all)
        thread.start()
        try:
            yield found
        finally:
            stop.set()
            thread.join()


def _started_by(pid: int) -> Iterator[int]:
    """The processes below this one."""
    with suppress(OSError):
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in map(int, children.read_text().split()):
                yield child
                yield from _started_by(child)


def _resident(pid: int) -> int:
    with suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    return 0
