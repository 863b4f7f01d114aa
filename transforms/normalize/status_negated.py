"""What takes a word for done back: negated, called off, only prepared, done in part, or but instructed.

In doubt work is not done: what is taken back here is never ``completed``.
"""

from __future__ import annotations

import re
from typing import Literal

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import clean, squeeze

_END = r"(?:แล้วเสร็จ|เสร็จสิ้น|เสร็จ|เรียบร้อย|ครบถ้วน|แล้ว)+"
_WITHIN = r"(?:ภายใน|ก่อน|ตาม|ใน(?=วันที่|เดือน|ปี|ไตรมาส))"
_ON = r"(?:(?!ได้|จึง|แต่)[ก-๙0-9])"

#: What is to be done, asked or wished, and tells nothing of what was done.
_INSTRUCTIONS = (
    re.compile(r"(?:โปรด|กรุณา)(?:ระบุ|แจ้ง|ราย?งาน|กรอก|ทำเครื่องหมาย|ใส่|อธิบาย|ส่ง)[^()\n]*"),
    re.compile(r"(?:ว่า)?(?:ได้)?ดำเนินการ(?:แล้ว)?(?:เสร็จ)?(?:แล้ว)?หรือ(?:ไม่|ยัง)(?:อย่างไร|เพียงใด)?(?![ก-๙])"),
    re.compile(
        rf"(?<!ได้)(?:ให้|ต้อง)ราย?งาน{_ON}{{0,20}}?(?:เมื่อ|หลัง(?:จาก)?)(?!วันที่|[0-9]){_ON}{{0,30}}?{_END}"
        rf"(?:ภายใน[0-9]+วัน)?"
    ),
    re.compile(
        rf"^\(?ราย?งาน(?:ผล)?(?:เมื่อ|หลัง(?:จาก)?)(?!วันที่|[0-9]){_ON}{{0,30}}?{_END}(?:ภายใน[0-9]+(?:วัน|เดือน)|\)?$)"
    ),
    re.compile(
        rf"(?:เมื่อ|หลัง(?:จาก)?|หาก|ถ้า)(?!วันที่|[0-9]){_ON}{{0,30}}?{_END}(?:ให้|โปรด|กรุณา|ต้อง|จะ|ขอให้|พึง){_ON}{{0,40}}"
    ),
    re.compile(
        rf"(?<!ได้)(?<!สามารถ)(?<!อาจ)(?:ดำเนินการ|ดำเนินงาน|จัดทำ){_ON}{{0,30}}?ให้(?:แล้ว)?เสร็จ(?:สิ้น|เรียบร้อย)*(?:{_WITHIN}{_ON}{{0,25}}|$)"
    ),
    re.compile(rf"เพื่อให้{_ON}{{0,40}}?{_END}(?:ตาม(?:กำหนด|แผน|เป้าหมาย|ระยะ)?(?:เวลา|การ)?)?"),
)

