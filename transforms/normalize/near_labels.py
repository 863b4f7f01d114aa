"""Labels that a scanner damaged: a mark above or below a letter lost, a letter read as another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from transforms.normalize.thai import squeeze

_MARKS = re.compile("[ัิ-ฺ็-๎]")
_SHORTEST, _SHORTEST_FOR_TWO, _LONGEST = 7, 14, 44


@lru_cache(maxsize=1024)
def skeleton(text: str) -> str:
    """``text`` without white space and without marks above and below; ``ำ`` as ``า``."""
    return _MARKS.sub("", squeeze(text)).replace("ำ", "า")


def find_without_marks(text: str, phrase_skeleton: str) -> int:
    """Where in ``text`` (without white space) letters stand whose skeleton is ``phrase_skeleton``, or -1."""
    bare = skeleton(text)
    at = bare.find(phrase_skeleton)
    if at <= 0:
        return at
    letters = 0
    for position, letter in enumerate(text):
        if _MARKS.match(letter) is None:
            if letters == at:
                return position
            letters += 1
    return -1


class NearLabels:
    """Finds the label that a damaged wording must be; ``meanings`` maps labels to what they mean."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings = dict(meanings)
        self._skeletons: dict[str, str] = {}
        clashes: set[str] = set()
        for label in meanings:
            bare = skeleton(label)
            other = self._skeletons.setdefault(bare, label)
            if meanings[other] != meanings[label]:
                clashes.add(bare)
        for bare in clashes:
            del self._skeletons[bare]
        self._find = lru_cache(maxsize=4096)(self._look_up)

    def find(self, text: str) -> tuple[str, bool] | None:
        """The label and whether only marks differ; ``None`` where no label, or labels of different
        meaning, are near."""
        wording = squeeze(text)
        return self._find(wording) if _SHORTEST <= len(wording) <= _LONGEST else None

    def _look_up(self, wording: str) -> tuple[str, bool] | None:
        bare = skeleton(wording)
        if bare in self._skeletons:
            return self._skeletons[bare], True
        limit = 2 if len(bare) >= _SHORTEST_FOR_TWO else 1
        near: dict[str, int] = {}
        for candidate, label in self._skeletons.items():
            distance = OSA.distance(bare, candidate, score_cutoff=limit + 1)
            if distance <= limit + 1:
                near[label] = distance
        if not near:
            return None
        best = min(near, key=lambda label: near[label])
        against = min(
            (far for label, far in near.items() if self._meanings[label] != self._meanings[best]),
            default=None,
        )
        # another meaning must be two letters further off, or out of reach
        told = against is None or against >= near[best] + 2
        return (best, False) if near[best] <= limit and told else None
