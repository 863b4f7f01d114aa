"""Shapes of ink in the picture of a line, brought to one size, and what describes a shape.

A glyph may be broken into several connected shapes or touch the next one. So shapes are cut into
pieces where they are thin, and every few neighbouring pieces together are a candidate for one glyph;
which candidates are glyphs is decided by the reader of digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]

#: Height in pixels to which the glyphs of a line are brought.
STANDARD = 32
#: Paper around it.
BORDER = STANDARD // 4
#: Side of the picture of one candidate, and of its cells of gradients.
SIDE, CELL, DIRECTIONS = 24, 4, 8
_MARGIN = 2
_MOST_PIECES, _WIDEST = 5, 2.1
#: Pieces with so much paper between them are two glyphs: a digit and its decimal point.
_APART = 0.1
_SPECK = 0.09
_CUT_FROM, _CUT_EDGE, _CUT_DEPTH = 0.62, 0.18, 0.45
_LARGEST, _SMALLEST = 6.0, 0.1
_MOST_SHAPES = 600


@dataclass(frozen=True, slots=True)
class Shapes:
    """The pieces of one line from left to right. ``darkness`` is 0 (paper) to 1 (ink), ``rank`` the
    index of the piece at each pixel (-1: none), ``boxes`` n × 4 left, top, right, bottom, all in pixels
    of the standard size; ``is_cut`` tells of each piece whether the one to its left belonged to the same
    shape; ``scale`` leads from the picture to the standard size; ``height`` and ``baseline`` are of most
    glyphs."""

    darkness: Floats
    rank: NDArray[np.int32]
    boxes: NDArray[np.int32]
    is_cut: NDArray[np.bool_]
    scale: float
    height: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """Runs of pieces that can be one glyph: ``spans`` n × 2 first and last piece (exclusive), ``boxes``
    n × 4 in pixels of the standard size, ``features`` n × length."""

    spans: NDArray[np.int32]
    boxes: NDArray[np.int32]
    features: Floats


def shapes_of(gray: Picture, threshold_shift: float = 0.0, slant: float = 0.0) -> Shapes | None:
    """The pieces in ``gray`` (height × width, dark on light); ``None`` where nothing is printed.
    ``threshold_shift`` below zero parts glyphs that touch; ``slant`` (run by rise) sets them upright."""
    if gray.size == 0 or min(gray.shape) < 3 or int(gray.max()) - int(gray.min()) < 40:
        return None
    height = _glyph_height(gray, threshold_shift)
    if height is None:
        return None
    scale = STANDARD / height
    if not _SMALLEST <= scale <= _LARGEST:
        return None
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    sized = np.asarray(cv2.resize(gray, None, fx=scale, fy=scale, interpolation=method), dtype=np.uint8)
    sized = np.asarray(
        cv2.copyMakeBorder(
            sized,
            BORDER,
            BORDER,
            BORDER,
            BORDER,
            cv2.BORDER_CONSTANT,
            value=int(_share(sized[::2, ::2], 0.9)),
        ),
        dtype=np.uint8,
    )
    if slant:
        sized = _upright(sized, slant)
    ink, darkness = _ink(sized, threshold_shift)
    found = _pieces(ink, darkness)
    if found is None:
        return None
    rank, boxes, is_cut = found
    tall, base = _line_of(boxes)
    return Shapes(darkness, rank, boxes, is_cut, scale, tall, base)


def in_picture(box: NDArray[np.int32], shapes: Shapes) -> NDArray[np.float64]:
    """``box`` of the standard size in pixels of the picture given."""
    return (np.asarray(box, np.float64) - BORDER) / shapes.scale


def candidates_of(shapes: Shapes) -> Candidates:
    """Every run of up to five neighbouring pieces that is no wider than a glyph, with its features."""
    spans, boxes = spans_of(shapes)
    return Candidates(spans, boxes, features_of(shapes, spans, boxes))


def spans_of(shapes: Shapes) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """First and last piece (exclusive) of every candidate, and its box."""
    spans: list[tuple[int, int]] = []
    unions: list[list[int]] = []
    boxes: list[list[int]] = shapes.boxes.tolist()
    for first in range(len(boxes)):
        left, top, right, bottom = boxes[first]
        for last in range(first, min(first + _MOST_PIECES, len(boxes))):
            if boxes[last][0] - right > _APART * STANDARD:
                break
            left, top = min(left, boxes[last][0]), min(top, boxes[last][1])
            right, bottom = max(right, boxes[last][2]), max(bottom, boxes[last][3])
            if last > first and right - left > _WIDEST * STANDARD:
                break
            spans.append((first, last + 1))
            unions.append([left, top, right, bottom])
    return np.array(spans, np.int32).reshape(-1, 2), np.array(unions, np.int32).reshape(-1, 4)


def features_of(shapes: Shapes, spans: NDArray[np.int32], boxes: NDArray[np.int32]) -> Floats:
    """What describes each candidate: n × length."""
    patches = np.zeros((len(spans), SIDE, SIDE), np.float32)
    for index, ((first, last), box) in enumerate(zip(spans.tolist(), boxes, strict=True)):
        patches[index] = _patch(shapes, first, last, box)
    return _features(patches, _geometry(boxes, shapes))


def _upright(sized: Picture, slant: float) -> Picture:
    rows, columns = sized.shape
    room = int(abs(slant) * rows)
    move = np.array([[1.0, slant, 0.0], [0.0, 1.0, 0.0]])
    paper = int(_share(sized[::2, ::2], 0.9))
    turned = cv2.warpAffine(
        sized, move, (columns + room, rows), borderMode=cv2.BORDER_CONSTANT, borderValue=paper
    )
    return np.asarray(turned, dtype=np.uint8)


def _glyph_height(gray: Picture, threshold_shift: float) -> float | None:
    ink, _ = _ink(gray, threshold_shift)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if count < 2:
        return None
    heights = stats[1:, cv2.CC_STAT_HEIGHT].astype(np.float32)
    areas = stats[1:, cv2.CC_STAT_AREA]
    heights = heights[areas >= 4]
    if not len(heights):
        return None
    return _typical(heights)


def _typical(heights: NDArray[np.generic]) -> float:
    """The height of most glyphs, marks and points left out."""
    values = np.asarray(heights, np.float32)
    tallest = _share(values, 0.9)
    return max(4.0, float(np.median(values[values >= 0.55 * tallest])))


def _share(values: NDArray[np.generic], share: float) -> float:
    """The value that ``share`` of all do not exceed."""
    flat = values.ravel()
    at = int(share * (len(flat) - 1))
    return float(np.partition(flat, at)[at])


def _ink(gray: Picture, threshold_shift: float) -> tuple[Picture, Floats]:
    """What is ink (1) and how dark each pixel is between the paper and the darkest ink."""
    level, _ = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    some = gray[::2, ::2]
    darkest, paper = _share(some, 0.02), _share(some, 0.9)
    span = max(paper - darkest, 1.0)
    level = float(level) + threshold_shift * span
    ink = (gray <= level).astype(np.uint8)
    darkness = np.clip((paper - gray.astype(np.float32)) / span, 0, 1)
    return ink, darkness


def _pieces(
    ink: Picture, darkness: Floats
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]] | None:
    """The rank of the piece at each pixel, the boxes of pieces, and which are cut from the one before."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    kept = [
        label
        for label in range(1, count)
        if stats[label, cv2.CC_STAT_AREA] >= (_SPECK * STANDARD) ** 2
        and max(stats[label, cv2.CC_STAT_WIDTH], stats[label, cv2.CC_STAT_HEIGHT]) >= _SPECK * STANDARD
    ]
    if not kept or len(kept) > _MOST_SHAPES:
        return None
    found: list[tuple[int, tuple[int, int, int, int], int]] = []
    next_label = count
    for label in kept:
        left, top, width, height = (int(stats[label, column]) for column in range(4))
        view = labels[top : top + height, left : left + width]
        edges = [0, *_cuts(view == label, darkness[top : top + height, left : left + width]), width]
        for start, end in pairwise(edges):
            part = view[:, start:end]
            mask = part == label
            if start:
                part[mask] = next_label
            rows = np.flatnonzero(mask.any(axis=1))
            columns = np.flatnonzero(mask.any(axis=0))
            if len(rows) and len(columns):
                box = (
                    left + start + int(columns[0]),
                    top + int(rows[0]),
                    left + start + int(columns[-1]) + 1,
                    top + int(rows[-1]) + 1,
                )
                found.append((next_label if start else label, box, label))
            next_label += 1
    found.sort(key=lambda entry: entry[1][0] + entry[1][2])
    order = np.full(next_label + 1, -1, np.int32)
    for index, (label, _, _) in enumerate(found):
        order[label] = index
    whole = np.array([label for _, _, label in found])
    is_cut = np.concatenate([[False], whole[1:] == whole[:-1]])
    return order[labels], np.array([box for _, box, _ in found], np.int32), is_cut


