"""The page on downloads: every exported file with its size, links that lead to files, SQL that runs."""

import re
import sys
from pathlib import Path
from urllib.parse import unquote

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parents[1]))
from small_warehouse import SmallWarehouse

from warehouse.exports import export
from warehouse.site.downloads_page import DOWNLOADS, downloads_values
from warehouse.site.page_rows import single_page_rows
from warehouse.site.pages import write_page


def page_of(publication: Path) -> str:
    database = publication / "warehouse" / "prongsai.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        values = downloads_values(single_page_rows(connection, "downloads"), database)
    (publication / "site").mkdir(exist_ok=True)
    write_page(publication / "site", DOWNLOADS, "downloads.html.j2", values)
    content = (publication / "site" / DOWNLOADS).read_text(encoding="utf-8")
    assert len(content.encode()) <= 150_000
    return content


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    (tmp_path / "warehouse").mkdir()
    made = SmallWarehouse(tmp_path / "warehouse" / "prongsai.duckdb").create()
    made.add(
        "core.organizations", {"organization_id": "6100101", "full_name": "อบต.หนองใหม่", "province": "เลย"}
    )
    made.add("mart.score_comparison", {"organization_id": "6100101", "fiscal_year": 2566, "province": "เลย"})
    made.add("quality.runs", {"run_id": "r1", "state": "published"})
    made.add(
        "quality.table_rows",
        {"run_id": "r1", "table_name": "mart.score_comparison", "rows": 1},
        {"run_id": "r1", "table_name": "core.organizations", "rows": 1},
    )
    return tmp_path


def test_every_exported_file_stands_there_with_its_size_and_rows(publication: Path) -> None:
    written = export(
        publication / "warehouse" / "prongsai.duckdb", publication / "exports", ("xlsx", "csv", "parquet")
    )
    page = LexborHTMLParser(page_of(publication))
    links = [unquote(link.attributes["href"] or "") for link in page.css("main td a, main tbody th a")]
    outside = {(publication / "site" / link).resolve() for link in links if link.startswith("../")}
    assert all(path.is_file() for path in outside)
    assert outside >= {path.resolve() for path in written}
    assert publication / "warehouse" / "prongsai.duckdb" in outside
    row = next(row for row in page.css("#content tr") if "score_comparison" in row.text())
    assert " ".join(row.css_first("td.n").text().split()) == "1"
    csv = publication / "exports" / "csv" / "score_comparison.csv"
    assert (f"{csv.stat().st_size} B" if csv.stat().st_size < 1000 else " kB") in row.text()
    assert "เปรียบเทียบคะแนน" in next(one for one in page.css("tr small") if "แผ่นงาน" in one.text()).text()
    assert "2 ตาราง 2 แถว" in page.css_first("#content").text()


def test_a_publication_without_exports_says_so(publication: Path) -> None:
    page = LexborHTMLParser(page_of(publication))
    assert "ไม่มีไฟล์ส่งออก" in page.css_first("main").text()
    links = [link.attributes["href"] for link in page.css("main a")]
    assert links == ["../warehouse/prongsai.duckdb"]


def test_the_sql_of_the_page_runs(publication: Path) -> None:
    page = LexborHTMLParser(page_of(publication))
    (sql,) = re.findall(r"SELECT [^;]*;", page.css("pre")[0].text())
    assert "'เลย'" in sql
    with duckdb.connect(str(publication / "warehouse" / "prongsai.duckdb"), read_only=True) as connection:
        assert len(connection.execute(sql).fetchall()) == 1
    assert "prongsai export --province เลย" in page.css_first("main").text()
