"""Numbers from pictures: Thai and Arabic digits read from their shapes.

The recognizer of text has no Thai digits ๔ ๖ ๗ ๘ ๙ in its model. Numbers of scans are read here,
glyph by glyph, and what is not plain is refused: a refused number is looked up by people, a wrong
one is believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.normalize.digits import to_arabic
from transforms.read.scan.digit_model import CLASSES, REJECT, DigitModel, trained_model
from transforms.read.scan.digit_runs import cut_costs, likeliest_texts
from transforms.read.scan.glyphs import Candidates, Shapes, candidates_of, in_picture, shapes_of

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]

_THAI, _ARABIC = list(range(10)), list(range(10, 20))
_MARKS = list(range(20, REJECT))
_SCRIPTS = (_THAI + _MARKS, _ARABIC + _MARKS)
#: What numbers of reports look like (D is a digit of either script): amounts, shares, dates, numbering,
#: numbers of letters, spans, telephones. Two numbers that ran together look like none of them.
_KINDS = (
    r"D{1,3}(?:,D{3})+(?:\.D{1,2})?",
    r"D{2,3},D{2}",
    r"D{1,13}",
    r"D{1,6}\.D{1,3}",
    r"D{1,3}(?:\.D{1,2})?%",
    r"D{1,2}/D{1,2}/D{2,4}",
    r"D{1,5}/D{1,4}",
    r"D{1,2}(?:\.D{1,2}){2,4}",
    r"D{1,4}(?:\.D{1,2})?-D{1,4}(?:\.D{1,2})?",
    r"D{1,4}(?:-D{1,7}){2,4}",
)
_NUMBER = re.compile(rf"[(-]?(?:{'|'.join(_KINDS)})[).]?".replace("D", "[๐-๙0-9]"))
#: Below these nothing is read: of the least certain glyph, and of the way the shapes were cut.
LEAST_SURE = 0.9
#: What is counted as ink, and how slanted glyphs are: as they are; parted by a darker limit; set upright.
_ATTEMPTS = ((0.0, 0.0), (-0.12, 0.0), (0.0, 0.21), (-0.12, 0.21))
#: A reading so sure of another number speaks against a later attempt.
_CONTRADICTS = 0.3
#: Where glyphs touch, a cut may take a stroke from one and give it to the other.
_TOUCHING = 0.92
_MOST_CANDIDATES = 3
#: A bracket or sign that is hardly told from another changes no number.
_HARMLESS, _TOLD = "()%", 0.5


@dataclass(frozen=True, slots=True)
class Glyph:
    """One shape. ``box`` is left, top, right, bottom in pixels of the picture given; ``candidates`` are
    what it can be with probabilities, the likeliest first."""

    text: str
    confidence: float
    box: tuple[int, int, int, int]
    candidates: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class DigitReading:
    """A number as printed: ``text`` has Thai digits for Thai glyphs and Arabic for Arabic, with
    ``. , / % -`` and brackets between; ``confidence`` (0 to 1) is that of its least certain digit."""

    text: str
    confidence: float
    glyphs: tuple[Glyph, ...]


def read_number(
    gray: Picture, least: float = LEAST_SURE, model: DigitModel | None = None
) -> DigitReading | None:
    """The number in the tight picture of one run, dark on light, height × width; ``None`` where any
    glyph is not plainly a digit or a mark of numbers (each at least as sure as ``least``)."""
    model = model or trained_model()
    seen: set[str] = set()
    for shift, slant in _ATTEMPTS:
        reading = _whole(gray, model, shift, slant)
        if reading is None or not _NUMBER.fullmatch(reading.text):
            continue
        if reading.confidence >= least:
            return reading if seen <= {reading.text} else None
        if reading.confidence >= _CONTRADICTS:
            seen.add(reading.text)
    return None


def likeliest_number(gray: Picture, model: DigitModel | None = None) -> DigitReading | None:
    """As :func:`read_number`, however unsure; ``None`` where no cut of the shapes gives a number. For
    weighing a reading of another reader, never to be believed alone."""
    reading = _whole(gray, model or trained_model())
    return reading if reading is not None and _NUMBER.fullmatch(reading.text) else None


def _whole(gray: Picture, model: DigitModel, shift: float = 0.0, slant: float = 0.0) -> DigitReading | None:
    shapes = shapes_of(gray, shift, slant)
    if shapes is None:
        return None
    found = candidates_of(shapes)
    costs = cut_costs(found.spans, shapes.is_cut)
    return _reading(found, model.log_probabilities(found.features), costs, len(shapes.boxes), shapes)


def _reading(
    found: Candidates, logs: Floats, costs: Floats, pieces: int, shapes: Shapes
) -> DigitReading | None:
    """The likeliest text of all ``pieces``, of one script, and how sure it is against every other."""
    ways = [
        (way, script)
        for script in _SCRIPTS
        for way in likeliest_texts(found.spans, logs[:, script], costs, script, pieces)
    ]
    ways = [entry for entry in ways if _NUMBER.fullmatch(entry[0].text)] or ways
    if not ways:
        return None
    ways.sort(key=lambda entry: -entry[0].score)
    best, script = ways[0]
    rivals: dict[str, float] = {}
    for way, _ in ways:
        rivals.setdefault(to_arabic(way.text), way.score)
    share = float(np.exp(best.score - np.logaddexp.reduce(list(rivals.values()))))
    if costs[list(best.path)].any():
        share *= _TOUCHING
    glyphs = tuple(
        _glyph(found, logs, index, char, script, shapes)
        for index, char in zip(best.path, best.text, strict=True)
    )
    return _joined(glyphs, share)


def _joined(glyphs: Sequence[Glyph], posterior: float) -> DigitReading:
    return DigitReading(
        "".join(glyph.text for glyph in glyphs),
        min(
            [posterior]  # alone where all marks are harmless
            + [
                glyph.confidence
                for glyph in glyphs
                if glyph.text not in _HARMLESS or glyph.confidence < _TOLD
            ]
        ),
        tuple(glyphs),
    )


def _glyph(
    found: Candidates, logs: Floats, index: int, char: str, script: Sequence[int], shapes: Shapes
) -> Glyph:
    shares = np.exp(logs[index])
    order = sorted(script, key=lambda each: -float(shares[each]))[:_MOST_CANDIDATES]
    left, top, right, bottom = (round(float(edge)) for edge in in_picture(found.boxes[index], shapes))
    return Glyph(
        char,
        float(shares[CLASSES.index(char)]),
        (left, top, right, bottom),
        tuple((CLASSES[each], float(shares[each])) for each in order),
    )
