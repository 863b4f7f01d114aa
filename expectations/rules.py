"""The rules: one SQL file each, in ``expectations/rules``, and what they find.

A file's header is ten comment lines, each ``-- key: value`` on one line, in this order::

    -- id: the file's name without .sql, kebab-case
    -- version: a whole number, raised whenever the query or its meaning changes
    -- level: field | document | warehouse | time   (see expectations.outcome.LEVELS)
    -- severity: critical | error | warning | info
    -- scope: rows (documents can be set aside for it) | whole (it is about the file as a whole)
    -- tables: core.measures, core.documents      the first is the table whose rows offend
    -- th: what is wrong, in Thai; {name} stands for a column of the query
    -- en: the same in English
    -- action_th: what to do next
    -- action_en: the same in English

More comment lines may follow (they say why). Then comes one query, without a semicolon, that returns
the offending rows and no row when all is well. Its first columns are ``table_name``, ``record_id``,
``column_name`` (may be null) and ``document_id`` (may be null; never for scope ``rows``); further
columns are details for the message. A file that departs from this is a loud error, never a rule
that is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, cast, get_args

from expectations.outcome import Level, Scope, Severity
from transforms.errors import ProngsaiError

if TYPE_CHECKING:
    import duckdb

RULES = Path(__file__).parent / "rules"

HEADER = ("id", "version", "level", "severity", "scope", "tables", "th", "en", "action_th", "action_en")
#: What every query of a rule returns first.
LEADING_COLUMNS = ("table_name", "record_id", "column_name", "document_id")

_HEADER_LINE = re.compile(r"-- (?P<key>[a-z_]+): (?P<value>\S.*)")
_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TABLE = re.compile(r"(reference|core|mart|quality)\.[a-z_]+")


class MalformedRule(ProngsaiError):
    """A rule file that cannot be trusted to check what it says."""

    def __init__(self, where: str, fault: str) -> None:
        super().__init__(
            f"กฎ {where} ผิดรูปแบบ: {fault} ให้แก้ไฟล์ตามรูปแบบที่อธิบายไว้ใน expectations/rules.py",
            f"Rule {where} is malformed: {fault}. Mend the file; expectations/rules.py describes the format.",
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold. ``sql`` returns the rows that offend; ``tables[0]`` is the table they
    stand in. A rule about one ``column`` of one row at a time has a ``predicate`` too, true for a row
    that offends (``sql`` is made from it), so that many such rules are counted in one pass."""

    id: str
    version: int
    level: Level
    severity: Severity
    scope: Scope
    text_th: str
    text_en: str
    action_th: str
    action_en: str
    sql: str
    tables: tuple[str, ...]
    predicate: str | None = None
    column: str | None = None

    @property
    def table(self) -> str:
        """The table whose rows offend, with its schema."""
        return self.tables[0]

    @property
    def suite(self) -> str:
        """The level and the table: ``document/core.assessments``."""
        return f"{self.level}/{self.table}"


@dataclass(frozen=True, slots=True)
class OffendingRow:
    """A row that breaks a rule, with what to tell about it. ``details`` are the query's further
    columns. The messages end with the next action."""

    rule: str
    severity: Severity
    table_name: str
    record_id: str
    column_name: str | None
    document_id: str | None
    details: Mapping[str, object]
    message_th: str
    message_en: str


