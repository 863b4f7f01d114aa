"""Lines of a cell or of running text into paragraphs: which line is but wrapped, and how it joins.

A line is wrapped where what follows would not have had room on it. Thai has no spaces: a wrapped line
joins the next without one, unless it was broken at a space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from transforms.read.pdf.text_lines import Line
from transforms.read.pdf.thai_words import first_word_length

#: Begins an item of a list, a box with its label, a heading: never the rest of the line above.
_BEGINS = re.compile(
    r"\s*(?:[-–•▪●○*✓✗☑☐]|\(?[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,2}){0,3}\s?[.)](?![0-9๐-๙])"
    r"|[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2}){1,3}\s|[(\[]\s*[/✓]?\s*[)\]]|[\uf000-\uf0ff])"
)
_ADDRESS_END = re.compile(r"(?:https?:/?/?|www\.)[^\s\u0e00-\u0e4f\u0e5a-\u0e7f]*$", re.IGNORECASE)
_ADDRESS_PIECE = re.compile(r"[/=?&-]?[^/=?&-]*[/=?&-]?")
_ADDRESS_REST = re.compile(r"[A-Za-z0-9๐-๙._~%/=&?#+:@-]+")
#: A score that did not fit into its column: programs break it where the column ends.
_NUMBER_BEGUN = re.compile(r"[0-9๐-๙]{1,3}\.[0-9๐-๙]?")
_NUMBER_REST = re.compile(r"[0-9๐-๙]{1,2}")
#: Words before which people write a space, whether the program kept it at the end of the line or not.
_APART = re.compile(r"ประจำปี|ผลการ|อำเภอ|จังหวัด|พ\.ศ\.")
_THAI = re.compile(r"[ก-๎]")
#: A gap that parts columns, in sizes of the letters; of how many pieces a line is no running text.
_COLUMNS, _MOST_PIECES = 1.6, 2
#: In parts of the size of the letters: what may be left free besides a word, and at most; lines of one
#: paragraph are not further apart. Letters of another size begin another paragraph.
_SLACK, _MOST_ROOM, _FARTHEST, _OTHER_SIZE = 0.3, 9.0, 3.2, 1.35


@dataclass(slots=True)
class TextParagraph:
    """Lines that are one paragraph, and its text."""

    lines: list[Line]
    text: str

    def goes_on_with(self, line: Line, right: float) -> bool:
        """Whether ``line`` below is the rest of it; ``right`` is where text may end."""
        last = self.lines[-1]
        if last.widest_gap > _COLUMNS and (line.widest_gap > _COLUMNS or len(last.pieces) > _MOST_PIECES):
            return False
        size = max(last.size, 1.0)
        if line.baseline - last.baseline > _FARTHEST * size or line.baseline < last.baseline:
            return False
        if line.size > _OTHER_SIZE * size or size > _OTHER_SIZE * line.size:
            return False
        return self.is_cut_before(line, right)

    def is_cut_before(self, line: Line, right: float) -> bool:
        """Whether there was no room behind its last line for what begins ``line``, wherever that stands."""
        in_address = _ADDRESS_END.search(self.text) is not None
        begins = _BEGINS.match(line.text)
        if begins and not (in_address and line.text[begins.end() : begins.end() + 1].isalnum()):
            return False
        last = self.lines[-1]
        room = right - last.box[2] - (0.0 if in_address else _SLACK * last.size)
        if room < 0:
            return True
        if room > _MOST_ROOM * last.size:
            return False
        return room < line.width_of(self._unbroken(line.text))

    def add(self, line: Line) -> None:
        """Puts ``line`` behind it."""
        self.text += self._glue(line.text) + line.text
        self.lines.append(line)

    def _unbroken(self, following: str) -> int:
        """How many characters at the beginning of ``following`` no program parts."""
        rest = _ADDRESS_REST.match(following) if _ADDRESS_END.search(self.text) else None
        if rest is None:
            return first_word_length(following)
        piece = _ADDRESS_PIECE.match(rest[0])
        return piece.end() if piece else rest.end()

    def _glue(self, following: str) -> str:
        if self.lines[-1].ends_in_space:
            return " "
        if _NUMBER_BEGUN.fullmatch(self.lines[-1].text) and _NUMBER_REST.fullmatch(following):
            return ""
        last, first = self.text[-1:], following[:1]
        if _ADDRESS_END.search(self.text) and _ADDRESS_REST.match(following):
            return ""
        if _APART.match(following):
            return " "
        # Programs part words of Thai only: beside a digit or a Latin letter the line was broken at a space.
        return "" if last in "-/" or (_THAI.match(last) and _THAI.match(first)) else " "


def paragraphs_of(
    lines: Iterable[Line], right: float, parts: Callable[[Line, Line], bool] = lambda above, line: False
) -> list[TextParagraph]:
    """The paragraphs that the lines are; ``right`` is where text may end; ``parts`` says of a line and the
    one below that they are two paragraphs for other reasons."""
    paragraphs: list[TextParagraph] = []
    for line in lines:
        last = paragraphs[-1] if paragraphs else None
        if last is not None and last.goes_on_with(line, right) and not parts(last.lines[-1], line):
            paragraphs[-1].add(line)
        else:
            paragraphs.append(TextParagraph([line], line.text))
    return paragraphs


def joined_over_page(
    above: list[TextParagraph], right: float, below: list[TextParagraph]
) -> list[TextParagraph]:
    """The paragraphs of a text that a page break cuts; ``right`` is where the text above may end."""
    if not above or not below or not above[-1].is_cut_before(below[0].lines[0], right):
        return [*above, *below]
    for line in below[0].lines:
        above[-1].add(line)
    return [*above, *below[1:]]
