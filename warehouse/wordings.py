"""Wordings made comparable: what a scanner loses and what a copyist fills in does not tell them apart.

``comparable`` drops what is easily lost or added (white space, punctuation, tone marks, the small circle
of sara am); :class:`NameMask` takes out besides who speaks and where: names of organizations and of their
places, and every number. For comparing only: nothing of this is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

#: What stands for an organization's kind and name, and for a run of digits.
_SOMEONE, _SOME_NUMBER = "@", "0"
#: A shorter name may well be part of another word.
_SHORTEST_NAME = 3

# Tone marks, maitaikhu, karan, nikhahit, yamakkan and phinthu go; ำ keeps its า; digits become Arabic.
_FOLDED: Mapping[int, str | None] = {
    **dict.fromkeys((0x0E3A, *range(0x0E47, 0x0E4F)), None),
    ord("ำ"): "า",
    **{0x0E50 + digit: str(digit) for digit in range(10)},
}
_NOT_COMPARED = re.compile(r"[^ก-ฮะ-ฺเ-ๅ0-9a-z]+")
_NUMBER = re.compile(r"[0-9]+")


def comparable(text: str) -> str:
    """Letters, vowels and digits of ``text`` alone: without white space, punctuation, tone marks; digits
    Arabic, Latin letters small, ``เเ`` as ``แ``."""
    return _NOT_COMPARED.sub("", text.lower().translate(_FOLDED)).replace("เเ", "แ")


class NameMask:
    """Takes names of organizations and numbers out of comparable wordings.

    ``kinds``: what may stand before a name (``องค์การบริหารส่วนตำบล``, ``อบต``, ``จังหวัด``); ``names``:
    every name that may stand behind one."""

    def __init__(self, kinds: Iterable[str], names: Iterable[str]) -> None:
        self._names = frozenset(filter(None, map(comparable, names)))
        self._longest = max(map(len, self._names), default=0)
        words = sorted(set(filter(None, map(comparable, kinds))), key=lambda word: (-len(word), word))
        self._kind = re.compile("|".join(map(re.escape, words))) if words else None

    def masked(self, text: str, own_names: Iterable[str | None] = ()) -> str:
        """``text``, comparable, with one sign for every kind of organization and the name behind it, one
        for every run of digits, and without ``own_names`` wherever they stand."""
        wording = comparable(text)
        own = {comparable(name) for name in own_names if name}
        if self._kind is not None:
            wording = self._without_kinds(wording, own)
        for name in sorted(own, key=lambda one: (-len(one), one)):
            if len(name) >= _SHORTEST_NAME and not name.isdigit():
                wording = wording.replace(name, _SOMEONE)
        wording = _NUMBER.sub(_SOME_NUMBER, wording)
        return re.sub(f"{_SOMEONE}+", _SOMEONE, wording)

    def _without_kinds(self, wording: str, own: set[str]) -> str:
        assert self._kind is not None
        pieces: list[str] = []
        position = 0
        while found := self._kind.search(wording, position):
            end = self._end_of_name(wording, found.end(), own)
            pieces += (wording[position : found.start()], _SOMEONE)
            position = end
        return "".join((*pieces, wording[position:]))

    def _end_of_name(self, wording: str, start: int, own: set[str]) -> int:
        """Where the longest name that begins at ``start`` ends; ``start`` where none does."""
        for end in range(min(len(wording), start + self._longest), start + 1, -1):
            piece = wording[start:end]
            if piece in own or piece in self._names:
                return end
        return start
