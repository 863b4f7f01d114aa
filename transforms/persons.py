"""Personal data out of free text before it is published.

Names behind a title (นาย, นางสาว, ว่าที่ ร.ต., ดร. …), telephone numbers, e-mail addresses and citizen
numbers become ``■■■``; titles stay, so that a sentence still reads. Names without a title are not
found. Web addresses are left alone, whatever digits they hold. The original keeps everything.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.normalize.digits import to_arabic

MASK = "■■■"

_D = "[0-9๐-๙]"
_LETTER = "[ก-ฮะ-ฺเ-๎]"
_WORD = f"[ก-ฮเ-ไ]{_LETTER}{{1,39}}"

# Whole words before the abbreviations, longer before shorter; หญิง may follow a rank.
_FULL_RANK = (
    r"(?:ว่าที่\s?)?(?:(?:พันจ่าอากาศ|พันจ่า|จ่าสิบตำรวจ|จ่าสิบ|จ่าอากาศ|จ่า|สิบตำรวจ|สิบ|ร้อยตำรวจ|ร้อย|"
    r"พันตำรวจ|พัน|พลตำรวจ|พล|เรืออากาศ|เรือ|นาวาอากาศ|นาวา)\s?(?:เอก|โท|ตรี)|ดาบตำรวจ|จ่าสิบตำรวจ)"
)
_SHORT_RANK = (
    r"(?:ว่าที่\s?)?(?:พล\s?\.\s?ต\s?\.\s?[อทต]|พล\s?\.\s?[อทตร]|[พร]\s?\.\s?ต\s?\.\s?[อทต]|จ\s?\.\s?ส\s?\.\s?[อทต]|"
    r"ส\s?\.\s?ต\s?\.\s?[อทต]|พ\s?\.\s?จ\s?\.\s?[อทต]|ด\s?\.\s?ต|[พรสจน]\s?\.\s?[อทต])\s?\."
)
_TITLE = (
    rf"(?P<thai>นางสาว|นาง(?!สาว)|นาย(?:แพทย์|สัตวแพทย์)|นาย(?!แพทย์|สัตวแพทย์)|น\s?\.\s?ส\s?\.|เด็กชาย|เด็กหญิง|ด\s?\.\s?[ชญ]\s?\.|หม่อมหลวง|"
    rf"หม่อมราชวงศ์|ม\s?\.\s?(?:ล|ร\s?\.\s?ว)\s?\.|(?:ผศ|รศ|ศ)\s?\.\s?ดร\s?\.|ดร\s?\.|ผศ\s?\.|รศ\s?\.|พระครู|พระมหา)"
    rf"|(?P<rank>{_FULL_RANK}|(?<![ก-ฮ.]){_SHORT_RANK})(?:\s?\(?หญิง\)?|(?!\s?\(?หญิง))"
)
_PIECE = re.compile(
    rf"(?P<address>(?:https?\s?://|www\.)\S+)"
    rf"|(?P<email>(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{{1,64}}\s?@\s?[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+)"
    rf"|(?P<host>(?<![A-Za-z0-9.\-])[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.(?:com|org|net|th)\b(?:/\S*)?)"
    rf"|(?P<citizen>(?<![0-9๐-๙A-Za-z/=_]){_D}(?:[\s\-–]?{_D}){{12}}(?![0-9๐-๙]|[/\-]{_D}))"
    rf"|(?P<phone>(?<![0-9๐-๙A-Za-z/=_.])(?:\(?\+\s?66\s?\)?[\s\-.]?{_D}|\(?[0๐Oo])(?:[\s\-–.)]{{0,2}}{_D}){{7,9}}(?![0-9๐-๙]))"
    rf"|(?P<told>(?:โทรศัพท์|โทรสาร|โทร|มือถือ|เบอร์|แฟกซ์|[Tt]el|[Ff]ax|ประจำตัวประชาชน|บัตรประชาชน|ประจำตัวผู้เสียภาษี)(?:เลขที่)?[\s.:]{{0,4}}(?P<number>{_D}(?:[\s\-–]?{_D}){{5,12}})(?![0-9๐-๙]))"
    rf"|(?:{_TITLE})(?P<gap>\s{{0,3}})(?P<first>{_WORD})(?:(?P<between>\s{{1,3}})(?P<last>{_WORD}))?"
    rf"|(?P<english>\b(?:Mr|Mrs|Ms|Miss|Dr)\b\.?)\s?(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)"
)
_PERHAPS = re.compile(
    rf"นาย|นาง|น\s?\.\s?ส|ด\s?\.\s?[ชญ]|เด็ก|หม่อม|ม\s?\.\s?[ลร]|ดร\s?\.|[รผ]ศ\s?\.|พระ(?:ครู|มหา)|ว่าที่|[อทต]\s?\."
    rf"|(?:สิบ|จ่า|ร้อย|พัน|พล|เรือ|อากาศ|นาวา|ตำรวจ)\s?(?:เอก|โท|ตรี)|ดาบตำรวจ|@|Mr|Ms|Miss|Dr"
    rf"|{_D}(?:[\s\-–.)]{{0,2}}{_D}){{6}}"
)

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]+")

# What makes of นาย, นาง the head or the inside of another word.
_OFFICES = re.compile(
    r"ก(?:$|\s|ฯ|เทศ|องค์การ|อบ\s?ต(?!ร)|อบ\s?จ|รัฐ|สมาคม|สภา|เมือง|เหล่ากาชาด|พุทธ|สโมสร|ชุมชน|ตำบล|ที่|ได้|และ|หรือ|มี|เป็น|พร้อม"
    r"|กล่าว|ให้|ลง|จะ|ใน|โดย|เพื่อ|ทราบ|รับ|มอบ|พิจารณา|อนุมัติ|คน|ท่าน|ผู้|แล้ว|ทุก|ปลัด|รอง|ระดับ|ร่าง|เว้น|กิ่ง|ไม่|เข้า|นำ(?!ชัย)|กับ)"
    r"|ก.{0,4}(?:องค|เทศมน)|ก.{0,9}การบริหาร|ทะเบียน|อำเภอ|ช่าง|จ้าง|ตรวจ|ท้าย|สนาม|ตำรวจ|ทหาร|เวร|สถานี|ด่าน|ไปรษณีย์|ระวาง|กอง(?:เอก|โท|ตรี)"
    r"|(?:ประกัน|กอง|เรือ|ร้อย|พล|สิบ|บ้าน|หน้า)(?:$|\s)|พล(?:เรือน|ตำรวจ|ทหาร)|(?:ร้อย|สิบ)(?:เวร|ตำรวจ)|หน้า(?:ที่|ค้า)"
)
_WOMEN_NOT_NAMED = re.compile(
    r"(?:รอง|งาม|แบบ|ฟ้า|รำ|เอก|ไม้|กวัก|เลิ้ง|บวช|แล|พญา|แก้ว|ใน|ที่)(?![ก-ฮะ-ฺเ-๎])|พยาบาล|นพมาศ|สงกรานต์|ผู้"
)
_DOCTORS_OFFICE = re.compile(r"สาธารณสุข|ใหญ่|ชำนาญ|ผู้|ประจำ|เชี่ยวชาญ|ปฏิบัติการ")
_ENDS_OF_OTHER_WORDS = (
    "พัฒ", "สัมม", "เสว", "ศาส", "เจต", "โภช", "ภาว", "จินต", "ปรารถ", "คณ", "วิปัสส", "เจ้า", "ท", "วาส", "กัลป",
    "อบต.", "ตำบล", "เทศบาล", "อำเภอ", "ต.", "อ.", "หนอง", "ห้วย", "บึง", "โนน", "เขา", "คลอง", "ดอน", "หัว",
    "สระ", "วัด", "โรงเรียน", "ถนน", "แม่", "ธง", "นคร", "ทต.", "ทม.", "บ้าน", "ถ้ำ", "เกาะ",
)  # fmt: skip
#: A word that begins so is no surname, and a name that runs into it ends there.
_NO_SURNAME = (
    r"เป็น|ตำแหน่ง|หัวหน้า|ปลัด|นายก|นาย|นาง|ผู้|เจ้าหน้าที่|เจ้าพนักงาน|และ|หรือ|ได้|ร่วม|ในฐานะ|กล่าว|พร้อม|วิทยากร|นิติกร|สมาชิก|กำนัน|"
    r"ประธาน|พนักงาน|โทร|จาก|เพื่อ|ครูผู้|นักวิ|นักทรัพ|นักพัฒ|นักจัด|นักการ|รองนายก|รองปลัด|รองประธาน|เข้าร่วม|เข้ารับ|รับผิดชอบ|"
    r"มอบหมาย|ดำรง|อายุ|บ้านเลข|หมู่ที่|กรรมการ|ดำเนินการ|บรรยาย|ณ$|กับ|คณะ"
)
_STARTS_NO_SURNAME = re.compile(_NO_SURNAME)
_RUNS_INTO = re.compile(
    r"(?<=..)(?:ได้|เป็น|ตำแหน่ง|หัวหน้า|เจ้าหน้าที่|เจ้าพนักงาน|ผู้อำนวย|ผู้บริหาร|พนักงาน|นายก|ปลัดอ|ปลัดเทศ|สมาชิก|ประธาน|กรรมการ|"
    r"พร้อมด้วย|พร้อมคณะ|พร้อมทั้ง|มอบหมาย|ดำเนินการ|รองนายก|รองปลัด|วิทยากร|นักวิชาการ|นักวิเคราะห์|นักทรัพยากร|นักพัฒนา|และนา[ยง]).*"
)


def mask(text: str) -> str:
    """``text`` with names, telephone numbers, e-mail addresses and citizen numbers as ``■■■``.

    Masking what is masked changes nothing. Text without anything of the kind comes back as it is.
    Characters that nobody sees do not hide a name: where one does, they go with it.
    """
    if _INVISIBLE.search(text):
        seen = _INVISIBLE.sub("", text)
        masked = mask(seen)
        return text if masked == seen else masked
    return _masked(text) if _PERHAPS.search(text) else text


@lru_cache(maxsize=512)
def _masked(text: str) -> str:
    """Until nothing is found: what ran together with a number is told from it once that is masked."""
    while (masked := _once(text)) != text:
        text = masked
    return text


def _once(text: str) -> str:
    parts: list[str] = []
    position = kept = 0
    while match := _PIECE.search(text, position):
        replaced = _replacement(match, text)
        if replaced is None:
            # Not what it looked like; what follows its first character may still be.
            position = match.start() + 1
            continue
        printed, end = replaced
        parts.append(text[kept : match.start()])
        parts.append(printed)
        position = kept = end
    parts.append(text[kept:])
    return "".join(parts)


def _replacement(match: re.Match[str], text: str) -> tuple[str, int] | None:
    """What stands for the match, and where the text goes on; ``None`` where it is nobody's."""
    if match["address"] or match["host"]:
        return match[0], match.end()
    if match["email"]:
        return MASK, match.end()
    if match["citizen"]:
        return (MASK, match.end()) if _is_citizen_number(match["citizen"]) else None
    if match["phone"]:
        return (MASK, match.end()) if _is_telephone(match["phone"]) else None
    if match["told"]:
        return match[0][: match.start("number") - match.start()] + MASK, match.end()
    if match["english"]:
        return f"{match['english']} {MASK}", match.end()
    return _name(match, text)


