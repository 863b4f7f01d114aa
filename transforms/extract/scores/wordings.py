"""Wordings around numbers that look like a score of the organization and are none."""

from __future__ import annotations

import re
from itertools import pairwise

from transforms.document import Document, Paragraph
from transforms.normalize.thai import clean

#: Means of others, targets, differences, weighted points, ranks, other schemes.
NO_SCORE = re.compile(
    r"ไม่น้อยกว่า|ไม่ต่ำกว่า|เป้าหมาย|ค่าเป้า|ระดับประเทศ|ทั้งประเทศ|ภาพรวมประเทศ|ระดับจังหวัด|ภาพรวมจังหวัด|ค่าเฉลี่ยของ|"
    r"ทั่วประเทศ|ของประเทศ|ในจังหวัด|เฉลี่ยจังหวัด|เฉลี่ยประเทศ|เฉลี่ย(?:ราย)?(?:อำเภอ|ภาค|ประเภท)|"
    r"เฉลี่ยของ(?:จังหวัด|ประเทศ|อำเภอ|ภาค|ประเภท|อปท|องค์กรปกครอง|หน่วยงานทั้ง)|(?:สูงสุด|ต่ำสุด)ของ|ต้องได้|ปีที่ผ่านมา|ปีก่อน|ปีที่แล้ว|"
    r"เพิ่มขึ้น|ลดลง|สูงขึ้น|ผลต่าง|ถ่วงน้ำหนัก|ค่าน้ำหนัก|คะแนนเต็ม|เกณฑ์|LPA|MOIT|ลำดับที่|อันดับ|ร้อยละความพึงพอใจ|"
    r"ตั้งเป้า|คาดหวัง|คาดว่าจะ|วัด\s?(?:แห่ง\s?)?ความสำเร็จ|ตัวชี้วัด\s?(?:ของ\s?)?โครงการ|ประเมินตนเอง|elf.?[Aa]ssess|"
    r"(?<!ผล)(?<!ทำ)ให้\s?(?:ได้|มี)\s?(?:รับ\s?)?(?:ผล\s?|ค่า\s?|ระดับ\s?)?คะแนน|ภายในปี[^.]{0,40}$|"
    r"^\s?(?:คะแนน|%)?[\s,]*(?:และ\s?)?(?:ได้\s?)?(?:คะแนน\s?)?(?:สูง|ต่ำ)(?:ที่)?สุด[^0-9]{0,12}$|"
    # Of other things and other bodies, where neither the scheme nor an organization is named after them.
    r"(?:พึงพอใจ|เบิกจ่าย|ผู้ตอบ|ความรู้|ความเสี่ยง|อบรม)(?:(?!ITA|คุณธรรมและความโปร่งใส|ผลการประเมินฯ).)*"
    r"(?:ภาพรวม|คะแนน|ร้อยละ|เฉลี่ย|ประเมิน)(?:(?!ITA|คุณธรรมและความโปร่งใส|ผลการประเมินฯ)[^0-9]){0,24}$|"
    r"(?:ของ\s?(?:กรม|กระทรวง|อปท|องค์กรปกครองส่วนท้องถิ่น\s?(?:ใน|ทุก|ทั้ง))|(?:อปท\.?|ท้องถิ่น)\s?ใน(?:เขต)?(?:พื้นที่)?\s?(?:อำเภอ|จังหวัด))"
    r"(?:(?!องค์การบริหารส่วน|เทศบาล|อบต|อบจ|หน่วยงาน).)*(?:คะแนน|ได้|ร้อยละ|เฉลี่ย)[^0-9]{0,24}$"
)
#: A caption that says that the table below it is the mean of many or the result of another body.
_MEAN_OF_OTHERS = re.compile(
    r"(?:ระดับ|ทั่ว|ทั้ง|เฉลี่ย(?:ราย|ของ)?|ของ|ภาพรวม)\s?(?:ประเทศ|จังหวัด|อำเภอ|ภาค(?!รัฐ))|"
    r"(?:อปท\.?|องค์กรปกครองส่วนท้องถิ่น)\s?(?:ทั่ว|ทั้ง|ทุก|ใน|ราย)|(?:เฉลี่ย\S{0,24}|คะแนน\s?(?:ITA\s?)?)ของ\s?(?:อปท|กรม|กระทรวง|องค์กรปกครอง)"
)
_OWN = re.compile(r"องค์การบริหารส่วน|เทศบาล|อบต|อบจ|ทต\.|ทม\.|ของหน่วยงาน|เปรียบเทียบ|กับ|เทียบ")
_LONGEST_CAPTION = 160
#: Behind a number: a threshold, not a result.
THRESHOLD = re.compile(r"^\s?(?:คะแนน)?\s?(?:ขึ้นไป|จึงจะ|เป็นอย่างน้อย)")
#: Dotted lines between a label and its number.
LEADERS = re.compile(r"[.…_]{3,}")

_INSTRUMENT = re.compile(
    r"(?P<IIT>IIT|ผู้\s?มี\s?ส่วนได้\s?ส่วนเสีย\s?ภายใน(?!นอก))|(?P<EIT>EIT|ส่วนได้\s?ส่วนเสีย\s?ภายนอก)|"
    r"(?P<OIT>OIT|แบบ\s?ตรวจ\s?การ\s?เปิดเผย)"
)


def is_of_others(caption: str) -> bool:
    """Whether the paragraph right above a table says that its scores are not the organization's: a mean
    of a country, province or type, or the result of a department."""
    plain = clean(caption)
    if len(plain) > _LONGEST_CAPTION or not re.search("คะแนน|ผล", plain) or _OWN.search(plain):
        return False
    return _MEAN_OF_OTHERS.search(plain) is not None


def foreign_tables(document: Document) -> frozenset[int]:
    """The blocks of tables that a caption right above them gives to others."""
    return frozenset(
        index
        for index, (above, block) in enumerate(pairwise(document.blocks), start=1)
        if isinstance(above, Paragraph) and not isinstance(block, Paragraph) and is_of_others(above.text)
    )


def instrument_of_sum(label: str) -> str | None:
    """The one instrument (``IIT``, ``EIT``, ``OIT``) whose mean a row is that has this label; ``None``
    where it names several, none, or an indicator or part of one."""
    if len(label) > 160 or _PART.search(label):
        return None
    codes = {match.lastgroup for match in _INSTRUMENT.finditer(label)}
    return codes.pop() if len(codes) == 1 else None


_PART = re.compile(r"ตัวชี้วัด\s?(?:ที่)?\s?[0-9๐-๙]|ตัวชี้วัด\s?ย่อย|[ieO]\s?[0-9๐-๙]{1,2}(?![0-9๐-๙])")
