"""Departments named in a cell, as canonical names.

A scanner breaks words at line ends and drops spaces between them, so names are looked for in the
text without white space; where white space stood only helps to tell a name from the head of a longer
one (``งานป้องกัน`` in ``งานป้องกันการทุจริต`` is not the department of that name).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from transforms.normalize.digits import to_arabic
from transforms.normalize.near_labels import skeleton
from transforms.normalize.thai import clean, matching_key
from transforms.reference import Department

_SIMILAR_ENOUGH = 90.0
_ONE_LETTER_OF = 6
_LONGEST_PIECE = 45
#: Nobody is responsible behind this many characters: a whole page fell into the cell.
_LONGEST_CELL = 3000
_PREFIXES = ("งาน", "กอง", "สำนัก", "ฝ่าย", "กลุ่มงาน", "ส่วน", "ศูนย์", "หน่วย", "แผนก", "กลุ่ม")
_SEPARATOR = re.compile(r"[\s.,:;(){}\[\]/\\\"'“”*•·…\-\u2010-\u2015+=]+")
_HARD = re.compile(r"[/,;•*\-\u2010-\u2015]|\n(?=\s*[0-9(])|[0-9][.)]")

# What may stand directly before a name, and directly behind one, without a space.
_BEFORE = (
    "เจ้าหน้าที่", "หัวหน้า", "ผู้อำนวยการ", "และ", "ร่วมกับ", "กับ", "หรือ", "โดย", "ให้", "ของ", "กลุ่ม", "ส่วน",
    "ฝ่าย", "ใน", "ได้แก่", "คือ", "เช่น", "ที่", "ถึง", "สังกัด", "ผอ", "พนักงาน", "ฯ",
)  # fmt: skip
_BEHIND = re.compile(
    r"จัด|ดำเนิน|รวบรวม|รับผิดชอบ|เป็น|และ|ร่วม|หรือ|โดย|กับ|เทศบาล|ตำบล|อบต|อบจ|องค์การ|ของ|ใน|ได้|ต้อง|ส่ง|เพื่อ|"
    r"ทุก|ผู้|เจ้าหน้าที่|ที่|รายงาน|ประสาน|ควบคุม|กำกับ|ตรวจ|เผยแพร่|ฯ|ให้|แจ้ง|สรุป|นำ|มี|ทำ|เสนอ|ประชา|ขอ|แต่ง|"
    r"คณะ|[0-9]|งาน|กอง|สำนัก|ฝ่าย|กลุ่มงาน|หน่วย"
)
_VERB = re.compile(
    r"จัดทำ|จัดให้|ดำเนินการ|รวบรวม|รายงาน|เผยแพร่|ส่งมอบ|กำหนด|ประชุม|แจ้งให้|ตรวจสอบ(?!ภายใน)|ควบคุม|กำกับ|จัดส่ง|สรุป"
)
_NO_DEPARTMENT = re.compile(
    r"คณะกรรมการ|คณะทำงาน|เป็นต้น|เกี่ยวข้อง|ภารกิจอื่น|ฯลฯ|ผู้รับผิดชอบ|ส่วนงานต|หน่วยงานตน|หน่วยงานภายนอก|"
    r"ส่วนราชการ$|หน่วยงาน$|^(?:และ|หรือ|ร่วมกับ|โดย|รวบรวม|เจ้าหน้าที่|พนักงาน|บุคลากร|ข้าราชการ)+$|อบต|อบจ|"
    r"องค์การบริหาร|^เทศบาล|^ตำบล|ประชาชน|สมาชิกสภา"
)
#: What kinds of departments are called, and none of them: ``สำนัก/กอง`` behind ``ทุกส่วนราชการ``.
_KINDS_ALONE = re.compile(r"(?:ทุก|สำนัก|กอง|ฝ่าย|งาน|ส่วนราชการ|ส่วน|หน่วยงาน|หน่วย|กลุ่ม|ศูนย์|แผนก|ต่าง|ๆ|ฯ)+")
_NUMBERED_LINE = re.compile(r"\n(?=\s*(?:[0-9]{1,2}\s?[.)]|[-–•]))")


@dataclass(frozen=True, slots=True)
class DepartmentsFound:
    """``names`` canonical, in order, each once; ``unmatched`` what looks like a department and is not
    in the reference table, as printed (white space removed). ``similar`` are the names that only a
    misspelling of them says (more than marks above or below differ), with what is printed."""

    names: tuple[str, ...]
    unmatched: tuple[str, ...]
    similar: tuple[tuple[str, str], ...] = ()


class DepartmentMatcher:
    """Finds departments by their names and aliases. Prepared once for a reference table."""

    def __init__(self, departments: Sequence[Department]) -> None:
        self._names: dict[str, str] = {}
        divisions: set[str] = set()
        for department in departments:
            for wording in (department.name, *department.aliases):
                key = matching_key(wording)
                if key:
                    self._names.setdefault(key, department.name)
            if department.kind == "division":
                divisions.add(department.name)
        self._divisions = frozenset(divisions)
        self._keys = tuple(self._names)
        self._by_head: dict[str, list[str]] = {}
        for key in sorted(self._keys, key=len, reverse=True):
            self._by_head.setdefault(key[:3], []).append(key)
        self._find = lru_cache(maxsize=4096)(self._read)
        self._similar = lru_cache(maxsize=4096)(self._most_similar)

    def find(self, text: str) -> DepartmentsFound:
        """The departments that the cell names. In a cell whose head names departments and which then
        runs into numbered steps (a row that slipped by a column) the head alone counts."""
        return self._find(text) if len(text) <= 400 else self._read(text)

    def _read(self, text: str) -> DepartmentsFound:
        plain = to_arabic(clean(text[:_LONGEST_CELL]))
        head, *numbered = _NUMBERED_LINE.split(plain)
        names: dict[str, str | None] = {}
        unmatched: dict[str, None] = {}
        self._scan(head, names, unmatched)
        for part in numbered:
            steps = len(part) > 60 and _VERB.search(part) is not None
            if not (steps and names):
                self._scan(part, names, unmatched)
        if not names and not unmatched:
            whole = "".join(_SEPARATOR.split(plain)).lstrip("0123456789")
            if whole and len(whole) <= _LONGEST_PIECE and not _nothing_said(whole):
                unmatched[whole] = None
        if names:
            unmatched = {piece: None for piece in unmatched if not _KINDS_ALONE.fullmatch(piece)}
        similar = tuple((name, printed) for name, printed in names.items() if printed is not None)
        return DepartmentsFound(tuple(names), tuple(unmatched), similar)

    def _scan(self, text: str, names: dict[str, str | None], unmatched: dict[str, None]) -> None:
        """Adds what ``text`` names, left to right, to ``names`` (with what is printed where that is not their
        spelling) and ``unmatched``."""
        joined, breaks = _joined(text)
        position = last = 0
        while position < len(joined):
            key = self._name_at(joined, position, last, breaks)
            if key is None:
                position += 1
                continue
            self._rest(joined, last, position, breaks, names, unmatched)
            names[self._names[key]] = None
            position += len(key)
            last = position
        self._rest(joined, last, len(joined), breaks, names, unmatched)

    def _name_at(self, joined: str, position: int, last: int, breaks: dict[int, bool]) -> str | None:
        candidates = self._by_head.get(joined[position : position + 3])
        if not candidates:
            return None
        for key in candidates:
            if not joined.startswith(key, position):
                continue
            division = self._names[key] in self._divisions
            end = position + len(key)
            free_before = (
                position in (0, last)
                or position in breaks
                or joined[position - 1].isdigit()
                or joined[:position].endswith(_BEFORE)
                or (division and len(key) >= 6)
            )
            free_behind = end == len(joined) or end in breaks or _BEHIND.match(joined, end) is not None
            if free_before and free_behind and (division or not self._goes_on(joined, end, breaks)):
                return key
        return None

    def _goes_on(self, joined: str, end: int, breaks: dict[int, bool]) -> bool:
        """Whether a unit's name seems to go on behind a mere space: ``งานป้องกัน การทุจริต``."""
        if end >= len(joined) or end not in breaks or breaks[end]:
            return False
        following = min((b for b in breaks if b > end), default=len(joined))
        piece = joined[end:following]
        if piece.startswith("และ"):
            another = end + len("และ")
            keys = self._by_head.get(joined[another : another + 3], ())
            return not (piece[3:].startswith(_PREFIXES) or any(joined.startswith(k, another) for k in keys))
        return piece.startswith("การ")

    def _rest(
        self,
        joined: str,
        start: int,
        end: int,
        breaks: dict[int, bool],
        names: dict[str, str | None],
        unmatched: dict[str, None],
    ) -> None:
        """Reads what stands between two names: a misspelt name, an unknown one, or neither."""
        if start >= end:
            return
        edges = [start, *sorted(b for b in breaks if start < b < end), end]
        first = 0
        while first < len(edges) - 1:
            taken = 0
            reach = min(3, len(edges) - 1 - first)
            for count in range(reach, 0, -1):
                inner = edges[first + 1 : first + count]
                piece = _trimmed(joined[edges[first] : edges[first + count]])
                if any(breaks.get(edge) for edge in inner) or not 5 <= len(piece) <= _LONGEST_PIECE:
                    continue
                name, told = self._similar(piece) or (None, False)
                goes_on = name not in self._divisions and self._goes_on(joined, edges[first + count], breaks)
                if name is not None and not goes_on:
                    names.setdefault(name, None if told else piece)
                    taken = count
                    break
            if not taken:
                taken = 1
                piece = _trimmed(joined[edges[first] : edges[first + 1]])
                looks = piece.startswith(_PREFIXES) and 5 <= len(piece) <= _LONGEST_PIECE
                if looks and not _VERB.search(piece) and not _nothing_said(piece):
                    unmatched[piece] = None
            first += taken

    def _most_similar(self, piece: str) -> tuple[str, bool] | None:
        """The department whose name the piece is but for a letter or so, if no other is as near; and
        whether but marks above or below are lost, so that it can be no other."""
        near = [
            key
            for key, _, _ in process.extract(
                piece, self._keys, scorer=fuzz.ratio, score_cutoff=_SIMILAR_ENOUGH, limit=5
            )
        ]
        if not near and len(piece) >= _ONE_LETTER_OF:
            near = [
                key
                for key, _, _ in process.extract(
                    piece, self._keys, scorer=OSA.distance, score_cutoff=1, limit=5
                )
            ]
        meant = {self._names[key] for key in near}
        alike = {self._names[key] for key in near if _lost_marks(key, piece)}
        if len(alike) == 1:
            return alike.pop(), True
        return (meant.pop(), False) if len(meant) == 1 else None


