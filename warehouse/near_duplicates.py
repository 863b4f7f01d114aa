"""Texts that are nearly the same, found without comparing each with each.

Signatures of shingles (MinHash) put texts that are alike into common buckets (locality-sensitive hashing);
what stands in one bucket with a representative is then compared letter by letter. A cluster is what is alike
to its *representative*, never a chain in which each is alike to the next only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Share of letters that must be the same (Indel similarity), in per cent.
ALIKE = 90
#: Characters a shingle, and the shortest text that is compared at all.
SHINGLE = 3
#: 32 bands of 4 hashes: of texts with 5 % of their letters lost 99.9 % share a bucket, with 9 % about 97 %.
BANDS, ROWS = 32, 4
#: Texts whose signatures are made at one time: what bounds memory.
_AT_ONCE = 4_000


@dataclass(frozen=True, slots=True)
class Clusters:
    """``representative[i]`` is the place of the text that stands for text ``i``: its own where it is
    alike to no other, or stands for them."""

    representative: tuple[int, ...]


def band_keys(texts: Sequence[str]) -> NDArray[np.uint64]:
    """One row a text, one key a band; texts of at least :data:`SHINGLE` characters."""
    import numpy as np

    keys = np.empty((len(texts), BANDS), dtype=np.uint64)
    for start in range(0, len(texts), _AT_ONCE):
        part = texts[start : start + _AT_ONCE]
        keys[start : start + len(part)] = _bands(_signatures(part))
    return keys


def cluster(texts: Sequence[str], keys: NDArray[np.uint64], order: Sequence[int]) -> Clusters:
    """Clusters of ``texts`` (all different) by their ``keys``. ``order`` has every place once: of two that
    could stand for each other the earlier does, so the result depends on the order alone."""
    import numpy as np
    from rapidfuzz import fuzz, process

    representative = list(range(len(texts)))
    if len(texts) < 2:
        return Clusters(tuple(representative))
    buckets = _Buckets.of(keys)
    taken = np.zeros(len(texts), dtype=bool)
    for place in order:
        if taken[place]:
            continue
        taken[place] = True
        near = buckets.beside(place)
        near = near[~taken[near]]
        if not near.size:
            continue
        scores = process.cdist(
            [texts[place]],
            [texts[other] for other in near],
            scorer=fuzz.ratio,
            score_cutoff=ALIKE,
            dtype=np.float32,
        )
        for other in near[scores[0] >= ALIKE].tolist():
            taken[other] = True
            representative[other] = place
    return Clusters(tuple(representative))


@dataclass(frozen=True, slots=True)
class _Buckets:
    """The buckets that hold two texts or more. Bucket ``b`` holds ``places[edges[b]:edges[b + 1]]``; text
    ``i`` stands in the buckets ``of_text[first[i]:first[i + 1]]``."""

    places: NDArray[np.int64]
    edges: NDArray[np.int64]
    of_text: NDArray[np.int64]
    first: NDArray[np.int64]

    @classmethod
    def of(cls, keys: NDArray[np.uint64]) -> _Buckets:
        import numpy as np

        held, sizes = [], [np.zeros(1, dtype=np.int64)]
        for band in range(keys.shape[1]):
            places = np.argsort(keys[:, band], kind="stable")
            values = keys[places, band]
            edges = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1], [True])))
            counts = np.diff(edges)
            held.append(places[np.repeat(counts > 1, counts)])
            sizes.append(counts[counts > 1])
        everything = np.concatenate(held)
        counts = np.concatenate(sizes)
        bucket_of = np.repeat(np.arange(len(counts) - 1), counts[1:])
        by_text = np.argsort(everything, kind="stable")
        first = np.searchsorted(everything[by_text], np.arange(len(keys) + 1))
        return cls(everything, np.cumsum(counts), bucket_of[by_text], first)

    def beside(self, place: int) -> NDArray[np.int64]:
        """Every text of the buckets of one, in order, each once."""
        import numpy as np

        buckets = self.of_text[self.first[place] : self.first[place + 1]].tolist()
        if not buckets:
            return self.places[:0]
        return np.unique(
            np.concatenate([self.places[self.edges[one] : self.edges[one + 1]] for one in buckets])
        )


def _signatures(texts: Sequence[str]) -> NDArray[np.uint32]:
    """One row a text: the least of each of the hashes over its shingles."""
    import numpy as np

    points = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32)
    lengths = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    if len(texts) and lengths.min() < SHINGLE:
        raise ValueError(f"a text of fewer than {SHINGLE} characters")
    mixed = np.zeros(max(0, len(points) - SHINGLE + 1), dtype=np.uint32)
    for offset in range(SHINGLE):
        mixed = (mixed ^ points[offset : offset + len(mixed)]) * np.uint32(0x9E3779B1)
        mixed ^= mixed >> np.uint32(15)
    # No shingle goes from one text into the next.
    ends = np.cumsum(lengths)
    within = np.ones(len(mixed), dtype=bool)
    for back in range(1, SHINGLE):
        within[(ends - back)[ends - back < len(mixed)]] = False
    mixed = mixed[within]
    starts = np.concatenate(([0], np.cumsum(lengths - SHINGLE + 1)[:-1]))
    signatures = np.empty((len(texts), BANDS * ROWS), dtype=np.uint32)
    random = np.random.default_rng(2566)
    factors = random.integers(0, 2**31, BANDS * ROWS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    offsets = random.integers(0, 2**32, BANDS * ROWS, dtype=np.uint32)
    for index, (factor, offset) in enumerate(zip(factors, offsets, strict=True)):
        signatures[:, index] = np.minimum.reduceat(mixed * factor + offset, starts)
    return signatures


def _bands(signatures: NDArray[np.uint32]) -> NDArray[np.uint64]:
    import numpy as np

    rows = signatures.reshape(len(signatures), BANDS, ROWS).astype(np.uint64)
    keys = np.zeros((len(signatures), BANDS), dtype=np.uint64)
    for row in range(ROWS):
        keys = (keys ^ rows[:, :, row]) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(29)
    return keys
