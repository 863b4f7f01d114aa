"""Pieces of ink into glyphs: the likeliest texts of a run of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.read.scan.digit_model import CLASSES

Floats = NDArray[np.float32]

#: Texts that are kept at each piece, and what each candidate may be.
_KEPT, _LABELS = 4, 2
#: Glyphs seldom touch: a shape that is cut in two costs so much.
_CUT_COST = 4.0


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
