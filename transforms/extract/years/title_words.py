"""What titles of reports begin with, and their text with damaged words put right."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.normalize.digits import to_arabic
from transforms.normalize.loosened import word_mender
from transforms.normalize.thai import clean

#: So many paragraphs from the beginning on may be titles; longer ones than this are none.
TITLE_PARAGRAPHS, LONGEST_TITLE = 40, 400
_LONGEST_MENDED = 700
TITLE = re.compile(
    r"^\W*(?:เรื่อง)?\W*(?:รายงาน|มาตรการ|แผน|สรุป|การวิเคราะห์|ประกาศ|ผลการ|การดำเนิน|แบบรายงาน|แนวทาง|"
    r"การ(?:กำหนด|จัดทำ|ขับเคลื่อน|ยกระดับ|นำผล|ปรับปรุง|ส่งเสริม|กำกับ))"
)
#: What tells of measures.
MEASURES = re.compile(
    r"มาตรการ|รายงาน\s?ผล\s?(?:การ)?ดำเนิน|รายงาน\s?การ\s?ดำเนิน|แผน\s?ปฏิบัติ|ขับเคลื่อน|ดำเนินการ\s?ตาม|"
    r"ผล\s?การ\s?ดำเนินการ|แนวทาง(?:ใน)?การ|ยกระดับ"
)
_ROUND_WORDS = re.compile(r"ร\s?อ\s?[บปษ]\s?(?=\(?\s?(?:ระยะ|ที่|\d))")
_MONTH_WORDS = re.compile(r"(?<=[\d)])\s?เ\s?[ดคตฅ][ืิีึ]?\s?อ\s?น")
_ERA = re.compile(r"(?<![ก-๙])[พฟฝผ]\s?\.\s?[ศคต]\s?\.?(?=\s?[0-9])")
_mend_words = word_mender(
    (
        "มาตรการ",
        "วิเคราะห์",
        "การประเมิน",
        "ปีงบประมาณ",
        "ประจำปี",
        "ดำเนินการ",
        "ดำเนินงาน",
        "รายงาน",
        "แผนปฏิบัติการ",
        "ขับเคลื่อน",
        "ยกระดับ",
        "แนวทาง",
        "ไตรมาส",
        "ตุลาคม",
        "มีนาคม",
        "กันยายน",
        "กำหนด",
        "คุณธรรม",
        "ความก้าวหน้า",
    )
)


@lru_cache(maxsize=1024)
def readable(text: str) -> str:
    """``text`` with Arabic digits; in a paragraph that is not long with damaged words put right."""
    text = to_arabic(clean(text))
    if len(text) >= _LONGEST_MENDED:
        return text
    text = _MONTH_WORDS.sub(" เดือน", _ROUND_WORDS.sub("รอบ", _ERA.sub("พ.ศ.", text)))
    return _mend_words(text)
