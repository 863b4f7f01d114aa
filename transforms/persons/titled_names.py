"""Names behind titles and ranks: civil, police, military, academic, of monks and of nobility."""

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

# Whole words before the abbreviations, longer before shorter; หญิง may follow a rank.
_FULL_RANK = (
    r"(?:ว่าที่\s?)?(?:(?:พันจ่าอากาศ|พันจ่า|จ่าสิบตำรวจ|จ่าสิบ|จ่าอากาศ|จ่า|สิบตำรวจ|สิบ|ร้อยตำรวจ|ร้อย|"
    r"พันตำรวจ|พัน|พลตำรวจ|พล|เรืออากาศ|เรือ|นาวาอากาศ|นาวา)\s?(?:เอก|โท|ตรี)|ดาบตำรวจ|จ่าสิบตำรวจ)"
)
_SHORT_RANK = (
    r"(?:ว่าที่\s?)?(?:พล\s?\.\s?ต\s?\.\s?[อทต]|พล\s?\.\s?[อทตร]|[พร]\s?\.\s?ต\s?\.\s?[อทต]"
    r"|จ\s?\.\s?ส\s?\.\s?[อทต]|"
    r"ส\s?\.\s?ต\s?\.\s?[อทต]|พ\s?\.\s?จ\s?\.\s?[อทต]|ด\s?\.\s?ต|[พรสจน]\s?\.\s?[อทต])\s?\."
)
_CIVIL = (
    r"นาง\s?สาว|นาง(?!\s?สาว)|นาย(?:แพทย์|สัตวแพทย์)|นาย(?!แพทย์|สัตวแพทย์)|น\s?\.\s?ส\s?\.|เด็กชาย|เด็กหญิง"
    r"|ด\s?\.\s?[ชญ]\s?\."
)
# A scanner parts a title: two words must follow it there.
_PARTED = (
    r"(?<![ก-๎])(?:น\sา\s?ย|นา\sย|น\sา\s?ง(?:\s?สาว)?|นา\sง(?:\s?สาว)?|นางส\sาว|นางสา\sว|เด็\sก"
    r"(?:ชาย|หญิง)|ว่า\sที่\s(?:ร้อย|ร\s?\.)\s?ตรี)"
    r"|นาง\sสาว|(?<![ก-๎.])น\s?ส\s?\.|(?<![ก-๎.])น\s?\.\s?ส(?=\s)"
)
_LEARNED = (
    r"(?:ผู้ช่วย|รอง)?ศาสตราจารย์(?:\s?\(?พิเศษ\)?)?(?:\s?ดร\s?\.)?|(?:ผศ|รศ|ศ)\s?\.\s?"
    r"(?:\(พิเศษ\)\s?)?ดร\s?\.|ดร\s?\.|ผศ\s?\.|รศ\s?\."
    r"|(?:(?<![ก-๎.])|(?<=มี)|(?<=ให้)|(?<=คือ)|(?<=และ)|(?<=โดย)|(?<=กับ))(?:นพ|พญ|ทพ|ทพญ|สพ\s?\.\s?ญ"
    r"|น\s?\.\s?สพ|ภก|ภญ|พว)\s?\."
)
_NOBLE = r"หม่อมหลวง|หม่อมราชวงศ์|หม่อมเจ้า|ท่านผู้หญิง|คุณหญิง|ม\s?\.\s?(?:ล|ร\s?\.\s?ว|จ)\s?\."
_MONK = (
    r"พระครู|พระมหา|พระอธิการ|พระอาจารย์|พระปลัด|พระสมุห์|พระใบฎีกา|พระวินัยธร|เจ้าอธิการ|หลวงพ่อ|หลวงปู่|หลวงพี่"
    r"|สามเณร"
)
_POLITE = r"(?:(?<![ก-๎])|(?<=ติดต่อ)|(?<=ประสาน)|(?<=คือ)|(?<=กับ)|(?<=โดย))คุณ"
# An abbreviation begins a word, or stands behind one that leads to a name.
_EDGE = r"(?:(?<![ก-ฮ.])|(?<=ให้)|(?<=คือ)|(?<=โดย)|(?<=กับ))"
_TITLE = (
    rf"(?P<thai>{_CIVIL}|{_LEARNED}|{_NOBLE}|{_MONK})|(?P<parted>{_PARTED})|(?P<polite>{_POLITE})"
    rf"|(?P<rank>{_FULL_RANK}|{_EDGE}{_SHORT_RANK})(?:\s?\(?หญิง\)?|(?!\s?\(?หญิง))"
)
_TITLED = re.compile(
    rf"(?:{_TITLE})(?P<gap>\s{{0,3}}|{GAP}{{1,4}})"
    rf"(?:(?P<initial>[ก-ฮ]{{1,2}}\s?\.\s{{0,2}})(?P<behind>{WORD})"
    rf"|(?P<first>{WORD})(?:(?P<between>{GAP}{{1,4}})(?P<last>ณ\s{{1,2}}{WORD}|{WORD}|[ก-ฮ]\s?\."
    rf"(?![ก-ฮ\s]?\s?\.)))?)"
)
_ENGLISH = re.compile(
    r"(?P<title>\b(?:Mr|Mrs|Ms|Miss|Dr|MR|MRS|MS|MISS|DR)\b\.?|\b(?:Acting\s)?(?:Capt|Lt|Col|Maj"
    r"|Gen|Sgt|Prof)\.)\s{0,2}"
    r"(?P<name>[A-Z][A-Za-z]+(?:(?:\s{1,3}|-)[A-Z][A-Za-z]*\.?){0,2})"
)
#: A name that a scanner has broken into pieces, between its brackets.
_IN_BRACKETS = re.compile(
    rf"\(\s{{0,3}}(?P<title>{_CIVIL}|{_PARTED})(?P<name>{GAP}{{0,3}}{LETTER}(?:{LETTER}|{GAP}"
    rf"|\.){{1,50}})\)"
)
_MORE = re.compile(rf"[ \t]{{1,2}}(?P<more>{WORD}){ENDS_NAME}")
#: A monk's name in the order is spelled as Pali is.
_ORDER_NAME = re.compile(
    rf"พระ(?P<name>{WORD}\s{{1,3}}(?:{LETTER}*\u0e3a{LETTER}*|{LETTER}+(?:ธมฺโม|ปญฺโญ|โก|โน|โล|โร)"
    rf"(?!{LETTER})))"
)

