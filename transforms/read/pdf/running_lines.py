"""Headers, footers and numbers of pages: what stands at the edge of page after page.

They are taken from between the pages, where they would part a table that goes on: each wording is kept
once, headers before the first page, footers behind the last. Numbers of pages are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from transforms.normalize.digits import to_arabic
from transforms.read.pdf.page_layout import Block, Page
from transforms.read.pdf.text_lines import Line

#: The edges of a page, in parts of its height, and how many lines of an edge may run.
_EDGE = 0.14
_MOST_LINES = 4
#: On so many pages, and on this share of those from the first to the last one, a line runs.
_FEWEST_PAGES, _SHARE = 3, 0.6
_NEAR = 6.0
_PAGE_WORD = re.compile(r"(?:หน้า(?:ที่)?|page)\s*[0-9]{1,4}(?:\s*(?:/|จาก|of)\s*[0-9]{1,4})?", re.IGNORECASE)
#: Four digits alone are a year that did not fit on the line above.
_PAGE_NUMBER = re.compile(
    r"[\s\-–—~.()\[\]|]*(?:(?:หน้า(?:ที่)?|page)\s*[0-9]{1,4}|[0-9]{1,3})(?:\s*(?:/|จาก|of)\s*[0-9]{1,4})?[\s\-–—~.()\[\]|]*",
    re.IGNORECASE,
)


def without_running_lines(pages: Sequence[Page]) -> tuple[list[Line], list[Line]]:
    """Takes running lines and numbers out of ``pages``, in place; gives the headers and the footers that
    are kept, each once, with the page they stood on first (``Line.page``)."""
    kept: tuple[list[Line], list[Line]] = ([], [])
    for at_top, into in ((True, kept[0]), (False, kept[1])):
        edges = [_edge(page, at_top=at_top) for page in pages]
        running = _running(pages, edges)
        said: set[str] = set()
        for page, edge in zip(pages, edges, strict=True):
            for line in edge:
                wording = _wording(line, page.number)
                if is_page_number(line.text):
                    _remove(page.blocks, line)
                elif (wording, round(line.baseline / _NEAR)) in running:
                    _remove(page.blocks, line)
                    if wording not in said:
                        line.page = page.number
                        into.append(line)
                    said.add(wording)
    return kept


def is_page_number(text: str) -> bool:
    """Whether a line says nothing but which page it stands on."""
    return _PAGE_NUMBER.fullmatch(to_arabic(text)) is not None


def _edge(page: Page, *, at_top: bool) -> list[Line]:
    """The lines at an edge of the page, up to the first table."""
    found: list[Line] = []
    for block in page.blocks if at_top else reversed(page.blocks):
        if not isinstance(block, Line) or len(found) == _MOST_LINES:
            break
        far = block.baseline > _EDGE * page.height if at_top else block.baseline < (1 - _EDGE) * page.height
        if far:
            break
        found.append(block)
    return found


def _running(pages: Sequence[Page], edges: Sequence[Sequence[Line]]) -> set[tuple[str, int]]:
    """Wordings with the height (in steps of some points) at which they run."""
    numbers: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for page, edge in zip(pages, edges, strict=True):
        for line in edge:
            numbers[_wording(line, page.number)].append((page.number, line.baseline))
    running: set[tuple[str, int]] = set()
    for wording, places in numbers.items():
        on = {number for number, _ in places}
        if wording and len(on) >= _FEWEST_PAGES and len(on) >= _SHARE * (max(on) - min(on) + 1):
            running |= {(wording, round(baseline / _NEAR)) for _, baseline in places}
    return running


def _wording(line: Line, page: int) -> str:
    """The text without the number of the page."""
    text = _PAGE_WORD.sub("", to_arabic(line.text))
    return " ".join(re.sub(rf"^\s*{page}\s|\s{page}\s*$", " ", text).split())


def _remove(blocks: list[Block], line: Line) -> None:
    blocks[:] = [block for block in blocks if block is not line]
