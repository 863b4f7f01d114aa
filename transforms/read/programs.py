"""The programs of the system that some formats need: what they are, how they are installed, how they are run.

They are optional. A document that needs one that is not there waits in quarantine under
``program-missing``, with the one command that installs it, and is read in the next run after that.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from transforms.document import UnreadableDocument

MISSING = "program-missing"
#: Names of programs, separated by commas, that are not to be used although they are there.
WITHOUT = "PRONGSAI_WITHOUT_PROGRAMS"
_MEGABYTE = 1 << 20
#: PR_SET_PDEATHSIG of Linux: the child is ended with the thread that started it.
_DIE_WITH_PARENT = 1
#: CLONE_NEWUSER and CLONE_NEWNET of Linux: rights of its own, and with them no network.
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_MOST_PRINTED = 1 << 16


@dataclass(frozen=True, slots=True)
class Program:
    """A program of the system: its name, what it is for, the packages of Debian and Ubuntu that hold it,
    and the files of which one must be there (a bare name is looked for in ``PATH``)."""

    name: str
    reads: str
    packages: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def is_switched_off(self) -> bool:
        """Whether a person said that it is not to be used."""
        return self.name in os.environ.get(WITHOUT, "").replace(",", " ").split()

    def found(self) -> str | None:
        """Where it is, or ``None`` where it is not there or is switched off."""
        if self.is_switched_off:
            return None
        for file in self.files:
            found = file if "/" in file and Path(file).exists() else shutil.which(file)
            if found:
                return found
        return None

    @property
    def install_command(self) -> str:
        """The one command that installs it."""
        return "sudo apt install " + " ".join(self.packages)


LIBREOFFICE = Program(
    "libreoffice",
    "DOC, XLS, ODT, ODS, RTF",
    ("libreoffice-writer-nogui", "libreoffice-calc-nogui"),
    ("/usr/lib/libreoffice/program/soffice.bin", "soffice"),
)
#: Where Debian keeps what Tesseract knows of Thai, by its versions; ``TESSDATA_PREFIX`` goes before.
TESSERACT = Program(
    "tesseract-ocr-tha",
    "PDF (scan), PNG, JPEG, TIFF",
    ("tesseract-ocr", "tesseract-ocr-tha"),
    tuple(
        str(Path(folder) / "tha.traineddata")
        for folder in (
            os.environ.get("TESSDATA_PREFIX") or "/usr/share/tesseract-ocr/5/tessdata",
            "/usr/share/tesseract-ocr/5/tessdata",
            "/usr/share/tesseract-ocr/4.00/tessdata",
            "/usr/share/tessdata",
        )
    ),
)
PROGRAMS = (LIBREOFFICE, TESSERACT)


def missing() -> str:
    """The names of the programs that are not there, separated by commas; empty where all are."""
    return ",".join(program.name for program in PROGRAMS if program.found() is None)


class ProgramFailed(Exception):
    """A program ended badly, was ended at a limit or made too much; the message says which."""


class ProgramTooSlow(ProgramFailed):
    """A program was ended because its time was up; the message says how long it had."""


def demand(program: Program) -> str:
    """Where the program is. Raises :class:`UnreadableDocument` with the command that installs it."""
    found = program.found()
    if found is None:
        raise UnreadableDocument(MISSING, program.install_command)
    return found


def run(
    command: Sequence[str],
    *,
    folder: Path,
    seconds: float,
    megabytes: int,
    output_megabytes: int = 256,
    environment: Mapping[str, str] | None = None,
    start_again: int | None = None,
) -> str:
    """Run a program in ``folder`` and return the beginning of what it printed. It is ended with all that
    it started after ``seconds``, and when this process ends; it gets at most ``megabytes`` of memory,
    writes files of at most ``output_megabytes``, and sees no network where the system lets us take it
    away. A program that ends with ``start_again`` is run once more. Raises :class:`ProgramFailed`."""
    name, until = Path(command[0]).name, time.monotonic() + seconds
    limits = (
        (resource.RLIMIT_DATA, megabytes * _MEGABYTE),
        (resource.RLIMIT_FSIZE, output_megabytes * _MEGABYTE),
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_CORE, 0),
    )
    with tempfile.TemporaryFile(dir=folder) as printed:  # a pipe would hold whatever comes in memory
        code = _run_once(command, folder, until, limits, environment, printed)
        if code == start_again and code != 0:
            code = _run_once(command, folder, until, limits, environment, printed)
        if code is None:
            raise ProgramTooSlow(f"{seconds:g} s")
        if code != 0:
            raise ProgramFailed(f"{name}: exit code {code}")
        printed.seek(0)
        return printed.read(_MOST_PRINTED).decode("utf-8", "replace")


def _run_once(
    command: Sequence[str],
    folder: Path,
    until: float,
    limits: Sequence[tuple[int, int]],
    environment: Mapping[str, str] | None,
    printed: IO[bytes],
) -> int | None:
    """The exit code, ``None`` where the time was up."""
    parent = os.getpid()

    def limited() -> None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
        for kind, most in limits:
            _, hard = resource.getrlimit(kind)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (most, most))
        if _libc is None:
            return
        if _libc.unshare(_NEW_NETWORK) != 0:
            _libc.unshare(_NEW_USER | _NEW_NETWORK)
        # After the above, which may forget it.
        _libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # it ended meanwhile
            os._exit(1)

    process = subprocess.Popen(
        list(command),
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=printed,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=limited,
    )
    try:
        return process.wait(timeout=max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        return None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _load_libc() -> Any:
    """The system's own calls, looked up before any fork; ``None`` where it is not Linux."""
    if sys.platform != "linux":
        return None

    libc = ctypes.CDLL(None, use_errno=True)
    # Without their names a process that has just been forked would look them up.
    _ = libc.prctl, libc.unshare
    return libc


_libc = _load_libc()
