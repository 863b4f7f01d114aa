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


def limit_memory(megabytes: int) -> None:
    """From now on at most so much more address space: what passes it is a :class:`MemoryError`, or the end
    of the process where a library knows no such thing."""
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = used + megabytes * _MEGABYTE
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