def _lost_marks(key: str, piece: str) -> bool:
    """Whether ``piece`` is ``key`` without some of its marks, and with nothing else in their place."""
    letters = iter(key)
    return skeleton(key) == skeleton(piece) and all(letter in letters for letter in piece)


def _joined(text: str) -> tuple[str, dict[int, bool]]:
    """``text`` without separators, and where they stood: position → whether it was more than space."""
    parts: list[str] = []
    breaks: dict[int, bool] = {}
    length = position = 0
    for match in _SEPARATOR.finditer(text):
        part = text[position : match.start()]
        parts.append(part)
        length += len(part)
        around = text[max(0, match.start() - 1) : match.end() + 1]
        breaks[length] = breaks.get(length, False) or _HARD.search(around) is not None
        position = match.end()
    parts.append(text[position:])
    return "".join(parts), breaks


def _trimmed(piece: str) -> str:
    piece = piece.strip("0123456789")
    for word in ("ร่วมกับ", "และ", "หรือ", "เจ้าหน้าที่", "หัวหน้า", "ผู้อำนวยการ"):
        piece = piece.removeprefix(word)
    return piece.removesuffix("และ").removesuffix("ร่วมกับ")


def _nothing_said(piece: str) -> bool:
    return _NO_DEPARTMENT.search(piece) is not None
