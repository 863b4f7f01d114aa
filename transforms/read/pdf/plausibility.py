"""Whether the text of a page is what is seen on it, or has to be read from its picture.

Fonts that map their letters wrongly give text that looks right and is not; a scanned page may hold what
another program recognized, behind its picture. Both are found out by what no Thai text has: marks that
stand on nothing, words that no dictionary knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.read.pdf.drawings import WHOLE_PAGE, Drawings, covered_share
from transforms.read.pdf.glyphs import PageGlyphs
from transforms.read.pdf.page_frame import PageFrame
from transforms.read.pdf.thai_words import unknown_share

#: The share of a page that a picture covers which may be all that the page says.
_LARGE_PICTURE = 0.2
#: Glyphs: fewer beside a large picture are a stamp or a number; so few say nothing about the fonts.
_FEW, _TOO_FEW_TO_TELL = 60, 40
_MOST_ILLEGAL = 0.002
_FEWEST_ILLEGAL = 3
_MOST_UNKNOWN, _MOST_UNKNOWN_NAMES = 0.03, 0.12
#: Drawn shapes on a page without text: letters drawn as curves.
_MANY_STROKES = 60

_TONE = "่-๋"
_ILLEGAL = re.compile(
    r"(?<![ก-ฮ])[ัิีึืฺุู็]"  # a vowel on no letter
    rf"|(?<![ก-ฮัิีึืุู])[{_TONE}์]"  # a tone on neither letter nor vowel
    rf"|[{_TONE}][{_TONE}]"
    r"|[เ-ไ](?![ก-ฮ])"  # a vowel before no letter
    r"|(?<![ก-ฮ่-๋า])ะ|(?<![ก-ฮ่-๋])ำ"
    r"|[\ue000-\uefff\uf8ff\ufffd]"
)


def needs_picture(text: str, glyphs: PageGlyphs, drawn: Drawings, frame: PageFrame) -> bool:
    """Whether the page has to be read from its picture; ``text`` is that of the glyphs that are seen."""
    seen = sum(not char.isspace() for char in text)
    share = covered_share(drawn.pictures, frame)
    if not seen:
        return share > 0 or len(drawn.strokes) >= _MANY_STROKES or bool(glyphs.unseen)
    if share >= _LARGE_PICTURE and seen < _FEW:
        return True
    if share >= WHOLE_PAGE and len(glyphs.unseen) > seen:
        return True
    return not is_plausible(text, sum(glyph.unmapped for glyph in glyphs.seen))


def is_plausible(text: str, unmapped: int = 0) -> bool:
    """Whether ``text`` is Thai as it is written, or in another language. ``unmapped`` counts its glyphs of
    which the font does not say what they are."""
    letters = sum(not char.isspace() for char in text)
    if letters < _TOO_FEW_TO_TELL:
        return unmapped * 2 <= letters
    illegal = len(_ILLEGAL.findall(text)) + unmapped
    if illegal >= _FEWEST_ILLEGAL and illegal > _MOST_ILLEGAL * letters:
        return False
    running, short = unknown_share(text)
    return (running or 0.0) <= _MOST_UNKNOWN and (short or 0.0) <= _MOST_UNKNOWN_NAMES


def page_numbers(numbers: Sequence[int]) -> str:
    """``1-3, 7`` of numbers in order."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
