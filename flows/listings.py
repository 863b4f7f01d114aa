"""What the commands show of the published warehouse; the questions stand in ``flows/queries``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.query import query

if TYPE_CHECKING:
    import polars as pl

_QUERIES = Path(__file__).with_name("queries")

#: What of an issue is shown in a terminal; JSON has all.
ISSUE_COLUMNS = ("severity", "rule", "organization", "file_name", "line", "message")


def comparison(home: Path) -> pl.DataFrame:
    """Every organization and year that has a score, by year (the latest first), province and rank."""
    return query(home, _sql("comparison"))


def issues(
    home: Path, lang: str, provinces: Sequence[str] = (), rules: Sequence[str] = (), closed: bool = False
) -> pl.DataFrame:
    """The open issues (``closed`` ones too), the gravest first."""
    asked = {"provinces": list(provinces), "rules": list(rules), "closed": closed, "thai": lang == "th"}
    return query(home, _sql("issues"), asked)


def open_issue_counts(home: Path) -> pl.DataFrame:
    """Open issues by severity."""
    return query(home, _sql("open_issue_counts"))


def runs(home: Path, limit: int) -> pl.DataFrame:
    """The last runs, the latest first; times are UTC."""
    return query(home, _sql("runs"), {"limit": limit})


def figure_changes(home: Path, run_id: str | None) -> pl.DataFrame:
    """What a run changed (``None``: the last published one)."""
    return query(home, _sql("figure_changes"), {"run_id": run_id})


def _sql(name: str) -> str:
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")
