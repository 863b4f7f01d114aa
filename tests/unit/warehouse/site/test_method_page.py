"""The page on method: the same sections in both languages, and tables that are those of the file."""

import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parents[1]))
from small_warehouse import SmallWarehouse

from warehouse.metadata import load_metadata
from warehouse.site.method_page import METHOD, method_values, sections
from warehouse.site.page_rows import single_page_rows
from warehouse.site.pages import write_page
from warehouse.site.words import words


@pytest.fixture
def page(tmp_path: Path) -> LexborHTMLParser:
    made = SmallWarehouse(tmp_path / "prongsai.duckdb").create()
    for year, weights in ((2565, "30 30 40"), (2566, "30 30 40"), (2567, "25 25 50")):
        made.add("reference.frameworks", {"fiscal_year": year, "indicators": 10, "items": 0, "questions": 45})
        made.add(
            "reference.instruments",
            *(
                {"fiscal_year": year, "instrument": name, "weight": Decimal(weight) / 100, "indicators": [1]}
                for name, weight in zip(("IIT", "EIT", "OIT"), weights.split(), strict=True)
            ),
        )
    common = {"from_year": 2566, "to_year": None}
    made.add(
        "reference.levels",
        common | {"level": "ผ่านดี", "lower": 85, "each_instrument_at_least": 85, "some_instrument_below": 95},
        common | {"level": "ต้องปรับปรุง", "lower": 70, "upper": 85},
    )
    made.add("mart.score_comparison", {"organization_id": "1", "comparable_reason": "no-score"})
    with duckdb.connect(str(made.path), read_only=True) as connection:
        write_page(tmp_path, METHOD, "method.html.j2", method_values(single_page_rows(connection, "method")))
    content = (tmp_path / METHOD).read_bytes()
    assert len(content) <= 150_000
    return LexborHTMLParser(content.decode())


def rows_of(page: LexborHTMLParser, section: str, number: int = 0) -> list[list[str]]:
    return [
        [" ".join(cell.text(separator=" ").split()) for cell in row.css("th, td")]
        for row in page.css(f"section#{section} table")[number].css("tbody tr")
    ]


def test_both_languages_have_every_section_and_say_something() -> None:
    assert len(sections()) > 10
    assert all(
        len(one.text_th) > 100 and len(one.text_en) > 100 and one.title_th != one.title_en
        for one in sections()
    )
    assert len({one.id for one in sections()}) == len(sections())


def test_english_is_hidden_until_it_is_asked_for(page: LexborHTMLParser) -> None:
    thai, english = page.css("[data-only=th]"), page.css("[data-only=en]")
    assert len(thai) == len(english) == len(sections())
    assert all("hidden" in one.attributes and one.attributes["lang"] == "en" for one in english)
    assert not any("hidden" in one.attributes for one in thai)


def test_years_that_weigh_alike_are_one_row(page: LexborHTMLParser) -> None:
    assert [row[:7] for row in rows_of(page, "score")] == [
        ["2565–2566", "30 %", "30 %", "40 %", "10", "45", "ไม่ทราบ"],
        ["2567", "25 %", "25 %", "50 %", "10", "45", "ไม่ทราบ"],
    ]


def test_levels_are_those_of_the_reference_table(page: LexborHTMLParser) -> None:
    assert rows_of(page, "levels") == [
        ["ตั้งแต่ 2566", "ผ่านดี", "85.00–100", "ทุกเครื่องมือตั้งแต่ 85 และ บางเครื่องมือต่ำกว่า 95"],
        ["ตั้งแต่ 2566", "ต้องปรับปรุง", "70.00–84.99", "–"],
    ]


def test_reasons_are_counted(page: LexborHTMLParser) -> None:
    assert [(row[0], row[2]) for row in rows_of(page, "change")] == [("ไม่มีคะแนนปีนี้ no-score", "1")]


def test_every_reason_has_its_words_and_meaning() -> None:
    column = next(
        column
        for column in load_metadata().table("mart.score_comparison").columns
        if column.name == "comparable_reason"
    )
    assert column.allowed
    wanted = {f"{prefix}.{code}" for code in column.allowed for prefix in ("comparable", "comparable_means")}
    assert wanted <= set(words())


def test_every_link_leads_to_a_section(page: LexborHTMLParser) -> None:
    ids = {node.attributes["id"] for node in page.css("[id]")}
    assert {link.attributes["href"] for link in page.css("main nav a")} == {
        f"#{one.id}" for one in sections()
    }
    assert {one.id for one in sections()} <= ids
