"""Damage that no model was trained on: what copiers, fax machines and paper do to a printed number."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


def _specks(picture: Picture, rng: random.Random) -> Picture:
    """Dust on the glass: dark specks of one or two pixels, and holes of that size in the ink."""
    spoiled = picture.copy()
    height, width = picture.shape
    for _ in range(max(2, height * width // 250)):
        x, y, side = rng.randrange(width), rng.randrange(height), rng.choice([1, 1, 1, 2])
        spoiled[y : y + side, x : x + side] = rng.choice([30, 30, 245])
    return spoiled


def _streaks(picture: Picture, rng: random.Random) -> Picture:
    """Toner runs out: level bands in which the ink is pale."""
    height = len(picture)
    band = np.sin(np.arange(height) / rng.uniform(2.0, 5.0) + rng.uniform(0, 6))
    share = np.where(band > 0.4, rng.uniform(0.35, 0.6), 1.0)[:, None]
    return _grey(255 - (255 - picture.astype(np.float64)) * share)


def _shadow(picture: Picture, rng: random.Random) -> Picture:
    """The fold of a book, as much of its shade as evening the page has left."""
    light = np.linspace(1.0, rng.uniform(0.65, 0.85), picture.shape[1])
    return _grey(picture * (light if rng.random() < 0.5 else light[::-1]))


def _shown_through(picture: Picture, rng: random.Random) -> Picture:
    """The print of the back, mirrored, pale, and a little aside."""
    back = np.roll(picture[:, ::-1], (rng.randint(-4, 4), rng.randint(-9, 9)), (0, 1)).astype(np.float64)
    return _grey(np.minimum(picture, 255 - (255 - back) * rng.uniform(0.15, 0.3)))


def _fax(picture: Picture, rng: random.Random) -> Picture:
    """Half the lines, black and white."""
    height, width = picture.shape
    half = np.asarray(cv2.resize(picture, (width, max(2, height // 2)), interpolation=cv2.INTER_AREA))
    level, _ = cv2.threshold(half, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    dots = np.where(half > level + rng.uniform(-15, 15), 255, 0).astype(np.uint8)
    return np.asarray(cv2.resize(dots, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


def _waves(picture: Picture, rng: random.Random) -> Picture:
    """Paper that was pulled through unevenly: rows are shifted to and fro."""
    height, width = picture.shape
    shift = rng.uniform(0.8, 1.6) * np.sin(np.arange(height) / rng.uniform(3, 8) + rng.uniform(0, 6))
    across = np.arange(width, dtype=np.float32)[None, :] + shift.astype(np.float32)[:, None]
    down = np.repeat(np.arange(height, dtype=np.float32)[:, None], width, axis=1)
    moved = cv2.remap(picture, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)


def _rulings(picture: Picture, rng: random.Random) -> Picture:
    """What is left of the frame of a table's cell: a piece of a line beside the number, or below it."""
    framed = np.pad(picture, ((0, 4), (5, 5)), mode="edge")
    height, width = framed.shape
    dark, thick = rng.randint(20, 120), rng.randint(1, 2)
    if rng.random() < 0.5:
        begin = rng.randrange(height // 3)
        at = rng.choice([0, width - thick])
        framed[begin : begin + rng.randint(height // 3, 2 * height // 3), at : at + thick] = dark
    else:
        begin = rng.randrange(max(1, width // 2))
        framed[-thick:, begin : begin + rng.randint(4, max(5, width // 2))] = dark
    return framed


#: What each is called in the tables.
DAMAGE: Mapping[str, Callable[[Picture, random.Random], Picture]] = {
    "specks of dust": _specks,
    "pale streaks of toner": _streaks,
    "remains of a shade": _shadow,
    "the back shown through": _shown_through,
    "fax": _fax,
    "rows shifted": _waves,
    "remains of rulings": _rulings,
}


def _grey(values: NDArray[np.float64]) -> Picture:
    return np.clip(values, 0, 255).astype(np.uint8)
