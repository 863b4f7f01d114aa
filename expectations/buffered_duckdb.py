"""The SQLAlchemy dialect ``duckdb+buffered``: results are fetched before the connection goes back.

Great Expectations fetches after it has given its connection back to the pool. A DuckDB connection
has only one result at a time and forgets it then, so with duckdb-engine as it is most expectations
end in ``list index out of range``, which is reported as failed data. Here every result is taken in
whole as soon as a statement was executed. The checks only ask for counts, so results are small.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb_engine
from sqlalchemy.dialects import registry
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy
from sqlalchemy.engine.default import DefaultExecutionContext

#: Great Expectations itself takes about 310 MB; both together stay below 1 GB. Counting marts again needs it.
MEMORY_LIMIT = "600MB"


class BufferingContext(DefaultExecutionContext):
    """Takes all rows of a result into memory right after its statement was executed."""

    def post_exec(self) -> None:
        """Replace the fetching from a cursor by the rows themselves."""
        if self.cursor.description:
            self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
                self.cursor, alternate_description=None, initial_buffer=self.cursor.fetchall()
            )


class BufferedDuckDB(duckdb_engine.Dialect):  # type: ignore[misc, unused-ignore]
    """duckdb-engine's dialect with :class:`BufferingContext`."""

    supports_statement_cache = False
    execution_ctx_cls = BufferingContext  # type: ignore[assignment, unused-ignore]


def register() -> None:
    """Make ``duckdb+buffered://`` known to SQLAlchemy. May be called again."""
    registry.register("duckdb.buffered", __name__, BufferedDuckDB.__name__)


#: The address for SQLAlchemy. The file itself is named in the connect arguments, because a path may
#: hold characters that mean something in an address.
CONNECTION_STRING = "duckdb+buffered:///checked"


def connect_args(database: Path, spill: Path) -> dict[str, Any]:
    """Read-only, with little memory, and what does not fit goes to ``spill`` and not beside the
    database: that folder is going to be published."""
    return {
        "database": str(database),
        "read_only": True,
        "config": {
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(spill),
            "preserve_insertion_order": "false",
        },
    }
