"""The journal of what arrived: ``HOME/archive/journal.jsonl``, one JSON object a line, only ever
appended to. With the archive it is all that is needed to build everything else again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from transforms.errors import ProngsaiError
from warehouse.disk import disk_error, sync_path

_BLOCK = 1 << 16
_DOING = ("ขณะเขียนบันทึกการรับเอกสาร", "while the journal was written")


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One file that was received: when (UTC), where from, under which name, its bytes' sha256 and
    the run that took it in. Bytes of a name that are not UTF-8 (``surrogateescape``) become
    ``\\udcNN``, so that an entry can be written anywhere. Raises :class:`ValueError` for a time
    without a time zone."""

    received_at: datetime
    source_uri: str
    file_name: str
    sha256: str
    run_id: str

    def __post_init__(self) -> None:
        if self.received_at.tzinfo is not UTC:
            if self.received_at.tzinfo is None:
                raise ValueError("received_at needs a time zone")
            object.__setattr__(self, "received_at", self.received_at.astimezone(UTC))
        object.__setattr__(self, "source_uri", printable(self.source_uri))
        object.__setattr__(self, "file_name", printable(self.file_name))


def printable(name: str) -> str:
    """The name as valid Unicode: bytes that are not UTF-8 as ``\\udcNN``, all else as it is."""
    return name.encode("utf-8", "backslashreplace").decode()


class Journal:
    """The journal of one home folder. Opening it writes nothing."""

    def __init__(self, home: Path) -> None:
        self.path = home / "archive" / "journal.jsonl"

    def append(self, entries: Sequence[JournalEntry]) -> None:
        """Write the entries in one piece and make them durable. A line that a killed run left torn
        is cut first. When the disk refuses, the journal is as it was and :class:`ProngsaiError`
        is raised."""
        if not entries:
            return
        written = "".join(_line(entry) for entry in entries).encode()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            is_new = not self.path.exists()
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                _append(descriptor, written)
            finally:
                os.close(descriptor)
            if is_new:
                sync_path(self.path.parent)
        except OSError as error:
            raise disk_error(error, *_DOING) from error

    def entries(self) -> Iterator[JournalEntry]:
        """Every entry in the order of arrival. A torn last line is not an entry; a damaged line
        before it is a :class:`ProngsaiError` that names the line."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise disk_error(error, "ขณะอ่านบันทึกการรับเอกสาร", "while the journal was read") from error
        # Split at line feeds alone: names may hold other line separators.
        lines = content.split(b"\n")
        for number, line in enumerate(lines[:-1], start=1):
            try:
                fields = json.loads(line)
                fields["received_at"] = datetime.fromisoformat(fields["received_at"])
                yield JournalEntry(**fields)
            except (ValueError, TypeError, KeyError) as error:
                raise self._damaged(number) from error

    def latest(self) -> dict[str, JournalEntry]:
        """The last entry of every source, by ``source_uri``."""
        return {entry.source_uri: entry for entry in self.entries()}

    def _damaged(self, number: int) -> ProngsaiError:
        return ProngsaiError(
            f"บันทึกการรับเอกสารเสียหายที่บรรทัด {number}: {self.path} "
            "กู้คืนไฟล์นี้จากข้อมูลสำรอง หรือลบบรรทัดนั้นแล้วนำไฟล์ต้นเรื่องใส่ inbox อีกครั้ง",
            f"The journal is damaged at line {number}: {self.path}. Restore it from a backup, or "
            "remove that line and put its file into the inbox again.",
        )


def _line(entry: JournalEntry) -> str:
    fields = {
        "received_at": entry.received_at.isoformat(timespec="microseconds"),
        "source_uri": entry.source_uri,
        "file_name": entry.file_name,
        "sha256": entry.sha256,
        "run_id": entry.run_id,
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _append(descriptor: int, content: bytes) -> None:
    end = _end_of_last_line(descriptor)
    os.ftruncate(descriptor, end)
    try:
        rest, position = memoryview(content), end
        while rest:
            count = os.pwrite(descriptor, rest, position)
            rest, position = rest[count:], position + count
        os.fsync(descriptor)
    except OSError:
        with suppress(OSError):
            os.ftruncate(descriptor, end)
        raise


def _end_of_last_line(descriptor: int) -> int:
    """The offset after the last line feed: what follows it is the torn line of a killed run."""
    end = os.fstat(descriptor).st_size
    while end > 0:
        start = max(0, end - _BLOCK)
        found = os.pread(descriptor, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0
