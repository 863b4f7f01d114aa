"""Staging models that SQL cannot say: their query gives the rows, a function makes the table of them.

``warehouse/models/staging/<name>.sql`` stands in the order of the models as any other; its header says what
is kept. What was computed from the same rows by the same program is read from the home's work folder, so that
a night's work grows with what changed; whoever deletes that folder loses nothing but time.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import measure_matching, near_duplicates, wordings
from warehouse.measure_matching import ToldMeasure, matched_keys
from warehouse.near_duplicates import band_keys, cluster
from warehouse.wordings import NameMask

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from warehouse.models import Model

#: Shorter wordings say too little to be called the same: characters without white space, and what must be
#: left of them without names.
SHORTEST, SHORTEST_MASKED = 40, 24
#: What stands before the name of a place, beside the types of organizations.
_KINDS_OF_PLACES = ("เทศบาล", "ตำบล", "อำเภอ", "จังหวัด")
_SHORTEST_KIND = 3
#: Rows that are held in memory at one time.
_ROWS_AT_ONCE = 5_000


def create_staging(connection: duckdb.DuckDBPyConnection, model: Model, home: Path) -> None:
    """Make the temporary table of a model that is not published."""
    step = _STEPS.get(model.name)
    if step is None:
        connection.execute(f"CREATE TEMP TABLE {model.name} AS\n{model.sql}")
        return
    rows = f"{model.name}_rows"
    connection.execute(f"CREATE TEMP TABLE {rows} AS\n{model.sql}")
    kept = step(connection, rows, _Kept(home / "work" / "computed", model.name))
    connection.register("computed_rows", kept)
    connection.execute(f"CREATE TEMP TABLE {model.name} AS SELECT * FROM computed_rows")
    connection.unregister("computed_rows")
    connection.execute(f"DROP TABLE {rows}")


class _Kept:
    """What a step computed before: files of rows, each named by the part it holds."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name

    def read(self, part: str) -> pl.DataFrame | None:
        """The rows of a part, ``None`` where there are none; a file that cannot be read is none."""
        import polars as pl

        with suppress(OSError, pl.exceptions.PolarsError):
            return pl.read_parquet(self._folder / f"{self._name}-{part}.parquet", memory_map=False)
        return None

    def keep(self, part: str, frame: pl.DataFrame) -> None:
        """Keep the rows of a part. This saves time and nothing else: where the disk refuses, the run goes
        on and stops where that matters."""
        import polars as pl

        path = self._folder / f"{self._name}-{part}.parquet"
        with suppress(OSError, pl.exceptions.PolarsError):
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(".unfinished")
            frame.write_parquet(unfinished)
            unfinished.replace(path)


@functools.cache
def _program() -> str:
    digest = hashlib.sha256()
    for path in (__file__, measure_matching.__file__, near_duplicates.__file__, wordings.__file__):
        digest.update(Path(path or "").read_bytes())
    return digest.hexdigest()


#: A digest of rows in whatever order.
_OF_ROWS = "concat_ws('-', count(*), bit_xor(hash(rows)), sum(hash(rows, 1)))"


def _wording_clusters(connection: duckdb.DuckDBPyConnection, rows: str, kept: _Kept) -> pl.DataFrame:
    import polars as pl

    kinds = connection.execute(
        "SELECT name, abbreviation FROM reference.organization_types ORDER BY ALL"
    ).fetchall()
    words = (word for pair in kinds for word in pair if word)
    names = connection.execute(
        "SELECT DISTINCT unnest([name, amphoe, province]) AS name FROM core.organizations ORDER BY name"
    ).fetchall()
    mask = NameMask(
        (*_KINDS_OF_PLACES, *(word for word in words if len(word.replace(".", "")) >= _SHORTEST_KIND)),
        (name for (name,) in names if name),
    )
    of_mask = hashlib.sha256(repr((_program(), names, kinds)).encode()).hexdigest()
    years = connection.execute(
        f"SELECT fiscal_year, {_OF_ROWS} FROM {rows} AS rows GROUP BY fiscal_year ORDER BY fiscal_year"
    ).fetchall()
    parts = [_no_clusters()]
    for year, of_rows in years:
        digest = f"{of_mask}-{of_rows}"
        known = kept.read(str(year))
        if known is None or known.get_column("digest")[:1].to_list() != [digest]:
            found = clusters_of_year(
                connection.sql(f"SELECT * FROM {rows} WHERE fiscal_year = {int(year)}").pl(), year, mask
            )
            # The first row has the digest alone: a year without clusters is known by it too.
            known = pl.concat([pl.DataFrame({"digest": [digest]}), found], how="diagonal")
            kept.keep(str(year), known)
        parts.append(known.drop("digest")[1:].select(_no_clusters().columns))
    return pl.concat(parts)


