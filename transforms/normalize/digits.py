"""Numbers as reports print them: Thai and Arabic digits mixed, leaders, commas, look-alike letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_THAI_DIGIT = re.compile("[๐-๙]")
_LEADERS = re.compile(r"[.…·_]{3,}|…")
_CENT = Decimal("0.01")

# Dots between several groups of digits (๑.๒.๓) are numbering, never a number. A comma is a decimal
# comma before exactly two digits, a thousands separator before three.
_NUMBER = re.compile(
    r"(?P<numbering>[0-9]+(?:\.[0-9]+){2,})"
    r"|(?P<thousands>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)(?![0-9,])"
    r"|(?P<comma>[0-9]{2,3},[0-9]{2})(?![0-9,])"
    r"|(?P<plain>[0-9]+\.[0-9]+)"
    r"|(?P<split>[0-9]{2,3}\s?\.\s?[0-9]{2})(?![0-9]|\s?[.,]\s?[0-9])"
    r"|(?P<whole>[0-9]+)"
)
# A token of digits in which the scanner read O, l, I or | for 0 and 1.
_LOOK_ALIKE = re.compile(
    r"(?<![A-Za-z0-9.,|])(?:[0-9]|[lI|](?=[0Oo]{2}))[0-9OolI|]*(?:[.,][0-9OolI|]+)?(?![A-Za-z0-9])"
)
_LETTERS_AS_DIGITS = str.maketrans("OolI|", "00111")
_SCORE_WORDS = re.compile(
    r"ร้อยละ|คะแนน|เฉลี่ย|เท่ากับ|ได้รับ|ได้|รวม|ผล|การประเมิน|ค่า|เปอร์เซ็นต์|percent|score|[\s.%:=()\[\]|,*“”\"'–—-]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """One number with its span in the text and the count of its printed decimals."""

    value: Decimal
    start: int
    end: int
    decimals: int


def to_arabic(text: str) -> str:
    """``text`` with Thai digits as Arabic ones; as long as before, so that offsets hold."""
    return text.translate(_TO_ARABIC) if _THAI_DIGIT.search(text) else text


def find_numbers(text: str) -> list[FoundNumber]:
    """Every number in ``text``, in order; ``๙๔. ๕๘`` and ``๘๑,๔๐`` are one number each."""
    found: list[FoundNumber] = []
    for match in _NUMBER.finditer(to_arabic(text)):
        if match.lastgroup == "numbering":
            continue
        printed = re.sub(r"\s", "", match[0])
        if match.lastgroup == "thousands":
            printed = printed.replace(",", "")
        printed = printed.replace(",", ".")
        if not printed.isascii():
            continue  # digits of a third script: never of a Thai report
        decimals = len(printed.partition(".")[2])
        found.append(FoundNumber(Decimal(printed), match.start(), match.end(), decimals))
    return found


def parse_score(text: str) -> Decimal | None:
    """The one score from 0 to 100 that ``text`` prints, else ``None`` (no number, several, a signed
    difference, out of range). Two decimals unless more were printed. A whole number counts only where
    nothing but words of scoring stand around it."""
    if len(text) > 200:
        return None
    plain = _mended(_LEADERS.sub(" ", to_arabic(text)))
    numbers = find_numbers(plain)
    if len(numbers) != 1:
        return None
    number = numbers[0]
    before, after = plain[: number.start], plain[number.end :]
    if re.search(r"(?:^|[\s(])[+\-−±]$|\+\s*$", before) or not 0 <= number.value <= 100:
        return None
    if number.decimals == 0 and _SCORE_WORDS.sub("", before + after):
        return None
    return number.value.quantize(_CENT) if number.decimals <= 2 else number.value


def parse_int(text: str) -> int | None:
    """The whole number that is all of ``text`` (white space, thousands separators aside)."""
    plain = _mended(to_arabic(text.strip()))
    if not re.fullmatch(r"[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3})+", plain):
        return None
    return int(plain.replace(",", ""))


def _mended(text: str) -> str:
    """Look-alike letters inside numbers as digits; as long as before."""
    if not re.search(r"[OolI|]", text):
        return text
    return _LOOK_ALIKE.sub(lambda match: match[0].translate(_LETTERS_AS_DIGITS), text)
