"""The first stage: what stands in the inboxes into archive and journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice

from flows.inbox import ChangedWhileRead, FoundFile, InboxWarning, demand_inboxes, read_unchanged, walk
from flows.run_request import Collected, RunRequest
from flows.unpacking import Unpacker, UnpackingFailed
from warehouse import publication
from warehouse.archive import Archive
from warehouse.continuity import demand_continuity
from warehouse.journal import Journal, JournalEntry
from warehouse.manifest import DATABASE
from warehouse.register import current_register
from warehouse.store import KnownFile, Store

#: Files between two times that all is made durable: a killed run repeats at most so many.
_BATCH_FILES = 500
_BATCH_BYTES = 64 << 20
#: A file that changed so shortly before it was read could change again within the same tick of the clock.
_SETTLED_NS = 2_000_000_000
_MEGABYTE = 1 << 20
#: First bytes of what may be a package of files.
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")


def collect(request: RunRequest) -> Collected:
    """Take in what is new: originals into the archive, then a line each into the journal. Files that
    are as they were are not read. What cannot be taken in is a warning, and the run goes on. Raises
    :class:`transforms.errors.WrongUse` for an inbox that does not exist, :class:`ProngsaiError` when
    the disk refuses."""
    if request.replay:
        return Collected()
    demand_inboxes(request.settings.inbox_folders)
    limits = request.settings
    with (
        Store(request.home) as store,
        Unpacker(request.home, limits.document_seconds, limits.document_megabytes) as unpacker,
    ):
        return _Collection(request, store, unpacker).all()


_NO_REGISTER = (
    "ยังไม่ได้นำเข้าทะเบียน อปท.: หน่วยงานทั้งหมดจึงมีรหัสชั่วคราว และไม่ทราบว่ายังขาดรายงานของใคร "
    "นำเข้าด้วย prongsai register import FILE",
    "No register of organizations was imported: all organizations are provisional, and who has not been "
    "received is not known. Import it with prongsai register import FILE.",
)


class _Collection:
    def __init__(self, request: RunRequest, store: Store, unpacker: Unpacker) -> None:
        self.request = request
        self.store = store
        self.unpacker = unpacker
        self.archive = Archive(request.home)
        self.journal = Journal(request.home)
        self.latest: dict[str, str] = {}
        self.seen: set[str] = set()
        self.last_received = datetime.min.replace(tzinfo=UTC)
        for entry in self.journal.entries():
            self.latest[entry.source_uri] = entry.sha256
            self.seen.add(entry.sha256)
            self.last_received = max(self.last_received, entry.received_at)
        self.within = _files_of_packages(self.latest)
        self.known = {} if request.full else store.known_files()
        self.counts = {"files": 0, "new": 0, "changed": 0, "duplicates": 0, "unchanged": 0, "unpacked": 0}
        self.warnings: list[InboxWarning] = []

    def all(self) -> Collected:
        files = self._looked_at(walk(self.request.settings.inbox_folders, self.request.home))
        while batch := list(islice(files, _BATCH_FILES)):
            self._take_in(batch)
        published = publication.current(self.request.home)
        if published is not None:
            demand_continuity(published / DATABASE, self.seen)
        set_aside = self.store.set_aside
        notes = [(set_aside.message_th, set_aside.message_en)] if set_aside else []
        if current_register(self.request.home) is None:
            notes.append(_NO_REGISTER)
        return Collected(**self.counts, warnings=tuple(self.warnings), notes=tuple(notes))

    def _looked_at(self, found: Iterable[FoundFile | InboxWarning]) -> Iterator[FoundFile]:
        """The files that have to be read; the others are counted."""
        for item in found:
            if isinstance(item, InboxWarning):
                self.warnings.append(item)
                continue
            self.counts["files"] += 1
            if self._is_known(item):
                self.counts["unchanged"] += 1
            else:
                yield item

    def _is_known(self, found: FoundFile) -> bool:
        known = self.known.get(found.path)
        return (
            known is not None
            and (known.size, known.mtime_ns, known.inode) == (found.size, found.mtime_ns, found.inode)
            and known.sha256 in self.seen
            and self.archive.path(known.sha256).exists()
            and self._has_all_within(found)
        )

    def _has_all_within(self, found: FoundFile) -> bool:
        """Whether the archive has the files of the package that this is. One that never gave any is looked
        at again: it may have been refused by the limits of an older version."""
        within = self.within.get(found.source_uri, ())
        if not within:
            return not found.name.lower().endswith(".zip")
        return all(self.archive.path(sha256).exists() for sha256 in within)

    def _take_in(self, batch: list[FoundFile]) -> None:
        entries: list[JournalEntry] = []
        files: list[KnownFile] = []
        size = 0
        for found in batch:
            taken = self._read(found)
            if taken is None:
                continue
            content, as_read = taken
            sha256 = self.archive.store(content)
            within = self._within(found, sha256) if content.startswith(_PACKED) else []
            entries += within or []
            entries += self._entry(found.source_uri, found.name, sha256)
            now = datetime.now(UTC).timestamp() * 1e9
            if within is not None and now - as_read.mtime_ns > _SETTLED_NS:
                files.append(KnownFile(as_read.path, as_read.size, as_read.mtime_ns, as_read.inode, sha256))
            size += len(content)
            if size >= _BATCH_BYTES:
                self._keep(entries, files)
                entries, files, size = [], [], 0
        self._keep(entries, files)

    def _keep(self, entries: list[JournalEntry], files: list[KnownFile]) -> None:
        # In this order: the journal names only what survives a power cut, and a file counts as
        # known only when the journal has it.
        self.archive.sync()
        self.journal.append(entries)
        self.store.remember_files(files)

    def _within(self, found: FoundFile, sha256: str) -> list[JournalEntry] | None:
        """The lines of the files in a package; none where it was taken in before; ``None`` where it has to
        be tried again. They stand before its own: where that is in the journal, they are too."""
        is_in = self.latest.get(found.source_uri) == sha256 and found.source_uri in self.within
        if is_in and not self.request.full and self._has_all_within(found):
            return []
        try:
            taken = [
                (file.source_uri, file.file_name, self.archive.store(file.content))
                for file in self.unpacker.files(sha256, found.source_uri) or ()
            ]
        except UnpackingFailed as failed:
            self._warn("file-unreadable", found, f"zip: {failed}")
            return None
        self.counts["unpacked"] += len(taken)
        return [entry for file in taken for entry in self._entry(*file)]

    def _entry(self, source_uri: str, name: str, sha256: str) -> list[JournalEntry]:
        """The line of the journal for what was read; none where it stood there before."""
        entry = JournalEntry(self._now(), source_uri, name, sha256, self.request.run_id)
        before = self.latest.get(entry.source_uri)
        if before == sha256:
            self.counts["unchanged"] += 1
            return []
        if sha256 in self.seen:
            self.counts["duplicates"] += 1
        else:
            self.counts["new"] += 1
            self.counts["changed"] += before is not None
        self.latest[entry.source_uri] = sha256
        self.seen.add(sha256)
        return [entry]

    def _now(self) -> datetime:
        """The time, later than that of every entry before: it decides which of two documents is the
        newer, and must not depend on how a run was cut into batches or on a clock set back."""
        self.last_received = max(datetime.now(UTC), self.last_received + timedelta(microseconds=1))
        return self.last_received

    def _read(self, found: FoundFile) -> tuple[bytes, FoundFile] | None:
        most = self.request.settings.file_megabytes
        try:
            return read_unchanged(found, most * _MEGABYTE)
        except FileNotFoundError:
            self._warn("file-vanished", found, "gone")
        except ChangedWhileRead:
            self._warn("file-changed-while-reading", found, "")
        except OverflowError:
            self._warn("file-too-large", found, f"{found.size / _MEGABYTE:.0f} MB > {most} MB")
        except OSError as error:
            self._warn("file-unreadable", found, error.strerror or str(error))
        return None

    def _warn(self, rule: str, found: FoundFile, detail: str) -> None:
        self.warnings.append(InboxWarning(rule, found.path, detail))


def _files_of_packages(latest: Mapping[str, str]) -> dict[str, list[str]]:
    """The address of each package → the sha256 of every file in it."""
    within: dict[str, list[str]] = {}
    for uri, sha256 in latest.items():
        package, inside, _ = uri.partition("!/")
        if inside:
            within.setdefault(package, []).append(sha256)
    return within
