"""What stands in the inboxes: files to take in, and what could not be looked at."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from transforms.errors import WrongUse
from transforms.read.file_names import is_passed_over

#: Folders of a home folder that hold what runs make; an inbox around them must not swallow them.
_OWN_FOLDERS = (
    *("archive", "corrections", "publications", "reference", "work"),
    *("current", "warehouse", "exports", "site"),
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file of an inbox as it stood: absolute path (undecodable bytes escaped), size in
    bytes, time of change in nanoseconds, inode."""

    path: str
    size: int
    mtime_ns: int
    inode: int

    @property
    def source_uri(self) -> str:
        """Its absolute ``file:`` address."""
        return Path(self.path).as_uri()

    @property
    def name(self) -> str:
        """The name without folders."""
        return Path(self.path).name


@dataclass(frozen=True, slots=True)
class InboxWarning:
    """What could not be taken in: the rule of the issue catalogue, where, and why."""

    rule: str
    path: str
    detail: str


class ChangedWhileRead(Exception):
    """The file is still being written."""


def demand_inboxes(inboxes: Sequence[Path]) -> None:
    """Raise :class:`WrongUse` (exit 2) for the first inbox that is no folder."""
    for inbox in inboxes:
        try:
            there = inbox.is_dir()
        except OSError:
            there = True  # it stands in a folder that cannot be looked into: a warning of the run
        if there:
            continue
        what_th, what_en = (
            ("ไม่ใช่โฟลเดอร์", "is not a folder") if inbox.exists() else ("ไม่มีอยู่", "does not exist")
        )
        raise WrongUse(
            f"โฟลเดอร์รับเข้า {inbox} {what_th}: สร้างโฟลเดอร์และวางรายงานไว้ หรือระบุโฟลเดอร์อื่นด้วย --inbox",
            f"The inbox {inbox} {what_en}. Make it and put reports into it, or name another with --inbox.",
        )


def walk(inboxes: Sequence[Path], home: Path) -> Iterator[FoundFile | InboxWarning]:
    """Every regular file under the inboxes once, in the order of names; hidden and temporary files are
    passed over, and so are the home's own folders. What cannot be looked at is a warning. Raises
    :class:`WrongUse` where an inbox is one of these folders."""
    own = {(home / name).resolve() for name in _OWN_FOLDERS}
    seen: set[str] = set()
    for inbox in inboxes:
        if inbox.resolve() in own or own & set(inbox.resolve().parents):
            raise WrongUse(
                f"โฟลเดอร์รับเข้า {inbox} เป็นโฟลเดอร์ที่ระบบใช้เก็บผลของตัวเอง: ระบุโฟลเดอร์อื่นด้วย --inbox",
                f"The inbox {inbox} is where runs keep what they make. Name another folder with --inbox.",
            )
        for found in _walk(str(inbox.resolve()), own):
            if found.path not in seen:
                seen.add(found.path)
                yield found


def read_unchanged(found: FoundFile, most_bytes: int) -> tuple[bytes, FoundFile]:
    """The content, and the file as it stood while it was read. Raises :class:`OSError` when it cannot
    be opened, :class:`ChangedWhileRead` when it changed meanwhile, :class:`OverflowError` when it has
    more than ``most_bytes``."""
    # Not blocking: a pipe that took the file's place since the walk would wait for a writer.
    descriptor = os.open(found.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", found.path)
        if before.st_size > most_bytes:
            raise OverflowError(before.st_size)
        parts = []
        read = 0
        while part := file.read(min(1 << 24, most_bytes + 1 - read)):
            parts.append(part)
            read += len(part)
        after = os.fstat(descriptor)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or read != after.st_size:
        raise ChangedWhileRead(found.path)
    return b"".join(parts), _found(found.path, after)


def _walk(inbox: str, own: set[Path]) -> Iterator[FoundFile | InboxWarning]:
    """The files below ``inbox``. What is left of each folder waits in a list: however deep folders are
    nested, the depth of calls is the same."""
    waiting = [_entries(inbox)]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
        elif isinstance(entry, InboxWarning):
            yield entry
        elif entry.is_dir(follow_symlinks=False):
            if Path(entry.path) not in own:
                waiting.append(_entries(entry.path))
        else:
            yield _looked_at(entry, inbox)


def _entries(folder: str) -> Iterator[os.DirEntry[str] | InboxWarning]:
    """What a folder holds, in the order of names."""
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield InboxWarning("folder-unreadable", folder, error.strerror or str(error))
        return
    yield from (entry for entry in listed if not is_passed_over(entry.name))


def _looked_at(entry: os.DirEntry[str], inbox: str) -> FoundFile | InboxWarning:
    """A regular file, or why it is not taken in."""
    try:
        status = entry.stat()
    except FileNotFoundError:
        reason = "the link leads nowhere" if entry.is_symlink() else "gone"
        return InboxWarning("file-vanished", entry.path, reason)
    except OSError as error:
        return InboxWarning("file-unreadable", entry.path, error.strerror or str(error))
    if stat.S_ISDIR(status.st_mode):
        # A link to a folder may lead in a circle, or out of what people meant to hand in.
        return InboxWarning("folder-unreadable", entry.path, "a link to a folder; name it with --inbox")
    if not stat.S_ISREG(status.st_mode):
        return InboxWarning("file-unreadable", entry.path, "not a regular file")
    if entry.is_symlink() and not _leads_into(inbox, entry.path):
        return InboxWarning("file-unreadable", entry.path, "a link out of the inbox: put the file there")
    return _found(entry.path, status)


def _leads_into(inbox: str, link: str) -> bool:
    """Whether what a link names stands in the inbox: who may write there may not hand in any file of
    the machine."""
    return Path(link).resolve().is_relative_to(inbox)


def _found(path: str, status: os.stat_result) -> FoundFile:
    return FoundFile(path, status.st_size, status.st_mtime_ns, status.st_ino)