_ABLE = (
    r"(?:ที่จะ)?(?:ดำเนิน|จัด|เผยแพร่|ประกาศ|ปรับปรุง|อบรม|ประชุม|แต่งตั้ง|ทำ|ราย?งาน|ติดตั้ง|ก่อสร้าง|เบิกจ่าย|ส่ง|เปิด|ปฏิบัติ)"
)
_NOT_ABLE = re.compile(rf"ไม่(?:สามารถ|อาจ){_ABLE}")
_NOT_FINISHED = re.compile(
    r"ไม่(?:สามารถ|อาจ)(?:(?!จึง|แต่)[ก-๙]){0,60}?(?:เสร็จ|ครบ|ทัน|ตามกำหนด|ตามแผน|ตามเป้า|ภายใน)"
    r"|(?:ไม่|มิ)(?:ได้)?(?:ให้)?(?:แล้ว)?เสร็จ|ไม่ทัน(?:กำหนด|ตาม|ภายใน|เวลา)"
)
_CALLED_OFF = re.compile(
    r"ถูกยกเลิก|(?:ระงับ|ชะลอ)(?:โครงการ|กิจกรรม|การ(?:จัด|อบรม|ดำเนิน))|งด(?:การ)?จัด(?:อบรม|กิจกรรม|โครงการ|ประชุม)|"
    r"(?<!การ)(?<!หาก)ยกเลิก(?:(?:โครงการ|กิจกรรม|การ(?:จัด|อบรม|ประชุม|ดำเนิน)[ก-๙]{0,30}?)?(?:เรียบร้อย)?(?:แล้ว|$))"
    r"|(?<!การ)(?<!หาก)เลื่อน(?:การ(?:จัด|อบรม|ประชุม|ดำเนิน|เผยแพร่|ประกาศ)|กำหนด|โครงการ|กิจกรรม|ออกไป|ไป|แล้ว)"
)
#: Behind what was not done: what was done instead.
_BUT_DONE = re.compile(
    r"(?:จึง|แต่|ต่อมา|ปัจจุบัน|ปีนี้|และ)(?:ได้)?(?:(?!ไม่|จะ)[ก-๙0-9]){0,60}?(?:แล้ว|เมื่อวันที่|เสร็จ)|(?:จัด|อบรม)[ก-๙]{0,20}(?:แล้ว)?เมื่อวันที่"
)
_NOT_THIS_YEAR = re.compile(
    r"(?:ปีนี้|ปีปัจจุบัน|ปีงบประมาณ(?:นี้|(?:พ\.ศ\.)?[0-9]{4}))(?:ยังไม่|ยังมิ|ไม่ได้)(?!แล้ว|เสร็จ|ครบ)"
)
_PENDING = re.compile(
    r"(?<![กคตพ])รอ(?:ผล)?(?:การ)?(?:พิจารณา|อนุมัติ|ดำเนิน|ลงนาม|เผยแพร่|ประกาศ|จัด|เห็นชอบ|เบิก|ตรวจ|งบประมาณ|คำสั่ง)"
    r"|จะ(?:ดำเนิน|เผยแพร่|จัด|ประกาศ|เสนอ|อบรม|ประชุม|เริ่ม|เปิด|ติดตั้ง|ส่ง)(?:(?!แล้ว)[ก-๙0-9]){0,40}?(?:ต่อไป|ถัดไป)"
    r"|กำหนด(?:การ)?จัด(?!ทำ|ตั้ง|ซื้อ|การ|เก็บ|สรร|ให้)(?!.{0,80}(?:เมื่อวันที่|ได้จัด|จัดแล้ว))"
    r"|(?<!การ)(?<!คำ)ขอขยาย(?:ระยะ)?เวลา"
)
_IN_PART = re.compile(
    r"(?<!ช่วย)เหลือ(?:อีก|เพียง|จำนวน)*[1-9][0-9]*(?![0-9,.]*บาท)(?![0-9,.])"
    r"|(?:เกือบ|ใกล้)(?:จะ)?(?:แล้วเสร็จ|เสร็จ|ครบ|ทั้งหมด|สมบูรณ์)"
    r"|(?:แล้ว|เสร็จ|เรียบร้อย|ครบ(?:ถ้วน)?|ทุก[ก-๙]{2,12})(?:ยกเว้น|เว้นแต่|ขาดแต่)(?!ค่า|ภาษี)"
)
_OF = re.compile(r"([0-9]+)[ก-๙]{0,12}?จาก(?:เป้าหมาย|แผน|ที่ตั้งไว้|ที่กำหนด(?:ไว้)?|ทั้งหมด|ทั้งสิ้น|จำนวน)+([0-9]+)")
_TARGET = re.compile(r"เป้าหมาย([0-9]+)([ก-๙]{2,8})(?:ดำเนินการ|จัด|ทำ)(?:แล้ว|ได้|เสร็จ|ไป)+([0-9]+)\2")
#: Steps before the work itself, said to be taken.
_PREPARED = re.compile(
    rf"(?:ขออนุมัติ(?:โครงการ|งบประมาณ|แผน|หลักการ|จัด(?!ซื้อ)|ดำเนิน)[ก-๙]{{0,40}}?|ได้รับ(?:การ)?อนุมัติ(?:โครงการ|งบประมาณ|หลักการ)?"
    rf"|(?:จัดทำ|ยก|เสนอ)\(?ร่าง\)?(?:(?!และ|เผยแพร่|ประกาศใช้)[ก-๙.]){{0,40}}?|(?:วางแผน|เตรียมการ)(?:(?!และ)[ก-๙]){{0,20}}?)(?:{_END}|$)"
)
_DONE_TOO = re.compile(r"แล้ว|เสร็จ|เรียบร้อย|เมื่อวันที่|https?:|www\.|ประกาศใช้|เผยแพร่|ถือปฏิบัติ|แจ้งเวียน|ลงนาม|จัดอบรม")

#: Without one of these a line instructs nothing, and is not looked at further.
_ASKED = re.compile(r"โปรด|กรุณา|หรือ(?:ไม่|ยัง)|ให้|ต้อง|^\(?ราย?งาน|เมื่อ|หลัง|หาก|ถ้า")
_ENDS = re.compile(r"เสร็จ|แล้ว|เรียบร้อย|ครบถ้วน|โปรด|กรุณา|หรือ(?:ไม่|ยัง)")

TakenBack = Literal["in_progress", "not_started"]


def taken_back(text: str) -> TakenBack | None:
    """What the work is instead, where ``text`` takes a word for done back; ``None`` where it does not."""
    joined = squeeze(to_arabic(clean(text)))
    if not_this_year(joined):
        return "not_started"
    for pattern in (_NOT_FINISHED, _NOT_ABLE, _CALLED_OFF):
        match = pattern.search(joined)
        if match is not None and not _BUT_DONE.search(joined, match.end()):
            return "in_progress" if pattern is _NOT_FINISHED else "not_started"
    if _PENDING.search(joined) or _IN_PART.search(joined) or _below_target(joined):
        return "in_progress"
    prepared = _PREPARED.search(joined)
    if prepared is None or _DONE_TOO.search(joined[: prepared.start()] + "\n" + joined[prepared.end() :]):
        return None
    return "in_progress"


def not_this_year(joined: str) -> bool:
    """Whether what was done is another year's, and this year's is not begun."""
    return _NOT_THIS_YEAR.search(joined) is not None


def without_instructions(text: str) -> str:
    """``text`` without what it but instructs, asks or wishes; lines with boxes stay as they are."""
    if BOX_TICKED in text or BOX_EMPTY in text:
        return text
    return "\n".join(_without(line) for line in text.split("\n"))


def _without(line: str) -> str:
    joined = kept = squeeze(to_arabic(clean(line)))
    if not _ASKED.search(joined) or not _ENDS.search(joined):
        return line
    for pattern in _INSTRUCTIONS:
        kept = pattern.sub("", kept)
    return line if kept == joined else kept.replace("()", "").strip("()")


def _below_target(joined: str) -> bool:
    parts = [(int(m[1]), int(m[2])) for m in _OF.finditer(joined)]
    parts += [(int(m[3]), int(m[1])) for m in _TARGET.finditer(joined)]
    return any(done < whole for done, whole in parts)
