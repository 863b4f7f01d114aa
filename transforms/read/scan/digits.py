"""Numbers from pictures: Thai and Arabic digits read from their shapes.

The recognizer of text has no Thai digits ๔ ๖ ๗ ๘ ๙ in its model. Numbers of scans are read here,
glyph by glyph, and what is not plain is refused: a refused number is looked up by people, a wrong
one is believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.normalize.digits import to_arabic
from transforms.read.scan.digit_model import CLASSES, REJECT, DigitModel, trained_model
from transforms.read.scan.glyphs import Candidates, Shapes, candidates_of, in_picture, shapes_of

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]

_THAI, _ARABIC = list(range(10)), list(range(10, 20))
_MARKS = list(range(20, REJECT))
_SCRIPTS = (_THAI + _MARKS, _ARABIC + _MARKS)
#: What a number looks like: thousands, a decimal comma, or groups of digits with one mark between; a bracket,
#: a sign, a share or a full stop around.
_NUMBER = re.compile(
    r"[(-]?(?:D{1,3}(?:,D{3})+(?:\.D+)?|D{2,3},D{2}|D+(?:[./-]D+)*)(?:%?\)?|\.)".replace("D", "[๐-๙0-9]")
)
#: Below these nothing is read: of the least certain glyph, and of the way the shapes were cut.
LEAST_SURE = 0.9
#: A lone digit in a line of letters, where any round letter may be one.
_LONE = 0.98
#: What is counted as ink, and how slanted glyphs are: as they are; parted by a darker limit; set upright.
_ATTEMPTS = ((0.0, 0.0), (-0.12, 0.0), (0.0, 0.21), (-0.12, 0.21))
_MOST_CANDIDATES = 3
#: Digits farther apart than this share of their height are two numbers.
_GAP = 0.75
#: Texts that are kept at each piece, and what each candidate may be.
_KEPT, _LABELS = 4, 2


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
    ``. , / % -`` and brackets between; ``confidence`` (0 to 1) is that of its least certain glyph;
    ``left`` and ``right`` are its pixels in the picture given, right exclusive."""

    text: str
    confidence: float
    glyphs: tuple[Glyph, ...]
    left: int = 0
    right: int = 0


def read_number(
    gray: Picture, least: float = LEAST_SURE, model: DigitModel | None = None
) -> DigitReading | None:
    """The number in the tight picture of one run, dark on light, height × width; ``None`` where any
    glyph is not plainly a digit or a mark of numbers (each at least as sure as ``least``)."""
    model = model or trained_model()
    for shift, slant in _ATTEMPTS:
        reading = _whole(gray, model, shift, slant)
        if reading is not None and reading.confidence >= least and _NUMBER.fullmatch(reading.text):
            return reading
    return None


def likeliest_number(gray: Picture, model: DigitModel | None = None) -> DigitReading | None:
    """As :func:`read_number`, however unsure; ``None`` where no cut of the shapes gives a number. For
    weighing a reading of another reader, never to be believed alone."""
    reading = _whole(gray, model or trained_model())
    return reading if reading is not None and _NUMBER.fullmatch(reading.text) else None


def read_line(
    gray: Picture, least: float = LEAST_SURE, model: DigitModel | None = None
) -> list[DigitReading]:
    """Every number in the picture of one line of text, dark on light, from left to right. Numbers with
    a glyph less sure than ``least`` are left out."""
    shapes = shapes_of(gray)
    if shapes is None:
        return []
    found = candidates_of(shapes)
    logs = (model or trained_model()).log_probabilities(found.features)
    readings: list[DigitReading] = []
    for first, last in _runs(found, shapes, logs):
        inside = (found.spans[:, 0] >= first) & (found.spans[:, 1] <= last)
        part = Candidates(found.spans[inside] - first, found.boxes[inside], found.features[inside])
        reading = _reading(part, logs[inside], last - first, shapes)
        number = _trimmed(reading) if reading is not None else None
        if number is None or number.confidence < (_LONE if len(number.glyphs) == 1 else least):
            continue
        readings.append(number)
    return readings


def _whole(gray: Picture, model: DigitModel, shift: float = 0.0, slant: float = 0.0) -> DigitReading | None:
    shapes = shapes_of(gray, shift, slant)
    if shapes is None:
        return None
    found = candidates_of(shapes)
    return _reading(found, model.log_probabilities(found.features), len(shapes.boxes), shapes)


