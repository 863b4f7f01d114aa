"""How much of the work is done, in numbers: percentages of progress and counts (``๓ จาก ๑๐ โครงการ``).

A number counts only where it is about progress: percentages of money, of the people asked or of a
target are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import clean, squeeze

_SHORT = 80
_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,2})?"
_PERCENT = re.compile(
    rf"(?:ร้อยละ|เปอร์เซ็นต์)\s?(?:ที่\s?)?({_NUMBER})(?![0-9])|(?<![0-9.])({_NUMBER})\s?(?:%|เปอร์เซ็นต์)"
)
_PROGRESS = re.compile(r"ก้าวหน้า|คืบหน้า|แล้วเสร็จ|ดำเนินการ|ความสำเร็จ|ผลสำเร็จ|ผลการดำเนิน|เสร็จ|สำเร็จแล้ว")
_NOT_PROGRESS_BEFORE = re.compile(
    r"เบิกจ่าย|งบประมาณ|พอใจ|คะแนน|ผู้ตอบ|ผู้เข้าร่วม|เป้าหมาย|ไม่น้อยกว่า|ไม่ต่ำกว่า|เพิ่มขึ้น|ลดลง|รับรู้|เห็นว่า|เห็นด้วย|เชื่อมั่น|ภายใน"
)
_NOT_PROGRESS_BEHIND = re.compile(
    r"\s*(?:ของ\s?(?:ผู้|ประชา|งบ|บุคลากร|กลุ่ม|คะแนน|จำนวนผู้|พนักงาน|เจ้าหน้าที่|ครัวเรือน|นักเรียน|วงเงิน)|ขึ้นไป|พึงพอใจ)"
)
#: What may stand beside a number that is all that a cell says.
_BESIDE = re.compile(r"ได้|แล้ว|ประมาณ|คิดเป็น|ผลงาน|เสร็จ|ดำเนินการ|ไป|ความก้าวหน้า|ความสำเร็จ|[\s()\-–.:=☑☐/]")
_UNIT = r"(?:โครงการ|กิจกรรม|มาตรการ|เรื่อง|ครั้ง|ข้อ|รายการ|หมู่บ้าน|ตัวชี้วัด|ด้าน|งาน|ประเด็น|ขั้นตอน|แห่ง|จุด|ส่วน|หัวข้อ)"
_OF = r"(?:จาก|ใน)(?:จำนวน|ทั้งหมด|ทั้งสิ้น|ที่ตั้งไว้|แผน)*"
_COUNT = re.compile(
    rf"(?<![0-9.])(?P<done>[0-9]{{1,4}}){_UNIT}?(?:{_OF}(?P<of>[0-9]{{1,4}}){_UNIT}?|/(?P<slash>[0-9]{{1,4}}){_UNIT})(?![0-9./])"
)
_COUNT_BEHIND = re.compile(
    rf"จาก(?:จำนวน|ทั้งหมด|ทั้งสิ้น)*(?P<of>[0-9]{{1,4}}){_UNIT}?(?:ทั้งหมด)?"
    rf"(?:ได้)?(?:ดำเนินการ|ทำ|จัดทำ)?(?:ไป)?(?:แล้ว)?(?:เสร็จ|สำเร็จ)?(?:ไป|ได้|แล้ว)*(?:จำนวน)?(?P<done>[0-9]{{1,4}}){_UNIT}?(?![0-9./])"
)
_DONE_BEFORE = re.compile(
    r"(?:ดำเนินการ|เสร็จ|สำเร็จ|จัดทำ|ทำ|ครบ|ได้)(?:แล้ว|ไป|เสร็จ|สิ้น|ได้|จำนวน|เพียง|ครบ|ถ้วน|จัด|เรียบร้อย|คิดเป็น|แค่)*$"
)


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage of progress: ``value`` from 0 to 100, null where the ``printed`` one cannot be."""

    value: Decimal | None
    printed: str


@dataclass(frozen=True, slots=True)
class Count:
    """``done`` pieces of work ``of`` so many."""

    done: int
    of: int

    @property
    def progress(self) -> Literal["completed", "in_progress", "not_started"]:
        """All done, some, or none."""
        if self.done >= self.of:
            return "completed"
        return "in_progress" if self.done else "not_started"


def percent_of_progress(text: str) -> Percent | None:
    """The first percentage of progress in ``text``; one over 100 is there without a value."""
    if not text or ("%" not in text and "ร้อยละ" not in text and "เปอร์เซ็นต์" not in text):
        return None
    plain = to_arabic(clean(text))
    impossible: Percent | None = None
    for match in _PERCENT.finditer(plain):
        value = Decimal(match[1] or match[2])
        before = squeeze(plain[max(0, match.start() - 60) : match.start()])
        rest = plain[: match.start()] + plain[match.end() :]
        about = (len(plain) <= _SHORT and not _BESIDE.sub("", rest)) or (
            _PROGRESS.search(before) is not None
            and not _NOT_PROGRESS_BEFORE.search(before)
            and not _NOT_PROGRESS_BEHIND.match(plain, match.end())
        )
        if about and value <= 100:
            return Percent(value, match[0])
        if about and impossible is None:
            impossible = Percent(None, match[0])
    return impossible


def count_of_progress(text: str) -> Count | None:
    """``ดำเนินการแล้ว ๓ จาก ๑๐ โครงการ``: the first count behind a word of doing, or one that is nearly
    all that the text says. ``None`` where more is done than there is."""
    if "จาก" not in text and "ใน" not in text and "/" not in text:
        return None
    plain = to_arabic(squeeze(clean(text[:600])))
    for pattern in (_COUNT, _COUNT_BEHIND):
        for match in pattern.finditer(plain):
            done = int(match["done"])
            of = int(match["of"] or match.groupdict().get("slash") or 0)
            alone = len(plain) - len(match[0]) <= 12
            said = _DONE_BEFORE.search(plain[max(0, match.start() - 40) : match.start()])
            if done <= of and 0 < of < 1000 and (alone or said or pattern is _COUNT_BEHIND):
                return Count(done, of)
    return None
