"""When two values are the same: texts by their letters, scores to the second decimal.

Nothing of the code under test is used here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from rapidfuzz import fuzz, process

#: A title longer than this is a whole row, not a title.
LONGEST_TITLE = 600
#: How alike (of 100) a damaged title must be to the one that was written.
ALIKE = 85
_LEAST_ALIKE_URL = 70
_SAME_SCORE = Decimal("0.0051")
_TAG = re.compile(r"<[^<>]{0,200}>")
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_INVISIBLE = re.compile(r"[\s\u00a0\u200b-\u200f\u2060\ufeff]+")


def letters(text: str | None) -> str:
    """The text without tags, white space and invisible characters; Arabic digits; sara am in one piece."""
    plain = _INVISIBLE.sub("", html.unescape(_TAG.sub(" ", text or "")))
    return plain.replace("\u0e4d\u0e32", "\u0e33").translate(_DIGITS)


def holds(text: str | None, wanted: str, *, damaged: bool) -> bool:
    """Whether ``text`` holds ``wanted``: to the letter, or nearly so where the report is damaged."""
    where, what = letters(text), letters(wanted)
    if what in where:
        return True
    if not damaged or len(where) < 0.6 * len(what):
        return False
    return fuzz.partial_ratio(what, where, score_cutoff=ALIKE) > 0


def is_title(text: str | None, wanted: str, *, damaged: bool) -> bool:
    """Whether ``text`` is the title ``wanted`` and not a whole row around it."""
    return len(letters(text)) <= LONGEST_TITLE and holds(text, wanted, damaged=damaged)


def same_score(wanted: str, got: Decimal | None) -> bool:
    """Whether both are the same to the second decimal."""
    try:
        return got is not None and abs(Decimal(wanted) - got) < _SAME_SCORE
    except InvalidOperation:
        return False


def most_alike(url: str, among: Sequence[str]) -> str | None:
    """That of ``among`` which ``url`` is most likely a torn copy of; ``None`` where it is of none."""
    found = process.extractOne(url, among, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE_URL)
    return None if found is None else found[0]


def url_key(url: str) -> str:
    """A web address as it is compared: with a scheme, without the last slash."""
    bare = url.strip().rstrip("/")
    return bare if "://" in bare else "https://" + bare