def _reading(found: Candidates, logs: Floats, pieces: int, shapes: Shapes) -> DigitReading | None:
    """The likeliest text of all ``pieces``, of one script, and how sure it is against every other."""
    ways = [
        (way, script)
        for script in _SCRIPTS
        for way in _likeliest(found.spans, logs[:, script], script, pieces)
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
    glyphs = tuple(_glyph(found, logs, index, script, shapes) for index in best.path)
    return _joined(glyphs, share)


def _joined(glyphs: Sequence[Glyph], posterior: float) -> DigitReading:
    return DigitReading(
        "".join(glyph.text for glyph in glyphs),
        min(posterior, *(glyph.confidence for glyph in glyphs)),
        tuple(glyphs),
        glyphs[0].box[0],
        glyphs[-1].box[2],
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """Candidates that cover all pieces so far, what they read, and the logarithm of its probability."""

    score: float
    text: str
    path: tuple[int, ...]


def _likeliest(spans: NDArray[np.int32], logs: Floats, script: Sequence[int], pieces: int) -> list[_Way]:
    """The likeliest texts of all pieces, each by its likeliest cuts."""
    order = np.argsort(-logs, axis=1)[:, :_LABELS].tolist()
    values = logs.tolist()
    ways: list[dict[str, _Way]] = [{"": _Way(0.0, "", ())}] + [{} for _ in range(pieces)]
    bounds = spans.tolist()
    for index in sorted(range(len(bounds)), key=lambda index: bounds[index][1]):
        first, last = bounds[index]
        for way in _top(ways[first]):
            for label in order[index]:
                score = way.score + values[index][label]
                text = way.text + CLASSES[script[label]]
                known = ways[last].get(text)
                if known is None or score > known.score:
                    ways[last][text] = _Way(score, text, (*way.path, index))
    return _top(ways[pieces])


def _top(ways: Mapping[str, _Way]) -> list[_Way]:
    return sorted(ways.values(), key=lambda way: -way.score)[:_KEPT]


def _letters_and_digits(spans: NDArray[np.int32], logs: Floats, pieces: int) -> list[int]:
    """The candidates of the likeliest way to cut a line, letters among them."""
    top = logs.max(axis=1).tolist()
    best = [0.0] + [-np.inf] * pieces
    back = [-1] * (pieces + 1)
    bounds = spans.tolist()
    for index in sorted(range(len(bounds)), key=lambda index: bounds[index][1]):
        first, last = bounds[index]
        if best[first] + top[index] > best[last]:
            best[last], back[last] = best[first] + top[index], index
    path: list[int] = []
    at = pieces
    while at > 0:
        path.append(back[at])
        at = bounds[back[at]][0]
    return path[::-1]


def _glyph(found: Candidates, logs: Floats, index: int, script: Sequence[int], shapes: Shapes) -> Glyph:
    shares = np.exp(logs[index])
    order = sorted(script, key=lambda each: -float(shares[each]))[:_MOST_CANDIDATES]
    left, top, right, bottom = (round(float(edge)) for edge in in_picture(found.boxes[index], shapes))
    return Glyph(
        CLASSES[order[0]],
        float(shares[order[0]]),
        (left, top, right, bottom),
        tuple((CLASSES[each], float(shares[each])) for each in order),
    )


def _runs(found: Candidates, shapes: Shapes, logs: Floats) -> list[tuple[int, int]]:
    """First and last piece (exclusive) of every run of glyphs that are sooner digits than letters."""
    path = _letters_and_digits(found.spans, logs, len(shapes.boxes))
    runs: list[tuple[int, int]] = []
    before = -np.inf
    is_open = False
    for index in path:
        first, last = (int(edge) for edge in found.spans[index])
        left, right = float(found.boxes[index, 0]), float(found.boxes[index, 2])
        kind = int(logs[index].argmax())
        if kind == REJECT:
            is_open = False
        elif is_open and left - before <= _GAP * shapes.height:
            runs[-1] = runs[-1][0], last
        else:
            runs.append((first, last))
            is_open = True
        before = right
    return runs


def _trimmed(reading: DigitReading) -> DigitReading | None:
    """The longest number in a run, marks of the sentence around it left out; ``None`` where it is not
    one number."""
    found = list(_NUMBER.finditer(reading.text))
    if len(found) != 1:
        return None
    glyphs = reading.glyphs[found[0].start() : found[0].end()]
    if any(glyph.text.isdigit() for glyph in reading.glyphs if glyph not in glyphs):
        return None
    return _joined(glyphs, reading.confidence)
