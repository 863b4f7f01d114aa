"""The files of the site of the bundled samples, without a browser: links, evidence, sizes, wordings."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.integration.browser import publish_samples
from warehouse.site import words as words_module

TEMPLATES = Path(words_module.__file__).parent / "templates"
#: Bytes of one page.
LARGEST = 150_000
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("published") / "home"
    publish_samples(home)
    return home / "site"


@cache
def _parsed(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def _pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 10
    return found


def test_every_link_leads_to_a_file_and_a_place_that_exist(site: Path) -> None:
    broken = []
    followed = 0
    for page in _pages(site):
        for node in _parsed(page).css("[href], [src]"):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            parts = urlsplit(address)
            assert not parts.scheme and not parts.netloc, f"{page.name} leads out: {address}"
            target = (page.parent / unquote(parts.path)) if parts.path else page
            followed += 1
            if not target.is_file():
                broken.append(f"{page.relative_to(site)} → {address}: no such file")
            elif parts.fragment and not _has_place(target, unquote(parts.fragment)):
                broken.append(f"{page.relative_to(site)} → {address}: no such place")
    assert broken == []
    assert followed > 500


def _has_place(page: Path, name: str) -> bool:
    return any(node.attributes.get("id") == name for node in _parsed(page).css("[id]"))


def test_no_place_has_its_name_twice(site: Path) -> None:
    for page in _pages(site):
        names = [node.attributes["id"] for node in _parsed(page).css("[id]")]
        assert len(names) == len(set(names)), page.name


def test_the_evidence_of_a_score_has_its_digits(site: Path) -> None:
    """As the document has them, in Thai or Arabic figures; where a score was recovered from a damaged text or
    computed the page says so."""
    followed = 0
    for page in sorted((site / "organizations").glob("*.html")):
        tree = _parsed(page)
        for link in tree.css("table[data-standing] td.strong a[href^='#e'], td.n a[href^='#e']"):
            cell = link.parent
            if cell is None or cell.css_first("small") is not None:
                continue
            row = tree.css_first(link.attributes["href"] or "")
            assert row is not None
            told = (row.css_first("td.raw") or row).text().translate(_DIGITS)
            number = f"{float(link.text()):g}"
            assert number in re.sub(r"[\s,]", "", told), f"{page.name}: {link.text()} in {told!r}"
            document = row.css_first("a[href^='#d']")
            assert document is not None, f"{page.name}: evidence without its document"
            followed += 1
    assert followed > 50


def test_no_page_is_large(site: Path) -> None:
    sizes = {page.relative_to(site).as_posix(): page.stat().st_size for page in _pages(site)}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}


def test_wordings_stand_in_the_list_of_words_and_not_in_templates() -> None:
    """A Thai word in a template would stay Thai in English. The name of the program is in both, and what is
    to be typed (``pre``) is as it is."""
    neither = re.compile(
        r"{#.*?#}|<title>.*?</title>|{% block title %}.*?{% endblock %}|<pre.*?</pre>|โปร่งใส", re.DOTALL
    )
    left = {
        path.name: found
        for path in sorted(TEMPLATES.glob("*.j2"))
        if (found := re.findall("[\u0e00-\u0e7f]+", neither.sub("", path.read_text(encoding="utf-8"))))
    }
    assert left == {}
