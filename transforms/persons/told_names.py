"""Names without titles where a label or a signature tells them."""

from __future__ import annotations

import re

from transforms.persons.name_words import (
    ENDS_NAME,
    GAP,
    LETTER,
    RUNS_INTO,
    STARTS_NO_NAME,
    STARTS_NO_SURNAME,
    WORD,
    as_spelled,
)
from transforms.persons.spans import MASK, Span

_ENGLISH = r"[A-Z][a-z]+(?:\s{1,3}|-)[A-Z][A-Za-z]+|[A-Z]{3,}\s{1,3}[A-Z]{3,}"
_INITIAL = rf"[ก-ฮ]{{1,2}}\s?\.\s?{WORD}"
_LAST = rf"ณ\s{WORD}|{WORD}|[ก-ฮ]\s?\."
_FULL = rf"(?:{_INITIAL}|{WORD}{GAP}{{1,4}}(?:{_LAST})|{_ENGLISH})"
_ROLE = (
    r"ผู้(?:ประสาน(?:งาน)?|จัดทำ(?:รายงาน|ข้อมูล|เอกสาร)?|รายงาน(?:ข้อมูล|ผล)?|ตรวจสอบ(?:รายงาน|ข้อมูล)?"
    r"|ตรวจทาน|สอบทาน|รับผิดชอบ(?:โครงการ|หลัก|งาน|กิจกรรม|ร่วม)?"
    r"|อนุมัติ|เสนอ(?:โครงการ)?|เห็นชอบ|รับรอง(?:ข้อมูล|รายงาน)?|บันทึก(?:ข้อมูล)?|พิมพ์|ร่าง|ให้ข้อมูล|ให้สัมภาษณ์"
    r"|ติดต่อ|กรอก(?:ข้อมูล|แบบ)?|ร้องเรียน|ร้องทุกข์|ร้อง|ถูกร้อง(?:เรียน)?|แจ้ง"
    r"|แทน|กำกับ(?:ติดตาม|ดูแล)?|ควบคุม(?:งาน)?|ดูแล(?:ระบบ|เว็บไซต์)?|ส่ง|รับ|มอบ|รับมอบ(?:อำนาจ|หมาย)?"
    r"|ลงนาม|บรรยาย|สรุป|วิเคราะห์|จดรายงาน(?:การประชุม)?|ยืม|เบิก|จ่าย|รับจ้าง|ขาย|ซื้อ)"
    r"|วิทยากร|เจ้าของเรื่อง|พยาน|ประสานงาน|ติดต่อ(?:สอบถาม)?|อาจารย์|เจ้าหน้าที่(?:ผู้รับผิดชอบ|ผู้ประสานงาน)"
)
_NAME_LABEL = (
    r"ชื่อ\s?(?:(?:[-–/]|และ|,)?\s?(?:นาม)?\s?สกุล|ตัวบรรจง|จริง|ผู้[ก-๎]{2,20}|เจ้าหน้าที่|เจ้าของ[ก-๎]{0,10}"
    r"|พนักงาน|บุคคล|วิทยากร|บัญชี)|นามสกุล|[Ff]ull\s?[Nn]ame|[Nn]ame"
)
_COLON = r"\s{0,3}[:：;]\s{0,3}"
_FILL = r"[\s.…_·\-–:|()]"

#: A label with a colon: a whole name, or one word where nothing follows it.
_LABELLED = re.compile(
    rf"(?:{_ROLE}|(?P<label>{_NAME_LABEL}))(?:{_COLON}|(?P<dots>\s?[.…_]{{2,80}}\s{{0,3}}))"
    rf"(?=(?P<name>{_FULL}|{WORD})(?P<ends>{ENDS_NAME})?)"
)
#: A label without: a whole name on the same line or the next, and it must end there. What runs into the
#: label may be any sentence: there, and behind "contact", only an office or a telephone tells.
_SPACED = rf"(?:{_INITIAL}|{WORD}(?:[ ]{{1,3}}|[ ]?\n[ ]{{0,3}})(?:{_LAST})|{_ENGLISH})"
_FOLLOWED = re.compile(
    rf"(?:(?P<free>(?<![ก-๎])(?!ติดต่อ|ผู้ติดต่อ|ประสานงาน|พยาน|ผู้รับ(?!ผิดชอบ)|ผู้ส่ง|ผู้มอบ|ผู้แทน)(?:{_ROLE}"
    rf"|{_NAME_LABEL}))|{_ROLE})"
    rf"(?:\s?\((?:ชื่อ)?\)?)?(?:[ ]{{1,3}}\n?|\n)[ ]{{0,3}}(?=(?P<name>{_SPACED}){ENDS_NAME}"
    r"(?P<told>\s*[(,]?\s*(?:โทร|เบอร์|มือถือ|ตำแหน่ง|[0๐Oo]|■))?)"
)
_SIGNED = re.compile(
    r"ลงชื่อ|ลงนาม|เซ็นชื่อ|ลายมือชื่อ|ลายเซ็น|\(\s?ผู้(?:รายงาน|จัดทำ|ตรวจสอบ|รับรอง)\s?\)|Signed|Signature"
)
_BEHIND_SIGNED = re.compile(rf"\s?\)?(?P<fill>{_FILL}{{2,200}})(?P<name>{_FULL}|{WORD})(?P<ends>{ENDS_NAME})")
#: A name between brackets; alone there, it is a name behind a signature and before an office.
_BRACKETED = re.compile(
    rf"\(\s{{0,20}}[.…_]{{0,80}}\s{{0,3}}(?P<name>{_FULL}|{WORD}(?:{GAP}{{1,4}}{WORD}){{2,3}}"
    rf"|{WORD})\s{{0,3}}[.…_]{{0,80}}\s{{0,20}}\)"
)
_OFFICE_BEHIND = re.compile(
    rf"{GAP}{{0,6}}(?:ตำแหน่ง|นายก|ปลัด|รองนายก|รองปลัด|ผู้อำนวยการ|หัวหน้า|นัก[ก-๎]{{3}}|เจ้าพนักงาน|เจ้าหน้าที่"
    rf"|นิติกร|ผู้รายงาน|ผู้จัดทำ|ผู้ตรวจ|ผู้รับรอง|ผู้ประสาน"
    r"|ผู้รับผิดชอบ|ผู้ช่วย|ผู้อนุมัติ|ผู้เสนอ|ประธานกรรมการ|กรรมการ|เลขานุการ)"
)
_NICKNAME = re.compile(
    rf"(?:ชื่อเล่น|นามแฝง|ฉายา)(?:ว่า)?(?:{_COLON}|\s{{0,3}})[\"“'‘(]?(?P<name>{LETTER}{{2,15}})"
    rf"|■\s?\(\s?(?:พี่|น้อง|ป้า|ลุง|น้า|อา|ครู|หมอ|ช่าง|เจ๊|เฮีย)(?P<called>{LETTER}{{2,12}})\s?\)"
)

