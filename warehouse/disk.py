"""What every writer of the home folder needs of the file system: whole files, durable folders, and
what to tell a person when the disk refuses."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from pathlib import Path

from transforms.errors import ProngsaiError

_DISK_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE)


def disk_error(error: OSError, doing_th: str, doing_en: str) -> ProngsaiError:
    """The error a person sees (exit 1) when the file system refused ``doing_*`` (a phrase such as
    "while publishing"); a full disk, a read-only or forbidden place get their own next action."""
    place = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ProngsaiError(
            f"ดิสก์เต็ม{doing_th}{place} ข้อมูลเดิมยังอยู่ครบ: เพิ่มพื้นที่ว่างแล้วสั่ง `prongsai run` อีกครั้ง",
            f"The disk is full {doing_en}{place}. Nothing that was there is lost: "
            "free some space, then `prongsai run` again.",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ProngsaiError(
            f"ไม่มีสิทธิ์เขียน{doing_th}{place} ข้อมูลเดิมยังอยู่ครบ: แก้สิทธิ์ของโฟลเดอร์แล้วสั่ง `prongsai run` อีกครั้ง",
            f"Writing is not allowed {doing_en}{place}. Nothing that was there is lost: "
            "mend the folder's permissions, then `prongsai run` again.",
        )
    reason = error.strerror or str(error)
    return ProngsaiError(
        f"เขียนหรืออ่านดิสก์ไม่ได้{doing_th}{place}: {reason} ข้อมูลเดิมยังอยู่ครบ: "
        "ตรวจดิสก์ด้วย `prongsai doctor` แล้วสั่งใหม่อีกครั้ง",
        f"The disk failed {doing_en}{place}: {reason}. Nothing that was there is lost: "
        "look at it with `prongsai doctor`, then try again.",
    )


def sha256_of(content: bytes) -> str:
    """The sha256 of the bytes, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def sha256_of_file(path: Path) -> str:
    """The sha256 of a file's content, read in blocks. Raises :class:`OSError`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_path(path: Path) -> None:
    """Make a file's content, or a folder's list of names, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file_system(folder: Path) -> None:
    """Make everything written to the file system of ``folder`` survive a power cut, in one call:
    for many small files far cheaper than one ``fsync`` each."""
    import ctypes

    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)


def is_refused_by_disk(error: Exception) -> bool:
    """Whether the disk is behind the error. DuckDB, Polars and XlsxWriter hand the reason on in
    their message alone, and under several classes."""
    return isinstance(error, OSError) or any(os.strerror(number) in str(error) for number in _DISK_ERRORS)


def disk_error_of(error: Exception, doing_th: str, doing_en: str) -> ProngsaiError:
    """:func:`disk_error` for an error of which :func:`is_refused_by_disk` is true."""
    if isinstance(error, OSError) and error.errno is not None:
        return disk_error(error, doing_th, doing_en)
    for number in _DISK_ERRORS:
        if os.strerror(number) in str(error):
            return disk_error(OSError(number, os.strerror(number)), doing_th, doing_en)
    return disk_error(OSError(0, str(error).partition("\n")[0][:200]), doing_th, doing_en)


def link_file(source: Path, target: Path) -> None:
    """Let ``target`` be the file ``source``, a copy where there can be no link; what stood there is gone, and
    not written through."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        # A file system without links, or a file with as many as it can have.
        shutil.copyfile(source, target)
