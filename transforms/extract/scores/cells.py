"""One printed score: plain digits, or damaged ones with every number that they can be.

A plain score is digits of Thai or Arabic script with a decimal point or comma (``๘๑,๔๐``, ``๘๑ .๔๐``)
and words of scoring around them. Damaged are look-alike letters (``8l.4O``), digits of a third script,
a lost or strange decimal point (``8140``, ``81:40``), a lost digit (``8.40``), an unreadable one
(``8?.40``): their readings are candidates, never values.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product
from math import prod

from transforms.extract.scores.wordings import LEADERS
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import clean

DAMAGED = "digits-damaged"
OUT_OF_RANGE = "score-out-of-range"

_WORDS = re.compile(
    r"ได้รับ|ไ[ดค]้?|มี|คือ|คิดเป็น|ค่า|[คด]ะแ[นม][นม]|ร้อยละ|เท่ากับ|เฉลี่ย|รวม|ผลการประเมิน|การประเมิน|ผล|เปอร์เซ็นต์|อยู่ที่|percent|score|[%=\[\]“”\"'*]",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"([0-9]{1,3})\s?[.,]\s?([0-9]{1,4})")
_WHOLE = re.compile(r"[0-9]{1,3}")
_SIGNED = re.compile(r"([+\-−–±])\s?(?=[0-9])")
_LOOK_ALIKES = {
    **dict.fromkeys("OoQDОоΟο", "0"),
    **dict.fromkeys("lI|i!ӏ", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss", "5"),
    **dict.fromkeys("Bß", "8"),
    "b": "6",
    "G": "6",
    **dict.fromkeys("gq", "9"),
    "T": "7",
    "A": "4",
}
_ANY = "0123456789"
_THAI_DIGIT = re.compile("[๐-๙]")
_UNREADABLE = "?\ufffd□■_*#xX"
_SEPARATORS = ".,:;·-'’"
_MOST_READINGS = 200
_TWO_DECIMALS = re.compile(r"(?:100\.00|\d{2}\.\d{2}|\d\.\d{2})")
_CENT = Decimal("0.01")
#: "1OO", "l00": a hundred of which at least one digit is plain.
_HUNDRED = re.compile(r"(?=.*[0-9])[1lI|][0Oo]{2}")


@dataclass(frozen=True, slots=True)
class ScoreReading:
    """``value`` where the digits are plain, else ``None`` with a ``reason`` and the ``readings`` that
    the digits allow (none where they say nothing). ``decimals`` counts the printed ones."""

    value: Decimal | None
    decimals: int = 2
    reason: str | None = None
    readings: tuple[Decimal, ...] = ()


def read_score(text: str) -> ScoreReading | None:
    """The score that all of ``text`` is, words of scoring aside; ``None`` where it is something else
    (words, a signed difference, several numbers, nothing)."""
    return _read(text) if len(text) <= 60 else None


@lru_cache(maxsize=8192)
def _read(text: str) -> ScoreReading | None:
    plain = LEADERS.sub(" ", to_arabic(clean(text)))
    plain = _WORDS.sub(" ", plain).strip(" .:=()\n") if not _only_number(plain) else plain.strip()
    if not plain or "\n" in plain:
        return None
    signed = _SIGNED.match(plain)
    if signed is not None:
        magnitude = _PLAIN.fullmatch(plain[signed.end() :])
        if signed[1] in "-−" and signed.end() == 1 and magnitude:
            return ScoreReading(None, reason=OUT_OF_RANGE)
        if signed[1] in "+±" or not magnitude or signed.end() == 1:
            return None
        plain = plain[signed.end() :]
    if match := _PLAIN.fullmatch(plain):
        return _of_digits(match[1], match[2])
    if _WHOLE.fullmatch(plain):
        value = Decimal(plain)
        if value > 100:
            return ScoreReading(None, 0, DAMAGED)
        return ScoreReading(value.quantize(_CENT), 0)
    readings = damaged_readings(plain, thai=_THAI_DIGIT.search(text) is not None)
    return ScoreReading(None, 2, DAMAGED, readings) if readings else None


def _only_number(text: str) -> bool:
    return re.fullmatch(r"[\d\s.,]+", text) is not None


def _of_digits(whole: str, decimals: str) -> ScoreReading:
    value = Decimal(f"{whole}.{decimals}")
    if value > 100:
        return ScoreReading(None, len(decimals), OUT_OF_RANGE)
    if len(whole) == 1 and value != 0 and len(decimals) == 2:
        lost = (value, *_within(*(f"{at}{whole}.{decimals}" for at in "123456789")))
        lost = (*lost, *_within(*(f"{whole}{at}.{decimals}" for at in _ANY)))
        return ScoreReading(None, 2, DAMAGED, tuple(dict.fromkeys(lost)))
    return ScoreReading(value.quantize(_CENT) if len(decimals) <= 2 else value, len(decimals))


def damaged_readings(text: str, *, thai: bool = False) -> tuple[Decimal, ...]:
    """Every score with two decimals that ``text`` (Arabic digits) can be, as one damaged number; empty
    where it is none. At least two must be digits of some script. ``thai``: they were printed in Thai
    digits, of which two look like an o."""
    token = re.sub(r"\s+", " ", text.strip())
    if _HUNDRED.fullmatch(token):
        return (Decimal("100.00"),)
    if not 4 <= len(token) <= 9 or sum(unicodedata.digit(char, None) is not None for char in token) < 2:
        return ()
    groups = re.split(rf"\s?[{re.escape(_SEPARATORS)}]+\s?| ", token)
    if len(groups) > 2 or not all(groups):
        return ()
    bare = "".join(groups)
    if len(groups) == 2 and (len(groups[1]) != 2 or len(groups[0]) > 3):
        return ()
    if len(groups) == 1 and (len(bare) not in (4, 5) or re.match(r"2[45]\d\d$", bare)):
        return ()
    choices = [_digits_of(char, thai) for char in bare]
    if not all(choices) or sum(len(choice) == 10 for choice in choices) > 1:
        return ()
    if prod(map(len, choices)) > _MOST_READINGS:
        return ()
    spelled = ("".join(digits) for digits in product(*choices))
    return _within(*(f"{digits[:-2]}.{digits[-2:]}" for digits in spelled))


def _digits_of(char: str, thai: bool) -> str:
    if char.isascii() and char.isdigit():
        return char
    if thai and char in "Oo":
        return "01"
    if char in _LOOK_ALIKES:
        return _LOOK_ALIKES[char]
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    return _ANY if char in _UNREADABLE or char.isalpha() else ""


def _within(*spelled: str) -> tuple[Decimal, ...]:
    values = (Decimal(one) for one in spelled if _TWO_DECIMALS.fullmatch(one) and not one.startswith("0"))
    return tuple(dict.fromkeys(value for value in values if value <= 100))


_LOOK_ALIKE_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.,])(?=[OolI|]{0,2}\d|\d)[0-9OolI|]{1,3}\s?[.,]\s?[0-9OolI|]{2}(?![A-Za-z0-9|])"
)
_AS_DIGITS = str.maketrans("OolI|", "00111")


def mended(text: str) -> str:
    """``text`` with look-alike letters inside decimal numbers as digits; as long as before."""
    if not re.search(r"[OolI|]", text):
        return text
    return _LOOK_ALIKE_NUMBER.sub(lambda match: match[0].translate(_AS_DIGITS), text)


#: A damaged number in running text: behind a word of scoring or a dotted line, before another.
_IN_TEXT = re.compile(
    r"(?:คะแนน|เฉลี่ย|ร้อยละ|เท่ากับ|ได้|[.…_]{3,})\s?"
    r"((?=[^\s]{0,3}\d)[0-9OoQlI|ZSBgqb?\ufffd]{1,3}\s?[.,:;·]\s?[0-9OoQlI|ZSBgqb?\ufffd]{2}|\d{4,5}|[1lI|][0Oo]{2})"
    r"(?=\s?(?:คะแนน|[.…_]{3,}|$|%))"
)


def damaged_in(text: str, *, thai: bool = False) -> tuple[str, tuple[Decimal, ...]] | None:
    """The one damaged number of scoring in running text (Arabic digits, leaders still there), with its
    readings; ``None`` where there is none or several. ``thai`` as for ``damaged_readings``."""
    found = [(match[1], damaged_readings(match[1], thai=thai)) for match in _IN_TEXT.finditer(text)]
    found = [(printed, readings) for printed, readings in found if readings]
    return found[0] if len(found) == 1 else None
