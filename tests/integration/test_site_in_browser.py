"""The site in a real browser, as people open it: from the file system, without a server.

The files themselves (links, sizes, templates) are looked at in ``test_site_files.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page
from selectolax.lexbor import LexborHTMLParser

from tests.integration.browser import Visit, chromium, publish_samples, visit
from warehouse.site.words import words

#: An organization with scores of several years, measures, disclosures and evidence.
ORGANIZATION = "organizations/5320391.html"
#: One page of each kind; of provinces the one with most organizations.
KINDS = {
    "front": "index.html",
    "organization": ORGANIZATION,
    "province": "provinces/55-2566.html",
    "quality": "quality.html",
    "method": "method.html",
    "dictionary": "dictionary.html",
    "table": "dictionary/core-measures.html",
    "downloads": "downloads.html",
}
LANGUAGES = ("th", "en")
PHONE = {"width": 390, "height": 844}
THAI = re.compile("[\u0e00-\u0e7f]")
each_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("published") / "home"
    publish_samples(home)
    return home


@pytest.fixture(scope="module")
def site(home: Path) -> Path:
    return home / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def visitor(browser: Browser, site: Path) -> Iterator[Visit]:
    """Somebody who is here for the first time, at a desk. Whatever they do, nothing is asked for that is no
    file of the site, and nothing breaks."""
    with visit(browser, site) as made:
        yield made
        assert made.outside() == []
        assert made.complaints == []


# ── nothing leaves, nothing breaks


def test_no_page_asks_for_anything_outside_or_complains(visitor: Visit) -> None:
    """Every page; the fixture says what held. In English one page of each kind is opened below."""
    pages = sorted(path.relative_to(visitor.site).as_posix() for path in visitor.site.rglob("*.html"))
    assert set(KINDS.values()) <= set(pages)
    for name in pages:
        page = visitor.open(name)
        assert page.title(), name
        assert page.locator("[data-publication]").inner_text(), name
    assert len(visitor.asked) > 4 * len(pages)


@each_kind
def test_without_scripts_the_figures_still_stand_there(browser: Browser, site: Path, kind: str) -> None:
    with visit(browser, site, java_script_enabled=False) as quiet:
        quiet.page.goto((site / KINDS[kind]).as_uri())
        assert quiet.page.locator("h1").is_visible()
        # Playwright's switch stops scripts, but the parser goes on as if there were some.
        assert words()["no_script"][0] in (quiet.page.locator("noscript").text_content() or "")
        assert quiet.page.locator("main").inner_text().strip()
        for cell in quiet.page.locator("table td.n").all()[:20]:
            assert (cell.text_content() or "").strip()
        if kind == "organization":
            assert quiet.page.locator("tr[data-year='2566'] td.strong").inner_text().strip() == _overall(site)
    assert quiet.complaints == []


def _overall(site: Path) -> str:
    (row,) = _ask(
        site,
        "SELECT overall FROM mart.score_comparison WHERE fiscal_year = 2566 AND organization_id = ?",
        Path(ORGANIZATION).stem,
    )
    return f"{row[0]:.2f}"


def _ask(site: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    database = site.parent / "warehouse" / "prongsai.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql, values).fetchall()


# ── tables


def _column(table: Locator, at: int) -> list[str]:
    texts: list[str] = table.locator("tbody tr").evaluate_all(
        "(rows, at) => rows.map((row) => row.cells[at].dataset.order ?? row.cells[at].textContent.trim())", at
    )
    return texts


def _settle(page: Page) -> None:
    """What a table does after a click, it does in its own time: two pictures and a turn later it is done."""
    page.evaluate(
        "() => new Promise((done) => setTimeout("
        "() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))), 50))"
    )


def _is_ordered(texts: list[str], direction: str) -> bool:
    """By the first number of each cell; cells without one may stand at either end."""
    numbers = [float(found[0]) for text in texts if (found := re.search(r"-?[\d.]+", text.replace(",", "")))]
    return all(one <= other if direction == "ascending" else one >= other for one, other in pairwise(numbers))


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
@pytest.mark.parametrize("kind", ["front", "province"])
def test_a_heading_sorts_its_table(visitor: Visit, kind: str, by: str) -> None:
    page = visitor.open(KINDS[kind])
    table = page.locator("table.sortable").first
    headings = table.locator("thead tr").first.locator("th")
    # A column of numbers in which two differ, and that the table is not already ordered by.
    at = next(
        at
        for at in range(headings.count())
        if "n" in (headings.nth(at).get_attribute("class") or "").split()
        and headings.nth(at).get_attribute("aria-sort") is None
        and len(set(_column(table, at))) > 1
    )
    heading = headings.nth(at)
    before = _column(table, 0)
    orders = []
    for _ in range(2):
        if by == "mouse":
            heading.click()
        else:
            heading.locator("[tabindex='0']").first.focus()
            page.keyboard.press("Enter")
        _settle(page)
        direction = heading.get_attribute("aria-sort")
        assert direction in ("ascending", "descending")
        assert table.locator("th[aria-sort]").count() == 1
        assert _is_ordered(_column(table, at), direction), (direction, _column(table, at))
        orders.append((direction, _column(table, at)))
    (first, one), (second, other) = orders
    assert {first, second} == {"ascending", "descending"}
    assert one != other
    assert sorted(_column(table, 0)) == sorted(before)


def test_a_choice_above_the_table_filters_it(visitor: Visit) -> None:
    page = visitor.open(KINDS["province"])
    table = page.locator("table.sortable").first
    chosen = page.locator(".filters select").first
    heading = page.locator(".filters label").first.inner_text().split("\n")[0].strip()
    every = table.locator("tbody tr").count()
    offered = [text for text in chosen.locator("option").all_inner_texts() if text]
    assert len(offered) > 2, "choices of one kind only filter nothing"
    at = next(
        at
        for at, text in enumerate(table.locator("thead th").all_inner_texts())
        if heading.startswith(text.strip())
    )
    for choice in offered[1:]:
        chosen.select_option(label=choice)
        _settle(page)
        shown = table.locator("tbody tr")
        assert 0 < shown.count() < every
        cells = [row.locator("th, td").nth(at).inner_text().strip() for row in shown.all()]
        assert set(cells) == {choice}
    chosen.select_option(index=0)
    _settle(page)
    assert table.locator("tbody tr").count() == every


def test_the_search_box_of_a_long_table_filters_it(visitor: Visit) -> None:
    page = visitor.open(KINDS["dictionary"])
    box = page.locator(".dt-search input").first
    table = page.locator("table.sortable").first
    word = table.locator("tbody tr").nth(3).locator("th, td").first.inner_text().strip()
    box.fill(word)
    _settle(page)
    shown = table.locator("tbody tr").all_inner_texts()
    assert shown
    assert all(word in text for text in shown)
    box.fill("nothing-is-called-so")
    _settle(page)
    assert table.locator("tbody tr").all_inner_texts() == [words()["tables.empty"][0]]


#: Before the page's own scripts: its first table with its rows again and again.
_LONG = """document.addEventListener("DOMContentLoaded", () => {
  const body = document.querySelector("table.sortable").tBodies[0];
  const rows = [...body.rows];
  while (body.rows.length < 120) for (const row of rows) body.append(row.cloneNode(true));
});"""


def test_a_long_table_is_shown_in_pages_and_printed_whole(visitor: Visit) -> None:
    visitor.page.add_init_script(_LONG)
    page = visitor.open(KINDS["front"])
    rows = page.locator("table.sortable").first.locator("tbody tr")
    assert rows.count() == 50
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert rows.count() >= 120
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert rows.count() == 50
    page.locator(".dt-paging button").get_by_text("3", exact=True).click()
    _settle(page)
    assert 20 <= rows.count() < 50


# ── language


def _unsaid(page: Page) -> list[str]:
    """Wordings of the site that do not stand in English."""
    said: list[list[str]] = page.eval_on_selector_all(
        "[data-w]", "(all) => all.map((one) => [one.dataset.w, one.textContent])"
    )
    assert said
    wrong = [f"{key}: {text}" for key, text in said if text != words()[key][1]]
    for name in ("aria-label", "placeholder", "title"):
        pairs = page.eval_on_selector_all(
            f"[data-w-{name}]",
            f"(all) => all.map((one) => [one.getAttribute('data-w-{name}'), one.getAttribute('{name}')])",
        )
        wrong += [f"{name} {key}: {text}" for key, text in pairs if text != words()[key][1]]
    return wrong


#: Texts of data: what documents, the register and reference tables say in Thai.
_OF_DATA = (
    "h1, td, tbody th, dd, code, option, [lang=th], .documents, .issues, .crumbs, .brand, title, script, "
    "style, noscript, .tile, figure svg, "
    "[data-heat-table]"
)
_THAI_TEXTS = """(ofData) => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = node.data.trim();
    if (/[\\u0e00-\\u0e7f]/.test(text) && !node.parentElement.closest(ofData)) found.push(text);
  }
  return found;
}"""


def _without_levels(text: str, site: Path) -> str:
    """Names of levels stay as the commission calls them."""
    for (level,) in _ask(site, "SELECT level FROM reference.levels ORDER BY length(level) DESC"):
        text = text.replace(level, "")
    return text


@each_kind
def test_in_english_no_thai_is_left_but_names_and_data(visitor: Visit, kind: str) -> None:
    page = visitor.open(KINDS[kind], "en")
    assert page.locator("html").get_attribute("lang") == "en"
    assert _unsaid(page) == []
    left = [_without_levels(text, visitor.site) for text in page.evaluate(_THAI_TEXTS, _OF_DATA)]
    assert [text for text in left if THAI.search(text)] == []
    # Of charts the titles of axes and the legends are wordings, the rest is data.
    titles = page.locator("figure .role-axis-title text, figure .role-legend-label text").all_text_contents()
    assert [text for text in titles if THAI.search(text)] == []


def test_the_language_is_kept_from_page_to_page_and_can_be_changed_back(visitor: Visit) -> None:
    page = visitor.open("index.html")
    button = page.locator("[data-language]")
    assert page.locator("html").get_attribute("lang") == "th"
    assert page.locator("h1").inner_text() == words()["front_title"][0]
    button.click()
    page.wait_for_selector("html[lang='en']")
    visitor.settled()
    assert page.locator("h1").inner_text() == words()["front_title"][1]
    page.locator("nav a[href*='quality.html']").click()
    visitor.settled()
    assert "quality.html" in page.url
    assert page.locator("html").get_attribute("lang") == "en"
    assert _unsaid(page) == []
    # An address without a language, as from a bookmark.
    visitor.open(ORGANIZATION)
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("[data-language]").click()
    page.wait_for_selector("html[lang='th']")
    visitor.settled()
    page.locator("nav a[href*='index.html']").first.click()
    visitor.settled()
    assert page.locator("h1").inner_text() == words()["front_title"][0]


def test_where_nothing_can_be_kept_the_addresses_carry_the_language(visitor: Visit) -> None:
    visitor.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });"
    )
    page = visitor.open("index.html", "en")
    page.locator("nav a[href*='quality.html']").click()
    visitor.settled()
    assert "quality.html" in page.url
    assert page.locator("html").get_attribute("lang") == "en"


# ── figures, charts, ranks


def test_a_score_leads_to_its_evidence_and_from_there_to_its_document(visitor: Visit) -> None:
    page = visitor.open(ORGANIZATION)
    link = page.locator("tr[data-year='2566'] td.strong a")
    link.click()
    row = page.locator("tr:target")
    assert row.count() == 1
    assert _in_sight(row)
    row.locator("a[href^='#d']").click()
    document = page.locator("li:target")
    assert document.count() == 1
    assert _in_sight(document)
    assert document.locator("code").last.inner_text() in [
        sha for (sha,) in _ask(visitor.site, "SELECT sha256 FROM core.documents")
    ]


def _in_sight(one: Locator) -> bool:
    return bool(
        one.evaluate(
            "(one) => { const box = one.getBoundingClientRect();"
            " return box.height > 0 && box.top >= 0 && box.top < innerHeight; }"
        )
    )


def test_a_link_to_something_in_a_closed_part_opens_it(visitor: Visit) -> None:
    page = visitor.open(ORGANIZATION)
    inside = page.locator("details:not([open]) tr[id]").first.get_attribute("id")
    assert inside
    visitor.open("index.html")
    visitor.open(f"{ORGANIZATION}#{inside}")
    assert _in_sight(page.locator(f"#{inside}"))


@pytest.mark.parametrize("kind", ["front", "organization", "province"])
def test_charts_show_every_row_of_their_page(visitor: Visit, kind: str) -> None:
    page = visitor.open(KINDS[kind])
    figures = page.locator("figure[data-chart]")
    assert figures.count()
    for figure in figures.all():
        assert figure.get_attribute("data-drawn") == "yes"
        box = figure.locator("svg.marks").bounding_box()
        assert box is not None
        assert box["width"] > 200
        assert box["height"] > 40
        shown = _shown(figure)
        labels = _labels(figure)
        assert len(labels) == len(shown) > 0, (figure.get_attribute("data-chart"), labels, shown)
        for value in shown:
            assert any(re.search(rf": {value:g}(;|$)", label) for label in labels), (value, labels)


def _shown(figure: Locator) -> list[float]:
    """The figures of the rows that the page gives its chart; of a heat map those of the table beside it."""
    given = json.loads(figure.locator("script").text_content() or "[]")
    if figure.get_attribute("data-own") is not None:
        cells = figure.page.locator("[data-heat-table] td").all_text_contents()
        assert len(cells) % len(given["indicators"]) == 0
        return [float(cell) for cell in cells if cell != "–"]
    values = [row.get("value", row.get("mean", row.get("organizations"))) for row in given]
    return [value for value in values if value is not None]


def _labels(figure: Locator) -> list[str]:
    """What the marks say of themselves; of lines of several only those of the organization itself."""
    labels: list[str] = figure.locator(".mark-symbol.role-mark path, .mark-rect.role-mark path").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('aria-label')).filter(Boolean)"
    )
    if figure.get_attribute("data-chart") == "scores_over_years":
        labels = [label for label in labels if words()["own_score"][0] in label]
    return labels


def test_ranks_and_means_are_those_of_the_warehouse(visitor: Visit) -> None:
    page = visitor.open(ORGANIZATION)
    ranks = _ask(
        visitor.site,
        "SELECT fiscal_year, rank_province, ranked_of_province, rank_country, ranked_of_country,"
        " mean_province FROM mart.score_comparison"
        " WHERE organization_id = ? AND rank_province IS NOT NULL ORDER BY fiscal_year",
        Path(ORGANIZATION).stem,
    )
    assert ranks
    labels = page.locator("figure[data-chart=scores_over_years] .mark-symbol.role-mark path").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('aria-label') || '')"
    )
    for year, of_province, province, of_country, country, mean in ranks:
        row = page.locator(f"table[data-standing] tr[data-year='{year}']")
        assert row.locator("[data-rank='2']").inner_text() == f"{of_province}/{province}"
        assert row.locator("[data-rank='6']").inner_text() == f"{of_country}/{country}"
        if mean is not None:
            assert any(words()["mean_province"][0] in one and str(year) in one for one in labels), labels


def test_search_finds_an_organization_and_opens_it(visitor: Visit) -> None:
    page = visitor.open("index.html")
    code = Path(ORGANIZATION).stem
    ((name, amphoe),) = _ask(
        visitor.site, "SELECT full_name, amphoe FROM core.organizations WHERE organization_id = ?", code
    )
    box = page.locator("[data-search] input")
    box.fill("ไม่มีชื่อเช่นนี้")
    page.wait_for_selector("#found li")
    assert page.locator("#found li").all_inner_texts() == [words()["found_none"][0]]
    for asked in (name, f"{name[-4:]} {amphoe}", code):
        box.fill(asked)
        page.wait_for_selector("#found li a")
        assert page.locator("#found li a").first.inner_text() == name
    box.press("Enter")
    visitor.settled()
    assert page.locator("h1").inner_text() == name
    assert page.url.endswith(ORGANIZATION)


# ── every reader


@each_kind
def test_on_a_phone_no_page_is_wider_than_the_screen(browser: Browser, site: Path, kind: str) -> None:
    with visit(browser, site, viewport=PHONE, has_touch=True) as phone:
        for lang in LANGUAGES:
            page = phone.open(KINDS[kind], lang)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@each_kind
def test_printed_nothing_of_the_site_is_left_and_every_row_is_there(visitor: Visit, kind: str) -> None:
    page = visitor.open(KINDS[kind])
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for hidden in (
        ".top nav",
        "[data-language]",
        ".skip",
        "[data-search]",
        ".filters",
        ".dt-search",
        ".dt-paging",
    ):
        assert not [one for one in page.locator(hidden).all() if one.is_visible()], hidden
    assert [one for one in page.locator("main tbody tr").all() if not one.is_visible()] == []
    assert page.locator("main tbody tr").count() == _rows_in(visitor.site / KINDS[kind], page)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator(".top nav").is_visible()


def _rows_in(path: Path, page: Page) -> int:
    """Rows of the page as it is written, and of tables that only the browser makes."""
    written = len(LexborHTMLParser(path.read_text(encoding="utf-8")).css("main tbody tr"))
    return written + page.locator("[data-heat-table] tbody tr").count()


def test_on_paper_stands_every_figure_of_an_organization(visitor: Visit, tmp_path: Path) -> None:
    page = visitor.open(ORGANIZATION)
    printed = tmp_path / "printed.pdf"
    page.pdf(path=printed, format="A4")
    document = pypdfium2.PdfDocument(printed)
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    numbers = page.locator("tbody td.n").all_inner_texts()
    assert numbers
    assert [one for one in numbers if (found := re.search(r"[\d.]+", one)) and found[0] not in text] == []
    # Also what was folded away on the screen, and still is.
    codes = page.locator("details:not([open]) tbody th").all_text_contents()
    assert codes
    assert [code for code in codes if code not in text] == []


@each_kind
def test_nobody_is_shut_out(browser: Browser, site: Path, kind: str) -> None:
    """axe-core finds nothing serious, in either language."""
    with visit(browser, site, bypass_csp=True) as looked:
        for lang in LANGUAGES:
            page = looked.open(KINDS[kind], lang)
            found = Axe().run(page).response["violations"]
            bad = [
                (one["id"], one["impact"], [node["html"][:150] for node in one["nodes"]][:3])
                for one in found
                if one["impact"] in ("serious", "critical")
            ]
            assert bad == [], lang


@each_kind
def test_the_first_stop_of_the_keyboard_skips_to_the_content(visitor: Visit, kind: str) -> None:
    page = visitor.open(KINDS[kind])
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
