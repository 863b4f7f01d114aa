"""What stands around the content of a web page: menus, news, links to others, the foot.

It is what other pages say, in other years and of other organizations, and no part of the report. What pages
themselves mark as such is left out, and so are rows of links before the content and behind it; links to
files are kept, since they are what a report encloses. A page of nothing but links is read as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from transforms.document import Paragraph, Table
from transforms.read.cell_html import addresses_in

#: Elements and roles that are around the content by their meaning.
AROUND = (
    "nav,footer,aside,[role=navigation],[role=contentinfo],[role=banner],[role=search],[role=complementary]"
    ",[role=menu],[role=menubar]"
)
#: So many links one below the other are a menu; a paragraph of so many characters is content.
_FEWEST_LINKS, _FEWEST_CHARACTERS = 3, 60
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|odt|ods|csv)\b|download|drive\.google", re.I
)

Blocks = Sequence[Paragraph | Table]


def without_menus(
    blocks: Blocks, linked: Collection[int], around: Collection[int]
) -> list[Paragraph | Table]:
    """The content of a page; ``linked`` are the positions of paragraphs that are links and nothing else,
    ``around`` those of what the page marks as standing around its content."""
    content = [
        at
        for at, block in enumerate(blocks)
        if at not in around
        and (isinstance(block, Table) or (at not in linked and len(block.text) >= _FEWEST_CHARACTERS))
    ]
    if not content:
        return list(blocks)
    menus = {
        at
        for run in _runs(sorted(set(linked) - set(around)))
        if len(run) >= _FEWEST_LINKS and not content[0] < run[0] < content[-1] and not _are_files(blocks, run)
        for at in run
    }
    return [block for at, block in enumerate(blocks) if at not in around and at not in menus]


def _runs(positions: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for at in positions:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _are_files(blocks: Blocks, run: Sequence[int]) -> bool:
    paragraphs = [block for at in run if isinstance(block := blocks[at], Paragraph)]
    return 2 * sum(any(map(_FILE.search, addresses_in(one.raw))) for one in paragraphs) > len(paragraphs)
