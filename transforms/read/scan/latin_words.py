"""Words in Latin letters, which the Thai model spells in Thai ones: names of programs, codes, addresses."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from transforms.read.pdf.thai_marks import is_mark
from transforms.read.scan.digits import read_number
from transforms.read.scan.line_words import LinePicture, Word, boxes_of, part_picture
from transforms.read.scan.printed_numbers import STRANGE
from transforms.read.scan.recognizer import LATIN, symbols_of

Picture = NDArray[np.uint8]

_LATIN = re.compile(r"[(\[\"'“]{0,2}[A-Za-z][A-Za-z0-9&./:@_'’+,?=%#~-]*[)\]\"'”.,]{0,3}")
_ASCII = re.compile(r"[A-Za-z]")
#: No Thai word has these: vowels that stand before a letter, and none behind.
_NO_THAI = re.compile(r"[แโใไ][เแโใไ]|[เแโใไ]$")
_ARABIC_DIGIT, _THAI = re.compile(r"[0-9]"), re.compile(r"[\u0e00-\u0e7f]")
_CAPITALS = re.compile(r"[(\[]?[A-Z&]{2,5}[)\].,]?")
#: What capitals are read as, where the reader of digits sees no number: EIT as 511.
_DIGITS = re.compile(r"[0-9]{2,5}")
_AFTER_STEMS = re.compile(r"[A-Z]{1,3}[)\].,]?")
#: Letters that stand alone in reports: levels, and the codes of questions and items.
_LONE = re.compile(r"[A-FIOa-eio]")
#: Confidence of the Thai model below which a word may be Latin, and that the Latin model must have: of a
#: word, of capitals, which are no words of a language, and of one letter.
_UNSURE, _WORD, _CAPITAL, _LETTER = 75.0, 60.0, 40.0, 80.0
_MARGIN = 14
#: Two capital I: at most so many shapes in the word, so wide for their height, a bracket so much taller.
_MOST_SHAPES, _UPRIGHT, _TALLER = 6, 0.45, 1.12
#: In heights of letters: a word of one letter, a code such as i16, the stem of its i, the dot on it.
_ONE, _CODE, _STEM, _DOT = 1.4, 4.5, 0.4, 0.35


def latin_word(line: LinePicture, word: Word) -> str | None:
    """The word in Latin letters, where it is one; for words that are no plain number."""
    if word.right - word.left <= _ONE * line.height:
        return _letter(line, word)
    digits = _DIGITS.fullmatch(word.text) is not None
    if not word.symbols or not (digits or _may_be_latin(word.text, word.confidence)):
        return None
    picture = part_picture(line, word, 0, len(word.symbols))
    if picture is None:
        return None
    if (stemmed := _two_stems(line, word)) is not None:
        return stemmed
    if digits:
        return _read(picture, _CAPITALS, max(_WORD, word.confidence))
    return _read(picture, _LATIN, max(_WORD, min(word.confidence, 85.0))) or _read(
        picture, _CAPITALS, _CAPITAL
    )


def _two_stems(line: LinePicture, word: Word) -> str | None:
    """A word that begins with two capital I, of which the Latin model makes one letter or none: IIT."""
    boxes = boxes_of(line, word)
    if not 3 <= len(boxes) <= _MOST_SHAPES:
        return None
    heights, widths = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    bracket = int(heights[0] > _TALLER * heights[1])
    stems = slice(bracket, bracket + 2)
    rest = boxes[bracket + 2 :]
    if len(rest) == 0 or float((widths[stems] / heights[stems]).max()) > _UPRIGHT:
        return None
    if abs(int(heights[stems][0]) - int(heights[stems][1])) > 2 or heights[stems].min() < line.height:
        return None
    text = _read(_cut(line, rest), _AFTER_STEMS, _CAPITAL)
    return "(" * bracket + "II" + text if text is not None else None


def _letter(line: LinePicture, word: Word) -> str | None:
    """One letter, of which the Thai model makes a digit, a sign, or several letters."""
    letters = [symbol for symbol in word.symbols if not is_mark(symbol.text[0])]
    if len(letters) == 1 and letters[0].confidence >= _UNSURE and "ก" <= letters[0].text[0] <= "ฮ":
        return None
    boxes = boxes_of(line, word)
    if len(boxes) == 2 and _is_dotted(boxes[np.argsort(boxes[:, 1])], line.height):
        return "i"
    picture = part_picture(line, word, 0, len(word.symbols))
    return _read(picture, _LONE, _LETTER) if picture is not None else None


def _is_dotted(boxes: NDArray[np.int32], height: float) -> bool:
    """Whether the second of two shapes is a stem and the first a dot on it."""
    dot, stem = boxes
    return bool(
        max(dot[2] - dot[0], dot[3] - dot[1]) <= _DOT * height
        and dot[3] <= stem[1] + 1
        and stem[2] - stem[0] <= _STEM * height
        and stem[3] - stem[1] >= 2 * _DOT * height
    )


def latin_part(line: LinePicture, word: Word) -> tuple[int, int, str] | None:
    """First and last symbol (exclusive) of a stretch in Latin letters inside of a Thai word, and its text."""
    odd = [at for at, symbol in enumerate(word.symbols) if _may_be_latin(symbol.text, symbol.confidence)]
    if not odd or odd[-1] == odd[0]:
        return None
    first, last = odd[0], odd[-1] + 1
    if 2 * len(odd) < last - first or not _may_be_latin(word.text, 100.0):
        return None
    picture = part_picture(line, word, first, last)
    text = _read(picture, _LATIN, _WORD) if picture is not None else None
    return (first, last, text) if text is not None and len(text) > 1 else None


def code_word(line: LinePicture, word: Word) -> tuple[str, str] | None:
    """The letter and the number of a word such as i๑๖: an i is known by its dot, other letters by the
    Latin model; the number has to be plain."""
    if word.right - word.left > _CODE * line.height:
        return None
    boxes = boxes_of(line, word)
    tall = boxes[boxes[:, 3] - boxes[:, 1] > _DOT * line.height]
    if len(tall) < 2:
        return None
    number = read_number(_cut(line, tall[1:]))
    if number is None or not number.text.isdigit():
        return None
    dots = boxes[(boxes[:, 3] <= tall[0][1] + 1) & (boxes[:, 0] < tall[0][2])]
    if len(dots) == 1 and _is_dotted(np.stack([dots[0], tall[0]]), line.height):
        return "i", number.text
    letter = _read(_cut(line, tall[:1]), _LONE, _LETTER)
    return (letter, number.text) if letter is not None and letter in "eEiIoO" else None


def _may_be_latin(text: str, confidence: float) -> bool:
    if STRANGE.search(text) or _ASCII.search(text) or _NO_THAI.search(text) or confidence < _UNSURE:
        return True
    return bool(_ARABIC_DIGIT.search(text) and _THAI.search(text))


def _read(picture: Picture, wanted: re.Pattern[str], least: float) -> str | None:
    symbols = symbols_of(np.pad(picture, _MARGIN, constant_values=255), LATIN)
    text = "".join(symbol.text for symbol in symbols)
    if not wanted.fullmatch(text):
        return None
    return text if float(np.mean([symbol.confidence for symbol in symbols])) >= least else None


def _cut(line: LinePicture, boxes: NDArray[np.int32]) -> Picture:
    left, top = boxes[:, :2].min(axis=0)
    right, bottom = boxes[:, 2:].max(axis=0)
    return line.gray[max(0, top - 1) : bottom + 1, max(0, left) : right].copy()