def _cuts(mask: NDArray[np.bool_], darkness: Floats) -> list[int]:
    """Columns at which a wide shape may be two glyphs that touch: at most two, the thinnest."""
    width = mask.shape[1]
    if width < _CUT_FROM * STANDARD:
        return []
    profile = (mask * darkness).sum(axis=0)
    smooth = np.convolve(profile, np.ones(3, np.float32) / 3, mode="same")
    edge = max(2, int(_CUT_EDGE * STANDARD))
    deep = _CUT_DEPTH * _share(smooth, 0.75)
    inner = [
        column
        for column in range(edge, width - edge)
        if smooth[column] <= deep and smooth[column] == smooth[max(0, column - 3) : column + 4].min()
    ]
    chosen: list[int] = []
    for column in sorted(inner, key=lambda column: float(smooth[column])):
        if all(abs(column - other) >= edge for other in chosen):
            chosen.append(column)
        if len(chosen) == 2:
            break
    return sorted(chosen)


def _line_of(boxes: NDArray[np.int32]) -> tuple[float, float]:
    heights = (boxes[:, 3] - boxes[:, 1]).astype(np.float32)
    typical = _typical(heights)
    main = heights >= 0.6 * typical
    return typical, float(np.median(boxes[main, 3]))


def _geometry(boxes: NDArray[np.int32], shapes: Shapes) -> Floats:
    """Size and position against the line: n × 4."""
    left, top, right, bottom = (boxes[:, column].astype(np.float32) for column in range(4))
    width, height = right - left, bottom - top
    tall = shapes.height
    return np.stack(
        [
            np.clip(np.log(width / height), -2, 2),
            np.clip(height / tall, 0, 2),
            np.clip((shapes.baseline - bottom) / tall, -1, 1),
            np.clip((shapes.baseline - top) / tall, -1, 2),
        ],
        axis=1,
    )


