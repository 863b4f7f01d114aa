"""The archive of originals: every document's bytes once, under their sha256, never changed.

``HOME/archive/ab/abcdef…`` with mode 0444, in a folder of mode 0700: originals name persons. A file appears
under its name only when it is whole. What is damaged (another content than the name says) is noticed when
it is read and mended when the same content arrives again.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from transforms.errors import ProngsaiError
from warehouse.disk import disk_error, sha256_of, sync_file_system

_SHA256 = re.compile(r"[0-9a-f]{64}")
_DOING = ("ขณะเก็บต้นฉบับเข้าคลัง", "while an original was archived")


class ArchiveDamaged(ProngsaiError):
    """An original is missing from the archive or its bytes are not what they were."""

    def __init__(self, sha256: str, path: Path, missing: bool) -> None:
        what_th, what_en = ("หายไป", "is missing") if missing else ("เสียหาย", "is damaged")
        super().__init__(
            f"ต้นฉบับในคลัง{what_th}: {path} นำไฟล์เดิมใส่ inbox อีกครั้งแล้วสั่ง `prongsai run` หรือกู้คืนไฟล์นี้จากข้อมูลสำรอง",
            f"An archived original {what_en}: {path}. Put the same file into the inbox again and "
            "`prongsai run`, or restore it from a backup.",
        )
        self.sha256 = sha256
        self.path = path


class Archive:
    """The originals of one home folder. Opening it writes nothing; reading never does."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "archive"
        self._incoming = self.folder / ".incoming"
        self._folders: set[Path] = set()
        self._unsynced = False

    def path(self, sha256: str) -> Path:
        """Where the original with this sha256 (64 hexadecimal digits) stands or would stand.
        Raises :class:`ValueError` for anything else, so that no other file is ever reached."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a sha256: {sha256!r}")
        return self.folder / sha256[:2] / sha256

    def store(self, content: bytes) -> str:
        """Keep the bytes; give their sha256. What is there and intact is not written again, what
        is damaged is written anew. Not durable before :meth:`sync`. A full disk is a
        :class:`ProngsaiError` and leaves nothing half written."""
        sha256 = sha256_of(content)
        path = self.path(sha256)
        try:
            if not _holds(path, content):
                self._write(path, content)
        except OSError as error:
            raise disk_error(error, *_DOING) from error
        return sha256

    def read(self, sha256: str) -> bytes:
        """The original's bytes, verified. Raises :class:`ArchiveDamaged` where they are missing,
        unreadable or changed."""
        path = self.path(sha256)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ArchiveDamaged(sha256, path, isinstance(error, FileNotFoundError)) from error
        if sha256_of(content) != sha256:
            raise ArchiveDamaged(sha256, path, missing=False)
        return content

    def sync(self) -> None:
        """Make all that this object stored survive a power cut: once a batch, before the journal
        names it."""
        if not self._unsynced:
            return
        try:
            sync_file_system(self.folder)
            self._unsynced = False
        except OSError as error:
            raise disk_error(error, *_DOING) from error

    def _write(self, path: Path, content: bytes) -> None:
        self._prepare(path.parent)
        self._unsynced = True
        temporary = self._incoming / f"{path.name}.{os.getpid()}"
        try:
            # Read-only from its first moment: no chmod, and no moment in which it can be changed.
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
            with os.fdopen(descriptor, "wb", buffering=0) as file:
                rest = memoryview(content)
                while rest:
                    rest = rest[file.write(rest) :]
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
            raise

    def _prepare(self, folder: Path) -> None:
        if not self._folders:
            # Originals name persons: no one but the owner looks in, unless the administrator opened the
            # folder by hand. What stands there already is left as it is.
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            self._incoming.mkdir(exist_ok=True)
            self._remove_leftovers()
        if folder not in self._folders:
            folder.mkdir(exist_ok=True)
            self._folders.add(folder)

    def _remove_leftovers(self) -> None:
        """What a killed process had begun to write; other processes at work are left alone."""
        for leftover in self._incoming.iterdir():
            pid = leftover.name.rpartition(".")[2]
            if not pid.isdigit() or int(pid) == os.getpid() or not _is_running(int(pid)):
                leftover.unlink(missing_ok=True)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