TOLD_MARKS = (
    "ผู้ประสาน", "ผู้จัดทำ", "ผู้รายงาน", "ผู้ตรวจ", "ผู้สอบ", "ผู้รับ", "ผู้อนุมัติ", "ผู้เสนอ", "ผู้เห็นชอบ", "ผู้บันทึก", "ผู้พิมพ์",
    "ผู้ร่าง", "ผู้ให้",
    "ผู้ติดต่อ", "ผู้กรอก", "ผู้ร้อง", "ผู้ถูกร้อง", "ผู้แจ้ง", "ผู้แทน", "ผู้กำกับ", "ผู้ควบคุม", "ผู้ดูแล", "ผู้ส่ง", "ผู้มอบ",
    "ผู้ลงนาม", "ผู้บรรยาย", "ผู้สรุป",
    "ผู้วิเคราะห์", "ผู้จด", "ผู้ยืม", "ผู้เบิก", "ผู้จ่าย", "ผู้ขาย", "ผู้ซื้อ", "วิทยากร", "เจ้าของเรื่อง", "พยาน",
    "ประสานงาน", "ติดต่อ", "อาจารย์", "ชื่อ", "นามสกุล", "ลงนาม", "ลายเซ็น", "Sign", "ฉายา", "นามแฝง", "Name",
    "name", "■ (", "■(",
)  # fmt: skip


def told_names(text: str) -> list[Span]:
    """The names that a label or a signature tells."""
    spans: list[Span] = []
    for match in _LABELLED.finditer(text):
        # One word alone is a name where the label says so, and nothing follows.
        if _is_whole(match["name"]) or (
            match["label"] and not match["label"].endswith("ame") and match["ends"] is not None
        ):
            _add(spans, match.start("name"), match["name"])
    for match in _FOLLOWED.finditer(text):
        if match["told"] or (match["free"] and "\n" not in match["name"]):
            _add(spans, match.start("name"), match["name"], must_be_whole=True)
    spans += _signatures(text)
    for match in _NICKNAME.finditer(text):
        group = "name" if match["name"] else "called"
        if not STARTS_NO_NAME.match(match[group]):
            spans.append((match.start(group), match.end(group), MASK))
    return spans


def _signatures(text: str) -> list[Span]:
    spans: list[Span] = []
    signed = [match.end() for match in _SIGNED.finditer(text)]
    for end in signed:
        match = _BEHIND_SIGNED.match(text, end)
        if match and (match["fill"].strip() or "\n" in match["fill"]):
            _add(spans, match.start("name"), match["name"])
    number = 0
    for match in _BRACKETED.finditer(text):
        while number < len(signed) and signed[number] < match.start():
            number += 1
        near = number > 0 and match.start() - signed[number - 1] < 200
        before = text[max(0, match.start() - 6) : match.start()].strip(" \t")
        alone = not before or before[-1] in "\n.…_|>"
        whole = _is_whole(match["name"])
        office = _OFFICE_BEHIND.match(text, match.end())
        if (whole and (near or (alone and office))) or (near and alone and office):
            _add(spans, match.start("name"), match["name"])
    return spans


def _is_whole(name: str) -> bool:
    return re.fullmatch(_FULL, name) is not None or len(name.split()) > 1


def _add(spans: list[Span], start: int, name: str, must_be_whole: bool = False) -> None:
    """The part of ``name`` that can be one; nothing where its first word is none, or where it
    ``must_be_whole`` and its second is none."""
    if STARTS_NO_NAME.match(as_spelled(name)):
        return
    words = list(re.finditer(r"[^\s|<>]+", name))
    end = words[0].end()
    if RUNS_INTO.search(words[0].group()):
        return
    for word in words[1:]:
        if (STARTS_NO_NAME if "\n" in name else STARTS_NO_SURNAME).match(
            as_spelled(word.group())
        ) and word.group() != "ณ":
            if must_be_whole:
                return
            break
        if cut := RUNS_INTO.search(word.group()):
            end = word.start() + cut.start()
            break
        end = word.end()
    spans.append((start, start + end, MASK))