def _name(match: re.Match[str], text: str) -> tuple[str, int] | None:
    thai, first, last = match["thai"], match["first"], match["last"]
    before = re.sub(r"\s", "", text[max(0, match.start() - 12) : match.start()])
    if thai and thai.startswith(("นาย", "นาง")) and before.endswith(_ENDS_OF_OTHER_WORDS):
        return None
    if thai == "นาย" and _OFFICES.match(first + ("" if last is None else " ")):
        return None
    if thai in ("นาง", "นางสาว") and _WOMEN_NOT_NAMED.match(first):
        return None
    if thai and thai.startswith("นาย") and len(thai) > 3 and _DOCTORS_OFFICE.match(first):
        return None
    if first == "ดร" or first.startswith(("นาย", "นาง")):
        return None  # a second title: it is read on its own
    if match["gap"] and _STARTS_NO_SURNAME.match(first):
        return None
    surname = last is not None and not _STARTS_NO_SURNAME.match(last)
    if match["rank"] and not match["rank"].startswith("ว่าที่") and not surname:
        return None  # two letters with dots abbreviate many things: a name needs its surname
    cut = _RUNS_INTO.search(first)
    if cut:
        end = match.start("first") + cut.start()
    elif surname:
        cut = _RUNS_INTO.search(last)
        end = match.start("last") + cut.start() if cut else match.end("last")
    else:
        end = match.end("first")
    title = text[match.start() : match.start("first")].rstrip()
    return f"{title} {MASK}", end


def _is_citizen_number(printed: str) -> bool:
    """Whether the 13 digits carry their check digit, or are grouped as on a citizen's card."""
    digits = [int(d) for d in re.sub(r"\D", "", to_arabic(printed))]
    total = sum(digit * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    if (11 - total % 11) % 10 == digits[12]:
        return True
    return (
        re.fullmatch(rf"{_D}[\s\-–]{_D}{{4}}[\s\-–]{_D}{{5}}[\s\-–]{_D}{{2}}[\s\-–]{_D}", printed) is not None
    )


def _is_telephone(printed: str) -> bool:
    """Whether the digits are as many as a Thai number has (9, mobile 10; one less behind +66), in a
    few groups."""
    digits = len(re.findall(_D, printed)) + (1 if printed[:1] in "Oo" or printed[:2] in ("(O", "(o") else 0)
    abroad = "+" in printed
    groups = len(re.findall(r"[\s\-–.)]+", printed))
    return (10 <= digits <= 11 if abroad else 9 <= digits <= 10) and groups <= 4
