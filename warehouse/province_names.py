"""Provinces as people name them: in Thai, or as the reference has them in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from warehouse.selection import has_table


def english_names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """English name -> Thai name of each province; empty in a warehouse without the table."""
    if not has_table(connection, "reference.provinces"):
        return {}
    return dict(
        connection.execute(
            "SELECT name_en, province FROM reference.provinces WHERE name_en IS NOT NULL ORDER BY name_en"
        ).fetchall()
    )


def in_thai(asked: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """The names in Thai, each once; what is no English name (in whatever case, with or without blanks) is
    left as it was asked."""
    folded = {_folded(english): thai for english, thai in names.items()}
    return tuple(dict.fromkeys(folded.get(_folded(name), name.strip()) for name in asked))


def _folded(name: str) -> str:
    return "".join(name.casefold().split())
