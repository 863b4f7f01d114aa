"""Trains the reader of digits on the fonts that are installed.

    python -m benchmarks.digits.train [--lines N] [--seed N] [--fonts DIR ...] [--out FILE]

Needs Debian's fonts-thai-tlwg; fonts-arundina and fonts-noto-core widen it. Takes some minutes on two
cores and little else than numpy: one hidden layer, trained by Adam. The file is that which
``transforms/read/scan/digits.py`` reads.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.digits.fonts import FAMILIES, FOLDERS, fonts_of
from benchmarks.digits.samples import counts, make_samples
from transforms.read.scan.digit_model import CLASSES, MODEL_FILE

Floats = NDArray[np.float32]
Samples = tuple[NDArray[np.float16], NDArray[np.int64]]

HIDDEN, EPOCHS, BATCH = 256, 10, 512
_RATE, _DECAY, _DROPPED = 2e-3, 1e-4, 0.25


def samples_of(fonts: Mapping[str, Sequence[Path]], lines: int, seed: int) -> Samples:
    """Samples of worn lines in half precision."""
    features, labels = make_samples({family: list(files) for family, files in fonts.items()}, lines, seed)
    return features.astype(np.float16), labels


def train(samples: Sequence[Samples], seed: int, epochs: int = EPOCHS) -> dict[str, Floats]:
    """The model's arrays: ``mean``, ``deviation``, ``weights1``, ``bias1``, ``weights2``, ``bias2``."""
    rng = np.random.default_rng(seed)
    features = np.concatenate([one[0] for one in samples])
    labels = np.concatenate([one[1] for one in samples])
    some = features[rng.permutation(len(features))[:20_000]].astype(np.float32)
    mean, deviation = some.mean(0), some.std(0) + np.float32(1e-2)
    outputs = len(CLASSES) + 1
    inputs = features.shape[1]
    weights: list[Floats] = [
        rng.normal(0, np.sqrt(2 / inputs), (inputs, HIDDEN)).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        rng.normal(0, np.sqrt(1 / HIDDEN), (HIDDEN, outputs)).astype(np.float32),
        np.zeros(outputs, np.float32),
    ]
    first = [np.zeros_like(one) for one in weights]
    second = [np.zeros_like(one) for one in weights]
    steps = epochs * (len(labels) // BATCH)
    step = 0
    for epoch in range(epochs):
        order = rng.permutation(len(labels))
        lost = 0.0
        for start in range(0, len(order) - BATCH + 1, BATCH):
            step += 1
            chosen = order[start : start + BATCH]
            given = (features[chosen].astype(np.float32) - mean) / deviation
            gradients, loss = _gradients(weights, given, labels[chosen], rng)
            lost += loss
            rate = _RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
            for index, gradient in enumerate(gradients):
                first[index] = 0.9 * first[index] + 0.1 * gradient
                second[index] = 0.999 * second[index] + 0.001 * gradient**2
                moved = (first[index] / (1 - 0.9**step)) / (np.sqrt(second[index] / (1 - 0.999**step)) + 1e-8)
                weights[index] -= (rate * (moved + _DECAY * weights[index])).astype(np.float32)
        print(f"epoch {epoch + 1}: {lost / max(1, len(order) // BATCH):.4f}", flush=True)
    return {
        "mean": mean,
        "deviation": deviation,
        "weights1": weights[0],
        "bias1": weights[1],
        "weights2": weights[2],
        "bias2": weights[3],
    }


def _gradients(
    weights: Sequence[Floats], given: Floats, labels: NDArray[np.int64], rng: np.random.Generator
) -> tuple[list[Floats], float]:
    kept = (rng.random((len(given), HIDDEN), dtype=np.float32) >= _DROPPED).astype(np.float32) / (
        1 - _DROPPED
    )
    hidden = np.maximum(given @ weights[0] + weights[1], 0) * kept
    scores = hidden @ weights[2] + weights[3]
    scores -= scores.max(1, keepdims=True)
    shares = np.exp(scores)
    shares /= shares.sum(1, keepdims=True)
    rows = np.arange(len(labels))
    loss = float(-np.log(shares[rows, labels] + 1e-9).mean())
    shares[rows, labels] -= 1
    shares /= len(labels)
    back = (shares @ weights[2].T) * (hidden > 0) * kept
    return [given.T @ back, back.sum(0), hidden.T @ shares, shares.sum(0)], loss


def save(model: Mapping[str, Floats], file: Path, families: Sequence[str]) -> None:
    """Write the model in half precision, with the classes and the families that it has seen."""
    arrays: dict[str, Any] = {name: array.astype(np.float16) for name, array in model.items()}
    about = json.dumps({"classes": CLASSES, "families": sorted(families)}, ensure_ascii=False)
    np.savez_compressed(file, about=np.array(about), **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the reader of digits.")
    parser.add_argument("--lines", type=int, default=26_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fonts", type=Path, action="append", help="further folder with fonts")
    parser.add_argument("--out", type=Path, default=MODEL_FILE)
    arguments = parser.parse_args()
    fonts = fonts_of(list(FAMILIES), [*FOLDERS, *(arguments.fonts or [])])
    samples = samples_of(fonts, arguments.lines, arguments.seed)
    print(", ".join(f"{name} {count}" for name, count in counts(samples[1])))
    save(train([samples], arguments.seed), arguments.out, list(fonts))
    print(f"{arguments.out}: {arguments.out.stat().st_size // 1000} kB, families {', '.join(sorted(fonts))}")


if __name__ == "__main__":
    main()