def load_rules(folder: Path = RULES) -> tuple[Rule, ...]:
    """Every rule file of the folder, by id. Raises MalformedRule for the first that is malformed."""
    rules = tuple(
        parse_rule(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.sql"))
    )
    if not rules:
        raise MalformedRule(str(folder), "there is no rule in this folder")
    return rules


def parse_rule(name: str, text: str) -> Rule:
    """The rule of one file. ``name`` is the file's name without its suffix; raises MalformedRule."""
    lines = text.splitlines()
    header = _header(name, lines[: len(HEADER)])
    if header["id"] != name:
        raise MalformedRule(name, f"its id is {header['id']!r}, not the name of the file")
    if not _KEBAB.fullmatch(name):
        raise MalformedRule(name, "the id is not kebab-case")
    if not header["version"].isdecimal() or int(header["version"]) < 1:
        raise MalformedRule(name, f"version {header['version']!r} is not a whole number from 1")
    if header["level"] not in get_args(Level):
        raise MalformedRule(name, f"level {header['level']!r} is none of {get_args(Level)}")
    if header["severity"] not in get_args(Severity):
        raise MalformedRule(name, f"severity {header['severity']!r} is none of {get_args(Severity)}")
    if header["scope"] not in get_args(Scope):
        raise MalformedRule(name, f"scope {header['scope']!r} is none of {get_args(Scope)}")
    tables = tuple(table.strip() for table in header["tables"].split(","))
    for table in tables:
        if not _TABLE.fullmatch(table):
            raise MalformedRule(name, f"{table!r} is not a table with its schema")
    for key in ("th", "en", "action_th", "action_en"):
        _placeholders(name, header[key])
    return Rule(
        id=name,
        version=int(header["version"]),
        level=cast("Level", header["level"]),
        severity=cast("Severity", header["severity"]),
        scope=cast("Scope", header["scope"]),
        text_th=header["th"],
        text_en=header["en"],
        action_th=header["action_th"],
        action_en=header["action_en"],
        sql=_query(name, lines[len(HEADER) :], tables),
        tables=tables,
    )


def offending_rows(
    connection: duckdb.DuckDBPyConnection, rule: Rule, limit: int | None = None
) -> tuple[OffendingRow, ...]:
    """The rows of the connection's database that break the rule, by table and record; at most
    ``limit``. Raises MalformedRule when the query does not begin with the agreed columns or a message
    names a column that it does not return; DuckDB's own errors pass through."""
    query = f"SELECT * FROM ({rule.sql}) ORDER BY ALL" + (f" LIMIT {limit:d}" if limit is not None else "")
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    if tuple(names[:4]) != LEADING_COLUMNS:
        raise MalformedRule(rule.id, f"its query returns {names[:4]}, not {list(LEADING_COLUMNS)}, first")
    return tuple(_offending_row(rule, dict(zip(names, row, strict=True))) for row in cursor.fetchall())


def _offending_row(rule: Rule, values: dict[str, object]) -> OffendingRow:
    try:
        message_th = f"{rule.text_th.format_map(values)} {rule.action_th.format_map(values)}"
        message_en = f"{rule.text_en.format_map(values)} {rule.action_en.format_map(values)}"
    except KeyError as missing:
        raise MalformedRule(rule.id, f"its text names {missing}, which the query does not return") from None
    column, document = values["column_name"], values["document_id"]
    return OffendingRow(
        rule=rule.id,
        severity=rule.severity,
        table_name=str(values["table_name"]),
        record_id=str(values["record_id"]),
        column_name=None if column is None else str(column),
        document_id=None if document is None else str(document),
        details={name: value for name, value in values.items() if name not in LEADING_COLUMNS},
        message_th=message_th,
        message_en=message_en,
    )


def _header(name: str, lines: list[str]) -> dict[str, str]:
    header: dict[str, str] = {}
    for number, key in enumerate(HEADER):
        match = _HEADER_LINE.fullmatch(lines[number].rstrip()) if number < len(lines) else None
        if match is None or match["key"] != key:
            raise MalformedRule(name, f"line {number + 1} is not '-- {key}: …'")
        header[key] = match["value"]
    return header


def _placeholders(name: str, text: str) -> None:
    try:
        fields = [field for _, field, _, _ in Formatter().parse(text) if field is not None]
    except ValueError as fault:
        raise MalformedRule(name, f"{text!r}: {fault}") from None
    for field in fields:
        if not re.fullmatch(r"[a-z_]+", field):
            raise MalformedRule(name, f"{{{field}}} cannot be the name of a column")


def _query(name: str, lines: list[str], tables: tuple[str, ...]) -> str:
    """The query of a file without comments of its own: they would swallow what is put around it."""
    body = [line.rstrip() for line in lines if line.strip() and not line.lstrip().startswith("--")]
    query = "\n".join(body)
    if not re.match(r"(SELECT|WITH)\b", query):
        raise MalformedRule(name, "no query that begins with SELECT or WITH follows the header")
    if ";" in query:
        raise MalformedRule(name, "the query holds a semicolon; one query a file, without it")
    if any("--" in line for line in body):
        raise MalformedRule(name, "a comment stands behind a line of the query; give it a line of its own")
    for column in LEADING_COLUMNS:
        if not re.search(rf"\b{column}\b", query):
            raise MalformedRule(name, f"the query does not return {column}")
    named = set(
        re.findall(r"\b(?:(?<!DISTINCT )FROM|JOIN)\s+((?:reference|core|mart|quality)\.[a-z_]+)", query)
    )
    if named != set(tables):
        raise MalformedRule(
            name, f"the header names the tables {sorted(tables)}, the query reads {sorted(named)}"
        )
    return query