def _no_clusters() -> pl.DataFrame:
    import polars as pl

    count = pl.Int64()
    return pl.DataFrame(
        schema={
            "measure_id": pl.String(),
            "cluster_id": pl.String(),
            "cluster_organizations": count,
            "cluster_measures": count,
        }
    )


def clusters_of_year(measures: pl.DataFrame, fiscal_year: int, mask: NameMask) -> pl.DataFrame:
    """The measures of one year that share a wording with another organization: measure_id, cluster_id,
    cluster_organizations, cluster_measures. ``measures`` has measure_id, organization_id, wording and the
    organization's name, amphoe and province; their order means nothing."""
    import polars as pl

    columns = ("measure_id", "organization_id", "wording", "name", "amphoe", "province")
    told: dict[str, list[tuple[str, str]]] = {}
    for measure_id, organization_id, wording, *own in measures.select(columns).iter_rows():
        if len("".join(wording.split())) < SHORTEST:
            continue
        masked = mask.masked(wording, own)
        if len(masked) >= SHORTEST_MASKED:
            told.setdefault(masked, []).append((measure_id, organization_id))
    texts = list(told)
    digests = [hashlib.md5(text.encode(), usedforsecurity=False).hexdigest() for text in texts]
    shared = [len({organization for _, organization in told[text]}) for text in texts]
    # The most common wording stands for those that are like it.
    order = sorted(range(len(texts)), key=lambda place: (-shared[place], digests[place]))
    found = cluster(texts, band_keys(texts), order).representative
    of_cluster: dict[int, list[tuple[str, str]]] = {}
    for place, text in enumerate(texts):
        of_cluster.setdefault(found[place], []).extend(told[text])
    rows = []
    for place, members in of_cluster.items():
        organizations = len({organization for _, organization in members})
        if organizations > 1:
            name = hashlib.md5(f"{fiscal_year}|{texts[place]}".encode(), usedforsecurity=False).hexdigest()
            rows += [(one, f"c-{name[:16]}", organizations, len(members)) for one, _ in members]
    return pl.DataFrame(rows, schema=_no_clusters().schema, orient="row")


def _measure_keys(connection: duckdb.DuckDBPyConnection, rows: str, kept: _Kept) -> pl.DataFrame:
    import polars as pl

    text = pl.String()
    schema = {"digest": text, "measure_id": text, "measure_key": text}
    known = kept.read("all")
    if known is None:
        known = pl.DataFrame(schema=schema)
    groups = connection.sql(
        f"SELECT organization_id, fiscal_year, '{_program()[:16]}-' || {_OF_ROWS} AS digest "
        f"FROM {rows} AS rows GROUP BY organization_id, fiscal_year"
    ).pl()
    known = known.join(groups.select("digest"), on="digest", how="semi")
    missing = groups.join(known, on="digest", how="anti")
    if missing.height:
        connection.register("missing_groups", missing)
        found = [
            (digest, *pair)
            for digest, told in _told(connection, rows, "missing_groups")
            for pair in matched_keys(told).items()
        ]
        connection.unregister("missing_groups")
        known = pl.concat([known, pl.DataFrame(found, schema=schema, orient="row")])
        kept.keep("all", known)
    return known.drop("digest")


def _told(
    connection: duckdb.DuckDBPyConnection, rows: str, groups: str
) -> Iterator[tuple[str, list[ToldMeasure]]]:
    """The measures of each of the groups, which are organization-years, with the group's digest."""
    cursor = connection.execute(
        "SELECT groups.digest, measure_id, measure_key, document_order, ordinal, indicator_no, "
        "question_code, title, issue, steps, responsible "
        f"FROM {rows} AS rows JOIN {groups} AS groups ON groups.organization_id = rows.organization_id "
        "AND groups.fiscal_year = rows.fiscal_year ORDER BY groups.digest"
    )
    fetched = iter(lambda: cursor.fetchmany(_ROWS_AT_ONCE), [])
    for digest, group in groupby(chain.from_iterable(fetched), key=itemgetter(0)):
        yield digest, [_told_measure(*row[1:]) for row in group]


def _told_measure(
    measure_id: str,
    key: str,
    document: Sequence[str],
    ordinal: int,
    indicator_no: int | None,
    question_code: str | None,
    *texts: str | None,
) -> ToldMeasure:
    return ToldMeasure(measure_id, key, tuple(document), ordinal, indicator_no, question_code, texts)


_STEPS: Mapping[str, Callable[[duckdb.DuckDBPyConnection, str, _Kept], pl.DataFrame]] = {
    "measure_keys": _measure_keys,
    "wording_clusters": _wording_clusters,
}
