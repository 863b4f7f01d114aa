"""Numbers from pictures: Thai and Arabic digits read from their shapes.

The recognizer of text has no Thai digits ๔ ๖ ๗ ๘ ๙ in its model. Numbers of scans are read here,
glyph by glyph, and what is not plain is refused: a refused number is looked up by people, a wrong
one is believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

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
#: Less sure than this, a number is read again with pale ink counted too: what says another number, so sure or
#: surer, speaks against it.
_PLAIN, _PALER, _PALE_CONTRADICTS = 0.97, 0.12, 0.2
#: Digits of a font stand at one distance. Where two are so much farther apart than the others, with so much
#: paper between them (of their height; of two digits alone: so much), a point has faded; where two with one
#: between them are hardly farther apart, it is a speck.
_STEP, _GAP, _LONE_GAP = 1.22, 0.2, 0.43
_LEAST_PARTED, _POINTS = 1.12, ".,"
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
            is_doubted = not seen <= {reading.text} or _is_point_amiss(reading)
            return None if is_doubted or _is_another_paler(gray, model, reading) else reading
        if reading.confidence >= _CONTRADICTS:
            seen.add(reading.text)
    return None


def _is_another_paler(gray: Picture, model: DigitModel, reading: DigitReading) -> bool:
    """Whether pale ink, a streak of toner or a faded point, makes another number of what is not plain."""
    if reading.confidence >= _PLAIN:
        return False
    other = _whole(gray, model, _PALER)
    return (
        other is not None
        and other.text != reading.text
        and other.confidence >= _PALE_CONTRADICTS
        and _NUMBER.fullmatch(other.text) is not None
    )


def _is_point_amiss(reading: DigitReading) -> bool:
    """Whether two digits that nothing parts stand as far apart as digits with a point between them, or two
    with a point as near as digits without."""
    digits = [glyph for glyph in reading.glyphs if glyph.text.isdigit()]
    beside = [pair for pair in pairwise(reading.glyphs) if all(glyph.text.isdigit() for glyph in pair)]
    if not beside:
        return False
    steps = [_step(left, right) for left, right in beside]
    parted = [
        _step(left, right)
        for left, mark, right in zip(reading.glyphs, reading.glyphs[1:], reading.glyphs[2:], strict=False)
        if mark.text in _POINTS and left.text.isdigit() and right.text.isdigit()
    ]
    if parted and min(parted) < _LEAST_PARTED * median(steps):
        return True
    widest = max(range(len(steps)), key=lambda index: steps[index])
    left, right = beside[widest]
    gap = (right.box[0] - left.box[2]) / median(glyph.box[3] - glyph.box[1] for glyph in digits)
    others = steps[:widest] + steps[widest + 1 :]
    if others:
        return gap > _GAP and steps[widest] > _STEP * median(others)
    return len(digits) == 2 and gap > _LONE_GAP


def _step(left: Glyph, right: Glyph) -> float:
    """From the middle of one glyph to that of another."""
    return (right.box[0] + right.box[2] - left.box[0] - left.box[2]) / 2


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
