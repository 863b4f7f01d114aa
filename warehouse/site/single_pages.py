"""The pages that there are once, beside the front page: quality, method, dictionary, downloads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.site.dictionary_page import DICTIONARY, index_values
from warehouse.site.downloads_page import DOWNLOADS, downloads_values
from warehouse.site.method_page import METHOD, method_values
from warehouse.site.page_rows import single_page_rows
from warehouse.site.pages import write_page
from warehouse.site.quality_page import QUALITY, quality_values

if TYPE_CHECKING:
    import duckdb


def write_single_pages(connection: duckdb.DuckDBPyConnection, site: Path, database: Path) -> int:
    """Write them, of the warehouse in the file ``database``, to which ``connection`` is; give how many they
    are."""
    write_page(site, QUALITY, "quality.html.j2", quality_values(single_page_rows(connection, "quality")))
    write_page(site, METHOD, "method.html.j2", method_values(single_page_rows(connection, "method")))
    write_page(
        site,
        DICTIONARY,
        "dictionary_index.html.j2",
        index_values(single_page_rows(connection, "dictionary_index")),
    )
    downloads = downloads_values(single_page_rows(connection, "downloads"), database)
    write_page(site, DOWNLOADS, "downloads.html.j2", downloads)
    return 4
