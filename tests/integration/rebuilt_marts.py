"""The marts of a built file, computed again in memory with one model changed, and held against the rules."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from expectations.rules import Rule
from tests.integration.checked_warehouse import MACROS, STAGING_OF_MARTS
from tests.integration.varied_warehouse import AS_OF
from warehouse.computed_models import create_staging
from warehouse.metadata import load_metadata
from warehouse.models import Model, ordered_models


class RebuiltMarts:
    """A built file copied into memory. :meth:`catches` changes one model, computes whatever follows from it
    and tells which rules object; the tables are then as before."""

    def __init__(self, built: Path, home: Path) -> None:
        self.connection = duckdb.connect()
        run = self.connection.execute
        run("SET threads = 1")
        run("SET memory_limit = '400MB'")  # a mutant whose rows multiply is refused, and spills nothing
        run("SET temp_directory = ''")
        for macro in MACROS:
            run(macro)
        run(f"ATTACH '{built}' AS built (READ_ONLY)")
        run("COPY FROM DATABASE built TO memory")
        run("DETACH built")
        run("CREATE SCHEMA original")
        run("SET VARIABLE as_of = ?", [AS_OF])
        run("CREATE TEMP TABLE coverage_settings (province VARCHAR)")
        models = {model.name: model for model in ordered_models()}
        clusters = models["wording_clusters"]
        for name in STAGING_OF_MARTS:
            run(f"CREATE TEMP TABLE {name} AS\n{models[name].sql}")
        create_staging(self.connection, clusters, home)
        self.models = [
            model
            for model in ordered_models()
            if model.name.startswith("mart.") or model.name in STAGING_OF_MARTS
        ]
        for model in self.models:
            columns = ", ".join(self._columns(model.name)) if model.is_published else "*"
            run(f"CREATE TABLE original.{_flat(model.name)} AS SELECT {columns} FROM {model.name}")
        self._digests = {model.name: self._digest(f"original.{_flat(model.name)}") for model in self.models}

    def catches(self, name: str, sql: str, rules: Iterable[Rule]) -> str | None:
        """The first of the rules that objects once the model of that name has this SQL; ``""`` where none
        does, ``None`` where no row of any mart differs. Raises DuckDB's error where the SQL cannot be run."""
        changed: set[str] = set()
        try:
            for model in self.models:
                if model.name == name:
                    query = sql
                elif model.depends & changed:
                    query = model.sql
                else:
                    continue
                if self._computed(model, query):
                    changed.add(model.name)
            marts = {one for one in changed if "." in one}
            if not marts:
                return None
            asked = (rule for rule in rules if marts & set(rule.tables))
            return next((rule.id for rule in asked if self._offends(rule)), "")
        finally:
            for one in changed:
                self._fill(one, f"FROM original.{_flat(one)}")

    def broken_as_built(self, rules: Iterable[Rule]) -> set[str]:
        """The rules that the marts break as they are."""
        return {rule.id for rule in rules if self._offends(rule)}

    def _computed(self, model: Model, query: str) -> bool:
        """Compute the model's table; whether that changed it."""
        columns = ", ".join(self._columns(model.name))
        self.connection.execute(
            f"CREATE OR REPLACE TABLE original.again AS SELECT {columns} FROM (\n{query})"
        )
        if self._digest("original.again") == self._digests[model.name]:
            return False
        self._fill(model.name, "FROM original.again")
        return True

    def _digest(self, table: str) -> tuple[object, ...]:
        """Of the rows, in whatever order."""
        asked = f"SELECT count(*), bit_xor(hash(rows)), sum(hash(rows, 1)) FROM {table} AS rows"
        return tuple(self.connection.execute(asked).fetchall()[0])

    def _fill(self, name: str, source: str) -> None:
        columns = ", ".join(self._columns(name))
        self.connection.execute(f"DELETE FROM {name}")
        self.connection.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} {source}")

    def _columns(self, name: str) -> list[str]:
        if "." in name:
            return [f'"{column}"' for column in load_metadata().table(name).column_names]
        described = self.connection.execute(f"DESCRIBE original.{_flat(name)}").fetchall()
        return [f'"{row[0]}"' for row in described]

    def _offends(self, rule: Rule) -> bool:
        return bool(self.connection.execute(f"SELECT 1 FROM ({rule.sql}) LIMIT 1").fetchall())


def _flat(name: str) -> str:
    return name.replace(".", "_")
