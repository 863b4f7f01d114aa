"""The trained model in the package is what the training writes and the reader expects."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.digits.fonts import FAMILIES
from benchmarks.digits.train import HIDDEN, save, train
from transforms.read.scan.digit_model import CLASSES, MODEL_FILE, REJECT, DigitModel, trained_model
from transforms.read.scan.glyphs import candidates_of, shapes_of

RING = np.full((40, 60), 255, np.uint8)
RING[8:32, 20:40] = 20
RING[13:27, 25:35] = 255


def feature_count() -> int:
    shapes = shapes_of(RING)
    assert shapes is not None
    return candidates_of(shapes).features.shape[1]


def test_the_shipped_file_has_the_shapes_that_the_training_writes() -> None:
    features, outputs = feature_count(), len(CLASSES) + 1
    with np.load(MODEL_FILE, allow_pickle=False) as arrays:
        shapes = {name: arrays[name].shape for name in arrays.files if name != "about"}
        kinds = {arrays[name].dtype for name in shapes}

    assert shapes == {
        "mean": (features,),
        "deviation": (features,),
        "weights1": (features, HIDDEN),
        "bias1": (HIDDEN,),
        "weights2": (HIDDEN, outputs),
        "bias2": (outputs,),
    }
    assert kinds == {np.dtype(np.float16)}
    assert MODEL_FILE.stat().st_size < 500_000


def test_the_shipped_file_knows_these_classes_and_every_family() -> None:
    with np.load(MODEL_FILE, allow_pickle=False) as arrays:
        about = json.loads(str(arrays["about"]))

    assert about == {"classes": CLASSES, "families": sorted(FAMILIES)}
    assert len(set(CLASSES)) == len(CLASSES) == REJECT


def test_what_the_model_says_are_probabilities_of_all_classes() -> None:
    shapes = shapes_of(RING)
    assert shapes is not None
    shares = np.exp(trained_model().log_probabilities(candidates_of(shapes).features))

    assert shares.shape[1] == len(CLASSES) + 1
    assert np.isfinite(shares).all()
    assert np.allclose(shares.sum(axis=1), 1, atol=1e-4)
    assert all(np.isfinite(getattr(trained_model(), name)).all() for name in DigitModel.__slots__)


def test_the_training_writes_what_the_reader_loads(tmp_path: Path) -> None:
    """Samples that a line parts are told apart after it."""
    rng = np.random.default_rng(1)
    labels = rng.integers(0, 2, 1200) * REJECT
    features = rng.normal(0, 1, (1200, feature_count())).astype(np.float16)
    features[:, :20] += np.where(labels == REJECT, 3, -3)[:, None]
    save(train([(features, labels)], 1, epochs=10), tmp_path / "model.npz", ["Loma", "Garuda"])
    model = trained_model(tmp_path / "model.npz")
    said = model.log_probabilities(features.astype(np.float32)).argmax(axis=1)

    assert (said == labels).mean() > 0.98


def test_a_model_of_other_classes_is_refused(tmp_path: Path) -> None:
    with np.load(MODEL_FILE) as arrays:
        other = dict(arrays)
    other["about"] = np.array('{"classes": "0123", "families": []}')
    np.savez(tmp_path / "other.npz", **other)

    with pytest.raises(ValueError, match="train it anew"):
        trained_model(tmp_path / "other.npz")
