"""Injuries to the rows and columns of tables."""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.synthetic.chance import Chance
from benchmarks.synthetic.draft import Line
from benchmarks.synthetic.story import Story

Log = list[tuple[str, Line | None]]
_TEAR = re.compile(r"(?<=[ >])(?=[^< ])")


def _rows(story: Story) -> list[Line]:
    return [line for line in story.draft.lines if line.kind == "row" and len(line.cells) > 1]


def _split_cell(story: Story, chance: Chance, rate: float) -> Log:
    log: Log = []
    for line in _rows(story):
        if chance.maybe(rate / 100):
            wide = [at for at, cell in enumerate(line.cells) if " " in cell and "<" not in cell]
            if wide:
                at = chance.pick(wide)
                first, _, rest = line.cells[at].partition(" ")
                line.cells[at : at + 1] = [first, rest]
                log.append(("split-cell", line))
    return log


def _merged_cells(story: Story, chance: Chance, rate: float) -> Log:
    log: Log = []
    for line in _rows(story):
        if chance.maybe(rate / 100):
            at = chance.whole(0, len(line.cells) - 2)
            line.cells[at : at + 2] = [" ".join(filter(None, line.cells[at : at + 2]))]
            log.append(("merged-cells", line))
    return log


def _shifted_row(story: Story, chance: Chance, rate: float) -> Log:
    log: Log = []
    for line in _rows(story):
        if chance.maybe(rate / 100):
            if chance.maybe(0.5):
                line.cells.insert(0, "")
            else:
                at = chance.whole(0, len(line.cells) - 2)
                line.cells[at : at + 2] = [" ".join(filter(None, line.cells[at : at + 2]))]
                line.cells.append("")
            log.append(("shifted-row", line))
    return log


def _torn_row(story: Story, chance: Chance, rate: float) -> Log:
    log: Log = []
    lines: list[Line] = []
    for line in story.draft.lines:
        lines.append(line)
        if line.kind != "row" or line.frame == "html" or not chance.maybe(rate / 100):
            continue
        at = max(range(len(line.cells)), key=lambda place: len(line.cells[place]))
        cuts = [found.start() for found in _TEAR.finditer(line.cells[at])]
        if at and cuts:
            cut = chance.pick(cuts)
            rest = [""] * len(line.cells)
            line.cells[at], rest[at] = line.cells[at][:cut].rstrip(), line.cells[at][cut:]
            lines.append(Line(rest, "row", set(), line.page, line.table, line.frame))
            log.append(("torn-row", line))
    story.draft.lines[:] = lines
    return log


def _repeated_header(story: Story, chance: Chance, rate: float) -> Log:
    log: Log = []
    heads = {line.table: line for line in story.draft.lines if line.kind == "header"}
    lines: list[Line] = []
    for line in story.draft.lines:
        if (
            line.kind == "row"
            and line.table in heads
            and chance.maybe(rate / 100)
            and lines[-1].kind == "row"
        ):
            again = Line(list(heads[line.table].cells), "header", set(), line.page, line.table, line.frame)
            if line.frame == "tab":
                lines.append(Line([""], "text", set(), line.page))
            lines.append(again)
            log.append(("repeated-header", again))
        lines.append(line)
    story.draft.lines[:] = lines
    return log


def _lost_header(story: Story, chance: Chance, rate: float) -> Log:
    heads = [line for line in story.draft.lines if line.kind == "header" and line.frame == "tab"]
    if not heads or not chance.maybe(rate):
        return []
    story.draft.lines.remove(chance.pick(heads))
    return [("lost-header", None)]


KINDS: dict[str, Callable[[Story, Chance, float], Log]] = {
    "repeated-header": _repeated_header,
    "lost-header": _lost_header,
    "torn-row": _torn_row,
    "split-cell": _split_cell,
    "merged-cells": _merged_cells,
    "shifted-row": _shifted_row,
}
