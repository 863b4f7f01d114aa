"""What holds a process that opens foreign bytes: it ends with its parent, and has so much memory."""

from __future__ import annotations

import os
import resource
import signal
import threading
from multiprocessing import parent_process
from pathlib import Path

_MEGABYTE = 1 << 20


def end_with_parent() -> None:
    """A run that is killed leaves nothing behind; Ctrl-C is for the run, not for its processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()


def be_silent() -> None:
    """What libraries print about foreign bytes is for nobody; ``PRONGSAI_DEBUG`` lets it through."""
    if not os.environ.get("PRONGSAI_DEBUG"):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.close(nowhere)


def resident_megabytes() -> int:
    """The memory that this process holds now."""
    return _statm(1) // _MEGABYTE


def address_megabytes(process: int | None = None) -> int:
    """The address space that a process has taken, this one if none is named. Raises :class:`OSError` or
    :class:`IndexError` where it is no more."""
    return _statm(0, process) // _MEGABYTE


def limit_memory(megabytes: int) -> None:
    """From now on at most so much more address space: what passes it is a :class:`MemoryError`, or the end
    of the process where a library knows no such thing. May be called again: what was taken meanwhile no
    longer counts."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = _statm(0) + megabytes * _MEGABYTE
    if most == resource.RLIM_INFINITY or limit < most:
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_cpu(seconds: int) -> None:
    """From now on at most so many seconds of the processor; then the system ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(used.ru_utime + used.ru_stime) + 1 + seconds
    if most == resource.RLIM_INFINITY or limit < most:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, most))


def _statm(field: int, process: int | None = None) -> int:
    whose = "self" if process is None else process
    return int(Path(f"/proc/{whose}/statm").read_text().split()[field]) * resource.getpagesize()
