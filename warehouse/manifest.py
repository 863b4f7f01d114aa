"""The manifest of a publication: what it holds, from which run, and how to see that it is whole."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from warehouse.disk import sha256_of_file

MANIFEST = "manifest.json"
#: Where the warehouse stands within a publication.
DATABASE = Path("warehouse") / "prongsai.duckdb"
#: DuckDB's number of the storage format v1.4.0: clients from 1.4 on read it.
_NEWEST_STORAGE_VERSION = 67

_RUN_COLUMNS = ("version", "as_of", "rules_digest", "register_digest", "accepted_rule", "accepted_reason")


def write_manifest(
    folder: Path,
    run_id: str,
    created_at: datetime | None = None,
    inputs_digest: str | None = None,
    last: Path | None = None,
) -> Path:
    """Write ``manifest.json`` over everything in the folder of a publication: run, version, as_of,
    digests of rules and register, rows by table, summary of the checks (all read from the
    database), the digest of what it was made from, and every file with sha256 and bytes. A file that is
    linked from the publication ``last`` (its folder) is not read: who links a file holds it against the
    manifest that it comes from. Raises :class:`OSError` and :class:`duckdb.Error`."""
    manifest: dict[str, object] = {
        "run_id": run_id,
        "created_at": (created_at or datetime.now(UTC)).isoformat(timespec="microseconds"),
        "inputs_digest": inputs_digest,
    }
    with duckdb.connect(str(folder / DATABASE), read_only=True) as connection:
        tables = _tables(connection)
        manifest |= _run(connection, run_id, tables)
        manifest["checks"] = _checks(connection, run_id, tables)
        manifest["rows"] = _row_counts(connection, tables)
    known = known_entries(last)
    files = [
        {
            "path": name,
            "sha256": _sha256_of_last(name, found, last, known) or sha256_of_file(folder / name),
            "bytes": found.st_size,
        }
        for name, found in sorted(_files(folder))
    ]
    path = folder / MANIFEST
    path.write_text(_written(manifest, files), encoding="utf-8")
    return path


def read_manifest(folder: Path) -> dict[str, object]:
    """The manifest of a publication. Raises :class:`OSError` or :class:`ValueError`."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), list):
        raise ValueError("not a manifest")
    if not all(
        isinstance(file, dict) and file.keys() >= {"path", "sha256", "bytes"} for file in manifest["files"]
    ):
        raise ValueError("not a manifest: an entry of a file lacks its path, sha256 or bytes")
    return manifest


def verify(folder: Path, read: bool = True) -> list[str]:
    """What is wrong with a publication, empty when it is whole: files that are missing, changed or
    not in its manifest, a write-ahead log beside the database, a database that older clients
    cannot read. Every file is read, unless ``read`` is false: then its size must do."""
    try:
        listed = entries_by_path(read_manifest(folder))
    except (OSError, ValueError) as error:
        return [f"{MANIFEST}: {error}"]
    found = dict(_files(folder))
    problems = [f"{name}: missing" for name in sorted(listed.keys() - found.keys())]
    problems += [f"{name}: not in the manifest" for name in sorted(found.keys() - listed.keys())]
    for name in sorted(found.keys() & listed.keys()):
        try:
            if found[name].st_size != listed[name]["bytes"]:
                problems.append(f"{name}: another size than in the manifest")
            elif read and sha256_of_file(folder / name) != listed[name]["sha256"]:
                problems.append(f"{name}: another sha256 than in the manifest")
        except OSError as error:
            problems.append(f"{name}: {error.strerror}")
    return problems + database_problems(folder / DATABASE)


def entries_by_path(manifest: Mapping[str, object]) -> Mapping[str, Mapping[str, object]]:
    """What a manifest says of each file of its publication, by its path in it."""
    files = manifest["files"]
    assert isinstance(files, list)
    return {entry["path"]: entry for entry in files}


def file_entry(manifest: Mapping[str, object], path: Path) -> Mapping[str, object]:
    """What a manifest says of one file of its publication. Raises :class:`KeyError`."""
    return entries_by_path(manifest)[path.as_posix()]


