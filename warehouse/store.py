"""The pipeline's own database, ``store.duckdb`` in the home's work folder: the rows of facts of every
document that was ever read, so that an unchanged document is not read again.

Schema ``extracted`` has one table a dataclass of :data:`transforms.facts.ROW_TYPES`, with exactly its
fields. Analysts never open it; whoever deletes it loses nothing but the time to read the archive again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import duckdb

from transforms.errors import ProngsaiError
from transforms.facts import ROW_TYPES
from warehouse.disk import disk_error, is_refused_by_disk
from warehouse.metadata import extracted_ddl

if TYPE_CHECKING:
    import polars as pl

#: Beside the data alone: what a store must have been made by to be used again.
_STORE_VERSION = "1"
_KEPT_BROKEN = 2
_DOING = ("ขณะบันทึกข้อมูลที่อ่านได้", "while what was read was saved")

_BOOKKEEPING = """
CREATE TABLE extracted.meta (schema_version VARCHAR NOT NULL);
CREATE TABLE extracted.results (
  sha256 VARCHAR PRIMARY KEY, document_id VARCHAR NOT NULL, cache_key VARCHAR NOT NULL,
  cpu_seconds DOUBLE, extracted_at TIMESTAMP);
CREATE TABLE extracted.inbox_files (
  path BLOB PRIMARY KEY, size BIGINT NOT NULL, mtime_ns BIGINT NOT NULL, inode UBIGINT NOT NULL,
  sha256 VARCHAR NOT NULL);
