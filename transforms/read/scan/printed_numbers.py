"""Numbers of a line, each read twice: by the recognizer of text and by the reader of digits.

The recognizer does not know ๔ ๖ ๗ ๘ ๙ and says another digit, a sign or a letter in their place. What both
read alike is confirmed; of all else the reader of digits is believed before it, and the number is given as
unconfirmed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.read.scan.digits import DigitReading, likeliest_number, read_number
from transforms.read.scan.line_words import LinePicture, Word, part_picture
from transforms.read.scan.recognizer import Symbol

#: Digits and what stands between them, and signs that the recognizer says for digits it does not know.
_NUMBER_LIKE = re.compile(r"[0-9๐-๙.,/%()\-–»«<>=?\"'|$&@#*~^\[\]{}]")
_DIGIT = re.compile(r"[0-9๐-๙]")
_STRANGE = re.compile(r"[»«<>=?|$&@#*~^\[\]{}]")
#: What may stand around a number and is none of it.
_BEFORE, _AFTER = frozenset(".,/)%-–\"'"), frozenset(",/(-–\"'")
_LETTER = re.compile(r"[ก-ฮA-Za-z]")
NUMBER = re.compile(r"[0-9๐-๙]+(?:[.,/:-][0-9๐-๙]+)*")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
#: A letter is a digit only where the reader of digits is so sure.
_SURE = 0.97
#: Of a word that may be a number as a whole: at most so wide, in heights of letters.
_WIDEST = 6
#: Confidence of the recognizer below which a word may be no letters at all.
_SURE_OF_LETTERS = 88.0


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """The symbols of a word from ``first`` up to ``last`` are a number: ``text`` as it is believed to be
    printed; ``unconfirmed`` where the two readers differ or only one of them read it; ``plain`` where the
    reader of digits had no doubt."""

    first: int
    last: int
    text: str
    unconfirmed: bool
    plain: bool = True


def read_numbers(line: LinePicture, word: Word) -> list[ReadNumber]:
    """The numbers in a word of a line."""
    if not word.symbols:
        if word.right - word.left > _WIDEST * line.height:
            return []
        number = _by_digits_only(line, word, 0, 0)
        return [number] if number is not None else []
    if (whole := _whole_word(line, word)) is not None:
        return [whole]
    found: list[ReadNumber] = []
    for first, last in _runs(word.symbols):
        number = _read_run(line, word, first, last)
        if number is not None and not (found and number.first < found[-1].last):
            found.append(number)
    return found


def _whole_word(line: LinePicture, word: Word) -> ReadNumber | None:
    """A word that is a number and nothing else: of digits that it does not know the recognizer makes
    letters, and is not sure of them."""
    sure = sum(symbol.confidence for symbol in word.symbols) / len(word.symbols)
    odd = any(_NUMBER_LIKE.fullmatch(symbol.text) for symbol in word.symbols)
    if word.right - word.left > _WIDEST * line.height or not (odd or sure < _SURE_OF_LETTERS):
        return None
    if all(_NUMBER_LIKE.fullmatch(symbol.text) for symbol in word.symbols):
        return None
    return _by_digits_only(line, word, 0, len(word.symbols))


def _runs(symbols: list[Symbol]) -> list[tuple[int, int]]:
    """First and last symbol (exclusive) of what can be a number; a lone letter can."""
    if len(symbols) == 1 and _LETTER.fullmatch(symbols[0].text):
        return [(0, 1)]
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(symbols):
        if not _NUMBER_LIKE.fullmatch(symbols[at].text):
            at += 1
            continue
        first = at
        while at < len(symbols) and _NUMBER_LIKE.fullmatch(symbols[at].text):
            at += 1
        last = at
        while first < last and symbols[first].text in _BEFORE:
            first += 1
        while last > first and symbols[last - 1].text in _AFTER:
            last -= 1
        said = "".join(symbol.text for symbol in symbols[first:last])
        if _DIGIT.search(said) or _STRANGE.search(said):
            runs.append((first, last))
    return runs


def _read_run(line: LinePicture, word: Word, first: int, last: int) -> ReadNumber | None:
    said = "".join(symbol.text for symbol in word.symbols[first:last])
    if not _DIGIT.search(said):
        return _by_digits_only(line, word, first, last)
    wide = _with_letters(word.symbols, first, last)
    if wide != (first, last):
        wider = _by_digits_only(line, word, *wide)
        if wider is not None:
            return wider
    picture = part_picture(line, word, first, last)
    if picture is None:
        return ReadNumber(first, last, said, True, False)
    reading = read_number(picture)
    if reading is None:
        return _unsure(said, likeliest_number(picture), first, last)
    return ReadNumber(first, last, _whole(reading.text, said), _plain(reading.text) != _plain(said))


def _by_digits_only(line: LinePicture, word: Word, first: int, last: int) -> ReadNumber | None:
    """What the recognizer did not see as a number: only where the reader of digits is sure."""
    picture = part_picture(line, word, first, last)
    reading = read_number(picture, _SURE) if picture is not None else None
    if reading is None or not _DIGIT.search(reading.text):
        return None
    return ReadNumber(first, last, reading.text, True)


def _unsure(said: str, reading: DigitReading | None, first: int, last: int) -> ReadNumber:
    """What the reader of digits refuses. Two numbers in one are not taken for one."""
    if reading is None or len(NUMBER.findall(said)) > 1:
        return ReadNumber(first, last, said, True, False)
    same = _plain(reading.text) == _plain(said)
    return ReadNumber(first, last, _whole(reading.text, said), not same, False)


def _whole(text: str, said: str) -> str:
    """``text`` with the point or bracket at its end that only the recognizer saw."""
    return text + said[-1] if said[-1] in ".)" and text[-1].isdigit() else text


def _with_letters(symbols: list[Symbol], first: int, last: int) -> tuple[int, int]:
    """The run with one or two letters beside it that may be digits: such that no word goes on with."""
    end = last
    while end < len(symbols) and end < last + 2 and _LETTER.fullmatch(symbols[end].text):
        end += 1
    if end < len(symbols) and not _NUMBER_LIKE.fullmatch(symbols[end].text):
        end = last
    begin = first
    while begin > 0 and begin > first - 2 and _LETTER.fullmatch(symbols[begin - 1].text):
        begin -= 1
    if begin > 0 and not _NUMBER_LIKE.fullmatch(symbols[begin - 1].text):
        begin = first
    return begin, end


def _plain(text: str) -> str:
    """The digits and what parts them, however they are printed."""
    return " ".join(NUMBER.findall(text.translate(_TO_ARABIC)))
