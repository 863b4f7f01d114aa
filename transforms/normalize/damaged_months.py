"""Names of months that a scanner damaged: a letter read as another, marks lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from transforms.normalize.near_labels import skeleton
from transforms.normalize.thai_dates import MONTH, MONTH_NAMES

_WORD = re.compile(
    r"(?:(?<=[0-9๐-๙])\s?|(?<=เดือน)\s?|(?<=[\s/,\-–(])|^)(?:เดือน\s?)?(?P<word>[ก-ฮ][ก-ฺเ-๎]{4,12})(?![ก-ฺเ-๎])"
)
_MONTH = re.compile(MONTH)
_ENDS = ("ม", "น", "ธ", "ค", "ย", "พ")
_SKELETONS = {skeleton(name): name for name in MONTH_NAMES}
#: Letters that a scanner takes for one another, each group as its first.
_ALIKE = str.maketrans(
    {letter: group[0] for group in ("คตฅดถฑ", "ผฝ", "พฟ", "ชซขฃ", "บปษ", "สล") for letter in group}
)
_FOLDED = {bare.translate(_ALIKE): name for bare, name in _SKELETONS.items()}


@dataclass(frozen=True, slots=True)
class MendedText:
    """``text`` with the names of months mended; ``edits`` are (position in ``text`` behind a mended name,
    by how much longer the text before it became), in order."""

    text: str
    edits: tuple[tuple[int, int], ...]

    def original(self, position: int) -> int:
        """Where ``position`` stood before the mending."""
        longer = [by for behind, by in self.edits if behind <= position]
        return position - (longer[-1] if longer else 0)


def with_months_mended(text: str) -> MendedText:
    """``text`` with the name of the month in place of words that can only be it."""
    parts: list[str] = []
    edits: list[tuple[int, int]] = []
    done = longer = 0
    for match in _WORD.finditer(text):
        word = match["word"]
        name = None if _MONTH.fullmatch(word) else _month_like(word)
        if name is None:
            continue
        parts += [text[done : match.start("word")], name]
        done = match.end("word")
        longer += len(name) - len(word)
        edits.append((done + longer, longer))
    return MendedText("".join([*parts, text[done:]]), tuple(edits))


@lru_cache(maxsize=1024)
def _month_like(word: str) -> str | None:
    bare = skeleton(word)
    if bare in _SKELETONS:
        return _SKELETONS[bare]
    if (folded := bare.translate(_ALIKE)) in _FOLDED:
        return _FOLDED[folded]
    if not bare.endswith(_ENDS) or len(bare) < 5:
        return None
    near = {key: OSA.distance(bare, key, score_cutoff=2) for key in _SKELETONS}
    best, second = sorted(near.values())[:2]
    if best > 1 or second <= 2:
        return None
    return next(_SKELETONS[key] for key, distance in near.items() if distance == best)
