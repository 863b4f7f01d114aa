"""Words that a scanner damaged put right: a mark lost, a letter mistaken, a space set inside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

#: Letters that a scanner mistakes for each other.
_LOOK_ALIKES = ("กถภ", "คดตฅศ", "ขชซฃ", "ผฝฟพ", "บปษ", "นมฆ", "ลส", "ทหฑ", "รธ", "ฎฏ", "ณญฌฒ")
_CLASS = {letter: f"[{group}]" for group in _LOOK_ALIKES for letter in group}
_MARKS = "ัิ-ฺ็-๎"
_MARK = re.compile(f"[{_MARKS}]")


def word_mender(words: Iterable[str]) -> Callable[[str], str]:
    """A function that puts damaged ``words`` right in a text, for matching only: what is stored keeps its
    printed form. Words of five letters or more; shorter ones are too like others."""
    skeletons = {_skeleton(word): word for word in words}
    ordered = sorted(skeletons, key=lambda skeleton: (-len(skeleton), skeleton))
    pattern = re.compile("|".join(f"({_loose(skeleton)})" for skeleton in ordered))
    mended = [skeletons[skeleton] for skeleton in ordered]

    def mend(text: str) -> str:
        return pattern.sub(lambda match: mended[(match.lastindex or 1) - 1], text)

    return mend


def _skeleton(word: str) -> str:
    return "".join(letter for letter in word.replace("ำ", "า") if not _MARK.match(letter))


def _loose(skeleton: str) -> str:
    letters = ["[าำ]?" if letter == "า" else _letter(letter) for letter in skeleton]
    return rf"[{_MARKS}]{{0,2}}\s?".join(letters) + f"[{_MARKS}]{{0,2}}"


def _letter(letter: str) -> str:
    return _CLASS.get(letter, re.escape(letter))
