"""Thai text as it comes out of a PDF, mended where that is certain.

Fonts keep variants of marks in private codes, ำ is written as its two halves, marks come in the order in
which they were drawn. Only what can be nothing else is changed; the order of marks is that of the writing
system: letter, vowel above or below, tone.
"""

from __future__ import annotations

import re

#: Variants of Thai marks in fonts of Windows (F700-F70F, F710-F71A) → the mark.
_VARIANTS = {
    0xF700: "ฐ",
    0xF701: "ิ",
    0xF702: "ี",
    0xF703: "ึ",
    0xF704: "ื",
    0xF705: "่",
    0xF706: "้",
    0xF707: "๊",
    0xF708: "๋",
    0xF709: "์",
    0xF70A: "่",
    0xF70B: "้",
    0xF70C: "๊",
    0xF70D: "๋",
    0xF70E: "์",
    0xF70F: "ญ",
    0xF710: "ั",
    0xF711: "ํ",
    0xF712: "็",
    0xF713: "่",
    0xF714: "้",
    0xF715: "๊",
    0xF716: "๋",
    0xF717: "์",
    0xF718: "ุ",
    0xF719: "ู",
    0xF71A: "ฺ",
}
_MARKS = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
_TONES = "่้๊๋"
_VOWELS = "ัิีึืฺุู็"
#: U+0002 is what the library makes of a hyphen at the end of a line.
_CHANGED = {0x02: "-", 0xA0: " ", 0xAD: "", 0x2011: "-", 0x2028: "\n", 0x2029: "\n", **_VARIANTS}
#: ํ and า, a tone between or before them, are ำ.
_SPLIT_AM = re.compile(rf"([{_TONES}]?) ?ํ([{_TONES}]?) ?า")
_SPACED_AM = re.compile(r"(?<=[ก-ฮ่-๋]) ำ")
_TONE_FIRST = re.compile(rf"([{_TONES}์])([ัิีึืฺุู])")
_AM_FIRST = re.compile(rf"ำ([{_TONES}])")
_TWICE = re.compile(rf"([{_TONES}{_VOWELS}์ํ])\1+")
_DOUBLE_E = re.compile("เเ")
_SPACED_MARK = re.compile(rf"(?<=[ก-ฮ]) +(?=[{_TONES}{_VOWELS}์ํ])")
#: The two halves, and marks out of their order: what makes the rules below worth a look.
_ANY = re.compile(rf"ํ|เเ| [{_TONES}{_VOWELS}์ำ]|[{_TONES}์][{_VOWELS}]|ำ[{_TONES}]|([{_TONES}{_VOWELS}์])\1")


def mended_character(character: str) -> str:
    """The character without what fonts and programs make of it: variants, hard spaces, soft hyphens."""
    return _CHANGED.get(ord(character), character)


def is_mark(character: str) -> bool:
    """Whether it stands above or below the letter before it."""
    return character in _MARKS


def mended(text: str) -> str:
    """The text with its marks in order, halves of ำ put together, no mark twice."""
    if _ANY.search(text) is None:
        return text
    text = _SPACED_MARK.sub("", _SPACED_AM.sub("ำ", text))
    text = _SPLIT_AM.sub(lambda match: f"{match[1] or match[2]}ำ", text)
    text = _AM_FIRST.sub(r"\1ำ", text)
    text = _TONE_FIRST.sub(r"\2\1", text)
    text = _TWICE.sub(r"\1", text)
    return _DOUBLE_E.sub("แ", text)
