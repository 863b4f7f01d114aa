"""Candidates cut out of worn pictures by the reader's own way of cutting, labelled by what was printed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.digits.pictures import Shown, random_line, random_look
from transforms.read.scan.digit_model import CLASSES, REJECT
from transforms.read.scan.glyphs import candidates_of, in_picture, shapes_of

Floats = NDArray[np.float64]

_SAME, _OTHER, _INSIDE = 0.7, 0.5, 0.6
#: Boxes are compared with a rim, in pixels: one more or less weighs nothing for a decimal point.
_RIM = np.array([-0.75, -0.75, 0.75, 0.75])
_UNSURE = -1
_INDEX = {char: index for index, char in enumerate(CLASSES)}


def labelled(shown: Shown, shift: float) -> tuple[NDArray[np.float32], NDArray[np.int64]] | None:
    """Features and class of every candidate in a picture; those that are nearly a glyph are left out."""
    shapes = shapes_of(shown.picture, shift)
    if shapes is None:
        return None
    found = candidates_of(shapes)
    labels = np.full(len(found.spans), REJECT, np.int64)
    if shown.glyphs:
        truth = np.array([box for _, box in shown.glyphs], np.float64)
        for index, box in enumerate(found.boxes):
            labels[index] = _label(in_picture(box, shapes), truth, shown)
    kept = labels != _UNSURE
    return found.features[kept], labels[kept]


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
    return _UNSURE if share[best] >= _OTHER else REJECT


def make_samples(
    fonts: dict[str, list[Path]], lines: int, seed: int, rejects: float = 0.35
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Samples of ``lines`` worn lines, the families equally often; of the rejected candidates the share
    ``rejects`` is kept."""
    rng = random.Random(seed)
    families = sorted(fonts)
    features: list[NDArray[np.float32]] = []
    labels: list[NDArray[np.int64]] = []
    for _ in range(lines):
        file = rng.choice(fonts[rng.choice(families)])
        one = labelled(random_line(rng, file, random_look(rng)), rng.choice([0.0, 0.0, 0.0, -0.12]))
        if one is None:
            continue
        keep = (one[1] != REJECT) | (np.array([rng.random() for _ in one[1]]) < rejects)
        features.append(one[0][keep].astype(np.float16).astype(np.float32))
        labels.append(one[1][keep])
    return np.concatenate(features), np.concatenate(labels)


def counts(labels: NDArray[np.int64]) -> Sequence[tuple[str, int]]:
    """How often each class stands among the labels."""
    return [
        ((CLASSES[index] if index != REJECT else "reject"), int((labels == index).sum()))
        for index in range(REJECT + 1)
    ]
