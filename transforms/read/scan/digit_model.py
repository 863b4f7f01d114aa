"""The probabilities of what a shape is: a small network, whose weights lie beside this module."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MODEL_FILE = Path(__file__).with_name("digit_model.npz")
#: What a glyph can be; the last class of the model is everything else.
CLASSES = "๐๑๒๓๔๕๖๗๘๙0123456789.,/-%()"
REJECT = len(CLASSES)


@dataclass(frozen=True, slots=True)
class DigitModel:
    """``mean`` and ``deviation`` of the features, then two layers of weights."""

    mean: Floats
    deviation: Floats
    weights1: Floats
    bias1: Floats
    weights2: Floats
    bias2: Floats

    def log_probabilities(self, features: Floats) -> Floats:
        """n × features to n × classes, natural logarithms."""
        hidden = np.maximum(((features - self.mean) / self.deviation) @ self.weights1 + self.bias1, 0)
        scores = hidden @ self.weights2 + self.bias2
        top = scores.max(axis=1, keepdims=True)
        total = np.log(np.exp(scores - top).sum(axis=1, keepdims=True)) + top
        return np.asarray(scores - total, dtype=np.float32)


def model_of(arrays: Mapping[str, NDArray[np.floating]]) -> DigitModel:
    """The model of arrays named as its fields."""
    return DigitModel(**{name: np.asarray(arrays[name], np.float32) for name in DigitModel.__slots__})


@cache
def trained_model(file: Path = MODEL_FILE) -> DigitModel:
    """The model as it was trained. :raises ValueError: where it is of other classes."""
    with np.load(file, allow_pickle=False) as arrays:
        if json.loads(str(arrays["about"]))["classes"] != CLASSES:
            raise ValueError(f"{file.name} was trained for other classes: train it anew")
        return model_of({name: arrays[name] for name in DigitModel.__slots__})
