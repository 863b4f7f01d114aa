"""The round of a form: which of its boxes for rounds is ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.document import BOX_EMPTY, BOX_TICKED, Document, Paragraph, Place
from transforms.extract.years.title_words import TITLE_PARAGRAPHS, readable
from transforms.normalize.status_boxes import with_boxes

#: Boxes that are typed: ( / ), [x], ( ); a tick without a box.
_TYPED_TICK = re.compile(r"[(\[]\s{0,3}(?:[/✓✔√×xX]|☑)\s{0,3}[)\]]|[✓✔√☒]")
_TYPED_EMPTY = re.compile(r"[(\[](?:[\s.…_]{0,6})[)\]]")
_TOKEN = re.compile(
    rf"(?P<box>[{BOX_TICKED}{BOX_EMPTY}])"
    r"|(?P<six>(?:6|หก)\s?เดือน(?!\s?หลัง)|ครึ่งปี\s?แรก|ครั้งที่\s?1(?!\s?[/\d]))"
    r"|(?P<twelve>(?:12|สิบสอง)\s?เดือน|(?:6\s?เดือน|ครึ่งปี)\s?หลัง|สิ้นปีงบประมาณ|ครั้งที่\s?2(?!\s?[/\d]))"
)
_OF_ROUNDS = re.compile(r"รอบ|ระยะ|ช่วง|เดือน|ครั้งที่")
_LONGEST_LINE, _MOST_CELLS = 240, 4
#: So far may a box stand before its label; behind it the months of the round may stand between.
_BEFORE, _BEHIND = 16, 48


@dataclass(frozen=True, slots=True)
class RoundBoxes:
    """The boxes for rounds in one line: each ``6-month`` or ``annual``, and whether it is ticked."""

    boxes: tuple[tuple[str, bool], ...]
    place: Place
    raw: str
    block: int

    @property
    def ticked(self) -> frozenset[str]:
        """The rounds whose box is ticked."""
        return frozenset(told for told, is_ticked in self.boxes if is_ticked)


def round_boxes(document: Document, ruined: frozenset[int]) -> list[RoundBoxes]:
    """Every line of boxes for rounds among the titles, in order."""
    found: list[RoundBoxes] = []
    position = 0
    for index, block in enumerate(document.blocks):
        if index in ruined:
            continue
        if position > TITLE_PARAGRAPHS:
            break
        if isinstance(block, Paragraph):
            position += 1
            lines = [(block.text, block.place)]
        else:
            rows = [row for row in block.rows[:4] if 0 < len(row.cells) <= _MOST_CELLS]
            lines = [(" ".join(cell.text for cell in row.cells), row.cells[0].place) for row in rows]
        for text, place in lines:
            if len(text) < _LONGEST_LINE and (boxes := boxes_in(text)):
                found.append(RoundBoxes(boxes, place, text, index))
    return found


def boxes_in(text: str) -> tuple[tuple[str, bool], ...]:
    """The boxes for rounds in one line of text: label behind its box, or before it where the line begins
    with a label. None where a box is of something else."""
    if not _OF_ROUNDS.search(text):
        return ()
    plain = readable(with_boxes(text))
    plain = _TYPED_EMPTY.sub(f" {BOX_EMPTY} ", _TYPED_TICK.sub(f" {BOX_TICKED} ", plain))
    tokens = [(str(match.lastgroup), match) for match in _TOKEN.finditer(plain)]
    kinds = [kind for kind, _ in tokens]
    if "box" not in kinds or len(set(kinds)) == 1:
        return ()
    if kinds[0] != "box":
        tokens.reverse()  # a label, then its box
    paired = _paired(tokens)
    return paired if len(paired) == kinds.count("box") else ()


def _paired(tokens: Sequence[tuple[str, re.Match[str]]]) -> tuple[tuple[str, bool], ...]:
    """Each box with the label that comes next, if it is near."""
    found: list[tuple[str, bool]] = []
    box: re.Match[str] | None = None
    for kind, match in tokens:
        if kind == "box":
            box = match
        elif box is not None:
            gap = match.start() - box.end() if match.start() >= box.end() else box.start() - match.end()
            if gap <= (_BEFORE if match.start() >= box.end() else _BEHIND):
                found.append(("6-month" if kind == "six" else "annual", box[0] == BOX_TICKED))
            box = None
    return tuple(found)
