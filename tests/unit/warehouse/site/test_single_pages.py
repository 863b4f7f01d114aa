"""The pages that there are once: each that the head of a page leads to, of an empty warehouse too."""

import re
import sys
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parents[1]))
from small_warehouse import SmallWarehouse

from warehouse.site import single_pages
from warehouse.site.single_pages import write_single_pages
from warehouse.site.words import words

BASE = Path(single_pages.__file__).parent / "templates" / "base.html.j2"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publication")
    (folder / "warehouse").mkdir()
    (folder / "site").mkdir()
    made = SmallWarehouse(folder / "warehouse" / "prongsai.duckdb").create()
    with duckdb.connect(str(made.path), read_only=True) as connection:
        assert write_single_pages(connection, folder / "site", made.path) == 4
    return folder / "site"


def test_every_page_of_the_head_is_written(site: Path) -> None:
    named = set(re.findall(r"\{\{ root \}\}(\w+\.html)", BASE.read_text(encoding="utf-8")))
    assert {path.name for path in site.iterdir()} == named - {"index.html"}


def test_each_is_small_and_says_everything_in_both_languages(site: Path) -> None:
    for path in site.iterdir():
        assert path.stat().st_size <= 150_000
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        assert len(page.css("h1")) == 1
        for node in page.css("[data-w]"):
            assert node.text() == words()[node.attributes["data-w"] or ""][0]
        for node in page.css("main [data-en]"):
            assert node.attributes["data-en"]


def test_every_table_has_its_caption_and_headings_a_scope(site: Path) -> None:
    for path in site.iterdir():
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for table in page.css("table"):
            assert table.css_first("caption") is not None
            assert all(heading.attributes.get("scope") for heading in table.css("th"))
        for region in page.css("div.scroll"):
            assert region.attributes["tabindex"] == "0"
            assert region.attributes["role"] == "region"
            assert region.attributes["aria-label"]
        levels = [int((heading.tag or "h0")[1]) for heading in page.css("h1, h2, h3")]
        assert all(after <= before + 1 for before, after in pairwise(levels))
