"""Codes of questions, items and indicators from their printed, often damaged forms.

Canonical: ``i16`` (staff survey), ``e7`` (citizen survey), ``O8`` (public-disclosure item). A code
that was read is a hypothesis; ``kind`` says how plain it was: ``exact`` (its own letter), ``mended``
(a look-alike stood for the letter), ``bare`` (``ข้อ ๑๖``: the letter is not printed, i is assumed).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from transforms.normalize.digits import to_arabic

Kind = Literal["exact", "mended", "bare"]

_D = "[0-9๐-๙]"
_O = "OoОоΟο"  # Latin, Cyrillic, Greek
_LARGEST = {"i": 30, "e": 20, "O": 99}

_CODE = re.compile(
    rf"(?<![A-Za-z0-9๐-๙@/._\-=])"
    rf"(?:(?P<question>(?<!ทุก)(?<!แต่ละ)(?<!บาง)(?<!หลาย)ข้อ(?:คำถาม)?[^\S\n]?(?:ที่)?[^\S\n]?)?)"
    rf"(?:(?P<letter>[iIeE{_O}])[\s.\-]?(?P<digits>{_D}{{1,2}})"
    rf"|(?P<stroke>[lI|!ӏ1])(?P<after_stroke>[๐-๙]{{1,2}})"
    rf"|(?P<one>1)(?P<after_one>[0-9]{{2}})"
    rf"|(?P<zero>[0๐])(?P<after_zero>{_D}{{1,2}})"
    rf"|(?P<bare>{_D}{{1,2}}))"
    rf"(?!{_D}|[.,:/\-]{_D}|[A-Za-z@])"
)
_ITEM = re.compile(
    rf"[\s\-–•*(]*(?:ข้อ\s?(?:ที่)?\s?)?"
    rf"(?P<code>(?:(?P<letter>[{_O}])[\s.]?|(?P<zero>[0๐])\s?)(?P<digits>{_D}[{_O}]|{_D}{{1,2}}))"
    rf"(?!{_D}|\s?[.,:/]{_D}|[A-Za-z]|\s?[-–]\s?[{_O}0๐]?{_D})"
)
_INDICATOR = re.compile(
    rf"ตัว\s?ชี้\s?วัด\s?(?:ย่อย)?\s?(?:ที่)?\s?(?P<no>{_D}{{1,2}})(?:\s?\.\s?(?P<sub>{_D}))?(?!{_D})"
)
_LETTER = re.compile("[ก-ฮะ-๎A-Za-z]")


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code with its span in the text; ``printed`` is the text of the span."""

    code: str
    start: int
    end: int
    printed: str
    kind: Kind


def question_codes(text: str) -> list[FoundCode]:
    """Every code of a question or item in a title or heading, in order. Look-alikes and bare numbers
    count only after ``ข้อ``, look-alikes at the head of the text too."""
    found: list[FoundCode] = []
    first_letter = _LETTER.search(text)
    head = first_letter.start() if first_letter else len(text)
    for match in _CODE.finditer(text):
        read = _read(match, at_head=match.start() <= head)
        if read is not None:
            code, kind = read
            found.append(FoundCode(code, match.start(), match.end(), match[0], kind))
    return found


def _read(match: re.Match[str], at_head: bool) -> tuple[str, Kind] | None:
    asked = bool(match["question"])
    at_head = asked or at_head
    if match["letter"]:
        letter = {"i": "i", "e": "e"}.get(match["letter"].lower(), "O")
        return _code(letter, match["digits"], "exact")
    if match["stroke"]:
        # "1๒" after ข้อ is 12 with one digit of another script; "1๒๐" can only be i20.
        if match["stroke"] == "1" and len(match["after_stroke"]) == 1:
            return _code("i", match["stroke"] + match["after_stroke"], "bare") if asked else None
        return _code("i", match["after_stroke"], "mended") if at_head else None
    if match["one"]:
        return _code("i", match["after_one"], "mended") if asked else None
    if match["zero"]:
        return _code("O", match["after_zero"], "mended") if at_head else None
    return _code("i", match["bare"], "bare") if asked else None


def _code(letter: str, digits: str, kind: Kind) -> tuple[str, Kind] | None:
    number = int(to_arabic(digits))
    return (f"{letter}{number}", kind) if 1 <= number <= _LARGEST[letter] else None


def item_code(text: str) -> FoundCode | None:
    """The item code that is all of a cell or its head: ``O๘``, ``๐๘``, ``0๑๐``, ``O๓๘ รายงานผล…``.
    ``None`` for plain numbers (``๑๐``, ``๐.๕``), ranges (``O1-O9``), dates and telephone numbers."""
    match = _ITEM.match(text)
    if match is None:
        return None
    digits = to_arabic(re.sub(f"[{_O}]", "0", match["digits"]))
    number = int(digits)
    if number == 0:
        return None
    exact = match["letter"] is not None and digits == to_arabic(match["digits"])
    return FoundCode(
        f"O{number}", match.start("code"), match.end("code"), match["code"], "exact" if exact else "mended"
    )


def indicator_numbers(text: str) -> list[tuple[int, str | None, int, int]]:
    """Indicators named by number: ``(no, sub-indicator or None, start, end)`` with the span in
    ``text``. ``ตัวชี้วัดย่อยที่ ๑๐.๑`` gives ``(10, "10.1", …)``; numbers are as printed, not checked."""
    found: list[tuple[int, str | None, int, int]] = []
    for match in _INDICATOR.finditer(text):
        number = int(to_arabic(match["no"]))
        sub = f"{number}.{to_arabic(match['sub'])}" if match["sub"] else None
        found.append((number, sub, match.start(), match.end()))
    return found
