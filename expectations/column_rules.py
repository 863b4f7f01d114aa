"""Rules that follow from what the warehouse's own dictionary says of its columns.

``reference.dictionary`` in the checked file is the definition; nothing is repeated here. For every
table of ``core`` and ``mart`` it gives rules with these ids (table and column with ``-`` for ``_``):

===================================  ========  ==================================================
``core-measures-columns-present``    critical  every column that is described is there
``core-measures-key-unique``         critical  no two rows have the same key
``core-measures-title-not-null``     critical  columns that are not nullable have a value
``core-measures-x-references-y``     critical  a value stands in the column that it refers to
``core-measures-status-allowed``     error     a value is one of the vocabulary
``core-measures-percent-range``      error     a number lies between its bounds, both included
===================================  ========  ==================================================

The three about values are of the level ``field``, the others of ``warehouse``.
What can make rows join wrongly or vanish is critical; what makes a value odd is an error. Rows of a
table of ``core`` that has a ``document_id`` lead to a document, so their rules have the scope
``rows``; the others are about the ``whole``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from expectations.outcome import Scope, Severity
from expectations.rules import MalformedRule, Rule, load_rules

if TYPE_CHECKING:
    import duckdb

SCHEMAS = ("core", "mart")

_NAMING = ("table_name", "record_id", "column_name")

_ACTION_TH = "ให้ดูที่มาด้วยคำสั่ง prongsai explain แล้วแก้กฎหรือเพิ่มรายการแก้ไข"
_ACTION_EN = "Look at the source with prongsai explain, then mend the rule or add a correction."

_DICTIONARY = """
    SELECT schema_name, table_name, column_name, data_type, nullable, is_key,
        coalesce(allowed, []) AS allowed, minimum, maximum, references_table, references_column
    FROM reference.dictionary
    ORDER BY schema_name, table_name, ordinal
"""


@dataclass(frozen=True, slots=True)
class DictionaryColumn:
    """One line of ``reference.dictionary``. ``references_table`` has its schema; bounds are inclusive."""

    schema_name: str
    table_name: str
    column_name: str
    data_type: str
    nullable: bool
    is_key: bool
    allowed: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    references_table: str | None = None
    references_column: str | None = None

    @property
    def table(self) -> str:
        """The table with its schema."""
        return f"{self.schema_name}.{self.table_name}"


def read_dictionary(connection: duckdb.DuckDBPyConnection) -> tuple[DictionaryColumn, ...]:
    """Every column that the connection's database describes."""
    rows = connection.execute(_DICTIONARY).fetchall()
    return tuple(
        DictionaryColumn(
            schema_name=schema,
            table_name=table,
            column_name=column,
            data_type=data_type,
            nullable=nullable,
            is_key=is_key,
            allowed=tuple(allowed),
            minimum=minimum,
            maximum=maximum,
            references_table=references_table,
            references_column=references_column,
        )
        for (
            schema,
            table,
            column,
            data_type,
            nullable,
            is_key,
            allowed,
            minimum,
            maximum,
            references_table,
            references_column,
        ) in rows
    )


def all_rules(connection: duckdb.DuckDBPyConnection) -> dict[str, Rule]:
    """Every rule that the connection's database is held to, by id: those of the files and those that
    follow from its dictionary. Raises MalformedRule when two have one id."""
    rules: dict[str, Rule] = {}
    for rule in (*column_rules(read_dictionary(connection)), *load_rules()):
        if rule.id in rules:
            raise MalformedRule(rule.id, f"a rule about {rules[rule.id].table} has this id already")
        rules[rule.id] = rule
    return rules


def column_rules(dictionary: Iterable[DictionaryColumn]) -> tuple[Rule, ...]:
    """The rules that follow from the dictionary (in the order of its tables), for core and mart."""
    described = [column for column in dictionary if column.schema_name in SCHEMAS]
    rules: list[Rule] = []
    for _, group in groupby(described, key=lambda column: column.table):
        rules.extend(_TableRules(tuple(group)).rules())
    return tuple(rules)


