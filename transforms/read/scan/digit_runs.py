"""Pieces of ink into glyphs: the likeliest texts of a run, and the runs of digits in a line of letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.read.scan.digit_model import CLASSES, REJECT
from transforms.read.scan.glyphs import Candidates

Floats = NDArray[np.float32]

_DIGITS = 20
#: Texts that are kept at each piece, and what each candidate may be.
_KEPT, _LABELS = 4, 2
#: Splinters of digits are no digits: each letter of a line costs a little, as a logarithm.
_LETTER_COST = 1.0
#: Glyphs seldom touch: a shape that is cut in two costs so much.
_CUT_COST = 4.0
#: A shape close beside a number that may be a digit with this probability: the number would lose it.
_PERHAPS = float(np.log(0.1))
#: Glyphs farther apart than this share of their height are two numbers; so are two alone at a space's width,
#: and more where one steps so much farther than the others.
_GAP, _SPACE, _NARROW, _STEP = 0.9, 0.6, 0.3, 1.35


@dataclass(frozen=True, slots=True)
class Way:
    """Candidates that cover all pieces so far, what they read, and the logarithm of its probability."""

    score: float
    text: str
    path: tuple[int, ...]


def cut_costs(spans: NDArray[np.int32], is_cut: NDArray[np.bool_]) -> Floats:
    """What each candidate costs that ends where one shape was cut in two, as a logarithm."""
    follows = np.append(is_cut, False)
    return np.where(follows[spans[:, 1]], _CUT_COST, 0).astype(np.float32)


def likeliest_texts(
    spans: NDArray[np.int32], logs: Floats, costs: Floats, script: Sequence[int], pieces: int
) -> list[Way]:
    """The likeliest texts of all pieces, each by its likeliest cuts (``costs`` as of :func:`cut_costs`)."""
    order = np.argsort(-logs, axis=1)[:, :_LABELS].tolist()
    values = (logs - costs[:, None]).tolist()
    ways: list[dict[str, Way]] = [{"": Way(0.0, "", ())}] + [{} for _ in range(pieces)]
    bounds = spans.tolist()
    for index in sorted(range(len(bounds)), key=lambda index: bounds[index][1]):
        first, last = bounds[index]
        for way in _top(ways[first]):
            for label in order[index]:
                score = way.score + values[index][label]
                text = way.text + CLASSES[script[label]]
                known = ways[last].get(text)
                if known is None or score > known.score:
                    ways[last][text] = Way(score, text, (*way.path, index))
    return _top(ways[pieces])


def _top(ways: Mapping[str, Way]) -> list[Way]:
    return sorted(ways.values(), key=lambda way: -way.score)[:_KEPT]


def _letters_and_digits(spans: NDArray[np.int32], logs: Floats, costs: Floats, pieces: int) -> list[int]:
    """The candidates of the likeliest way to cut a line, letters among them: these piece by piece, so that
    none swallows the digit beside it, and each costs a little, for splinters are no digits either."""
    letter = np.where(np.diff(spans, axis=1)[:, 0] == 1, logs[:, REJECT] - _LETTER_COST, -np.inf)
    top = np.maximum(logs[:, :REJECT].max(axis=1) - costs, letter).tolist()
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


def digit_runs(
    found: Candidates, logs: Floats, costs: Floats, pieces: int, height: float
) -> list[tuple[int, int]]:
    """First and last piece (exclusive) of every run of digits between letters and spaces; ``height`` is that
    of most glyphs. A run close beside which something stands that may be one more digit is left out, and
    so is a lone digit that touches a letter."""
    path = _letters_and_digits(found.spans, logs, costs, pieces)
    likely = logs[:, :REJECT].max(axis=1)
    runs: list[list[int]] = []
    before: int | None = None
    for index in path:
        if likely[index] < logs[index, REJECT]:
            before = None
            continue
        if before is None or found.boxes[index, 0] - found.boxes[before, 2] > _GAP * height:
            runs.append([])
        runs[-1].append(index)
        before = index
    at = {index: position for position, index in enumerate(path)}

    def is_whole(run: list[int]) -> bool:
        first, last = at[run[0]], at[run[-1]]
        left = [(path[first - 1], path[first - 1], run[0])] if first else []
        right = [(path[last + 1], run[-1], path[last + 1])] if last + 1 < len(path) else []
        close = [
            neighbour
            for neighbour, one, other in (*left, *right)
            if found.boxes[other, 0] - found.boxes[one, 2] <= _NARROW * height
        ]
        return not close if len(run) == 1 else all(likely[neighbour] <= _PERHAPS for neighbour in close)

    words = [word for run in runs for word in _words(run, found, logs, height)]
    return [(int(found.spans[w[0], 0]), int(found.spans[w[-1], 1])) for w in words if is_whole(w)]


def _words(run: list[int], found: Candidates, logs: Floats, height: float) -> list[list[int]]:
    """``run`` parted at spaces. Digits of a font stand at one distance, however narrow they are: a space
    is where the next glyph is farther away."""
    boxes = found.boxes[run].astype(np.float64)
    middles = (boxes[:, 0] + boxes[:, 2]) / 2
    steps = np.diff(middles)
    gaps = boxes[1:, 0] - boxes[:-1, 2]
    is_digit = logs[run].argmax(axis=1) < _DIGITS
    between = steps[is_digit[1:] & is_digit[:-1]]
    usual = float(np.median(between)) if len(between) > 1 else None
    parts = [[run[0]]]
    for index, step, gap in zip(run[1:], steps, gaps, strict=True):
        is_space = gap > _SPACE * height if usual is None else gap > _NARROW * height and step > _STEP * usual
        if is_space:
            parts.append([])
        parts[-1].append(index)
    return parts
