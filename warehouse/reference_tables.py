"""The tables of schema ``reference``, filled from what was loaded before the run."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.errors import WrongUse
from transforms.persons import mask
from transforms.reference import Reference
from warehouse.metadata import Metadata, load_metadata, polars_type

if TYPE_CHECKING:
    import duckdb

SUCCESSIONS = "organization_successions.csv"
_SUCCESSION_COLUMNS = ("old_id", "new_id", "from_year", "reason")

Row = tuple[object, ...]


def fill_reference(connection: duckdb.DuckDBPyConnection, reference: Reference, successions: Path) -> None:
    """Fill every table of schema ``reference`` of the connection's current database. Raises
    :class:`WrongUse` for a faulty file of successions."""
    import polars

    fillers: dict[str, Callable[[], Iterator[Row]]] = {
        "frameworks": lambda: _frameworks(reference),
        "instruments": lambda: _instruments(reference),
        "indicators": lambda: _indicators(reference),
        "sub_indicators": lambda: _sub_indicators(reference),
        "items": lambda: _items(reference),
        "questions": lambda: _questions(reference),
        "levels": lambda: _levels(reference),
        "provinces": lambda: (
            (p.name, p.code, p.name_en, p.region, list(p.aliases)) for p in reference.provinces
        ),
        "organization_types": lambda: (
            (t.code, t.name, t.name_en, t.abbreviation) for t in reference.organization_types
        ),
        "departments": lambda: ((d.name, d.kind, d.parent, list(d.aliases)) for d in reference.departments),
        "wording_corrections": lambda: _wording_corrections(reference),
        "register": lambda: _register(reference),
        "organization_successions": lambda: read_successions(successions),
        "issue_rules": lambda: (
            (r.rule, r.severity, r.message_th, r.message_en, r.action_th, r.action_en)
            for r in reference.issue_rules.values()
        ),
        "dictionary": lambda: _dictionary(load_metadata()),
    }
    for table in load_metadata().of_schema("reference"):
        schema = {column.name: polars_type(column.type) for column in table.columns}
        rows = list(fillers[table.name]())
        frame = polars.DataFrame(rows, schema=schema, orient="row")
        connection.register("reference_rows", frame)
        connection.execute(f"INSERT INTO {table.full_name} SELECT * FROM reference_rows")
        connection.unregister("reference_rows")


def successions_file(home: Path) -> Path:
    """The file of organization successions in force: ``HOME/reference``'s own, else the bundled one."""
    own = home / "reference" / SUCCESSIONS
    return own if own.exists() else Path(__file__).parent / "reference" / SUCCESSIONS


def read_successions(path: Path) -> Iterator[Row]:
    """Rows (old_id, new_id, from_year or None, reason or None) of the successions file; none where
    there is no file. Raises :class:`WrongUse` naming file, line and column."""
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for column in _SUCCESSION_COLUMNS:
            if column not in (reader.fieldnames or ()):
                raise _faulty(path, 1, column, "ไม่มีคอลัมน์นี้", "there is no such column")
        for row in reader:
            values = {column: (row[column] or "").strip() for column in _SUCCESSION_COLUMNS}
            for column in ("old_id", "new_id"):
                if not values[column]:
                    raise _faulty(path, reader.line_num, column, "ว่าง", "it is empty")
            year = values["from_year"]
            if year and not (year.isascii() and year.isdigit() and 2550 <= int(year) <= 2650):
                raise _faulty(
                    path,
                    reader.line_num,
                    "from_year",
                    f"ไม่ใช่ปี พ.ศ.: {year}",
                    f"not a Buddhist-era year: {year}",
                )
            yield values["old_id"], values["new_id"], int(year) if year else None, values["reason"] or None


