"""The page on downloads: the files that lie beside the site, what is in each, and how to ask them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

DOWNLOADS = "downloads.html"
EXPORTS = "exports"
_DATAPACKAGE = "datapackage.json"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
#: Where no province has a score yet.
_SOME_PROVINCE = "ขอนแก่น"


def downloads_values(rows: Mapping[str, list[Any]], database: Path) -> dict[str, Any]:
    """From the rows by section (``queries/downloads``) and from the files of the publication that
    ``database`` lies in: what stands in ``exports/datapackage.json`` beside it. Files that are not there are
    not told of."""
    exports = database.parents[1] / EXPORTS
    package = exports / _DATAPACKAGE
    files = _files(package)
    workbooks = [file for file in files if file["format"] == "xlsx"]
    by_table = {(Path(file["path"]).stem, file["format"]): file for file in files}
    return {
        "workbooks": [(file, _sheets(exports / file["path"])) for file in workbooks],
        "database": f"{database.parent.name}/{database.name}",
        "database_bytes": database.stat().st_size,
        "package_bytes": package.stat().st_size if files else None,
        "warehouse": rows["warehouse"][0],
        "tables": [
            (row, by_table.get((row.table_name, "csv")), by_table.get((row.table_name, "parquet")))
            for row in rows["tables"]
            if {(row.table_name, "csv"), (row.table_name, "parquet")} & by_table.keys()
        ],
        "province": rows["examples"][0].province if rows["examples"] else _SOME_PROVINCE,
    }


def _files(package: Path) -> list[Any]:
    with suppress(FileNotFoundError):
        return list(json.loads(package.read_text(encoding="utf-8"))["resources"])
    return []


def _sheets(workbook: Path) -> list[str]:
    """The names of the sheets of a workbook of ours."""
    with zipfile.ZipFile(workbook) as parts:
        tree = ElementTree.fromstring(parts.read("xl/workbook.xml"))
    return [sheet.attrib["name"] for sheet in tree.iter(_SHEET)]
