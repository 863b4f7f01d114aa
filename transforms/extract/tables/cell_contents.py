"""What a cell holds by its own words, whatever column it stands in: departments, a time, a status, a number.

Only what is nothing else counts: steps that name a department or a month are ``words``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.normalize.deadlines import deadlines
from transforms.normalize.departments import DepartmentMatcher
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import matching_key, squeeze
from transforms.reference import Reference

EMPTY = "empty"
ORDINAL = "ordinal"
RESPONSIBLE = "responsible"
TIME = "time"
STATUS = "status"
MARK = "mark"
INDICATOR = "indicator"
#: A number with decimals: a score.
NUMBER = "number"
#: The first word of a label without the rest: a piece that was torn off.
STUB = "stub"
WORDS = "words"
#: Departments and a time: two cells in one.
BOTH = "both"

#: Departments or a time are all of a cell where this share of it is read.
_SHARE = 0.6
_FEW = 6
_LONGEST = 240
_INDICATOR = re.compile(
    r"\W*(?:ตัว\s?ชี้\s?วัด\s?(?:ที่)?\s?[0-9]{1,2}(?!\s?[0-9])|(?:เครื่องมือ(?:การประเมิน)?\s?)?(?:IIT|EIT|OIT)\s*$)"
)
_LONGEST_INDICATOR = 90
_STUB = re.compile(r"\W*(?:ตัว\s?ชี้\s?วัด\s?(?:ที่)?|ข้อ\s?(?:คำถาม)?\s?(?:ที่)?)\W*")
_ANY_YEAR = 2566
_ORDINAL = re.compile(r"\(?\s*[0-9]{1,3}\s*[.)]?\s*")
_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,3}\s?[.,]\s?[0-9]{1,3}\s*%?\s*")
_NOTHING = re.compile(r"[\s.\-–—]*")
_MARK = re.compile(rf"[(\[]?\s*[{BOX_TICKED}{BOX_EMPTY}/√✓✔xX×●•*✗]\s*[)\]]?")
_BOX = re.compile(f"[{BOX_TICKED}{BOX_EMPTY}]")
_NUMBERING = re.compile(r"(?m)^\s*(?:[-–•*]|[0-9]{1,2}\s?[.)])\s*")
_TIME_WORDS = re.compile(r"ระยะเวลา|กำหนด(?:เวลา)?(?:แล้วเสร็จ)?|ภายใน|ดำเนินการ|เดือน|และ|ถึง|ของทุกปี|ปีละ|ครั้ง")
_DEPARTMENT_WORDS = re.compile(
    r"คณะกรรมการ[ก-๙]*|คณะทำงาน[ก-๙]*|ร่วมกับ|และ|หัวหน้า|เจ้าหน้าที่|ผู้อำนวยการ|ผู้รับผิดชอบ|ผู้ที่เกี่ยวข้อง|ผู้เกี่ยวข้อง|เทศบาลตำบล|เทศบาล|อบต|นักวิชาการ"
)


class CellContents:
    """Tells cells apart by their words. Made once a reference; short cells are remembered."""

    def __init__(self, reference: Reference) -> None:
        self._departments = DepartmentMatcher(reference.departments)
        self._statuses = frozenset(matching_key(s.wording) for s in reference.statuses if s.use == "label")
        self._names = {
            d.name: sorted((matching_key(wording) for wording in (d.name, *d.aliases)), key=len, reverse=True)
            for d in reference.departments
        }
        self.of = lru_cache(maxsize=8192)(self._read)

    def _read(self, text: str) -> str:
        if _NOTHING.fullmatch(text):
            return EMPTY
        if _MARK.fullmatch(text):
            return MARK
        plain = to_arabic(text)
        if _ORDINAL.fullmatch(plain):
            return ORDINAL
        if _NUMBER.fullmatch(plain):
            return NUMBER
        if self._is_status(text):
            return STATUS
        if len(text) > _LONGEST:
            return WORDS
        if _STUB.fullmatch(plain):
            return STUB
        if len(text) <= _LONGEST_INDICATOR and _INDICATOR.match(plain):
            return INDICATOR
        when, who = self._no_time(text), self._no_department(text)
        if when is not None and who is not None and self._is_both(text):
            return BOTH
        if self._is_little(when, text):
            return TIME
        return RESPONSIBLE if self._is_little(who, text, _FEW) else WORDS

    def _is_both(self, text: str) -> bool:
        """Whether departments and deadlines together are all that the text says."""
        rest = _without(text, [(one.start, one.end) for one in deadlines(text, _ANY_YEAR)])
        left = self._no_department(_TIME_WORDS.sub("", rest))
        return left is not None and left <= _FEW

    @staticmethod
    def _is_little(left: int | None, text: str, few: int = 0) -> bool:
        return left is not None and left <= max((1 - _SHARE) * len(squeeze(text)), few)

    def _is_status(self, text: str) -> bool:
        key = matching_key(text[:_LONGEST])
        return key in self._statuses or (_BOX.search(text) is not None and len(text) <= 160)

    def is_time(self, text: str) -> bool:
        """Whether deadlines are all that the text says."""
        return self._is_little(self.unexplained(text, TIME), text)

    def is_departments(self, text: str) -> bool:
        """Whether departments are all that the text names."""
        return self._is_little(self.unexplained(text, RESPONSIBLE), text, _FEW)

    def unexplained(self, text: str, kind: str) -> int | None:
        """How many characters are neither departments (or deadlines) nor words that go with them;
        ``None`` where there are none at all."""
        if len(text) > _LONGEST:
            return None
        return self._no_time(text) if kind == TIME else self._no_department(text)

    def _no_time(self, text: str) -> int | None:
        found = deadlines(text, _ANY_YEAR)
        if not found:
            return None
        rest = _without(text, [(one.start, one.end) for one in found])
        return len(matching_key(_TIME_WORDS.sub("", _NUMBERING.sub("", to_arabic(rest)))))

    def _no_department(self, text: str) -> int | None:
        found = self._departments.find(text)
        if not found.names:
            return None
        rest = matching_key(_NUMBERING.sub("", to_arabic(text)))
        for name in found.names:
            for wording in self._names[name]:
                rest = rest.replace(wording, "")
        return len(_DEPARTMENT_WORDS.sub("", rest))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


@lru_cache(maxsize=4)
def cell_contents(reference: Reference) -> CellContents:
    """The reader for ``reference``, made once."""
    return CellContents(reference)
