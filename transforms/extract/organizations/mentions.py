"""Every organization that a report names, with where and in what role it names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from transforms.document import Document, Paragraph, Place, Table
from transforms.extract.organizations.roles import (
    ADDRESS,
    BESIDE,
    FIELD,
    GROWS,
    PLACED,
    TITLE_PARAGRAPHS,
    WEIGHTS,
    role_of,
)
from transforms.extract.organizations.words import AMPHOE, PROVINCE, TypeWords, of_another_kind, place_name
from transforms.normalize.thai import clean, squeeze
from transforms.reference import Organization, Reference

#: A name ends where one of these begins, if the register does not say otherwise.
_AFTER_NAME = (
    "อำเภอ|จังหวัด|ตำบล|ประจำ|ปีงบ|ได้|มีค|มีก|มีช|และ|ที่|เพื่อ|เป็น|จัดท|จัดให้|ขอ|รายงาน|ดำเนิน|ใน|โดย|ร่วม|เรื่อง|ทุก|ตาม|กำหนด|"
    "พ\\.ศ|เข้า|จึง|ซึ่ง|ให้|ต่อ|ทราบ|สำหรับ|ทั้ง|ว่า|อีก|พิจารณา|เรียบร้อย|ผ่าน|ขึ้น|มาก|อยู่|จะ|ต้อง|มา|ไป|แล้ว|ด้าน|ของ|ก็|"
    "หรือ|กับ|แห่ง|จาก|ด้วย|เมื่อ|เท่า|คะแนน|ระดับ|ประเมิน|วิเคราะห์|ปฏิบัติ|พัฒนา|เผยแพร่|ส่งเสริม|นี้|ดัง|มีแผน|มีผล|มี"
)
_BOUNDARY = re.compile(rf"$|[\s.,;:()\[\]\"'“”/\\|<>☑☐0-9๐-๙\-–]|(?:{_AFTER_NAME})")
_RUN = re.compile(r"[ก-ฮะ-์]+")
_STOP = re.compile(rf"(?:{_AFTER_NAME})")
#: Short words stand inside names too (ขอนแก่น): they end none that fills its line.
_PLAIN_STOP = re.compile("|".join(word for word in _AFTER_NAME.split("|") if len(word) >= 4))
#: What begins the next line, and no name: a month, a telephone number, a time, an office.
_NO_NAME = re.compile(
    r"โทร|ภาย|หน้า|เลขที่|ถนน|หมู่|วันที่|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา|"
    r"ไตรมาส|ตลอด|สำนัก|กอง|นาย|ปลัด|หัวหน้า|บันทึก|อำเภอ|จังหวัด|ตำบล"
)
#: Words that names of places end with, too, where nothing follows them.
_ENDS_NAMES = frozenset({"พัฒนา"})
_LONGEST_LINE_NAME = 22
#: A run in prose that goes on so long behind a registered name has run into its sentence.
_LEAST_RUN_ON, _SHORTEST_RUN_INTO = 4, 4
_GAP = re.compile(r"\s?")
#: What joins the two parts of a name in a register, and what print makes of it.
_JOINT = re.compile(r"\s?[-‐-–−]\s?")
_SPACES_AT_JOINTS = r"\s{0,2}[-‐-–−]?\s{0,2}"
_SPACED = re.compile(r"[ก-ฮะ-์]{2,}( [ก-ฮะ-์]+)( [ก-ฮะ-์]+)?")
#: A paragraph shorter than this may be the half of a line; a type's word is broken off after eight letters
#: or more.
_SHORT_LINE, _SHORTEST_HEAD, _LONGEST_TAIL = 110, 8, 32
#: As many letters behind the word for a type as the longest name has, and some that were read twice.
_LONGEST_WINDOW, _SHORTEST_READING = 36, 3
_WINDOW = re.compile(r"[ก-ฮะ-์]+(?: ?[ก-ฮะ-์]+)*")
#: A name with a space of the scanner inside is whole where the address follows it.
_TORN_NAME = re.compile(
    r"((?!ตำบล|อำเภอ|จังหวัด)[ก-ฮะ-์]+ (?!ตำบล|อำเภอ|จังหวัด)[ก-ฮะ-์]+)[*\s]+(?=ตำบล|ต\.|อำเภอ|อ\.|จังหวัด|จ\.)"
)


@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """One place where an organization is named. ``registered`` says whether type and name stand in
    the register; ``amphoe`` and ``province`` are as printed beside the name; ``weight`` grows with
    how much the place says about whose report it is; ``readings`` are all beginnings of what stands
    behind the word for its type at which the name can end, without spaces."""

    organization_type: str
    name: str
    registered: bool
    amphoe: str | None
    province: str | None
    role: str
    weight: float
    place: Place
    raw: str
    readings: tuple[str, ...] = ()


class OrganizationFinder:
    """Finds organizations in running text. Made once a reference."""

    def __init__(self, reference: Reference) -> None:
        self._words = TypeWords(reference.organization_types)
        self._names: dict[str, dict[str, list[Organization]]] = {}
        for organization in reference.register:
            self._names.setdefault(organization.organization_type, {}).setdefault(
                organization.name, []
            ).append(organization)
        heads = {
            word[:length] for word in self._words.words for length in range(_SHORTEST_HEAD, len(word) + 1)
        } | {word for word in self._words.words if word.endswith(".")}
        self._heads = tuple(sorted(heads))
        self._longest = {code: max(map(len, names)) for code, names in self._names.items()}
        #: Names of two parts: the parts as they may be joined in print.
        self._jointed = {
            code: [
                (name, re.compile(_SPACES_AT_JOINTS.join(map(re.escape, _JOINT.split(name)))))
                for name in names
                if _JOINT.search(name)
            ]
            for code, names in self._names.items()
        }

    def mentions(self, document: Document, ruined: Iterable[int]) -> list[OrganizationMention]:
        """Every mention outside ruined blocks, in order."""
        found: list[OrganizationMention] = []
        skipped = set(ruined)
        paragraphs = [
            (i, b) for i, b in enumerate(document.blocks) if isinstance(b, Paragraph) and i not in skipped
        ]
        following = {
            index: [b.text for _, b in paragraphs[n + 1 : n + 5]] for n, (index, _) in enumerate(paragraphs)
        }
        position = 0
        for index, block in enumerate(document.blocks):
            if index in skipped:
                continue
            if isinstance(block, Paragraph):
                found.extend(self._in_text(block.text, block.place, position, following[index]))
                position += 1
            else:
                found.extend(self._in_table(block, position))
        return _whole_names(found)

    def _in_table(self, table: Table, position: int) -> Iterable[OrganizationMention]:
        for number, row in enumerate(table.rows):
            before = ""
            for column, cell in enumerate(row.cells):
                beside = [other.text for other in row.cells[column + 1 : column + 4]]
                named = position < TITLE_PARAGRAPHS and FIELD.search(clean(before))
                for mention in self._in_text(cell.text, cell.place, None, beside):
                    if named:
                        yield replace(mention, role="form-field", weight=WEIGHTS["form-field"])
                    elif number < 2 and position < TITLE_PARAGRAPHS and len(row.cells) <= 2:
                        yield replace(mention, role="title", weight=WEIGHTS["title"])
                    else:
                        yield mention
                before = cell.text

    def places(self, document: Document, ruined: Iterable[int]) -> frozenset[str]:
        """Every name behind the word for an amphoe or a province in running text outside ruined blocks."""
        skipped = set(ruined)
        return frozenset(
            match[1]
            for index, block in enumerate(document.blocks)
            if isinstance(block, Paragraph) and index not in skipped
            for pattern in (AMPHOE, PROVINCE)
            for match in pattern.finditer(clean(block.text))
        )

    def _in_text(
        self, text: str, place: Place, position: int | None, following: Sequence[str]
    ) -> Iterable[OrganizationMention]:
        own = len(text)
        if following and self._broken_off(text):
            text, following = text + following[0], following[1:]
        if not self._words.may_stand_in(text):
            return
        whole = len(text) != own
        text = clean(text)
        own = min(own, len(text)) if whole else len(text)
        end = 0
        for word in self._words.find(text):
            if word.start < end or of_another_kind(text[: word.start]):
                continue
            if word.start >= own:
                return  # of the next paragraph, which says it itself
            start = _GAP.match(text, word.end).end()  # type: ignore[union-attr]
            name, registered, end = self._name(word.code, text, start)
            if not name or (end > own and not registered and (position is None or _NO_NAME.match(name))):
                continue  # what stands in the next cell or line is no name
            rest = text[end : end + 80]
            if len(text) - end < 40:
                lines = following if position is None else filter(ADDRESS.match, following)
                rest = f"{rest} {' '.join(lines)[:BESIDE]}"
            amphoe, province = AMPHOE.search(rest), PROVINCE.search(rest)
            role = role_of(text, word.start, end, position, bool(amphoe or province))
            if word.code == "special" and role in ("text", "in-table"):
                continue  # an address
            yield OrganizationMention(
                word.code,
                name,
                registered,
                place_name(amphoe),
                place_name(province),
                role,
                WEIGHTS[role] + (PLACED if (amphoe or province) and role in GROWS else 0),
                place,
                text[max(0, word.start - 20) : end + 60],
                _readings(text, start),
            )

    def _broken_off(self, text: str) -> bool:
        """Whether a short paragraph ends within the word for a type, or within a name that the register
        does not have: a scanner breaks lines anywhere."""
        if not text or len(text) >= _SHORT_LINE:
            return False
        if squeeze(text[-_LONGEST_TAIL:]).endswith(self._heads):
            return True
        for word in self._words.find(text):
            start = _GAP.match(text, word.end).end()  # type: ignore[union-attr]
            name, registered, end = self._name(word.code, text, start)
            if name and not registered and end == len(text):
                return any(known.startswith(name) for known in self._names.get(word.code, ()))
        return False

    def _name(self, code: str, text: str, start: int) -> tuple[str, bool, int]:
        """The longest registered name that ends at a boundary, else the run of letters; whether it is
        registered; and where it ends."""
        names = self._names.get(code, {})
        window = text[start : start + self._longest.get(code, 0)]
        for name, pattern in self._jointed.get(code, ()):
            jointed = pattern.match(text, start)
            if jointed and _BOUNDARY.match(text, jointed.end()):
                return name, True, jointed.end()
        spaced = self._spaced_name(names, text, start)
        if spaced is not None:
            return spaced[0], True, spaced[1]
        partial = ""
        for length in range(len(window), 1, -1):
            if window[:length] in names:
                if _BOUNDARY.match(text, start + length):
                    return window[:length], True, start + length
                partial = partial or window[:length]
        run = _RUN.match(text, start)
        if run is None:
            return "", False, start
        torn = _TORN_NAME.match(text, start)
        if torn and len(torn[1]) <= _LONGEST_LINE_NAME and not _PLAIN_STOP.search(torn[1]):
            return squeeze(torn[1]), False, torn.end(1)
        fills_line = run.end() == len(text) and len(text) < _SHORT_LINE
        whole = (fills_line or ADDRESS.match(text[run.end() : run.end() + 9])) and (
            len(run[0]) <= _LONGEST_LINE_NAME
        )
        stop = (_PLAIN_STOP if whole else _STOP).search(run[0])
        if stop and stop.end() == len(run[0]) and stop[0] in _ENDS_NAMES and stop.start() >= 2:
            stop = None
        name = run[0][: stop.start()] if stop else run[0]
        prose = len(text) >= _SHORT_LINE and not whole and len(partial) >= _SHORTEST_RUN_INTO
        if partial and (len(name) > 25 or not name or (prose and len(name) >= len(partial) + _LEAST_RUN_ON)):
            return partial, True, start + len(partial)
        return (name, False, start + len(name)) if 2 <= len(name) <= 30 else ("", False, start)

    def _spaced_name(self, names: Mapping[str, object], text: str, start: int) -> tuple[str, int] | None:
        """A registered name with one or two spaces of the scanner inside, and where it ends."""
        match = _SPACED.match(text, start)
        if match is None:
            return None
        for parts in (2, 1):
            if match[parts]:
                name = squeeze(text[start : match.end(parts)])
                if name in names and _BOUNDARY.match(text, match.end(parts)):
                    return name, match.end(parts)
        return None


def _whole_names(mentions: Sequence[OrganizationMention]) -> list[OrganizationMention]:
    """``mentions``, a registered name in prose read on to the longer one that a head of the report has."""
    heads = {(m.organization_type, m.name) for m in mentions if m.weight > 1 and not m.registered}
    whole: list[OrganizationMention] = []
    for mention in mentions:
        longer = [
            reading
            for reading in (mention.readings if mention.registered and mention.weight <= 1 else ())
            if len(reading) > len(mention.name) and (mention.organization_type, reading) in heads
        ]
        whole.append(replace(mention, name=longer[-1], registered=False) if longer else mention)
    return whole


def _readings(text: str, start: int) -> tuple[str, ...]:
    window = _WINDOW.match(text[start : start + _LONGEST_WINDOW])
    if window is None:
        return ()
    letters = window[0]
    cuts = {len(letters)} | {i for i, letter in enumerate(letters) if letter == " "}
    cuts |= {match.start() for match in _STOP.finditer(letters)}
    return tuple(squeeze(letters[:cut]) for cut in sorted(cuts) if cut >= _SHORTEST_READING)


@lru_cache(maxsize=4)
def organization_finder(reference: Reference) -> OrganizationFinder:
    """The finder for ``reference``, made once."""
    return OrganizationFinder(reference)