TITLE_MARKS = (
    "นาย", "นาง", "เด็ก", "หม่อม", "ศาสตราจารย์", "พระ", "หลวงพ่อ", "หลวงปู่", "หลวงพี่", "สามเณร", "ว่าที่", "คุณ",
    "อธิการ", "ผู้หญิง",
    "สิบเอก", "สิบโท", "สิบตรี", "ตำรวจ", "พันเอก", "พันโท", "พันตรี", "พลเอก", "พลโท", "พลตรี", "พลจัตวา", "ร้อยเอก",
    "ร้อยโท", "ร้อยตรี", "จ่า", "อากาศ", "เรือ", "นาวา", "สิบ เ", "พัน เ", "ร้อย เ", "พล เ", "สิบ โ", "พัน โ",
    "ร้อย โ", "สิบ ต",
    "พัน ต", "ร้อย ต", "นา ย", "น า", "นา ง",
)  # fmt: skip
DOTTED_TITLE = r"(?<!อบ)[สชญลวรศพกทอตจ]\s?\.|น\s?ส\s?\.|น\s?\.\s?ส|[A-Z][a-z]+\.\s"

# What makes of นาย, นาง the head or the inside of another word.
_OFFICES = re.compile(
    r"ก(?:$|\s|ฯ|เทศ|องค์การ|อบ\s?ต(?!ร)|อบ\s?จ|รัฐ|สมาคม|สภา|เมือง|เหล่ากาชาด|พุทธ|สโมสร|ชุมชน|ตำบล|ที่"
    r"|ได้|และ|หรือ|มี|เป็น|พร้อม"
    r"|กล่าว|ให้|ลง|จะ|ใน|โดย|เพื่อ|ทราบ|รับ|มอบ|พิจารณา|อนุมัติ|คน|ท่าน|ผู้|แล้ว|ทุก|ปลัด|รอง|ระดับ|ร่าง|เว้น|กิ่ง|ไม่"
    r"|เข้า|นำ(?!ชัย)|กับ)"
    r"|ก.{0,4}(?:องค|เทศมน)|ก.{0,9}การบริหาร|ทะเบียน|อำเภอ|ช่าง|จ้าง|ตรวจ|ท้าย|สนาม|ตำรวจ|ทหาร|เวร|สถานี"
    r"|ด่าน|ไปรษณีย์|ระวาง|กอง(?:เอก|โท|ตรี)"
    r"|(?:ประกัน|กอง|เรือ|ร้อย|พล|สิบ|บ้าน|หน้า)(?:$|\s)|พล(?:เรือน|ตำรวจ|ทหาร)|(?:ร้อย|สิบ)(?:เวร|ตำรวจ)"
    r"|หน้า(?:ที่|ค้า)"
)
_WOMEN_NOT_NAMED = re.compile(
    r"(?:รอง|งาม|แบบ|ฟ้า|รำ|เอก|ไม้|กวัก|เลิ้ง|บวช|แล|พญา|แก้ว|ใน|ที่)(?![ก-ฮะ-ฺเ-๎])|พยาบาล|ไทย(?![ก-๎])"
    r"|นพมาศ|สงกรานต์|ผู้"
)
_DOCTORS_OFFICE = re.compile(r"สาธารณสุข|ใหญ่|ชำนาญ|ผู้|ประจำ|เชี่ยวชาญ|ปฏิบัติการ")
_ENDS_OF_OTHER_WORDS = (
    "พัฒ", "สัมม", "เสว", "ศาส", "เจต", "โภช", "ภาว", "จินต", "ปรารถ", "คณ", "วิปัสส", "เจ้า", "วาส", "กัลป",
    "อบต.", "ตำบล", "เทศบาล", "อำเภอ", "ต.", "อ.", "หนอง", "ห้วย", "บึง", "โนน", "เขา", "คลอง", "ดอน", "หัว",
    "สระ", "วัด", "โรงเรียน", "ถนน", "แม่", "ธง", "นคร", "ทต.", "ทม.", "บ้าน", "ถ้ำ", "เกาะ",
)  # fmt: skip
_COURTESY_NOT_NAMED = re.compile(
    r"ธ(?:รร|ร|$|\s)|ภาพ|ภา|ลักษ|ลัก|สมบัติ|สมบั|ค่า|วุฒิ|วฒิ|ประโยชน์|ูป|ูป|านุ|ความดี|งาม|ครู|หมอ|พ่อ|แม่|หญิง|ชาย"
    r"(?!\s)|ที่|และ|จะ|ได้|มี|สามารถ|ให้"
)
_MONKS_NOT_NAMED = re.compile(r"เจ้า|คุณ|องค์|ท่าน|วัด|และ|ที่|สงฆ์")


