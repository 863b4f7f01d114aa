"""The Thai dictionary: how long a word at the beginning of a line is, how many words of a text are none."""

from __future__ import annotations

import os
import re
from functools import lru_cache

_LONGEST = 24
_THAI = re.compile(r"[ก-๎]+")
_SHORTENED = re.compile(r"(?:[ก-ฮ]{1,4}\.){1,4}")
#: What never begins a line of its own: it stays with the word before.
_STAYS = re.compile(r"[ๆฯ.,;:!?)\]}”’%/]+")
#: Letters of a text that are looked at: more say the same.
_ENOUGH, _TOO_FEW = 1_500, 240
#: Thai letters without a space between: names are shorter.
_RUNNING = 20


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    # Before the import: the package would write into the home folder and look for downloads.
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
    from pythainlp.corpus.common import thai_words

    return frozenset(thai_words())


def unknown_share(text: str) -> tuple[float | None, float | None]:
    """The share of the Thai words of ``text`` that are in no dictionary: of running text, and of short
    pieces such as names in a list, which are often in none. ``None`` where there are too few to tell.
    Single letters do not count: abbreviations are made of them."""
    running: list[str] = []
    short: list[str] = []
    length = 0
    for run in _THAI.findall(text):
        (running if len(run) >= _RUNNING else short).append(run)
        length += len(run)
        if length >= _ENOUGH:
            break
    return _unknown(running), _unknown(short)


def _unknown(runs: list[str]) -> float | None:
    if sum(map(len, runs)) < _TOO_FEW:
        return None
    words = _words()
    from pythainlp.tokenize import word_tokenize

    tokens = [token for token in word_tokenize("\n".join(runs), engine="newmm") if _THAI.fullmatch(token)]
    return sum(token not in words and len(token) > 1 for token in tokens) / len(tokens)


def first_word_length(text: str) -> int:
    """How many characters at the beginning of ``text`` no program breaks: a word of the dictionary (the
    longest one), or all to the first space; with the marks and the punctuation that stay with it."""
    if short := _SHORTENED.match(text):  # nor an abbreviation from the name behind it
        name = _THAI.match(text, short.end())
        return short.end() + (_thai_word_length(name[0]) if name else 0)
    thai = _THAI.match(text)
    if thai is None:
        end = len(text.split(" ", 1)[0])
        mixed = _THAI.search(text, 0, end)
        if mixed is None:
            return end
        # No program parts a digit from the word behind it.
        whole = text[mixed.start() - 1].isdigit()
        return mixed.start() + (_thai_word_length(mixed[0]) if whole else 0)
    length = _thai_word_length(thai[0])
    stays = _STAYS.match(text, length)
    return stays.end() if stays else length


def _thai_word_length(run: str) -> int:
    words = _words()
    return next((n for n in range(min(len(run), _LONGEST), 1, -1) if run[:n] in words), min(len(run), 3))
