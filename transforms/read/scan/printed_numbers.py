"""Numbers of a line, each read twice: by the recognizer of text and by the reader of digits.

The recognizer does not know ๔ ๖ ๗ ๘ ๙ and says another digit, a sign or a letter in their place. What both
read alike is confirmed; of all else the reader of digits is believed before it, and the number is given as
unconfirmed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.read.scan.digits import DigitReading, likeliest_number, read_number
from transforms.read.scan.line_words import LinePicture, Word, part_picture
from transforms.read.scan.recognizer import Symbol

#: Digits and what stands between them, and signs that the recognizer says for digits it does not know.
NUMBER_LIKE = re.compile(r"[0-9๐-๙.,/%()\-–»«<>=?!\"'|$&@#*~^\[\]{}]")
NUMBER = re.compile(r"[0-9๐-๙]+(?:[.,/:-][0-9๐-๙]+)*")
DIGIT = re.compile(r"[0-9๐-๙]")
STRANGE = re.compile(r"[»«<>=?!|$&@#*~^\[\]{}]")
_LETTER = re.compile(r"[ก-ฮA-Za-z]")
#: What may stand around a number and is none of it.
_BEFORE, _AFTER = frozenset(".,/)%-–\"'"), frozenset(",/(-–\"'")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
#: A letter is a digit only where the reader of digits is so sure; what it would rather not say is better than
#: what the recognizer says only where it is not quite unsure.
_SURE, _UNSURE = 0.97, 0.05
#: Of a word that may be a number as a whole: at most so wide, in heights of letters.
_WIDEST = 7
#: Confidence of the recognizer below which a word may be no letters at all.
_SURE_OF_LETTERS = 88.0


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """The symbols of a word from ``first`` up to ``last`` are a number: ``text`` as it is believed to be
    printed; ``unconfirmed`` where the two readers differ or only one of them read it."""

    first: int
    last: int
    text: str
    unconfirmed: bool


def whole_number(line: LinePicture, word: Word) -> ReadNumber | None:
    """A word that is a number and nothing else, without doubt of the reader of digits."""
    if word.right - word.left > _WIDEST * line.height:
        return None
    said = word.text
    signs = [symbol.text for symbol in word.symbols]
    lone = len(signs) == 1 and _LETTER.fullmatch(signs[0]) is not None
    if word.symbols and not lone and not _may_be_number(word):
        return None
    picture = part_picture(line, word, 0, len(word.symbols))
    digits = any(DIGIT.search(sign) for sign in signs)
    # Where nothing speaks for a number but its shape, that has to be plain.
    reading = read_number(picture) if digits and picture is not None else _sure_number(picture)
    if reading is None or not DIGIT.search(reading.text):
        return None
    text = _whole(reading.text, said) if said else reading.text
    return ReadNumber(0, len(word.symbols), text, plain_digits(text) != plain_digits(said))


def numbers_in(line: LinePicture, word: Word) -> list[ReadNumber]:
    """The numbers in a word that is more than a number: that of a list before its text, a year behind."""
    found: list[ReadNumber] = []
    for first, last in _runs(word.symbols):
        number = _read_run(line, word, first, last)
        if not (found and number.first < found[-1].last):
            found.append(number)
    return found


def plain_digits(text: str) -> str:
    """The digits of the numbers in ``text`` and what parts them, in whatever digits they are printed."""
    return " ".join(NUMBER.findall(text.translate(_TO_ARABIC)))


def _may_be_number(word: Word) -> bool:
    """Digits or strange signs among few letters, or letters of which the recognizer is not sure."""
    odd = sum(NUMBER_LIKE.fullmatch(symbol.text) is not None for symbol in word.symbols)
    return word.confidence < _SURE_OF_LETTERS or 2 * odd >= len(word.symbols)


def _runs(symbols: Sequence[Symbol]) -> list[tuple[int, int]]:
    """First and last symbol (exclusive) of what is printed as a number inside of a word."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(symbols):
        if not NUMBER_LIKE.fullmatch(symbols[at].text):
            at += 1
            continue
        first = at
        while at < len(symbols) and NUMBER_LIKE.fullmatch(symbols[at].text):
            at += 1
        last = at
        while first < last and symbols[first].text in _BEFORE:
            first += 1
        while last > first and symbols[last - 1].text in _AFTER:
            last -= 1
        if any(DIGIT.search(symbol.text) for symbol in symbols[first:last]):
            runs.append((first, last))
    return runs


def _read_run(line: LinePicture, word: Word, first: int, last: int) -> ReadNumber:
    said = "".join(symbol.text for symbol in word.symbols[first:last])
    wide = _with_letters(word.symbols, first, last)
    if wide != (first, last):
        wider = _sure_number(part_picture(line, word, *wide))
        if wider is not None and DIGIT.search(wider.text):
            return ReadNumber(*wide, wider.text, True)
    picture = part_picture(line, word, first, last)
    if picture is None:
        return ReadNumber(first, last, said, True)
    reading = read_number(picture)
    if reading is None:
        reading = likeliest_number(picture)
        if reading is None or reading.confidence < _UNSURE or len(NUMBER.findall(said)) > 1:
            return ReadNumber(first, last, said, True)
    text = _whole(reading.text, said)
    return ReadNumber(first, last, text, plain_digits(text) != plain_digits(said))


def _sure_number(picture: NDArray[np.uint8] | None) -> DigitReading | None:
    """What the recognizer did not see as a number."""
    return read_number(picture, _SURE) if picture is not None else None


def _whole(text: str, said: str) -> str:
    """``text`` with the point or bracket at its end that only the recognizer saw."""
    return text + said[-1] if said[-1] in ".)" and text[-1].isdigit() else text


def _with_letters(symbols: Sequence[Symbol], first: int, last: int) -> tuple[int, int]:
    """The run with one or two letters beside it that may be digits: such that no word goes on with."""
    end = last
    while end < len(symbols) and end < last + 2 and _LETTER.fullmatch(symbols[end].text):
        end += 1
    if end < len(symbols) and not NUMBER_LIKE.fullmatch(symbols[end].text):
        end = last
    begin = first
    while begin > 0 and begin > first - 2 and _LETTER.fullmatch(symbols[begin - 1].text):
        begin -= 1
    if begin > 0 and not NUMBER_LIKE.fullmatch(symbols[begin - 1].text):
        begin = first
    return begin, end
