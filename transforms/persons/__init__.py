"""Personal data out of free text before it is published.

Names behind a title or where the context tells (signatures, labels), telephone numbers, e-mail and LINE
addresses, citizen and bank account numbers, house addresses of persons become ``■■■``; titles and labels
stay, so that a sentence still reads. In web addresses and percent-encoded names of files the same is
looked for in what they spell. A name that nothing tells is not found. The original keeps everything.

``titled_names`` finds names behind titles, ``told_names`` those behind labels and signatures, ``numbers``
telephones and the like, ``homes`` house addresses, ``web_addresses`` what addresses spell; ``name_words``
says which words are no names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.persons.homes import homes
from transforms.persons.numbers import DIGIT, numbers
from transforms.persons.spans import MASK, Span, applied
from transforms.persons.titled_names import DOTTED_TITLE, TITLE_MARKS, titled_names
from transforms.persons.told_names import TOLD_MARKS, told_names
from transforms.persons.web_addresses import addresses_in, encoded_runs

__all__ = ["MASK", "mask"]

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]+")
#: Where none of these stands there is nobody: looked for as plain text, which costs nearly nothing.
_MARKS = (
    *TITLE_MARKS,
    *TOLD_MARKS,
    "@",
    "(at)",
    "[at]",
    "บ้านเลขที่",
    "ที่อยู่",
    "อาศัยอยู่",
    "ภูมิลำเนา",
)
_DIGITS = re.compile(rf"{DIGIT}(?:[\s\-–.)]{{0,5}}[0-9๐-๙OoIl|]){{5}}")
_PAIR = re.compile(r"\([\s.…_]*[ก-ฮเ-ไ][ก-๎]{1,25}[\s|]{1,5}[ก-ฮเ-ไ][ก-๎]{1,25}[\s.…_]*\)")
_ASCII = re.compile("[A-Za-z.%]|ไลน์")
_LATIN = re.compile(
    rf"\b(?:[Mm][Rr][Ss]?|[Mm][Ss]|[Mm]iss|MISS|[Dd][Rr]|[Ll]ine|LINE)\b|ไลน์|%[0-9A-Fa-f]{{2}}"
    rf"|{DOTTED_TITLE}"
)


def mask(text: str) -> str:
    """``text`` with names, telephone numbers, e-mail addresses, citizen numbers and the like as ``■■■``.

    Masking what is masked changes nothing. Text without anything of the kind comes back as it is.
    Characters that nobody sees do not hide a name: where one does, they go with it.
    """
    if not text.isascii() and _INVISIBLE.search(text):
        seen = _INVISIBLE.sub("", text)
        masked = mask(seen)
        return text if masked == seen else masked
    marked = any(mark in text for mark in _MARKS) or _DIGITS.search(text) or _PAIR.search(text)
    if marked or (_ASCII.search(text) and _LATIN.search(text)):
        return _masked(text)
    return text


@lru_cache(maxsize=512)
def _masked(text: str) -> str:
    """Until nothing is found: what ran together with a number is told from it once that is masked."""
    while (masked := _once(text)) != text:
        text = masked
    return text


def _once(text: str) -> str:
    spans: list[Span] = []
    position = 0
    for start, end in addresses_in(text):
        spans += _between(text, position, start)
        spans += encoded_runs(text, start, end, _found, is_address=True)
        position = end
    spans += _between(text, position, len(text))
    return applied(text, spans)


def _between(text: str, start: int, end: int) -> list[Span]:
    """What is found between two web addresses."""
    if start >= end:
        return []
    part = text[start:end]
    found = [(first + start, last + start, printed) for first, last, printed in _found(part)]
    return found + encoded_runs(text, start, end, _found, is_address=False) if "%" in part else found


def _found(text: str) -> list[Span]:
    # Each only where its marks stand: what reads a text whole is dear.
    spans = numbers(text)
    if any(mark in text for mark in TITLE_MARKS) or _LATIN.search(text):
        spans += titled_names(text)
    return [*spans, *told_names(text), *homes(text)]
