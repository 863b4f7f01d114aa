"""The rows that a kind of page shows, page by page, and what tells whether a page changed.

A kind of page has a folder of queries, one a section. The first column of each is ``page``, the key of the
page that the row belongs to; rows come in the order of their columns.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.models import names_in

if TYPE_CHECKING:
    import duckdb

QUERIES = Path(__file__).parent / "queries"
#: The section that says which pages there are.
HEADS = "heads"
#: So many rows are fetched at once.
_FETCHED = 2000


@cache
def queries_of(kind: str) -> Mapping[str, str]:
    """Section -> SQL, of a kind of page (``queries/KIND/*.sql``). :class:`FileNotFoundError` where it has
    none."""
    found = {path.stem: path.read_text(encoding="utf-8") for path in sorted((QUERIES / kind).glob("*.sql"))}
    if not found:
        raise FileNotFoundError(f"no queries for pages of the kind {kind}")
    return found


def page_digests(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    sections: Collection[str] | None = None,
    pages: Collection[str] | None = None,
) -> dict[str, str]:
    """Page -> digest of the rows that it shows (of these ``sections`` only; of these ``pages`` only), in the
    order of pages. Which pages there are, the section ``heads`` says."""
    parts = " UNION ALL ".join(
        f"SELECT section.page AS page, hash('{name}', section) AS digest FROM ({sql}) AS section"
        for name, sql in queries_of(kind).items()
        if sections is None or name in sections
    )
    limit, values = _limit(pages)
    found = connection.execute(
        # Neither depends on the order; the xor alone would not see that a row stands there twice.
        "SELECT page, concat_ws(' ', count(*), bit_xor(digest), sum(CAST(digest AS HUGEINT))) "
        f"FROM ({parts}) AS told SEMI JOIN ({queries_of(kind)[HEADS]}) AS heads USING (page) "
        f"WHERE {limit} GROUP BY page ORDER BY page",
        values,
    )
    return dict(found.fetchall())


def sections_reading(kind: str, tables: Collection[str]) -> list[str]:
    """The sections of a kind whose queries read one of the tables (``schema.name``)."""
    return [name for name, sql in queries_of(kind).items() if not names_in(sql).isdisjoint(tables)]


def page_keys(connection: duckdb.DuckDBPyConnection, kind: str) -> list[str]:
    """The pages of a kind, in their order."""
    found = connection.execute(f"SELECT DISTINCT page FROM ({queries_of(kind)[HEADS]}) ORDER BY page")
    return [page for (page,) in found.fetchall()]


def page_rows(
    connection: duckdb.DuckDBPyConnection, kind: str, pages: Collection[str] | None = None
) -> Iterator[tuple[str, dict[str, list[Any]]]]:
    """Every page with its rows by section, in the order of ``pages`` (sorted; all where ``None``). Rows are
    tuples with the names of the columns. Memory does not grow with the number of pages."""
    names = tuple(queries_of(kind))
    sections = {name: _Section(connection, name, sql, pages) for name, sql in queries_of(kind).items()}
    while True:
        waiting = [section.page for section in sections.values() if section.page is not None]
        if not waiting:
            return
        page = min(waiting)
        rows = {name: sections[name].take(page) for name in names}
        if rows[HEADS]:
            yield page, rows


def single_page_rows(connection: duckdb.DuckDBPyConnection, kind: str) -> dict[str, list[Any]]:
    """The rows by section of a page that there is once: its queries have no column ``page``."""
    return {name: _rows(connection.execute(sql), name) for name, sql in queries_of(kind).items()}


class _Section:
    """The rows of one section in order of pages, read on as they are taken."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, name: str, sql: str, pages: Collection[str] | None
    ) -> None:
        # A cursor of its own: all sections are read side by side.
        self._cursor = connection.cursor()
        limit, values = _limit(pages)
        self._cursor.execute(f"SELECT * FROM ({sql}) WHERE {limit} ORDER BY ALL", values)
        self._row = _row_class(name, self._cursor)
        self._groups = groupby(self._fetched(), key=lambda row: row[0])
        self._next()

    def take(self, page: str) -> list[Any]:
        """The rows of the page, none where the section has none for it."""
        if self.page != page:
            return []
        rows = self._held
        self._next()
        return rows

    def _next(self) -> None:
        found = next(self._groups, None)
        self.page: str | None = None if found is None else found[0]
        self._held: list[Any] = [] if found is None else [self._row._make(row) for row in found[1]]

    def _fetched(self) -> Iterator[tuple[Any, ...]]:
        while rows := self._cursor.fetchmany(_FETCHED):
            yield from rows
        self._cursor.close()


def _limit(pages: Collection[str] | None) -> tuple[str, dict[str, list[str]]]:
    """The condition for rows of these pages, and its values."""
    if pages is None:
        return "page IS NOT NULL", {}
    return "page IN (SELECT unnest($pages))", {"pages": list(pages)}


def _rows(cursor: duckdb.DuckDBPyConnection, name: str) -> list[Any]:
    row = _row_class(name, cursor)
    return [row._make(one) for one in cursor.fetchall()]


def _row_class(name: str, cursor: duckdb.DuckDBPyConnection) -> Any:
    return namedtuple(name, [column[0] for column in cursor.description or ()])
