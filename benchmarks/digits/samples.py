"""Candidates cut out of worn pictures by the reader's own way of cutting, labelled by what was printed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.digits.pictures import Shown, random_line, random_look
from transforms.read.scan.digit_model import CLASSES, REJECT
from transforms.read.scan.glyphs import features_of, in_picture, shapes_of, spans_of

Floats = NDArray[np.float64]

_SAME, _OTHER, _INSIDE = 0.7, 0.5, 0.6
#: What lies in a glyph so wholly and is not all of it is a part of it.
_PART = 0.95
#: Boxes are compared with a rim, in pixels: one more or less weighs nothing for a decimal point.
_RIM = np.array([-0.75, -0.75, 0.75, 0.75])
_UNSURE = -1
_INDEX = {char: index for index, char in enumerate(CLASSES)}


def labelled(
    shown: Shown, shift: float, rng: random.Random, rejects: float
) -> tuple[NDArray[np.float32], NDArray[np.int64]] | None:
    """Features and class of the candidates in a picture; those that are nearly a glyph are left out, and
    of the rejected ones all but the share ``rejects``."""
    shapes = shapes_of(shown.picture, shift)
    if shapes is None:
        return None
    spans, boxes = spans_of(shapes)
    labels = np.full(len(spans), REJECT, np.int64)
    if shown.glyphs:
        truth = np.array([box for _, box in shown.glyphs], np.float64)
        for index, box in enumerate(boxes):
            labels[index] = _label(in_picture(box, shapes), truth, shown)
    kept = (labels != _UNSURE) & ((labels != REJECT) | (np.array([rng.random() for _ in labels]) < rejects))
    if not kept.any():
        return None
    return features_of(shapes, spans[kept], boxes[kept]), labels[kept]


def _label(box: Floats, truth: Floats, shown: Shown) -> int:
    grown = truth + _RIM
    box = box + _RIM
    across = np.minimum(grown[:, 2], box[2]) - np.maximum(grown[:, 0], box[0])
    down = np.minimum(grown[:, 3], box[3]) - np.maximum(grown[:, 1], box[1])
    overlap = np.clip(across, 0, None) * np.clip(down, 0, None)
    areas = (grown[:, 2] - grown[:, 0]) * (grown[:, 3] - grown[:, 1])
    share = overlap / (areas + (box[2] - box[0]) * (box[3] - box[1]) - overlap)
    best = int(np.argmax(share))
    inside = overlap / areas
    inside[best] = 0
    if (inside > _INSIDE).any():
        return REJECT
    if share[best] >= _SAME:
        return _INDEX[shown.glyphs[best][0]]
    part = overlap[best] / ((box[2] - box[0]) * (box[3] - box[1]))
    return _UNSURE if share[best] >= _OTHER and part < _PART else REJECT


def make_samples(
    fonts: dict[str, list[Path]], lines: int, seed: int, rejects: float = 0.3
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Samples of ``lines`` worn lines, the families equally often; of the rejected candidates the share
    ``rejects`` is kept."""
    rng = random.Random(seed)
    families = sorted(fonts)
    features: list[NDArray[np.float32]] = []
    labels: list[NDArray[np.int64]] = []
    for _ in range(lines):
        file = rng.choice(fonts[rng.choice(families)])
        shown = random_line(rng, file, random_look(rng))
        one = labelled(shown, rng.choice([0.0, 0.0, 0.0, -0.12]), rng, rejects)
        if one is not None:
            features.append(one[0])
            labels.append(one[1])
    return np.concatenate(features), np.concatenate(labels)


def counts(labels: NDArray[np.int64]) -> Sequence[tuple[str, int]]:
    """How often each class stands among the labels."""
    return [
        ((CLASSES[index] if index != REJECT else "reject"), int((labels == index).sum()))
        for index in range(REJECT + 1)
    ]
