"""What the place where an organization is named says about whose report it is."""

from __future__ import annotations

import re

from transforms.extract.organizations.words import AMPHOE, PROVINCE

#: So many paragraphs from the beginning on may be titles.
TITLE_PARAGRAPHS = 25
_LONGEST_TAIL = 32
_SUBJECT = re.compile(
    r"(?:ดำเนินงาน|ดำเนินการ|โปร่งใส|ภาครัฐ|การประเมิน|หน่วยงาน|ITA|ผลคะแนน)\)?\s*(?:ของ|ภายใน)\s*$"
)
_ADDRESSED = re.compile(r"เรียน\s*(?:ท่าน)?\s*(?:นายก|ปลัด)\s*(?:เทศมนตรี)?\s*$")
_HEADED = re.compile(r"^[^\n]{0,30}(?:ส่?วน\s?ราชการ|ที่ทำการ|สำนักงาน)\s*:?\s*(?:[^\n]{0,40})?$")
#: A sentence that begins with its subject, as memos do.
_BEGUN = re.compile(r"^\W*(?:ด้วย|ตามที่|โดยที่)\s*$")
_SIGNED = re.compile(r"^\W*(?:รอง)?(?:นายก|ปลัด|ประธานสภา)\s*(?:เทศมนตรี)?\s*$")
ADDRESS = re.compile(
    r"^\W*(?:เลขที่|หมู่|ม\.|ถนน|ถ\.|ตำบล|ต\.|อ[ำาํ]?า?\s?เ\s?[ภกถ]\s?อ|อ\.|จ[ัิี]?\s?ง\s?ห\s?ว[ัิี]?\s?[ดตคฅ]|จ\.)"
)
FIELD = re.compile(r"(?:ชื่อ)?(?:หน่วยงาน|อปท\.?|องค์กร(?:ปกครองส่วนท้องถิ่น)?)\W*$")
_HAS_RESULT = re.compile(
    r"^\W*(?:ได้|มี|จ[ึิ]?ง)?\s*(?:เข้า)?(?:รับการประเมิน|ร่วมการประเมิน|ผลการประเมิน|ผลคะแนน|คะแนน|ขอ\s?รายงาน|จึงได้จัดทำรายงาน)"
)


#: What a place in a document says about whose report it is; with an amphoe or a province beside it more.
WEIGHTS = {
    "cover": 7.0,
    "title": 5.0,
    "form-field": 5.0,
    "memo-head": 6.0,
    "subject": 3.0,
    "sign-off": 3.0,
    "text": 0.6,
    "in-table": 0.4,
}
GROWS, PLACED, BESIDE = ("cover", "title", "memo-head", "form-field", "subject"), 2.0, 200


def _places_end(text: str, end: int) -> int:
    """Where the amphoe and the province end that stand in ``text`` behind a name."""
    places = [
        found.end() for pattern in (AMPHOE, PROVINCE) if (found := pattern.search(text, end, end + BESIDE))
    ]
    return max(places, default=end)


def role_of(text: str, start: int, end: int, position: int | None, placed: bool) -> str:
    """What a mention says about whose report it is."""
    places_end = _places_end(text, end) if placed else end
    before = text[:start].rstrip()
    if position is None:
        return "in-table"
    early = position < TITLE_PARAGRAPHS
    if len(text) < 120 and FIELD.search(before) and before:
        return "form-field"
    if _ADDRESSED.search(before) or (len(text) < 160 and _HEADED.search(before)):
        return "memo-head"
    says_more = len(text) - places_end > _LONGEST_TAIL
    if early and len(before) < 4 and (len(text) < 90 or (ADDRESS.match(text[end:]) and not says_more)):
        return "cover"
    if early and len(text) < 300 and re.match(r"^\W*(?:รายงาน|มาตรการ|แผน|ประกาศ|การ|ผล|สรุป|แบบ)", text):
        return "title"
    if len(text) < 90 and len(before) < 4 and placed:
        return "cover"
    if len(text) < 90 and _SIGNED.match(before):
        return "sign-off"
    begins = early and (len(before) < 4 or _BEGUN.match(before)) and places_end > end
    if begins or _SUBJECT.search(before[-60:]) or _HAS_RESULT.match(text[places_end : places_end + 60]):
        return "subject"
    return "text"
