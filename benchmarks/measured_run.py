"""Runs of the command line in fresh processes, with the memory of all their processes watched."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PRONGSAI = Path(sys.executable).with_name("prongsai")
_POLL_SECONDS = 0.2
_PAGE = os.sysconf("SC_PAGE_SIZE")


class RunFailed(Exception):
    """The command ended with another exit code than 0; its messages are in the text."""


@dataclass(frozen=True, slots=True)
class MeasuredRun:
    """One finished command. ``seconds`` of the clock from start to exit; ``rss`` and ``pss`` in bytes are
    the highest sums over all its processes at one moment (RSS counts shared pages once a process, PSS once
    in all; ``pss`` is ``None`` where the system does not tell); ``cpu_seconds`` of all its processes, and
    ``cpu_seconds_of_others`` on this machine meanwhile: where they are many, the clock says little;
    ``summary`` is what ``--json`` printed."""

    seconds: float
    cpu_seconds: float
    cpu_seconds_of_others: float
    rss: int
    pss: int | None
    processes: int
    summary: Mapping[str, Any]

    @property
    def stages(self) -> Mapping[str, float]:
        """Seconds of the clock by stage."""
        return {str(stage): float(seconds) for stage, seconds in self.summary["seconds"].items()}


def environment(home: Path) -> dict[str, str]:
    """The variables of a run: none of the caller's own settings."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PRONGSAI_", "PREFECT_"))
    }
    return {**kept, "PRONGSAI_HOME": str(home.resolve()), "PRONGSAI_LANG": "en"}


def start(arguments: Sequence[str], home: Path) -> subprocess.Popen[str]:
    """Start ``prongsai`` as the head of a process group of its own, away from any settings file."""
    home.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        [str(PRONGSAI), *arguments],
        cwd=home,
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def call(arguments: Sequence[str], home: Path) -> str:
    """Run ``prongsai`` to its end; give what it printed. Raises :class:`RunFailed`."""
    process = start(arguments, home)
    out, err = process.communicate()
    if process.returncode != 0:
        raise RunFailed(
            f"prongsai {' '.join(arguments)}: exit {process.returncode}\n{out[-2000:]}{err[-4000:]}"
        )
    return out


def measured_run(home: Path, inbox: Path, *flags: str) -> MeasuredRun:
    """``prongsai run`` over the inbox. Raises :class:`RunFailed`."""
    arguments = ["run", "--inbox", str(inbox.resolve()), "--json", *flags]
    started, own_before, all_before = time.perf_counter(), _cpu_of_children(), _cpu_of_others()
    process = start(arguments, home)
    watch = _Watch(process.pid)
    while process.poll() is None:
        watch.look()
        # What it prints is far less than a pipe holds, so nobody needs to read it meanwhile.
        with suppress(subprocess.TimeoutExpired):
            process.wait(_POLL_SECONDS)
    seconds = time.perf_counter() - started
    out, err = process.communicate()
    own = _cpu_of_children() - own_before
    others = max(0.0, _cpu_of_others() - all_before - own)
    if process.returncode != 0:
        raise RunFailed(
            f"prongsai {' '.join(arguments)}: exit {process.returncode}\n{out[-2000:]}{err[-4000:]}"
        )
    return MeasuredRun(seconds, own, others, watch.rss, watch.pss, watch.processes, json.loads(out))


class _Watch:
    """The most memory that a process and its descendants had at one moment."""

    def __init__(self, root: int) -> None:
        self._tree = {root}
        self.rss = 0
        self.pss: int | None = 0
        self.processes = 0

    def look(self) -> None:
        """Look once. A child stays known when its parent has ended."""
        parents = _parents()
        self._tree = _with_descendants(self._tree, parents) & parents.keys()
        rss, pss = 0, 0
        for pid in self._tree:
            with suppress(OSError, IndexError, ValueError):
                rss += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
                pss += _pss(pid)
        self.processes = max(self.processes, len(self._tree))
        self.rss = max(self.rss, rss)
        self.pss = max(self.pss, pss) if self.pss is not None and (pss or not rss) else None


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _cpu_of_others() -> float:
    """CPU seconds of all programs since the machine started, this process left out."""
    ticks = [int(value) for value in Path("/proc/stat").read_text().partition("\n")[0].split()[1:9]]
    user, nice, system, _idle, _waiting, irq, softirq, _stolen = ticks
    own = resource.getrusage(resource.RUSAGE_SELF)
    busy = (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")
    return busy - own.ru_utime - own.ru_stime


def descendants(pid: int) -> set[int]:
    """The process ids of a process and all that it started, as of now."""
    return _with_descendants({pid}, _parents())


def _with_descendants(known: set[int], parents: Mapping[int, int]) -> set[int]:
    tree = set(known)
    while children := {pid for pid, parent in parents.items() if parent in tree} - tree:
        tree |= children
    return tree


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) << 10
    return 0


def _parents() -> dict[int, int]:
    found = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                # The command's name, in parentheses, may hold anything.
                found[int(entry.name)] = int(
                    Path(entry.path, "stat").read_text().rpartition(")")[2].split()[1]
                )
    return found
