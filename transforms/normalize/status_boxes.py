"""Boxes of a status group with the label that each belongs to.

A label stands behind its box or before it, in the box's line or in one of its own. Which of the two,
the order of all boxes and labels in the cell tells; where it does not, the reading is ``torn``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.normalize.near_labels import NearLabels
from transforms.normalize.thai import clean, squeeze

BOX = re.compile(f"[{BOX_TICKED}{BOX_EMPTY}]")
LEADING_MARKS = re.compile(r"^[\s\-–•*.:()\d]+")
_TRAILING_MARKS = re.compile(r"[\s\-–•*.:()]+$")
_SLASH_AS_TICK = re.compile(r"^\s*[/√]\s*(?=[ก-ฮเ-ไ])", re.MULTILINE)
_ROUND_BOXES = str.maketrans({"○": BOX_EMPTY, "◯": BOX_EMPTY, "●": BOX_TICKED, "◉": BOX_TICKED})
_FULL_BOXES = str.maketrans({"□": BOX_EMPTY, "■": BOX_TICKED})
_PIECE_END = re.compile(r"\s[-–•]|\s{2,}|$")
#: A label with its spaces is shorter than this.
_LABEL_WITHIN = 80


@dataclass(frozen=True, slots=True)
class LabelledBox:
    """``ticked`` beside ``label`` (as a key of the reader's labels); ``torn`` where the box could as
    well belong to another label."""

    ticked: bool
    label: str
    torn: bool


def with_boxes(text: str) -> str:
    """``text`` with every kind of box as ☑ and ☐: round and filled ones where both kinds stand in the
    text (alone they are bullets), a slash before a word as a tick."""
    if ("○" in text or "◯" in text) and ("●" in text or "◉" in text):
        text = text.translate(_ROUND_BOXES)
    if "■" in text and ("□" in text or BOX_EMPTY in text):
        text = text.translate(_FULL_BOXES)
    if "/" in text or "√" in text:
        text = _SLASH_AS_TICK.sub(f"{BOX_TICKED} ", text)
    return text


class BoxReader:
    """Finds labelled boxes; ``labels`` are keys without white space, longest first."""

    def __init__(self, labels: list[str], near: NearLabels) -> None:
        self._labels = labels
        self._near = near
        self._known = frozenset(labels)
        self._at_head = re.compile("|".join(map(re.escape, labels)) if labels else r"(?!)")

    def boxes(self, text: str) -> list[LabelledBox]:
        """Every box that stands beside a label, in order."""
        lines = clean(text).split("\n")
        found: list[LabelledBox] = []
        lone = _LoneBoxes(lines, self.whole)
        for number, line in enumerate(lines):
            marks = list(BOX.finditer(line))
            if not marks:
                continue
            if not BOX.sub("", line).strip() and len(marks) == 1:
                label, torn = lone.label_of(number)
                if label is None and number + 1 < len(lines):
                    label = self.begins_with(BOX.split(lines[number + 1])[0])
                if label is not None:
                    found.append(LabelledBox(marks[0][0] == BOX_TICKED, label, torn))
                continue
            following = BOX.split(lines[number + 1])[0] if number + 1 < len(lines) else ""
            found += self._in_line(line, marks, following)
        return found

    def _in_line(self, line: str, marks: list[re.Match[str]], following: str) -> list[LabelledBox]:
        """The boxes of one line; a box that ends it may have its label at the head of the ``following``."""
        edges = [0, *(edge for mark in marks for edge in mark.span()), len(line)]
        sides = [
            (
                self.ends_with(line[edges[2 * index] : mark.start()]),
                self.begins_with(line[mark.end() : edges[2 * index + 3]]),
            )
            for index, mark in enumerate(marks)
        ]
        if not line[marks[-1].end() :].strip() and sides[0][0] is None and len(marks) > 1:
            sides[-1] = (sides[-1][0], self.begins_with(following))
        label_first = sides[0][0] is not None
        # Labels on both ends with one box fewer, or boxes on both ends: either reading is possible.
        torn = (sides[0][0] is not None) == (sides[-1][1] is not None) and sides[0][0] != sides[-1][1]
        boxes: list[LabelledBox] = []
        taken: str | None = None  # the label that all the text since the box before is
        for index, (mark, (before, behind)) in enumerate(zip(marks, sides, strict=True)):
            if index and not label_first and taken is not None and before == taken:
                before = None
            label = (before or behind) if label_first else (behind or before)
            taken = label if self.whole(line[mark.end() : edges[2 * index + 3]]) == label else None
            if label is not None:
                both = before is not None and behind is not None
                boxes.append(LabelledBox(mark[0] == BOX_TICKED, label, torn and both))
        return boxes

    def whole(self, line: str) -> str | None:
        """The label that is all of a line."""
        plain = squeeze(_TRAILING_MARKS.sub("", LEADING_MARKS.sub("", line[:_LABEL_WITHIN])))
        return plain if plain in self._known else self._nearly(plain)

    def begins_with(self, text: str) -> str | None:
        """The label that ``text`` begins with, numbering aside."""
        printed = LEADING_MARKS.sub("", text[:_LABEL_WITHIN])
        match = self._at_head.match(squeeze(printed))
        if match:
            return match[0]
        piece = _PIECE_END.split(printed, maxsplit=1)[0]
        return self._nearly(piece) or self._nearly(printed.partition(" ")[0])

    def ends_with(self, text: str) -> str | None:
        """The label at the end of ``text``, if nothing but a space or a dash stands before it."""
        printed = _TRAILING_MARKS.sub("", text[-_LABEL_WITHIN:])
        plain = squeeze(LEADING_MARKS.sub("", printed))
        if plain in self._known:
            return plain
        for label in self._labels:
            if plain.endswith(label) and re.search(rf"[\s\-–]{re.escape(label)}$", printed):
                return label
        return self._nearly(plain)

    def _nearly(self, text: str) -> str | None:
        found = self._near.find(text)
        return found[0] if found is not None else None


class _LoneBoxes:
    """Boxes and labels that have a line each."""

    def __init__(self, lines: list[str], whole: Callable[[str], str | None]) -> None:
        self._labels = [whole(line) for line in lines]
        lone = [
            number
            for number, line in enumerate(lines)
            if self._labels[number] is not None or (BOX.search(line) and not BOX.sub("", line).strip())
        ]
        self._label_first = bool(lone) and self._labels[lone[0]] is not None
        self._torn = len(lone) > 2 and self._label_first == (self._labels[lone[-1]] is not None)

    def label_of(self, number: int) -> tuple[str | None, bool]:
        """The label of the box in line ``number``, and whether another could be meant."""
        before = self._labels[number - 1] if number else None
        behind = self._labels[number + 1] if number + 1 < len(self._labels) else None
        label = (before or behind) if self._label_first else (behind or before)
        return label, self._torn and before is not None and behind is not None