def rules_digest(reference: Reference, rules_versions: list[str], queries: list[str]) -> str:
    """A digest of everything but documents and register that figures depend on: reference tables,
    versions of the reading rules, SQL models."""
    known = (
        sorted(reference.frameworks.items()),
        reference.levels,
        reference.provinces,
        reference.organization_types,
        reference.departments,
        reference.headers,
        reference.statuses,
        sorted(reference.issue_rules.items()),
        sorted(rules_versions),
        queries,
    )
    return hashlib.blake2b(repr(known).encode(), digest_size=8).hexdigest()


def register_digest(reference: Reference) -> str:
    """A digest of the register alone."""
    rows = "\n".join(repr(row) for row in _register(reference))
    return hashlib.blake2b(rows.encode(), digest_size=8).hexdigest()


def _frameworks(reference: Reference) -> Iterator[Row]:
    for year, framework in sorted(reference.frameworks.items()):
        yield year, len(framework.indicators), len(framework.items), len(framework.questions)


def _instruments(reference: Reference) -> Iterator[Row]:
    for year, framework in sorted(reference.frameworks.items()):
        for instrument in framework.instruments:
            yield year, instrument.code, instrument.name, instrument.weight, list(instrument.indicators)


def _indicators(reference: Reference) -> Iterator[Row]:
    for year, framework in sorted(reference.frameworks.items()):
        for number, indicator in sorted(framework.indicators.items()):
            yield year, number, indicator.instrument, indicator.name, list(indicator.aliases)


def _sub_indicators(reference: Reference) -> Iterator[Row]:
    for year, framework in sorted(reference.frameworks.items()):
        for number, name in framework.sub_indicators.items():
            yield year, number, name


def _items(reference: Reference) -> Iterator[Row]:
    for year, framework in sorted(reference.frameworks.items()):
        for ordinal, item in enumerate(framework.items, start=1):
            yield year, item.code, ordinal, item.sub_indicator, item.indicator_no, item.name


def _questions(reference: Reference) -> Iterator[Row]:
    for year, framework in sorted(reference.frameworks.items()):
        for ordinal, question in enumerate(framework.questions, start=1):
            yield year, question.code, ordinal, question.indicator_no, question.text


def _levels(reference: Reference) -> Iterator[Row]:
    for level in reference.levels:
        yield (
            level.scheme,
            level.from_year,
            level.to_year,
            level.level,
            level.lower,
            level.upper,
            level.each_instrument_at_least,
            level.some_instrument_below,
            list(level.aliases),
        )


def _register(reference: Reference) -> Iterator[Row]:
    for one in reference.register:
        yield one.organization_id, one.organization_type, one.name, one.amphoe or None, one.province


def _wording_corrections(reference: Reference) -> Iterator[Row]:
    for one in reference.wording_corrections:
        yield (
            one.correction_id,
            one.kind,
            one.wording,
            one.value,
            one.use,
            one.match,
            one.expect,
            one.printed,
            "applied" if one.holds else "expectation-failed",
            mask(one.reason),
            mask(one.decided_by),
            one.decided_on,
            one.file_name,
        )


def _dictionary(metadata: Metadata) -> Iterator[Row]:
    for table in metadata.tables:
        for ordinal, column in enumerate(table.columns, start=1):
            target, _, referenced = (column.references or "").rpartition(".")
            yield (
                table.schema,
                table.name,
                column.name,
                ordinal,
                column.type,
                column.nullable,
                column.name in table.key,
                list(column.allowed) or None,
                column.minimum,
                column.maximum,
                target or None,
                referenced or None,
                column.name_th,
                column.th,
                column.en,
                table.row_th,
                table.row_en,
            )


def _faulty(path: Path, line: int, column: str, th: str, en: str) -> WrongUse:
    return WrongUse(
        f"ไฟล์การเปลี่ยนรหัส อปท. {path} บรรทัด {line} คอลัมน์ {column}: {th} ให้แก้ไฟล์แล้วสั่งใหม่อีกครั้ง",
        f"The file of organization successions {path}, line {line}, column {column}: {en}. Mend the file, "
        "then run the command again.",
    )
