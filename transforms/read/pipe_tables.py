"""Tables of Markdown that a single line does not tell: with a rule below the heading and no bars around them,
and those drawn as a grid, whose rows run over several lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_EDGE = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*")
_BAR = re.compile(r"(?<!\\)\|")
#: So many lines one row of a grid may have.
_HIGHEST_ROW = 400


def is_rule(line: str) -> bool:
    """Whether the line is that below a heading: ``--- | :---:``."""
    return "|" in line and "--" in line and _RULE.fullmatch(line) is not None


def ruled_lines(lines: Sequence[str]) -> set[int]:
    """The positions of the rows of tables with a rule below their heading: as many bars in it as in the rule,
    and bars in each line that follows."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if at == 0 or not is_rule(line):
            continue
        bars = len(_BAR.findall(line.strip().strip("|")))
        if bars == 0 or len(_BAR.findall(lines[at - 1].strip().strip("|"))) != bars:
            continue
        found.add(at - 1)
        for below in range(at + 1, len(lines)):
            if not _BAR.search(lines[below]):
                break
            found.add(below)
    return found


def grid_rows(lines: Sequence[str]) -> dict[int, tuple[int, list[str]]]:
    """Position of the first line of each row of a drawn grid → its number of lines, and its cells. The edges
    of the grid are rows of no cells."""
    found: dict[int, tuple[int, list[str]]] = {}
    at = 0
    while at < len(lines):
        if lines[at].lstrip()[:2] not in ("+-", "+=", "+:") or not _EDGE.fullmatch(lines[at]):
            at += 1
            continue
        edge = at
        columns = len(lines[at].strip().strip("+").split("+"))
        first = at = at + 1
        rows: list[list[str]] = []
        while at < len(lines) and at - first < _HIGHEST_ROW and lines[at].strip()[:1] == "|":
            rows.append([cell.strip() for cell in _BAR.split(lines[at].strip())[1:-1]])
            at += 1
        # A grid in which a cell spans others is drawn otherwise; its lines are read as they stand.
        if (
            rows
            and all(len(row) == columns for row in rows)
            and at < len(lines)
            and _EDGE.fullmatch(lines[at])
        ):
            found.update({edge: (1, []), at: (1, [])})
            found[first] = (len(rows), ["\n".join(filter(None, cells)) for cells in zip(*rows, strict=True)])
    return found
