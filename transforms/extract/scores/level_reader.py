"""Names of levels in text, in the spellings that a scanner gives them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from transforms.normalize.thai import clean
from transforms.reference import Reference

_TONES = "่-์"
_FRONT_VOWELS = "ิีึื"
#: Letters that a scanner takes for one another.
_ALIKE = {"ด": "[ดคต]", "ผ": "[ผฝ]", "ป": "[ปบ]", "ต": "[ตด]"}
#: Letters of other scripts that look like those of a level.
_FOLDED = str.maketrans("АВСЕАΒΕАﾠ", "ABCEABEA ")
_PREFIX = (
    r"(?:ระ\s?[ดตค]\s?ั?\s?บ|เกรด|[Gg]rade)\s?(?:ผล\s?(?:การ\s?)?ประเม[ิีึื]?น|คะแนน|คุณธรรม)?\s?(?:อยู่ใน)?\s?(?:ที่)?\s?"
    r"[:=]?\s?(?:ระดับ|เกรด)?\s?[\"“”'‘’(]*\s?"
)
#: Without the word for a level only names that say nothing else: never a bare "ผ่าน".
_LOOSE_PREFIX = r"(?:ผล\s?(?:การ\s?)?ประเมิน|คะแนน)\s?(?:คือ|เป็น|อยู่ใน|[:=(\"“'])*\s?"
_SHORTEST_LOOSE = 5
_AROUND = re.compile(r"^(?:ระดับ|เกรด)\s?|\s?\([^()]*\)$")


class LevelReader:
    """Finds level names in text: broken by spaces, with lost tone marks, in letters of other scripts."""

    def __init__(self, reference: Reference) -> None:
        names: dict[str, str] = {}
        for level in reference.levels:
            for name in (level.level, *level.aliases):
                names.setdefault(_AROUND.sub("", clean(name)).strip(), level.level)
        self._levels = [names[name] for name in sorted(names, key=len, reverse=True)]
        spelled = [
            (f"L{at}", name, _spelling(name)) for at, name in enumerate(sorted(names, key=len, reverse=True))
        ]
        every = "|".join(f"(?P<{group}>{pattern})" for group, _, pattern in spelled)
        words = "|".join(f"(?P<{group}>{pattern})" for group, name, pattern in spelled if not name.isascii())
        loose = "|".join(
            f"(?P<{group}>{pattern})"
            for group, name, pattern in spelled
            if not name.isascii() and len(name) > _SHORTEST_LOOSE
        )
        self._behind_word = re.compile(f"{_PREFIX}(?:{every or '(?!)'})(?![A-Za-z])")
        self._loose = re.compile(f"{_LOOSE_PREFIX}(?:{loose or '(?!)'})(?!\\s?เกณฑ์)")
        self._whole = re.compile(f"(?:{_PREFIX})?(?:{every or '(?!)'})[\"“”'’)]*\\s?(?:\\([^()]*\\))?")
        self._bare = re.compile(words or "(?!)")

    def after(self, text: str) -> str | None:
        """The first level named after the word ระดับ; else a level of the newer scheme right after the
        word for the result."""
        plain = _folded(text)
        return self._level(self._behind_word.search(plain)) or self._level(self._loose.search(plain))

    def whole(self, text: str) -> str | None:
        """The level that the whole of a cell names."""
        return (
            self._level(self._whole.fullmatch(_folded(clean(text)).strip(" .\n"))) if len(text) < 60 else None
        )

    def bare(self, text: str) -> str | None:
        """The first level of the newer scheme (its names are words) anywhere in ``text``."""
        return self._level(self._bare.search(text))

    def _level(self, match: re.Match[str] | None) -> str | None:
        return self._levels[int(match.lastgroup[1:])] if match and match.lastgroup else None


def _folded(text: str) -> str:
    """Letters of a level as Latin capitals of one width, as long as before."""
    if text.isascii() or not re.search("[Ａ-ｚΑ-Еа-е]", text):
        return text
    wide = "".join(unicodedata.normalize("NFKC", c) if "\uff01" <= c <= "\uff5e" else c for c in text)
    return wide.translate(_FOLDED)


def _spelling(name: str) -> str:
    if name.isascii():
        letters = r"\s?".join(f"[{char}{char.lower()}]" for char in name)
        return rf"{letters}(?![A-Za-z])"
    pattern = ""
    for char in name:
        if "่" <= char <= "์":
            continue
        letter = f"[{_FRONT_VOWELS}]" if char in _FRONT_VOWELS else _ALIKE.get(char, re.escape(char))
        pattern += rf"{letter}[{_TONES}]?\s?"
    return rf"{pattern}(?<!\s)(?![ก-ฮ])|{pattern}(?<=\s)"


@lru_cache(maxsize=4)
def level_reader(reference: Reference) -> LevelReader:
    """The reader for ``reference``, made once."""
    return LevelReader(reference)
