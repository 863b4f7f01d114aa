"""One word of a line into text: a number, Latin letters, a code, or Thai with numbers in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.read.pdf.thai_marks import mended
from transforms.read.scan.latin_words import code_word, latin_part, latin_word
from transforms.read.scan.line_words import LinePicture, Word
from transforms.read.scan.printed_numbers import (
    DIGIT,
    NUMBER,
    STRANGE,
    numbers_in,
    plain_digits,
    whole_number,
)

#: A mark over nothing that can carry one is dust.
_STRAY_MARK = re.compile(r"(?<![ก-ฮัิ-ฺ็-๎])[ัิ-ฺ็-๎]+")
#: An address holds only as a whole: one letter of it misread leads elsewhere.
_ADDRESS = re.compile(r"://|www\.|[\w-]/[\w-]", re.IGNORECASE)
#: Of what another reader than that of Thai is sure.
_SURE = 95.0


@dataclass(frozen=True, slots=True)
class ReadWord:
    """The text of a word. ``unconfirmed``: its numbers that were read in one way only, and addresses;
    ``confidence`` is 0 to 100."""

    text: str
    unconfirmed: tuple[str, ...]
    confidence: float


def read_word(line: LinePicture, word: Word) -> ReadWord:
    """What ``word`` of ``line`` says; without text where it says nothing."""
    number = whole_number(line, word)
    if number is not None:
        doubts = NUMBER.findall(number.text) if number.unconfirmed else []
        return ReadWord(number.text, tuple(doubts), _SURE)
    latin = latin_word(line, word)
    if latin is not None:
        doubts = [latin] if _ADDRESS.search(latin) else NUMBER.findall(latin)
        return ReadWord(latin, tuple(doubts), _SURE)
    code = code_word(line, word) if DIGIT.search(word.text) or STRANGE.search(word.text) else None
    if code is not None:
        same = plain_digits(code[1]) == plain_digits(word.text[1:])
        return ReadWord("".join(code), () if same else (code[1],), _SURE)
    return _thai_word(line, word)


def _thai_word(line: LinePicture, word: Word) -> ReadWord:
    texts = [symbol.text for symbol in word.symbols]
    unconfirmed: list[str] = []
    part = latin_part(line, word)
    if part is not None:
        first, last, latin = part
        texts[first:last] = [latin, *[""] * (last - first - 1)]
        unconfirmed += NUMBER.findall(latin)
    for number in numbers_in(line, word):
        if part is not None and number.first < part[1] and number.last > part[0]:
            continue
        texts[number.first : number.last] = [number.text, *[""] * (number.last - number.first - 1)]
        if number.unconfirmed:
            unconfirmed += NUMBER.findall(number.text)
    text = mended(_STRAY_MARK.sub("", "".join(texts))).strip()
    return ReadWord(text, tuple(unconfirmed), word.confidence)