def _patch(shapes: Shapes, first: int, last: int, box: NDArray[np.int32]) -> Floats:
    left, top, right, bottom = (int(edge) for edge in box)
    rank = shapes.rank[top:bottom, left:right]
    foreign = (rank >= 0) & ((rank < first) | (rank >= last))
    part = np.where(foreign, np.float32(0), shapes.darkness[top:bottom, left:right])
    inner = SIDE - 2 * _MARGIN
    scale = inner / max(part.shape)
    width = max(1, min(inner, round(part.shape[1] * scale)))
    height = max(1, min(inner, round(part.shape[0] * scale)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    patch = np.zeros((SIDE, SIDE), np.float32)
    x, y = (SIDE - width) // 2, (SIDE - height) // 2
    patch[y : y + height, x : x + width] = cv2.resize(part, (width, height), interpolation=method)
    return patch


def _features(patches: Floats, geometry: Floats) -> Floats:
    """Gradients by cell and direction, the picture itself at half its size, and the geometry."""
    count, cells = len(patches), SIDE // CELL
    across = np.zeros_like(patches)
    down = np.zeros_like(patches)
    across[:, :, 1:-1] = patches[:, :, 2:] - patches[:, :, :-2]
    down[:, 1:-1] = patches[:, 2:] - patches[:, :-2]
    strength = np.hypot(across, down)
    turn = (np.arctan2(down, across) / (2 * np.pi) % 1) * DIRECTIONS
    lower = turn.astype(np.int64) % DIRECTIONS
    share = turn % 1
    place = np.arange(SIDE) // CELL
    cell = (np.arange(count)[:, None, None] * cells + place[:, None]) * cells + place
    length = count * cells * cells * DIRECTIONS
    histogram = np.bincount((cell * DIRECTIONS + lower).ravel(), (strength * (1 - share)).ravel(), length)
    upper = (lower + 1) % DIRECTIONS
    histogram += np.bincount((cell * DIRECTIONS + upper).ravel(), (strength * share).ravel(), length)
    flat = np.sqrt(histogram.reshape(count, -1)).astype(np.float32)
    flat /= np.linalg.norm(flat, axis=1, keepdims=True) + np.float32(1e-6)
    halves = patches.reshape(count, SIDE // 2, 2, SIDE // 2, 2).mean((2, 4)).reshape(count, -1)
    return np.concatenate([flat * 8, halves, geometry], axis=1).astype(np.float32)
