"""Lines of a cell or of running text into paragraphs: which line is but wrapped, and how it joins.

A line is wrapped where what follows would not have had room on it. Thai has no spaces: a wrapped line
joins the next without one, unless it was broken at a space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.read.pdf.text_lines import Line

#: Begins an item of a list, a box with its label, a heading: never the rest of the line above.
_BEGINS = re.compile(
    r"\s*(?:[-–•▪●○*✓✗☑☐]|\(?[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,2}){0,3}\s?[.)](?![0-9๐-๙])"
    r"|[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2}){1,3}\s|[(\[]\s*[/✓]?\s*[)\]]|[\uf000-\uf0ff])"
)
_ADDRESS_END = re.compile(r"(?:https?:/?/?|www\.)[^\s\u0e00-\u0e7f]*$", re.IGNORECASE)
_ADDRESS_REST = re.compile(r"[A-Za-z0-9._~%/=&?#+:@-]+")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
#: In parts of the size of the letters: a Thai word is rarely wider, so much less than a word is left free,
#: lines of one paragraph are not further apart. Letters of another size begin another paragraph.
_LONGEST_WORD, _SLACK, _FARTHEST, _OTHER_SIZE = 3.5, 0.5, 3.2, 1.35


def is_wrapped(line: Line, following: Line, right: float) -> bool:
    """Whether ``following`` goes on with ``line`` above it; ``right`` is where text may end."""
    if len(line.pieces) > 1 and len(following.pieces) > 1:
        return False
    size = max(line.size, 1.0)
    if following.baseline - line.baseline > _FARTHEST * size:
        return False
    if following.size > _OTHER_SIZE * size or size > _OTHER_SIZE * following.size:
        return False
    return is_cut(line, following, right)


def is_cut(line: Line, following: Line, right: float) -> bool:
    """Whether there was no room on ``line`` for what begins ``following``, wherever that stands."""
    if _BEGINS.match(following.text):
        return False
    return right - line.box[2] < min(following.first_word, _LONGEST_WORD * line.size) + _SLACK * line.size


def glue(line: Line, text: str, following: str) -> str:
    """What stands between a wrapped line, of which ``text`` is known so far, and the next one."""
    if _ADDRESS_END.search(text) and _ADDRESS_REST.match(following) and not line.ends_in_space:
        return ""
    if line.ends_in_space:
        return " "
    last, first = text[-1:], following[:1]
    if _THAI.match(last) or _THAI.match(first):
        return ""
    return "" if last in "-/" else " "


def paragraphs_of(lines: Sequence[Line], right: float, *, join: bool = True) -> list[list[Line]]:
    """The lines in groups of one paragraph each."""
    groups: list[list[Line]] = []
    for line in lines:
        if join and groups and is_wrapped(groups[-1][-1], line, right):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def text_of_lines(lines: Sequence[Line]) -> str:
    """The text of one paragraph."""
    text = lines[0].text
    for line, following in pairwise(lines):
        text += glue(line, text, following.text) + following.text
    return text
