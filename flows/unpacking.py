"""Packages of files are taken apart in a process of their own, which may be ended: file by file through a
pipe, so that no more than one of them is held here."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType

from flows.process_limits import be_silent, end_with_parent, limit_cpu, limit_memory
from transforms.document import UnreadableDocument
from transforms.read import pace
from transforms.read.package import is_package, members
from warehouse.archive import Archive, ArchiveDamaged

_START_SECONDS = 120.0
#: For one package: what its limits allow takes less.
_CPU_SECONDS = 120
_SPAWN = multiprocessing.get_context("spawn")
#: What the process says between the files.
_GOES_ON, _NO_PACKAGE, _END = "goes on", "no package", "end"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One file of a package: its address, its name without folders, its bytes."""

    source_uri: str
    file_name: str
    content: bytes


class UnpackingFailed(Exception):
    """The process ended at a limit or took too long; the message says which."""


class Unpacker:
    """Takes packages apart. Its process starts with the first one and is started anew after it was ended;
    ``seconds`` is how long it may say nothing, ``megabytes`` the memory it gets."""

    def __init__(self, home: Path, seconds: float, megabytes: int) -> None:
        self._home = home
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> Unpacker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def files(self, sha256: str, source_uri: str) -> Iterator[Unpacked] | None:
        """The files of the archived original ``sha256``, which came from ``source_uri``; ``None`` where it
        is no package. A package that is damaged, locked or too large gives none: reading it says why. Raises
        :class:`UnpackingFailed`, also while the files are taken."""
        connection = self._started()
        with suppress(OSError):  # it was ended while it waited: heard of when it is listened to
            connection.send((sha256, source_uri))
        said = self._heard(connection)
        return None if said == _NO_PACKAGE else self._files(connection, said)

    def _files(self, connection: Connection, said: object) -> Iterator[Unpacked]:
        while isinstance(said, tuple):
            uri, name = said
            try:
                content = connection.recv_bytes()
            except (OSError, EOFError):
                raise self._ended() from None
            yield Unpacked(uri, name, content)
            said = self._heard(connection)

    def _heard(self, connection: Connection, seconds: float | None = None) -> object:
        """What the process says next, signs of life left out."""
        try:
            while connection.poll(seconds or self._seconds):
                said = connection.recv()
                if isinstance(said, UnpackingFailed):
                    raise said
                if said != _GOES_ON:
                    return said
        except (OSError, EOFError):
            raise self._ended() from None
        self._end()
        raise UnpackingFailed(f"{self._seconds:g} s")

    def _ended(self) -> UnpackingFailed:
        assert self._process is not None
        self._process.join(1)
        code = self._process.exitcode
        self._end()
        return UnpackingFailed(f"exit code {code}")

    def _started(self) -> Connection:
        if self._connection is None:
            self._connection, theirs = _SPAWN.Pipe()
            arguments = (self._home, self._megabytes, theirs)
            self._process = _SPAWN.Process(target=_serve, args=arguments, daemon=True)
            self._process.start()
            theirs.close()
            self._heard(self._connection, _START_SECONDS)
        return self._connection

    def _end(self) -> None:
        if self._process is not None and self._connection is not None:
            self._process.kill()
            self._process.join()
            self._connection.close()
        self._process = self._connection = None


def _serve(home: Path, megabytes: int, connection: Connection) -> None:
    """What runs in the process."""
    end_with_parent()
    be_silent()
    archive = Archive(home)
    connection.send(_END)
    with suppress(EOFError, OSError), pace.heard_by(lambda: connection.send(_GOES_ON)):
        while True:
            sha256, source_uri = connection.recv()
            limit_memory(megabytes)
            limit_cpu(_CPU_SECONDS)
            try:
                _say_files(archive.read(sha256), source_uri, connection)
            except MemoryError:
                connection.send(UnpackingFailed(f"{megabytes} MB"))
            except ArchiveDamaged as damaged:
                connection.send(UnpackingFailed(damaged.message_en))


def _say_files(content: bytes, source_uri: str, connection: Connection) -> None:
    if not is_package(content):
        connection.send(_NO_PACKAGE)
        return
    with suppress(UnreadableDocument):
        for member in members(content):
            if member.content is not None:
                connection.send((member.uri(source_uri), member.name))
                connection.send_bytes(member.content)
    connection.send(_END)