def database_problems(database: Path) -> list[str]:
    """What stands against a database as a published one, its content aside: a write-ahead log beside it,
    a format that older clients cannot read."""
    problems = []
    if database.with_name(f"{database.name}.wal").exists():
        problems.append(f"{DATABASE.as_posix()}: has a write-ahead log beside it")
    try:
        with database.open("rb") as file:
            header = file.read(20)
    except OSError as error:
        return [*problems, f"{DATABASE.as_posix()}: {error.strerror}"]
    # Eight bytes of checksum, the word DUCK, then the number of the storage format.
    if header[8:12] != b"DUCK":
        problems.append(f"{DATABASE.as_posix()}: not a DuckDB file")
    elif int.from_bytes(header[12:20], "little") > _NEWEST_STORAGE_VERSION:
        problems.append(f"{DATABASE.as_posix()}: unreadable for DuckDB clients before 2.0")
    return problems


def _files(folder: Path, below: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Every file of a publication beside its manifest, by its path in it. There may be thousands."""
    with os.scandir(folder / below) as entries:
        for entry in entries:
            name = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder, f"{name}/")
            elif name != MANIFEST:
                yield name, entry.stat(follow_symlinks=False)


def known_entries(last: Path | None) -> Mapping[str, Mapping[str, object]]:
    """:func:`entries_by_path` of the publication ``last`` (its folder); none where there is no such, or no
    manifest that can be read."""
    if last is not None:
        with suppress(OSError, ValueError):
            return entries_by_path(read_manifest(last))
    return {}


def _sha256_of_last(
    name: str, found: os.stat_result, last: Path | None, known: Mapping[str, Mapping[str, object]]
) -> str | None:
    """The sha256 of a file that is the very file of the last publication, else ``None``."""
    if last is not None and found.st_nlink > 1 and name in known and known[name]["bytes"] == found.st_size:
        with suppress(OSError):
            if os.path.samestat(found, (last / name).stat()):
                return str(known[name]["sha256"])
    return None


def _written(manifest: Mapping[str, object], files: list[dict[str, object]]) -> str:
    """The manifest as JSON, a file a line."""
    head = json.dumps(manifest, ensure_ascii=False, indent=2).removesuffix("\n}")
    lines = ",\n".join(f"    {json.dumps(file, ensure_ascii=False)}" for file in files)
    return f'{head},\n  "files": [\n{lines}\n  ]\n}}\n'


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    found = connection.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT internal ORDER BY ALL"
    ).fetchall()
    return [name for (name,) in found]


def _row_counts(connection: duckdb.DuckDBPyConnection, tables: list[str]) -> dict[str, int]:
    if not tables:
        return {}
    counts = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in tables)
    return dict(sorted(connection.execute(counts).fetchall()))


def _run(connection: duckdb.DuckDBPyConnection, run_id: str, tables: list[str]) -> dict[str, object]:
    run: dict[str, object] = dict.fromkeys(_RUN_COLUMNS)
    if "quality.runs" in tables:
        cursor = connection.execute("SELECT * FROM quality.runs WHERE run_id = ?", [run_id])
        names = [column[0] for column in cursor.description or []]
        for row in cursor.fetchall():
            values = dict(zip(names, row, strict=True))
            run = {name: _plain(values.get(name)) for name in _RUN_COLUMNS}
    return run


def _checks(
    connection: duckdb.DuckDBPyConnection, run_id: str, tables: list[str]
) -> dict[str, object] | None:
    if "quality.checks" not in tables:
        return None
    ((total, failed),) = connection.execute(
        "SELECT count(*), count(*) FILTER (NOT success) FROM quality.checks WHERE run_id = ?", [run_id]
    ).fetchall()
    names = connection.execute(
        "SELECT DISTINCT suite || ': ' || expectation FROM quality.checks "
        "WHERE run_id = ? AND NOT success ORDER BY ALL",
        [run_id],
    ).fetchall()
    return {"total": total, "failed": failed, "failed_expectations": [name for (name,) in names]}


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
