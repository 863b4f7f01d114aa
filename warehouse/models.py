"""The SQL models: one query a file, in the order in which they need each other.

``warehouse/models/<schema>/<table>.sql`` fills a table of the metadata by column name;
``warehouse/models/staging/<name>.sql`` is an intermediate result, kept as a temporary table and never
published. What a model needs is read from the names in it, so that the order is never written down.
"""

from __future__ import annotations

import functools
import graphlib
import re
from dataclasses import dataclass
from pathlib import Path

MODEL_FILES = Path(__file__).parent / "models"
PUBLISHED_SCHEMAS = ("core", "mart", "quality")

_COMMENT = re.compile(r"--[^\n]*")
_STRING = re.compile(r"'(?:[^']|'')*'")
_NAME = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*")


@dataclass(frozen=True, slots=True)
class Model:
    """One query. ``name`` is ``core.measures`` for a published table, a bare name for a staging one;
    ``depends`` are the models it reads."""

    name: str
    sql: str
    depends: frozenset[str]

    @property
    def is_published(self) -> bool:
        """Whether it fills a table of the metadata."""
        return "." in self.name

    def reads_variable(self, name: str) -> bool:
        """Whether the query asks for the variable of that name (``as_of``, ``run_id``)."""
        return f"getvariable('{name}')" in _COMMENT.sub("", self.sql)


@functools.cache
def ordered_models() -> tuple[Model, ...]:
    """Every model, each after those it depends on; the order is the same on every machine. A circle
    raises :class:`graphlib.CycleError`."""
    queries = {"figures_now": (MODEL_FILES / "figures.sql").read_text(encoding="utf-8")}
    for path in sorted((MODEL_FILES / "staging").glob("*.sql")):
        queries[path.stem] = path.read_text(encoding="utf-8")
    for schema in PUBLISHED_SCHEMAS:
        for path in sorted((MODEL_FILES / schema).glob("*.sql")):
            queries[f"{schema}.{path.stem}"] = path.read_text(encoding="utf-8")
    depends = {name: frozenset((names_in(sql) & queries.keys()) - {name}) for name, sql in queries.items()}
    order = graphlib.TopologicalSorter({name: sorted(needed) for name, needed in depends.items()})
    return tuple(Model(name, queries[name], depends[name]) for name in order.static_order())


def figures_query() -> str:
    """The query of the quoted figures, to be run on the previous publication too."""
    return (MODEL_FILES / "figures.sql").read_text(encoding="utf-8")


def names_in(sql: str) -> frozenset[str]:
    """Every dotted or bare lower-case name in a query, outside comments and strings."""
    return frozenset(_NAME.findall(_STRING.sub("''", _COMMENT.sub("", sql))))
