"""Thai text made comparable: white space, invisible characters, damaged sara am, doubled marks.

For matching only. What is stored keeps its printed form, and Unicode compatibility forms are never
applied: they would split ำ into two characters.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache

from transforms.normalize.digits import to_arabic

# Zero-width space … right-to-left mark, word joiner, byte order mark, soft hyphen.
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
# Fonts of older word processors keep shifted marks in the private use area (U+F700 … U+F71A).
_SHIFTED_MARKS = {
    **dict(zip(range(0xF701, 0xF705), "ิีึื", strict=True)),
    **dict(zip(range(0xF705, 0xF70A), "่้๊๋์", strict=True)),
    **dict(zip(range(0xF70A, 0xF70F), "่้๊๋์", strict=True)),
    **dict(zip(range(0xF710, 0xF713), "ัํ็", strict=True)),
    **dict(zip(range(0xF713, 0xF718), "่้๊๋์", strict=True)),
    **dict(zip(range(0xF718, 0xF71B), "ฺุู", strict=True)),
    0xF700: "ฐ",
    0xF70F: "ญ",
}
# Spaces of every width; line breaks stay.
_ODD_SPACES = "\t\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ODD = re.compile(f"[{_INVISIBLE}{_ODD_SPACES}\uf700-\uf71a]")
_MENDED = {
    **{code: " " for code in range(0x3001) if re.fullmatch(f"[{_ODD_SPACES}]", chr(code))},
    **dict.fromkeys(map(ord, _INVISIBLE), None),
    **_SHIFTED_MARKS,
}
_SPACES = re.compile(r" {2,}")
_AROUND_BREAK = re.compile(r" *\n *")
_MARK_BEHIND_SPACE = re.compile(r" [ำัิ-ฺ็-๎]")
_SPLIT_MARK = re.compile(r"(?<=[ก-ฮัิ-ฺ็-๎]) +(?=[ำัิ-ฺ็-๎])")
_NIKHAHIT_AA = re.compile(r"ํ([่-๋]?)า|([่-๋])ํา")
_DOUBLE_AM = re.compile(r"ำ[ำา]+")
_DOUBLE_MARK = re.compile(r"([ัิ-ฺ็-๎])\1+")
_TONE_AFTER_AM = re.compile(r"ำ([่-๋])")
#: The same cells are asked after by one reader after another: so many texts are kept.
_LATELY = 1024
_WHITE_SPACE = re.compile(rf"[\s{_INVISIBLE}]+")
_NOT_OF_A_KEY = re.compile(rf"[\s{_INVISIBLE}.,:;(){{}}\[\]/\\\"'`“”„‘’*_•·…\-\u2010-\u2015\u2212+=]+")


@lru_cache(maxsize=_LATELY)
def squeeze(text: str) -> str:
    """``text`` without white space and invisible characters."""
    return _WHITE_SPACE.sub("", text)


@lru_cache(maxsize=_LATELY)
def clean(text: str) -> str:
    """``text`` for matching: invisible characters out, runs of spaces to one, line breaks kept,
    ``ํา``, ``ำา`` and ``ส ำ`` to one sara am, doubled marks to one, ``เเ`` to ``แ``. Offsets into the
    result are not offsets into ``text``."""
    if _ODD.search(text):
        text = text.translate(_MENDED)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if "\n" in text:
        text = _AROUND_BREAK.sub("\n", text)
    if _MARK_BEHIND_SPACE.search(text):
        text = _SPLIT_MARK.sub("", text)
    if "ํ" in text or "เเ" in text:
        text = _reordered(text)
    if "ำ" in text:
        text = _TONE_AFTER_AM.sub(r"\1ำ", text)
        text = _DOUBLE_AM.sub("ำ", text)
    return _DOUBLE_MARK.sub(r"\1", text).strip()


def _reordered(text: str) -> str:
    """Vowels and marks in the order of a dictionary. PyThaiNLP is imported when a text needs it; it
    must neither write into the home folder nor ask the network."""
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
    from pythainlp.util import reorder_vowels

    reordered: str = reorder_vowels(text)
    return _NIKHAHIT_AA.sub(lambda match: f"{match[1] or match[2] or ''}ำ", reordered)


def matching_key(text: str) -> str:
    """``text`` for look-ups in dictionaries: cleaned, without white space and punctuation, digits
    Arabic. ``สำนักปลัด (งานนิติการ)`` and ``สํานักปลัด งานนิติการ`` have one key."""
    return _short_key(text) if len(text) <= _SHORT else _key(text)


def _key(text: str) -> str:
    return to_arabic(_NOT_OF_A_KEY.sub("", clean(text)))


#: Headings and item names come again and again; whole cells do not.
_SHORT = 120
_short_key = lru_cache(maxsize=4096)(_key)
