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
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from transforms.document import UnreadableDocument

MISSING = "program-missing"
#: Names of programs, separated by commas, that are not to be used although they are there.
WITHOUT = "PRONGSAI_WITHOUT_PROGRAMS"
_MEGABYTE = 1 << 20
#: PR_SET_PDEATHSIG of Linux: the child is ended with the thread that started it.
_DIE_WITH_PARENT = 1


@dataclass(frozen=True, slots=True)
class Program:
    """A program of the system: its name, what it is for, the packages of Debian and Ubuntu that hold it,
    the files of which one must be there (a bare name is looked for in ``PATH``), and the shared libraries
    that must all be."""

    name: str
    reads: str
    packages: tuple[str, ...]
    files: tuple[str, ...]
    libraries: tuple[str, ...] = ()

    @property
    def is_switched_off(self) -> bool:
        """Whether a person said that it is not to be used."""
        return self.name in os.environ.get(WITHOUT, "").replace(",", " ").split()

    def found(self) -> str | None:
        """Where it is, or ``None`` where it, or a library it needs, is not there or it is switched off."""
        if self.is_switched_off or not all(map(_is_library, self.libraries)):
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
    ("tesseract-ocr", "tesseract-ocr-tha", "libgl1", "libxcb1"),
    tuple(
        str(Path(folder) / "tha.traineddata")
        for folder in (
            os.environ.get("TESSDATA_PREFIX") or "/usr/share/tesseract-ocr/5/tessdata",
            "/usr/share/tesseract-ocr/5/tessdata",
            "/usr/share/tesseract-ocr/4.00/tessdata",
            "/usr/share/tessdata",
        )
    ),
    # What the wheel of OpenCV takes from the system.
    ("libGL.so.1", "libxcb.so.1", "libgthread-2.0.so.0"),
)
PROGRAMS = (LIBREOFFICE, TESSERACT)


def _is_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing() -> str:
    """The names of the programs that are not there, separated by commas; empty where all are."""
    return ",".join(program.name for program in PROGRAMS if program.found() is None)


class ProgramFailed(Exception):
    """A program ended badly, was ended at a limit or made too much; the message says which."""


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
) -> str:
    """Run a program in ``folder`` and return what it printed. It is ended with all that it started after
    ``seconds``, and when this process ends; it gets at most ``megabytes`` of memory and writes files of at
    most ``output_megabytes``. Raises :class:`ProgramFailed`."""

    def limited() -> None:
        limits = (
            (resource.RLIMIT_DATA, megabytes * _MEGABYTE),
            (resource.RLIMIT_FSIZE, output_megabytes * _MEGABYTE),
            (resource.RLIMIT_CPU, int(seconds) + 1),
            (resource.RLIMIT_CORE, 0),
        )
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
        for kind, most in limits:
            resource.setrlimit(kind, (most, most))
        if _prctl is not None:
            _prctl(_DIE_WITH_PARENT, signal.SIGKILL)

    process = subprocess.Popen(
        list(command),
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=limited,
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise ProgramFailed(f"{Path(command[0]).name}: {seconds:g} s") from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.returncode != 0:
        raise ProgramFailed(f"{Path(command[0]).name}: exit code {process.returncode}")
    return said.decode("utf-8", "replace")


def _load_prctl() -> Callable[[int, int], int] | None:
    """The system call, looked up before any fork."""
    if sys.platform != "linux":
        return None
    prctl: Callable[[int, int], int] = ctypes.CDLL(None, use_errno=True).prctl
    return prctl


_prctl = _load_prctl()