class _TableRules:
    """Makes the rules of one table."""

    def __init__(self, columns: tuple[DictionaryColumn, ...]) -> None:
        self.columns = columns
        self.table = columns[0].table
        self.key = tuple(column.column_name for column in columns if column.is_key)
        self.with_document = any(column.column_name == "document_id" for column in columns)
        # A figure of a mart is made by its model; no document is to blame for it.
        self.scope: Scope = "rows" if self.with_document and columns[0].schema_name == "core" else "whole"

    def rules(self) -> Iterator[Rule]:
        yield self._columns_present()
        if self.key:
            yield self._key_unique()
        for column in self.columns:
            name = _quoted(column.column_name)
            if not column.nullable:
                yield self._of_each_row(
                    column,
                    "not-null",
                    f"{name} IS NULL",
                    "critical",
                    "ว่างเปล่าทั้งที่ต้องมีค่าเสมอ",
                    "is null and must have a value",
                )
            if column.references_table and column.references_column:
                yield self._references(column, column.references_table, column.references_column)
            if column.allowed:
                yield self._of_each_row(
                    column,
                    "allowed",
                    _outside_vocabulary(column),
                    "error",
                    "ไม่อยู่ในคำที่กำหนดไว้",
                    "is none of the words allowed",
                )
            if column.minimum is not None or column.maximum is not None:
                yield self._of_each_row(
                    column,
                    "range",
                    _outside_range(column),
                    "error",
                    f"อยู่นอกช่วง {_bounds(column)}",
                    f"lies outside {_bounds(column)}",
                )

    def _of_each_row(
        self, column: DictionaryColumn, suffix: str, predicate: str, severity: Severity, th: str, en: str
    ) -> Rule:
        value = f"CAST({_quoted(column.column_name)} AS VARCHAR) AS found"
        where = f"{self.table}.{column.column_name}"
        found = "" if suffix == "not-null" else " '{found}'"
        return Rule(
            id=f"{_kebab(self.table)}-{_kebab(column.column_name)}-{suffix}",
            version=1,
            level="field",
            severity=severity,
            scope=self.scope,
            text_th=f"{where}{found} {th}",
            text_en=f"{where}{found} {en}.",
            action_th=_ACTION_TH,
            action_en=_ACTION_EN,
            sql=f"SELECT {self._leading(column.column_name)}, {value} FROM {self.table} WHERE {predicate}",
            tables=(self.table,),
            predicate=predicate,
            column=column.column_name,
        )

    def _columns_present(self) -> Rule:
        """Also what a missing column is reported under, beside the rules that then cannot be checked."""
        names = ", ".join(_literal(column.column_name) for column in self.columns)
        return Rule(
            id=f"{_kebab(self.table)}-columns-present",
            version=1,
            level="warehouse",
            severity="critical",
            scope="whole",
            text_th=f"ไม่มีคอลัมน์ {self.table}.{{record_id}} ที่พจนานุกรมข้อมูลบรรยายไว้",
            text_en=f"The column {self.table}.{{record_id}}, which the dictionary describes, is not there.",
            action_th="ให้แก้ warehouse/schema หรือแบบจำลองที่สร้างตารางนี้",
            action_en="Mend warehouse/schema or the model that makes this table.",
            sql=(
                f"SELECT {_literal(self.table)} AS table_name, described AS record_id,"
                " described AS column_name, CAST(NULL AS VARCHAR) AS document_id"
                f" FROM (SELECT unnest([{names}]) AS described)"
                " WHERE described NOT IN (SELECT column_name FROM duckdb_columns()"
                f" WHERE schema_name || '.' || table_name = {_literal(self.table)}"
                " AND database_name = current_database())"
            ),
            tables=(self.table,),
        )

    def _key_unique(self) -> Rule:
        key = ", ".join(_quoted(name) for name in self.key)
        # Null is a value in a key: an unknown reporting round is one round.
        same = " AND ".join(f"facts.{_quoted(k)} IS NOT DISTINCT FROM doubled.{_quoted(k)}" for k in self.key)
        return Rule(
            id=f"{_kebab(self.table)}-key-unique",
            version=1,
            level="warehouse",
            severity="critical",
            scope=self.scope,
            text_th=f"{self.table} มีมากกว่าหนึ่งแถวสำหรับกุญแจ ({', '.join(self.key)}) เดียวกัน: {{record_id}}",
            text_en=f"{self.table} has more than one row for the key ({', '.join(self.key)}) {{record_id}}.",
            action_th=_ACTION_TH,
            action_en=_ACTION_EN,
            # Counting groups first keeps the rows themselves out of memory where nothing is doubled.
            sql=(
                f"SELECT {self._leading(None)} FROM {self.table} AS facts SEMI JOIN"
                f" (SELECT {key} FROM {self.table} GROUP BY {key} HAVING count(*) > 1) AS doubled ON {same}"
            ),
            tables=(self.table,),
        )

    def _references(self, column: DictionaryColumn, table: str, target: str) -> Rule:
        where = f"{self.table}.{column.column_name}"
        name = _quoted(column.column_name)
        return Rule(
            id=f"{_kebab(self.table)}-{_kebab(column.column_name)}-references-{_kebab(table)}",
            version=1,
            level="warehouse",
            severity="critical",
            scope=self.scope,
            text_th=f"{where} '{{found}}' ไม่มีอยู่ใน {table}.{target}",
            text_en=f"{where} '{{found}}' does not stand in {table}.{target}.",
            action_th=_ACTION_TH,
            action_en=_ACTION_EN,
            sql=(
                f"SELECT {self._leading(column.column_name)}, CAST({name} AS VARCHAR) AS found"
                f" FROM {self.table} ANTI JOIN (SELECT DISTINCT {_quoted(target)} AS {name} FROM {table})"
                f" USING ({name}) WHERE {name} IS NOT NULL"
            ),
            tables=(self.table,) if table == self.table else (self.table, table),
        )

    def _leading(self, column: str | None) -> str:
        present = {described.column_name for described in self.columns}
        # Tables without a key tell of records in other tables; what they tell of names the row.
        naming = self.key or tuple(name for name in _NAMING if name in present)
        names = ", ".join(f"CAST({_quoted(name)} AS VARCHAR)" for name in naming)
        record = f"concat_ws('|', {names})" if naming else "CAST(rowid AS VARCHAR)"
        document = "document_id" if self.with_document else "CAST(NULL AS VARCHAR)"
        named = _literal(column) if column else "CAST(NULL AS VARCHAR)"
        return (
            f"{_literal(self.table)} AS table_name, {record} AS record_id,"
            f" {named} AS column_name, {document} AS document_id"
        )


def _outside_vocabulary(column: DictionaryColumn) -> str:
    allowed = ", ".join(_literal(word) for word in column.allowed)
    name = _quoted(column.column_name)
    if column.data_type.endswith("[]"):
        return f"NOT list_has_all([{allowed}], CAST({name} AS VARCHAR[]))"
    return f"CAST({name} AS VARCHAR) NOT IN ({allowed})"


def _outside_range(column: DictionaryColumn) -> str:
    name = _quoted(column.column_name)
    bounds = []
    if column.minimum is not None:
        bounds.append(f"{name} < {_number(column.minimum)}")
    if column.maximum is not None:
        bounds.append(f"{name} > {_number(column.maximum)}")
    return " OR ".join(bounds)


def _bounds(column: DictionaryColumn) -> str:
    low = "…" if column.minimum is None else _number(column.minimum)
    high = "…" if column.maximum is None else _number(column.maximum)
    return f"{low} - {high}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _kebab(name: str) -> str:
    return name.replace(".", "-").replace("_", "-")
