"""The words for types of organizations and for places, as scanners damage them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import eq, ne

from transforms.normalize.thai import clean, squeeze
from transforms.reference import OrganizationType

#: What a scanner loses or mistakes: marks above and below a line, the vowel of ตำบล and การ.
_MARKS = "ัิ-ฺ็-๎ำา"
_MARK = re.compile(f"[{_MARKS}]")
_MARKS_BEHIND = re.compile(f"[{_MARKS}]*")
_THAI = re.compile(r"[ก-๙]")
#: What is left of a word without marks and spaces, a misread letter too.
_LETTER = re.compile(f"[^ {_MARKS}]")
#: One of the first letters may be misread.
_HEAD = 4
#: A word of so many letters or more is still known with one of them misread.
_BEARS_A_MISREAD = 8
#: Letters that scanners take for each other; of so many letters one may be such a one.
_LOOK_ALIKE = str.maketrans("ปษพฟฝยคตฅศภถ", "บบผผผผดดดดกก")
_LETTERS_A_LOOK_ALIKE = 4
#: Abbreviations are this long at most; one without its dot never stands behind a letter.
_ABBREVIATION = 6
#: A name begins with a consonant or a leading vowel, never with a mark.
_NAME_FOLLOWS = re.compile(r"\s?[ก-ฮเ-ไ]")
#: Behind one of these stands the name of a school, a hospital, an association: no local administration.
_OF_ANOTHER_KIND = re.compile(
    r"(?:โรงเรียน|โรงพยาบาล|ศูนย์พัฒนาเด็ก(?:เล็ก)?|สมาคม|สันนิบาต|วิทยาลัย|สถานธนานุบาล|โรงรับจำนำ)\s?$"
)
_PLACE_NAME = r"[\s:]{0,3}([ก-ฮะ-์]{2,30})"
AMPHOE = re.compile(rf"(?:อ[ำาํ]?า?\s?เ\s?[ภกถ]\s?อ|(?<![ก-๙.])อ\.)(?!\.){_PLACE_NAME}")
PROVINCE = re.compile(rf"(?:จ[ัิี]?\s?ง\s?ห\s?ว[ัิี]?\s?[ดตคฅ]|(?<![ก-๙.])จ\.){_PLACE_NAME}")
#: What runs on right behind the name of a place.
_BEHIND_A_PLACE = re.compile(
    r"จ[ัิี]?งหว[ัิี]?ด|อ[ำา]เภอ|ประจำ|ปีงบ|โดย|ได้|ซึ่ง|และ|เรื่อง|ตาม|เป็น|รายงาน|ประเทศ|รหัส|คะแนน|มีผล"
)


@dataclass(frozen=True, slots=True)
class TypeWord:
    """One word for a type of organizations at ``start`` to ``end``; ``code`` is the type's."""

    code: str
    start: int
    end: int


