"""Files of the last publication that say what the new ones would say: linked instead of written again.

Published files are read-only and never written to, so one file may be part of several publications. A file
of a table is linked where the table has the same rows; the workbook where all that it shows is the same: it
names the run and the day that its figures are of.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import duckdb

from warehouse.build_inputs import quoted
from warehouse.carry_forward import differ
from warehouse.datapackage import DATAPACKAGE, listed_files
from warehouse.disk import link_file, sha256_of_file
from warehouse.exports import WORKBOOK
from warehouse.manifest import DATABASE, entries_by_path, read_manifest
from warehouse.metadata import load_metadata

#: The marts that the workbook shows. The facts and reference tables that it counts and names its figures by
#: do not change on such a night; the open issues may, with the day that the checks look at.
WORKBOOK_MARTS = frozenset(
    f"mart.{name}"
    for name in (
        "score_comparison",
        "indicator_comparison",
        "completion_by_organization",
        "reporting_coverage",
    )
)
_OPEN_ISSUES = (
    "SELECT severity, rule, document_id, organization_id, message_th, message_en "
    "FROM {database}.quality.issues WHERE state = 'open'"
)


def link_unchanged(
    database: Path, publication: Path, target_dir: Path, changed_tables: frozenset[str]
) -> list[Path]:
    """Link into ``target_dir`` the exports of a publication (its folder) that still hold for ``database``,
    a finished file that was carried forward from it; give them. ``changed_tables`` are the tables that
    differ. A file that is not as its manifest says is left out. Raises :class:`OSError`,
    :class:`ValueError` for a publication without a manifest."""
    known = entries_by_path(read_manifest(publication))
    exports = publication / "exports"
    linked: list[Path] = []

    def link(name: str) -> None:
        source, target = exports / name, target_dir / name
        with suppress(FileNotFoundError, KeyError):
            if sha256_of_file(source) == known[f"exports/{name}"]["sha256"]:
                target.parent.mkdir(parents=True, exist_ok=True)
                link_file(source, target)
                linked.append(target)

    for name in _unchanged(database, publication, changed_tables):
        link(name)
    # What tells of the files holds as long as all of them do.
    with suppress(FileNotFoundError, ValueError):
        if {target_dir / name for name in listed_files((exports / DATAPACKAGE).read_bytes())} <= set(linked):
            link(DATAPACKAGE)
    return linked


def _unchanged(database: Path, publication: Path, changed_tables: frozenset[str]) -> Iterator[str]:
    for table in load_metadata().of_schema("mart"):
        if table.full_name not in changed_tables:
            yield f"csv/{table.name}.csv"
            yield f"parquet/{table.name}.parquet"
    if not changed_tables & WORKBOOK_MARTS and not _issues_differ(database, publication / DATABASE):
        yield WORKBOOK


def _issues_differ(database: Path, published: Path) -> bool:
    with duckdb.connect() as connection:
        for name, path in (("now", database), ("before", published)):
            connection.execute(f"ATTACH {quoted(path.resolve())} AS {name} (READ_ONLY)")
        return differ(connection, _OPEN_ISSUES.format(database="now"), _OPEN_ISSUES.format(database="before"))
