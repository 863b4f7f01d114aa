"""Every organization that a report names, with where and in what role it names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.document import Document, Paragraph, Place
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
_AMPHOE = re.compile(r"(?:อำเภอ|(?<![ก-๙])อ\.)\s?([ก-ฮะ-์]{2,30})")
_PROVINCE = re.compile(r"(?:จังหวัด|(?<![ก-๙])จ\.)\s?([ก-ฮะ-์]{2,30})")
#: A name begins with a consonant or a leading vowel, never with a mark.
_NAME_FOLLOWS = r"(?=\s?[ก-ฮเ-ไ])"
_GAP = re.compile(r"\s?")
_SPACED = re.compile(r"[ก-ฮะ-์]{2,}( [ก-ฮะ-์]+)( [ก-ฮะ-์]+)?")
#: A paragraph shorter than this may be the half of a line; a type's word is broken off after eight letters
#: or more.
_SHORT_LINE, _SHORTEST_HEAD, _LONGEST_TAIL = 110, 8, 32
_TITLE_PARAGRAPHS = 25
_SUBJECT = re.compile(r"(?:ดำเนินงาน|ดำเนินการ|โปร่งใส|ภาครัฐ|การประเมิน|หน่วยงาน)\s*(?:ของ|ภายใน)\s*$")
_ADDRESSED = re.compile(r"เรียน\s*นายก\s*(?:เทศมนตรี)?\s*$")
_HEADED = re.compile(r"(?:ส่วนราชการ|ที่ทำการ|สำนักงาน)\s*\S{0,20}\s*$")


@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """One place where an organization is named. ``registered`` says whether type and name stand in
    the register; ``amphoe`` and ``province`` are as printed beside the name; ``weight`` grows with
    how much the place says about whose report it is."""

    organization_type: str
    name: str
    registered: bool
    amphoe: str | None
    province: str | None
    role: str
    weight: float
    place: Place
    raw: str


class OrganizationFinder:
    """Finds organizations in running text. Made once a reference."""

    def __init__(self, reference: Reference) -> None:
        prefixes = {
            prefix: kind.code
            for kind in reference.organization_types
            for prefix in kind.prefixes
            if kind.code != "special"
        }
        self._types = {clean(prefix).replace(" ", ""): code for prefix, code in prefixes.items()}
        patterns = sorted((clean(prefix) for prefix in prefixes), key=len, reverse=True)
        self._prefix = re.compile(f"(?:{'|'.join(map(_prefix_pattern, patterns)) or '(?!)'}){_NAME_FOLLOWS}")
        self._names: dict[str, dict[str, list[Organization]]] = {}
        for organization in reference.register:
            self._names.setdefault(organization.organization_type, {}).setdefault(
                organization.name, []
            ).append(organization)
        self._heads = {
            squeeze(prefix)[:length]
            for prefix in prefixes
            for length in range(_SHORTEST_HEAD, len(squeeze(prefix)) + 1)
        } | {squeeze(prefix) for prefix in prefixes if prefix.endswith(".")}
        self._longest = {code: max(map(len, names)) for code, names in self._names.items()}

    def mentions(self, document: Document, ruined: Iterable[int]) -> list[OrganizationMention]:
        """Every mention outside ruined blocks, in order."""
        found: list[OrganizationMention] = []
        skipped = set(ruined)
        paragraphs = [
            (i, b) for i, b in enumerate(document.blocks) if isinstance(b, Paragraph) and i not in skipped
        ]
        following = {
            index: [b.text for _, b in paragraphs[n + 1 : n + 4]] for n, (index, _) in enumerate(paragraphs)
        }
        position = 0
        for index, block in enumerate(document.blocks):
            if index in skipped:
                continue
            if isinstance(block, Paragraph):
                found.extend(self._in_text(block.text, block.place, position, following[index]))
                position += 1
            else:
                for row in block.rows:
                    for cell in row.cells:
                        found.extend(self._in_text(cell.text, cell.place, None, ()))
        return found

    def places(self, document: Document, ruined: Iterable[int]) -> frozenset[str]:
        """Every name behind the word for an amphoe or a province in running text outside ruined blocks."""
        skipped = set(ruined)
        return frozenset(
            match[1]
            for index, block in enumerate(document.blocks)
            if isinstance(block, Paragraph) and index not in skipped
            for pattern in (_AMPHOE, _PROVINCE)
            for match in pattern.finditer(clean(block.text))
        )

    def _in_text(
        self, text: str, place: Place, position: int | None, following: Sequence[str]
    ) -> Iterable[OrganizationMention]:
        own = len(text)
        if following and self._broken_off(text):
            text, following = text + following[0], following[1:]
        if not self._prefix.search(text):
            return
        whole = len(text) != own
        text = clean(text)
        own = min(own, len(text)) if whole else len(text)
        end = 0
        for match in self._prefix.finditer(text):
            if match.start() < end:
                continue
            if match.start() >= own:
                return  # of the next paragraph, which says it itself
            code = self._types[match[0].replace(" ", "")]
            start = _GAP.match(text, match.end()).end()  # type: ignore[union-attr]
            name, registered, end = self._name(code, text, start)
            if not name:
                continue
            rest = text[end : end + 80]
            beside = f"{rest} {' '.join(following[:2])}" if following and len(text) - end < 40 else rest
            amphoe, province = _AMPHOE.search(beside), _PROVINCE.search(beside)
            role, weight = _role(text, match.start(), end, position, bool(amphoe or province))
            yield OrganizationMention(
                code,
                name,
                registered,
                _place_name(amphoe),
                _place_name(province),
                role,
                weight,
                place,
                text[max(0, match.start() - 20) : end + 60],
            )

    def _broken_off(self, text: str) -> bool:
        """Whether a short paragraph ends within the word for a type, or within a name that the register
        does not have: a scanner breaks lines anywhere."""
        tail = squeeze(text[-_LONGEST_TAIL:])
        if len(text) < _SHORT_LINE and any(tail.endswith(head) for head in self._heads):
            return True
        if len(text) >= _SHORT_LINE:
            return False
        for match in self._prefix.finditer(text):
            code = self._types[match[0].replace(" ", "")]
            start = _GAP.match(text, match.end()).end()  # type: ignore[union-attr]
            name, registered, end = self._name(code, text, start)
            if name and not registered and end == len(text):
                return any(known.startswith(name) for known in self._names.get(code, ()))
        return False

    def _name(self, code: str, text: str, start: int) -> tuple[str, bool, int]:
        """The longest registered name that ends at a boundary, else the run of letters; whether it is
        registered; and where it ends."""
        names = self._names.get(code, {})
        window = text[start : start + self._longest.get(code, 0)]
        partial = ""
        for length in range(len(window), 1, -1):
            if window[:length] in names:
                if _BOUNDARY.match(text, start + length):
                    return window[:length], True, start + length
                partial = partial or window[:length]
        spaced = self._spaced_name(names, text, start)
        if spaced is not None:
            return spaced[0], True, spaced[1]
        run = _RUN.match(text, start)
        if run is None:
            return "", False, start
        stop = _STOP.search(run[0])
        name = run[0][: stop.start()] if stop else run[0]
        if partial and (len(name) > 25 or not name):
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


def _prefix_pattern(prefix: str) -> str:
    """A long prefix may stand inside a run of letters (Thai has no spaces between words); a short
    abbreviation may not, unless it ends with its dot, as in ``ของอบต.``."""
    pattern = r"\s?".join(re.escape(part) for part in prefix.split())
    short = len(prefix) <= 4
    return pattern if not short or prefix in ("อบต.", "อบจ.") else f"(?<![ก-๙]){pattern}"


def _role(text: str, start: int, end: int, position: int | None, placed: bool) -> tuple[str, float]:
    """What a mention says about whose report it is, and how much."""
    before = text[:start].rstrip()
    if position is None:
        return "in-table", 0.4
    bonus = 3.0 if placed else 0.0
    early = position < _TITLE_PARAGRAPHS
    if early and len(text) < 90 and len(before) < 4:
        return "cover", 6.0 + bonus
    if early and len(text) < 300 and re.match(r"^\W*(?:รายงาน|มาตรการ|แผน|ประกาศ|การ|ผล|สรุป|แบบ)", text):
        return "title", 4.0 + bonus
    if len(text) < 90 and len(before) < 4 and placed:
        return "cover", 6.0
    if _ADDRESSED.search(before) or _HEADED.search(before):
        return "memo-head", 3.0
    if _SUBJECT.search(before[-60:]):
        return "subject", 3.0 + bonus
    return "text", 0.6 + bonus / 2


def _place_name(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    name = match[1]
    for word in ("จังหวัด", "อำเภอ", "ประจำปี", "ประจำ", "โดย", "ได้"):
        cut = name.find(word)
        if cut >= 2:
            name = name[:cut]
    return name


@lru_cache(maxsize=4)
def organization_finder(reference: Reference) -> OrganizationFinder:
    """The finder for ``reference``, made once."""
    return OrganizationFinder(reference)
