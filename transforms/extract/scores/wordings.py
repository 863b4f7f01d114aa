"""Wordings around numbers that look like a score of the organization and are none."""

from __future__ import annotations

import re

#: Means of others, targets, differences, weighted points, ranks, other schemes.
NO_SCORE = re.compile(
    r"ไม่น้อยกว่า|ไม่ต่ำกว่า|เป้าหมาย|ค่าเป้า|ระดับประเทศ|ทั้งประเทศ|ภาพรวมประเทศ|ระดับจังหวัด|ภาพรวมจังหวัด|ค่าเฉลี่ยของ|"
    r"ทั่วประเทศ|ของประเทศ|ในจังหวัด|เฉลี่ยจังหวัด|เฉลี่ยประเทศ|เฉลี่ย(?:ราย)?(?:อำเภอ|ภาค|ประเภท)|"
    r"เฉลี่ยของ(?:จังหวัด|ประเทศ|อำเภอ|ภาค|ประเภท|อปท|องค์กรปกครอง|หน่วยงานทั้ง)|(?:สูงสุด|ต่ำสุด)ของ|ต้องได้|ปีที่ผ่านมา|ปีก่อน|ปีที่แล้ว|"
    r"เพิ่มขึ้น|ลดลง|สูงขึ้น|ผลต่าง|ถ่วงน้ำหนัก|ค่าน้ำหนัก|คะแนนเต็ม|เกณฑ์|LPA|MOIT|ลำดับที่|อันดับ|ร้อยละความพึงพอใจ"
)
#: Behind a number: a threshold, not a result.
THRESHOLD = re.compile(r"^\s?(?:คะแนน)?\s?(?:ขึ้นไป|จึงจะ|เป็นอย่างน้อย)")
#: Dotted lines between a label and its number.
LEADERS = re.compile(r"[.…_]{3,}")

_INSTRUMENT = re.compile(
    r"(?P<IIT>IIT|ผู้\s?มี\s?ส่วนได้\s?ส่วนเสีย\s?ภายใน(?!นอก))|(?P<EIT>EIT|ส่วนได้\s?ส่วนเสีย\s?ภายนอก)|"
    r"(?P<OIT>OIT|แบบ\s?ตรวจ\s?การ\s?เปิดเผย)"
)


def instrument_of_sum(label: str) -> str | None:
    """The one instrument (``IIT``, ``EIT``, ``OIT``) whose mean a row is that has this label; ``None``
    where it names several, none, or an indicator or part of one."""
    if len(label) > 160 or _PART.search(label):
        return None
    codes = {match.lastgroup for match in _INSTRUMENT.finditer(label)}
    return codes.pop() if len(codes) == 1 else None


_PART = re.compile(r"ตัวชี้วัด\s?(?:ที่)?\s?[0-9๐-๙]|ตัวชี้วัด\s?ย่อย|[ieO]\s?[0-9๐-๙]{1,2}(?![0-9๐-๙])")
