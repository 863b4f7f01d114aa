"""The whole site of a built warehouse."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.errors import ProngsaiError
from warehouse.changes_of_run import changes_of
from warehouse.disk import disk_error_of, is_refused_by_disk
from warehouse.site.assets import ASSETS, assets, program_digest
from warehouse.site.dictionary_page import dictionary_values
from warehouse.site.front_page import front_values, organizations_script
from warehouse.site.organization_page import organization_values
from warehouse.site.page_rows import page_keys, single_page_rows
from warehouse.site.pages import (
    LastPublication,
    LastSite,
    PageKind,
    Written,
    content_mark,
    write_anew,
    write_page,
    write_pages,
)
from warehouse.site.province_page import province_values
from warehouse.site.single_pages import write_single_pages
from warehouse.site.templating import file_name

if TYPE_CHECKING:
    import duckdb

FRONT = "index.html"
_DOING = ("ขณะเขียนเว็บไซต์", "while the site was written")
_MEMORY = "600MB"


def _ignored(_done: int) -> None:
    """Where nobody looks."""


#: In this order; a page may link to pages of those that come before.
KINDS = (
    PageKind("standing", "standing.js.j2", lambda page: f"data/standing-{file_name(page)}.js"),
    PageKind(
        "organization",
        "organization.html.j2",
        lambda page: f"organizations/{file_name(page)}.html",
        organization_values,
    ),
    PageKind(
        "province", "province.html.j2", lambda page: f"provinces/{file_name(page)}.html", province_values
    ),
    PageKind(
        "dictionary",
        "dictionary.html.j2",
        lambda page: f"dictionary/{file_name(page)}.html",
        dictionary_values,
    ),
)


def write_site(
    database: Path,
    site: Path,
    last: LastPublication | None = None,
    progress: Callable[[int], AbstractContextManager[Callable[[int], None]]] = lambda _: nullcontext(
        _ignored
    ),
) -> Written:
    """Write the site of a built warehouse into the folder ``site``; pages that would say what they say in the
    publication ``last`` are linked from there. ``progress`` is given the number of pages, and
    gives what is to be told how many were done. Raises :class:`ProngsaiError` when the disk refuses."""
    import duckdb

    try:
        site.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(prefix=".spill-", dir=site.parent) as spill,
            duckdb.connect(
                str(database), read_only=True, config={"memory_limit": _MEMORY, "temp_directory": spill}
            ) as connection,
            progress(sum(len(page_keys(connection, kind.name)) for kind in KINDS)) as advance,
        ):
            return _write(connection, site, LastSite(last), advance) + Written(
                write_single_pages(connection, site, database)
            )
    except Exception as error:
        if not isinstance(error, ProngsaiError) and is_refused_by_disk(error):
            raise disk_error_of(error, *_DOING) from error
        raise


def _write(
    connection: duckdb.DuckDBPyConnection, site: Path, last: LastSite, advance: Callable[[int], None]
) -> Written:
    _write_assets(connection, site, last)
    done = Written()
    for kind in KINDS:
        done += write_pages(connection, kind, site, last, advance)
    rows = single_page_rows(connection, "front")
    (site / "data").mkdir(exist_ok=True)
    write_anew(site / "data" / "organizations.js", organizations_script(rows))
    values = front_values(rows) | {"changes": changes_of(connection)}
    write_page(site, FRONT, "front.html.j2", values)
    return done + Written(1)


def _write_assets(connection: duckdb.DuckDBPyConnection, site: Path, last: LastSite) -> None:
    (site / ASSETS).mkdir(exist_ok=True)
    for name, text_of in assets().items():
        if not last.link(f"{ASSETS}/{name}", site / ASSETS / name, name):
            mark = f"/* prongsai-content {content_mark(name)} */\n"
            write_anew(site / ASSETS / name, mark + text_of())
    write_anew(site / ASSETS / "publication.js", _publication(connection))


def _publication(connection: duckdb.DuckDBPyConnection) -> str:
    """What all pages say of the publication, in a file of its own: else every page would change every
    night."""
    found = connection.execute(
        "SELECT run_id, version, CAST(as_of AS VARCHAR), "
        "strftime(started_at + INTERVAL 7 HOUR, '%Y-%m-%d %H:%M') "
        "FROM quality.runs ORDER BY started_at DESC LIMIT 1"
    ).fetchone()
    run_id, version, as_of, at = found or (None, None, None, None)
    told = {"run": run_id, "version": version, "as_of": as_of, "at": at, "program": program_digest()[:12]}
    return f"window.PRONGSAI_PUBLICATION = {json.dumps(told, ensure_ascii=False)};\n"
