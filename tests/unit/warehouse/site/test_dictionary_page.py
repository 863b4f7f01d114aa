"""The dictionary: every table and column of the metadata, with links that lead to what is there."""

import sys
from pathlib import Path

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parents[1]))
from small_warehouse import SmallWarehouse

from warehouse.metadata import load_metadata
from warehouse.site.dictionary_page import DICTIONARY, dictionary_values, index_values
from warehouse.site.page_rows import single_page_rows
from warehouse.site.pages import LastSite, PageKind, write_page, write_pages
from warehouse.site.words import words

KIND = PageKind("dictionary", "dictionary.html.j2", lambda page: f"dictionary/{page}.html", dictionary_values)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    made = SmallWarehouse(folder / "prongsai.duckdb").create()
    with duckdb.connect(str(made.path)) as connection:
        connection.execute("DELETE FROM reference.dictionary")
    for table in load_metadata().tables:
        for ordinal, column in enumerate(table.columns, start=1):
            target = column.references.rsplit(".", 1) if column.references else (None, None)
            made.add(
                "reference.dictionary",
                {
                    "schema_name": table.schema,
                    "table_name": table.name,
                    "table_th": table.row_th,
                    "table_en": table.row_en,
                    "column_name": column.name,
                    "ordinal": ordinal,
                    "data_type": column.type,
                    "nullable": column.nullable,
                    "is_key": column.name in table.key,
                    "allowed": list(column.allowed) or None,
                    "minimum": column.minimum,
                    "maximum": column.maximum,
                    "references_table": target[0],
                    "references_column": target[1],
                    "name_th": column.name_th,
                    "th": column.th,
                    "en": column.en,
                },
            )
    made.add("quality.runs", {"run_id": "r1"})
    made.add("quality.table_rows", {"run_id": "r1", "table_name": "core.measures", "rows": 12345})
    with duckdb.connect(str(made.path), read_only=True) as connection:
        write_pages(connection, KIND, folder, LastSite(None))
        rows = single_page_rows(connection, "dictionary_index")
        write_page(folder, DICTIONARY, "dictionary_index.html.j2", index_values(rows))
    return folder


def parsed(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def test_every_column_stands_with_its_texts_on_the_page_of_its_table(site: Path) -> None:
    for table in load_metadata().tables:
        page = parsed(site / "dictionary" / f"{table.schema}-{table.name}.html")
        rows = page.css("tbody tr")
        assert [row.attributes["id"] for row in rows] == list(table.column_names)
        for row, column in zip(rows, table.columns, strict=True):
            text = row.text()
            assert column.th in text
            assert column.type in text
            assert column.th == column.en or column.en in (row.html or "").replace("&#39;", "'").replace(
                "&amp;", "&"
            ).replace("&lt;", "<").replace("&gt;", ">")
            assert all(value in text for value in column.allowed)
            assert ("(คีย์)" in text) == (column.name in table.key)
            assert ("(ว่างได้)" in text) == column.nullable


def test_the_index_has_every_table_and_finds_it_by_its_columns(site: Path) -> None:
    page = parsed(site / DICTIONARY)
    rows = {(row.css_first("a").attributes["href"] or ""): row.text() for row in page.css("tbody tr")}
    assert set(rows) == {f"dictionary/{one.schema}-{one.name}.html" for one in load_metadata().tables}
    assert all((site / link).is_file() for link in rows)
    assert "12,345" in rows["dictionary/core-measures.html"]
    assert "ไม่ทราบ" in rows["dictionary/core-documents.html"]
    for table in load_metadata().tables:
        text = rows[f"dictionary/{table.schema}-{table.name}.html"]
        assert all(column.name in text and (column.name_th or "") in text for column in table.columns)


def test_every_link_leads_to_a_column_that_is_there(site: Path) -> None:
    pages = {path.name: parsed(path) for path in (site / "dictionary").iterdir()}
    ids = {name: {node.attributes["id"] for node in page.css("[id]")} for name, page in pages.items()}
    links = 0
    for name, page in pages.items():
        for link in page.css("main a"):
            target, _, anchor = (link.attributes["href"] or "").partition("#")
            if target == "../dictionary.html":
                continue
            assert anchor in ids[target or name]
            links += 1
    assert links > 100


def test_pages_are_small_and_every_kind_of_value_has_its_word(site: Path) -> None:
    assert all(path.stat().st_size <= 150_000 for path in site.rglob("*.html"))
    types = {column.type for table in load_metadata().tables for column in table.columns}
    schemas = {table.schema for table in load_metadata().tables}
    assert {f"data_type.{one}" for one in types} | {f"schema.{one}" for one in schemas} <= set(words())