"""
_RESULT_COLUMNS = ("sha256", "document_id", "cache_key", "cpu_seconds", "extracted_at")


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file of an inbox as it was when its content was last hashed. ``path`` may hold undecodable
    bytes (``surrogateescape``); ``size`` is in bytes, ``mtime_ns`` in nanoseconds."""

    path: str
    size: int
    mtime_ns: int
    inode: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A store that could not be used: where it was moved, and what to tell people."""

    path: Path
    message_th: str
    message_en: str


class _Unusable(Exception):
    """The file is not a store, or one of another schema."""


class Store:
    """The store of one home folder, open for reading and writing within ``with``. One process at a
    time: another one is refused with :class:`ProngsaiError`. :attr:`set_aside` is not ``None``
    where the file that was there could not be used and a new, empty one was made."""

    def __init__(self, home: Path) -> None:
        self.path = home / "work" / "store.duckdb"
        self.set_aside: SetAside | None = None
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._ddl = ";\n".join([*extracted_ddl(), _BOOKKEEPING])
        self._schema_version = (
            f"{_STORE_VERSION}-{hashlib.blake2b(self._ddl.encode(), digest_size=8).hexdigest()}"
        )

    def __enter__(self) -> Self:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise disk_error(error, *_DOING) from error
        try:
            self._connection = self._open()
        except _Unusable as unusable:
            self.set_aside = self._move_away(str(unusable))
            self._connection = self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was saved is in it. Does nothing when it is closed."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            # A failed checkpoint loses nothing: the log beside the file is read at the next opening.
            with suppress(duckdb.Error):
                connection.close()

    def fresh(self, cache_key: str) -> set[str]:
        """The sha256s of the documents that were read under this cache key."""
        found = self._open_connection.execute(
            "SELECT sha256 FROM extracted.results WHERE cache_key = ?", [cache_key]
        ).fetchall()
        return {sha256 for (sha256,) in found}

    def loaded(self, document_ids: Sequence[str]) -> set[str]:
        """Those of the documents that were read before and not set aside."""
        if not document_ids:
            return set()
        found = self._open_connection.execute(
            "SELECT document_id FROM extracted.documents WHERE state <> 'quarantined' "
            "AND document_id IN (SELECT unnest(?))",
            [list(document_ids)],
        ).fetchall()
        return {document_id for (document_id,) in found}

    def try_again(self, document_ids: Collection[str]) -> None:
        """Keep what was read of these documents, and count it as read under no rules of today."""
        if document_ids:
            self._open_connection.execute(
                "UPDATE extracted.results SET cache_key = '' WHERE document_id IN (SELECT unnest(?))",
                [list(document_ids)],
            )

    def known_sha256s(self) -> set[str]:
        """The sha256s of all documents that were ever read, under whatever rules."""
        found = self._open_connection.execute("SELECT sha256 FROM extracted.results").fetchall()
        return {sha256 for (sha256,) in found}

    def save(self, frames: Mapping[str, pl.DataFrame], results: pl.DataFrame) -> None:
        """Keep what a batch of documents gave, in one transaction.

        ``frames``: table name of :data:`ROW_TYPES` -> its rows (a table without rows may be left
        out); ``results``: one row a document with sha256, document_id, cache_key, cpu_seconds and
        extracted_at (UTC where it has no zone). Every row that the store had of these documents is
        replaced. Raises :class:`ValueError` for an unknown table, :class:`ProngsaiError` when the
        disk refuses; the store is then as it was."""
        unknown = frames.keys() - ROW_TYPES.keys()
        if unknown:
            raise ValueError(f"no such tables of facts: {', '.join(sorted(unknown))}")
        connection = self._open_connection
        connection.register("batch_results", _without_zone(results.select(_RESULT_COLUMNS)))
        connection.execute("BEGIN")
        try:
            self._delete_older()
            for name, frame in frames.items():
                if frame.height:
                    connection.register("batch_rows", frame)
                    connection.execute(f"INSERT INTO extracted.{name} BY NAME SELECT * FROM batch_rows")
                    connection.unregister("batch_rows")
            connection.execute("INSERT OR REPLACE INTO extracted.results BY NAME SELECT * FROM batch_results")
            connection.execute("COMMIT")
        except BaseException as error:
            with suppress(duckdb.Error):
                connection.execute("ROLLBACK")
            if isinstance(error, duckdb.Error) and is_refused_by_disk(error):
                raise _refused(self.path, error) from error
            raise
        finally:
            connection.unregister("batch_results")

    def known_files(self) -> dict[str, KnownFile]:
        """The files of the inboxes as last seen, by path."""
        found = self._open_connection.execute(
            "SELECT path, size, mtime_ns, inode, sha256 FROM extracted.inbox_files"
        ).fetchall()
        files = (KnownFile(os.fsdecode(row[0]), *row[1:]) for row in found)
        return {file.path: file for file in files}

    def remember_files(self, files: Iterable[KnownFile]) -> None:
        """Remember the files as they are now; of one path the last counts."""
        import polars as pl

        rows = [
            (os.fsencode(file.path), file.size, file.mtime_ns, file.inode, file.sha256)
            for file in {file.path: file for file in files}.values()
        ]
        if not rows:
            return
        schema = {"path": pl.Binary, "size": pl.Int64, "mtime_ns": pl.Int64, "inode": pl.UInt64}
        frame = pl.DataFrame(rows, schema={**schema, "sha256": pl.String}, orient="row")
        connection = self._open_connection
        connection.register("batch_files", frame)
        try:
            connection.execute(
                "INSERT OR REPLACE INTO extracted.inbox_files BY NAME SELECT * FROM batch_files"
            )
        except duckdb.Error as error:
            if is_refused_by_disk(error):
                raise _refused(self.path, error) from error
            raise
        finally:
            connection.unregister("batch_files")

    def count(self, table: str) -> int:
        """How many rows a table of facts has, of all documents."""
        if table not in ROW_TYPES:
            raise ValueError(f"no such table of facts: {table}")
        ((count,),) = self._open_connection.execute(f"SELECT count(*) FROM extracted.{table}").fetchall()
        return int(count)

    @property
    def _open_connection(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            raise RuntimeError("the store is used outside of its `with` block")
        return self._connection

    def _delete_older(self) -> None:
        connection = self._open_connection
        older = connection.execute(
            "SELECT document_id FROM extracted.results SEMI JOIN batch_results USING (document_id)"
        ).fetchall()
        # Most batches are new: then no table is looked through.
        if older:
            documents = [document_id for (document_id,) in older]
            for name in ROW_TYPES:
                connection.execute(
                    f"DELETE FROM extracted.{name} WHERE document_id IN (SELECT unnest(?))", [documents]
                )

    def _open(self) -> duckdb.DuckDBPyConnection:
        is_new = not self.path.exists()
        try:
            connection = duckdb.connect(
                str(self.path),
                config={"memory_limit": "400MB", "preserve_insertion_order": "false"},
            )
        except duckdb.IOException as error:
            if _is_locked(error):
                raise _in_use(self.path) from error
            if is_new or is_refused_by_disk(error):
                raise _refused(self.path, error) from error
            raise _Unusable(_first_line(error)) from error
        except duckdb.Error as error:
            if is_new:
                raise
            raise _Unusable(_first_line(error)) from error
        try:
            if is_new:
                self._create(connection)
            else:
                self._demand_schema(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _create(self, connection: duckdb.DuckDBPyConnection) -> None:
        try:
            connection.execute("BEGIN")
            connection.execute(self._ddl)
            # Written last, in the same transaction: a store that has its version is whole.
            connection.execute("INSERT INTO extracted.meta VALUES (?)", [self._schema_version])
            connection.execute("COMMIT")
        except (duckdb.IOException, duckdb.FatalException) as error:
            raise _refused(self.path, error) from error

    def _demand_schema(self, connection: duckdb.DuckDBPyConnection) -> None:
        try:
            versions = connection.execute("SELECT schema_version FROM extracted.meta").fetchall()
            for name in ("results", "inbox_files", *ROW_TYPES):
                connection.execute(f"SELECT count(*) FROM extracted.{name}").fetchall()
        except duckdb.Error as error:
            raise _Unusable(_first_line(error)) from error
        if versions != [(self._schema_version,)]:
            raise _Unusable("it was made by another version of the program")

    def _move_away(self, reason: str) -> SetAside:
        numbers = [
            int(path.suffix[len(".broken-") :])
            for path in self.path.parent.glob(f"{self.path.name}.broken-*")
            if path.suffix[len(".broken-") :].isdigit()
        ]
        number = max(numbers, default=0) + 1
        moved = self.path.with_name(f"{self.path.name}.broken-{number}")
        try:
            # The log first: beside a new file it would belong to another database.
            log = self.path.with_name(f"{self.path.name}.wal")
            if log.exists():
                log.replace(moved.with_name(f"{moved.name}.wal"))
            self.path.replace(moved)
            _remove_oldest(self.path, numbers)
        except OSError as error:
            raise disk_error(error, *_DOING) from error
        return SetAside(
            moved,
            f"ที่เก็บข้อมูลระหว่างทำงานใช้ไม่ได้ ({reason}) จึงย้ายไปที่ {moved} แล้วสร้างใหม่: "
            "รอบนี้จะอ่านเอกสารทั้งหมดจากคลังอีกครั้ง ไม่มีข้อมูลสูญหาย",
            f"The working store could not be used ({reason}); it was moved to {moved} and made anew: "
            "this run reads all documents from the archive again, nothing is lost.",
        )


def _without_zone(results: pl.DataFrame) -> pl.DataFrame:
    """Times as UTC without a zone: DuckDB would shift others to the zone of the machine."""
    import polars as pl

    zoned = pl.col(pl.Datetime("us", "*"), pl.Datetime("ms", "*"), pl.Datetime("ns", "*"))
    return results.with_columns(zoned.dt.convert_time_zone("UTC").dt.replace_time_zone(None))


def _remove_oldest(store: Path, numbers: Sequence[int]) -> None:
    for number in sorted(numbers)[: max(0, len(numbers) - _KEPT_BROKEN + 1)]:
        for suffix in ("", ".wal"):
            store.with_name(f"{store.name}.broken-{number}{suffix}").unlink(missing_ok=True)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]


def _is_locked(error: duckdb.Error) -> bool:
    return "lock on file" in str(error) or "file handle conflict" in str(error)


def _in_use(path: Path) -> ProngsaiError:
    return ProngsaiError(
        f"โปรแกรมอื่นกำลังใช้ไฟล์ {path} อยู่ ปิดโปรแกรมนั้นแล้วสั่งใหม่อีกครั้ง",
        f"Another program has {path} open. Close it, then try again.",
    )


def _refused(path: Path, error: duckdb.Error) -> ProngsaiError:
    return ProngsaiError(
        f"{_DOING[0]} เขียนไฟล์ {path} ไม่ได้: {_first_line(error)} ข้อมูลเดิมยังอยู่ครบ: "
        "เพิ่มพื้นที่ว่างหรือแก้สิทธิ์ของโฟลเดอร์แล้วสั่ง `prongsai run` อีกครั้ง",
        f"Writing {path} failed {_DOING[1]}: {_first_line(error)}. Nothing that was there is lost: "
        "free some space or mend the folder's permissions, then `prongsai run` again.",
    )
