"""One run at a time in a home folder: a lock that the kernel frees when its holder dies."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from transforms.errors import ProngsaiError, RunLocked

LOCK_FILE = ".prongsai.lock"

#: Home folders that this process holds: the flow, which is started by the scheduler as well as by the
#: command line, asks again for what the command line already has.
_held: set[Path] = set()


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who holds the lock: process, run, and since when (ISO 8601, UTC)."""

    pid: int
    run_id: str
    started: str


@contextmanager
def run_lock(home: Path, run_id: str) -> Iterator[None]:
    """Hold the lock of ``home`` within. Raises :class:`RunLocked` where another process holds it. The
    file stays when the lock is released: removing it would let two processes lock two files."""
    key = home.resolve()
    if key in _held:
        yield
        return
    descriptor = _open(home)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
            raise _locked(home, _read(descriptor)) from error
        holder = LockHolder(os.getpid(), run_id, datetime.now(UTC).isoformat(timespec="seconds"))
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, (json.dumps(asdict(holder)) + "\n").encode(), 0)
        _held.add(key)
        try:
            yield
        finally:
            _held.discard(key)
    finally:
        os.close(descriptor)


def lock_holder(home: Path) -> LockHolder | None:
    """Who holds the lock now, or ``None``. Never waits."""
    try:
        descriptor = os.open(home / LOCK_FILE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        # A shared lock: two that ask at once do not see each other.
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return _read(descriptor) or LockHolder(0, "?", "?")
    finally:
        os.close(descriptor)
    return None


def _open(home: Path) -> int:
    try:
        home.mkdir(parents=True, exist_ok=True)
        # Not inherited: a worker that outlives the run must not hold its lock.
        return os.open(home / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProngsaiError(
            f"เขียนในโฟลเดอร์ {home} ไม่ได้ ({reason}): แก้สิทธิ์หรือพื้นที่ดิสก์ หรือระบุโฟลเดอร์อื่นด้วย --home",
            f"The home folder {home} cannot be written ({reason}). Mend its permissions or the disk, "
            "or name another one with --home.",
        ) from error


def _read(descriptor: int) -> LockHolder | None:
    try:
        return LockHolder(**json.loads(os.pread(descriptor, 4096, 0)))
    except (OSError, ValueError, TypeError):
        return None


def _locked(home: Path, holder: LockHolder | None) -> RunLocked:
    who = f" (pid {holder.pid}, {holder.run_id}, {holder.started})" if holder else ""
    return RunLocked(
        f"มีรอบการทำงานอื่นกำลังใช้ {home} อยู่{who}: รอให้เสร็จ แล้วสั่ง `prongsai run` อีกครั้ง",
        f"Another run is at work in {home}{who}. Wait until it ends, then `prongsai run` again.",
    )
