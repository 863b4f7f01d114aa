"""What the commands show of the published warehouse; the questions stand in ``flows/queries``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.errors import WrongUse
from warehouse.province_names import english_names, in_thai
from warehouse.query import connect, query

if TYPE_CHECKING:
    import polars as pl

_QUERIES = Path(__file__).with_name("queries")


def comparison(home: Path) -> pl.DataFrame:
    """Every organization and year that has a score, by year (the latest first), province and rank."""
    return query(home, _sql("comparison")).drop("comparable")


def comparison_for_people(home: Path) -> tuple[pl.DataFrame, bool]:
    """The same, with changes that must not be compared in brackets; and whether there is one."""
    import polars as pl

    found = query(home, _sql("comparison"))
    bare = pl.col("change").is_not_null() & ~pl.col("comparable").fill_null(False)
    said = pl.col("change").cast(pl.String)
    marked = pl.when(bare).then(pl.format("({})", said)).otherwise(said)
    doubted = bool(found.select(bare.any()).item())
    return found.with_columns(marked.alias("change")).drop("comparable"), doubted


def issues(
    home: Path, lang: str, provinces: Sequence[str] = (), rules: Sequence[str] = (), closed: bool = False
) -> pl.DataFrame:
    """The open issues (``closed`` ones too), the gravest first, each with the action that its rule asks
    for. Raises :class:`WrongUse`, with near ones, for a province or a rule that does not exist."""
    if provinces or rules:
        provinces = demand_known(home, provinces, rules)
    asked = {"provinces": list(provinces), "rules": list(rules), "closed": closed, "thai": lang == "th"}
    return _with_actions_of_checks(query(home, _sql("issues"), asked), lang)


def open_issue_counts(home: Path) -> pl.DataFrame:
    """Open issues by severity."""
    return query(home, _sql("open_issue_counts"))


def runs(home: Path, limit: int) -> pl.DataFrame:
    """The last runs, the latest first; times are UTC."""
    return query(home, _sql("runs"), {"limit": limit})


def _with_actions_of_checks(found: pl.DataFrame, lang: str) -> pl.DataFrame:
    import polars as pl

    from expectations.rules import load_rules

    actions = {rule.id: rule.action_th if lang == "th" else rule.action_en for rule in load_rules()}
    of_checks = pl.col("rule").replace_strict(actions, default=None, return_dtype=pl.String)
    return found.with_columns(pl.coalesce("action", of_checks).alias("action"))


def demand_known(home: Path, provinces: Sequence[str], rules: Sequence[str]) -> tuple[str, ...]:
    """The provinces by their Thai names: they may be asked for in English. Raises :class:`WrongUse`, with
    near ones, for a province or a rule that does not exist."""
    with connect(home) as connection:
        names = english_names(connection)
    provinces = in_thai(provinces, names)
    known: dict[str, list[str]] = {}
    for kind, value in query(home, _sql("known_filters")).iter_rows():
        known.setdefault(kind, []).append(value)
    for kind, thai, asked in (("province", "จังหวัด", provinces), ("rule", "กฎ", rules)):
        for value in asked:
            if value not in known.get(kind, []):
                english = list(names) if kind == "province" else []
                raise _unknown(kind, thai, value, [*known.get(kind, []), *english])
    return provinces


def _unknown(kind: str, thai: str, value: str, known: Sequence[str]) -> WrongUse:
    from rapidfuzz import fuzz, process

    near = [
        name for name, _, _ in process.extract(value, known, scorer=fuzz.WRatio, limit=5, score_cutoff=60)
    ]
    if near:
        listed = ", ".join(near)
        return WrongUse(
            f"ไม่มี{thai} {value}: หมายถึง {listed} หรือไม่",
            f"There is no {kind} {value}. Did you mean {listed}?",
        )
    listed = ", ".join(known[:10]) or "-"
    return WrongUse(
        f"ไม่มี{thai} {value}: ที่มีเช่น {listed}",
        f"There is no {kind} {value}: there are, for example, {listed}.",
    )


def _sql(name: str) -> str:
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")