def titled_names(text: str) -> list[Span]:
    """The names behind titles; the title is left, with one space behind it."""
    spans: list[Span] = []
    position = 0
    while match := _TITLED.search(text, position):
        end = _end_of_name(match, text)
        if end is None:
            # Not what it looked like; what follows its first character may still be.
            position = match.start() + 1
            continue
        spans.append((match.start("gap"), end, f" {MASK}"))
        position = end
    spans += [(match.start("name"), match.end("name"), f" {MASK}") for match in _ORDER_NAME.finditer(text)]
    for match in _IN_BRACKETS.finditer(text):
        first = re.sub(r"[^ก-๎]", "", match["name"])
        if _may_be_named(match["title"], first, " ", "") and not STARTS_NO_NAME.match(first):
            spans.append((match.start("name"), match.end("name"), f" {MASK}"))
    for match in _ENGLISH.finditer(text):
        spans.append((match.end("title"), match.end("name"), f" {MASK}"))
    return spans


def _may_be_named(title: str, first: str, behind: str, before: str) -> bool:
    """Whether ``first`` behind ``title`` can be a name, and the title is no part of another word."""
    first = as_spelled(first)
    if title.startswith(("นาย", "นาง", "นา", "น ")) and before.endswith(_ENDS_OF_OTHER_WORDS):
        return False
    if title == "นาย" and _OFFICES.match(first + behind):
        return False
    if title in ("นาง", "นางสาว", "นาง สาว") and _WOMEN_NOT_NAMED.match(first):
        return False
    return not (title.startswith("นาย") and len(title) > 3 and _DOCTORS_OFFICE.match(first))


def _end_of_name(match: re.Match[str], text: str) -> int | None:
    """Where the name ends; ``None`` where there is none."""
    title = match["thai"] or match["parted"] or match["polite"] or ""
    before = text[max(0, match.start() - 12) : match.start()].rpartition("\n")[2]
    if before.endswith("ท"):
        return None  # ทนาย
    before = re.sub(r"\s", "", before)
    if match["initial"]:
        behind = match["behind"]
        if STARTS_NO_NAME.match(behind) or not _may_be_named(title, match["initial"], "", before):
            return None
        return (
            match.end("behind")
            if not (cut := RUNS_INTO.search(behind))
            else match.start("behind") + cut.start()
        )
    first, last = as_spelled(match["first"]), match["last"] and as_spelled(match["last"])
    if not _may_be_named(title, first, "" if last is None else " ", before):
        return None
    if first == "ดร" or first.startswith(("นาย", "นาง")):
        return None  # a second title: it is read on its own
    if match["gap"] and STARTS_NO_SURNAME.match(first):
        return None
    broken = last is not None and "\n" in match["between"]
    surname = last is not None and not (STARTS_NO_NAME if broken else STARTS_NO_SURNAME).match(last)
    if match["rank"] and not match["rank"].startswith("ว่าที่") and not surname:
        return None  # two letters with dots abbreviate many things: a name needs its surname
    if (match["rank"] or title.startswith("เด็ก")) and STARTS_NO_NAME.match(first):
        return None
    if match["parted"] and (not surname or STARTS_NO_NAME.match(first) or first.startswith("กระดับ")):
        return None
    if match["polite"] and _COURTESY_NOT_NAMED.match(first):
        return None
    if title in ("พระครู", "พระมหา", "หลวงพ่อ", "หลวงปู่", "พระอาจารย์") and _MONKS_NOT_NAMED.match(first):
        return None
    if cut := RUNS_INTO.search(match["first"]):
        return match.start("first") + cut.start()
    if not surname or last is None:
        return match.end("first")
    if cut := RUNS_INTO.search(match["last"]):
        return match.start("last") + cut.start()
    end = match.end("last")
    # A scanner parts names: short pieces are followed by one more.
    if (
        (len(first) < 4 or len(last) < 4)
        and (more := _MORE.match(text, end))
        and not STARTS_NO_NAME.match(more["more"])
    ):
        return more.end("more")
    return end