class TypeWords:
    """Finds the words for types of local administrations in cleaned text, damaged ones too."""

    def __init__(self, kinds: Iterable[OrganizationType]) -> None:
        self._short: dict[str, str] = {}
        self._skeletons: dict[str, str] = {}
        self._special: dict[str, str] = {}
        self.words: set[str] = set()
        for kind in kinds:
            for prefix in map(clean, kind.prefixes):
                word = squeeze(prefix)
                if kind.code == "special":
                    self._special[word] = kind.code
                elif len(word) <= _ABBREVIATION:
                    self._short[word] = kind.code
                    self.words.add(word)
                else:
                    self._skeletons.setdefault(_skeleton(word), kind.code)
                    self.words.add(word)
        self._by_length = sorted(self._skeletons.items(), key=lambda pair: (-len(pair[0]), pair[0]))
        self._longest = max(map(len, self._skeletons), default=0)
        self._heads = {skeleton[:_HEAD] for skeleton in self._skeletons}
        patterns = [r"\s?".join(map(re.escape, word)) for word in {**self._short, **self._special}]
        gap = rf"[{_MARKS}]{{0,2}}\s?"
        for first, second, third, fourth in map(tuple, sorted(self._heads)):
            heads = (first + second + third, f"{first}{second}.{fourth}", f"{first}.{third}{fourth}")
            patterns += [gap.join(head).replace(".", "[ก-ฮ]") for head in heads]
        # Each begins with a letter, which lets the scan skip to it; the longer before the shorter.
        patterns.sort(key=lambda pattern: (-len(pattern), pattern))
        self._pattern = re.compile("|".join(patterns) or "(?!)")

    def may_stand_in(self, text: str) -> bool:
        """Whether a word can stand in ``text``, which need not be cleaned."""
        return self._pattern.search(text) is not None

    def find(self, text: str) -> Iterator[TypeWord]:
        """Every word in ``text`` behind which a name can stand, in order. A place of its own kind
        (Pattaya, Bangkok) is its name, so its word is empty."""
        match = self._pattern.search(text)
        while match is not None:
            word, start = squeeze(match[0]), match.start()
            if word in self._special:
                found: TypeWord | None = TypeWord("special", start, start)
            elif word in self._short:
                found = self._short_at(text, start, match.end(), word)
            else:
                found = self._long_at(text, start)
            behind = start + 1
            if found is not None and _NAME_FOLLOWS.match(text, found.end):
                behind = max(found.end, behind)
                yield found
            match = self._pattern.search(text, behind)

    def _short_at(self, text: str, start: int, end: int, word: str) -> TypeWord | None:
        inside = start > 0 and _THAI.match(text[start - 1])
        if inside and not (word.endswith(".") and _INSIDE_A_RUN.search(text, max(0, start - 8), start)):
            return None
        return TypeWord(self._short[word], start, end)

    def _long_at(self, text: str, start: int) -> TypeWord | None:
        letters = _skeleton(text[start : start + 3 * self._longest].replace(" ", ""))[: self._longest]
        if not any(sum(map(eq, letters, head)) >= _HEAD - 1 for head in self._heads):
            return None
        near: list[tuple[int, str]] = []
        for skeleton, code in self._by_length:
            if letters.startswith(skeleton):
                return TypeWord(code, start, _end_of(text, start, len(skeleton)))
            if (
                len(skeleton) >= _BEARS_A_MISREAD
                and len(letters) >= len(skeleton)
                and _alike(skeleton, letters)
            ):
                near.append((len(skeleton), code))
        if not near or len({code for length, code in near if length == near[0][0]}) != 1:
            return None
        return TypeWord(near[0][1], start, _end_of(text, start, near[0][0]))


#: Thai writes no spaces: an abbreviation stands right behind one of these.
_INSIDE_A_RUN = re.compile(
    r"(?:ของ|ที่|ให้|และ|กับ|ใน|โดย|นายก|ปลัด|จาก|ซึ่ง|หรือ|แก่|ต่อ|ถึง|ตาม|ว่า|งาน|ร่วม|ด้วย|ทุก|เพื่อ|เรื่อง)$"
)


def of_another_kind(before: str) -> bool:
    """Whether what is named behind ``before`` is a school, a hospital or the like."""
    return _OF_ANOTHER_KIND.search(before[-24:]) is not None


def place_name(match: re.Match[str] | None) -> str | None:
    """The name in a match of :data:`AMPHOE` or :data:`PROVINCE`, without what runs on behind it."""
    if match is None:
        return None
    cut = _BEHIND_A_PLACE.search(match[1], 2)
    return match[1][: cut.start()] if cut else match[1]


def _alike(skeleton: str, letters: str) -> bool:
    """Whether one letter is misread, or several for ones that look like them."""
    misread: int = sum(map(ne, skeleton, letters))
    if misread <= 1:
        return True
    other: int = sum(map(ne, skeleton.translate(_LOOK_ALIKE), letters.translate(_LOOK_ALIKE)))
    return other == 0 and misread <= len(skeleton) // _LETTERS_A_LOOK_ALIKE


def _skeleton(word: str) -> str:
    return _MARK.sub("", word)


def _end_of(text: str, start: int, letters: int) -> int:
    """Where so many letters end that begin at ``start``, with the marks behind the last."""
    at = start
    while letters:
        letters -= _LETTER.match(text[at]) is not None
        at += 1
    behind = _MARKS_BEHIND.match(text, at)
    return behind.end() if behind else at
