"""Wordings of deadlines and schedules, as patterns on text with Arabic digits and single-width spaces.

A space is allowed wherever a scanner may break a word. Groups are numbered by the date they belong to:
``month1`` and ``year1`` of the first, ``month2`` and ``year2`` of the second.
"""

from __future__ import annotations

import re
from typing import Literal

from transforms.normalize.thai_dates import DAY, ERA, MONTH, YEAR

Recurrence = Literal["once", "monthly", "quarterly", "semiannual", "annual"]

#: Where more than this many characters stand around a date, it is prose and needs a word before it.
PROSE = 80
_FISCAL = r"(?:ของ\s?)?(?:ประจำ\s?)?ปี\s?งบ\s?ประมาณ\s?(?:พ\s?\.?\s?ศ\s?\.?\s?)?"
_YEAR_OF = rf"(?:\s?,?\s?(?:{_FISCAL}(?P<fiscal{{0}}>{YEAR})|{ERA}(?P<year{{0}}>{YEAR})))?"
_JOIN = r"\s?(?:[-–—~]+|จน\s?ถึง|ถึง)\s?(?:วัน\s?ที่\s?)?(?:สิ้น\s?)?(?:เดือน\s?)?"
_MONTH = rf"(?:เดือน\s?)?(?P<month{{0}}>{MONTH})"

DAY_SPAN = re.compile(
    rf"(?P<day1>{DAY})\s?{_MONTH.format(1)}{_YEAR_OF.format(1)}(?:{_JOIN}|\s?)"
    rf"(?P<day2>(?:[0-2]?\d|3[01]))\s?{_MONTH.format(2)}{_YEAR_OF.format(2)}"
)
DAYS_OF_MONTH = re.compile(
    rf"(?P<day1>{DAY})\s?[-–]\s?(?P<day2>(?:[0-2]?\d|3[01]))\s?{_MONTH.format(1)}{_YEAR_OF.format(1)}"
)
MONTH_SPAN = re.compile(
    rf"{_MONTH.format(1)}{_YEAR_OF.format(1)}(?P<joiner>{_JOIN}){_MONTH.format(2)}{_YEAR_OF.format(2)}"
)
ONE_DAY = re.compile(rf"(?:วัน\s?ที่\s?)?(?P<day1>{DAY})\s?{_MONTH.format(1)}{_YEAR_OF.format(1)}")
#: The 32nd to 99th of a month.
NO_DAY = re.compile(rf"วัน\s?ที่\s?(?:3[2-9]|[4-9]\d)\s?{_MONTH.format(1)}{_YEAR_OF.format(1)}")
DAY_OF_EVERY = re.compile(
    r"(?:ภาย\s?ใน\s?)?(?:ทุก\s?)?วัน\s?ที่\s?\d{1,2}\s?(?:ของ\s?)?(?:ทุก\s?ๆ?\s?เดือน|เดือน\s?(?:ถัด|ต่อ)\s?ไป)"
    r"|ทุก\s?วัน\s?ที่\s?\d{1,2}(?:\s?ของ\s?(?:แต่\s?ละ\s?)?เดือน)?"
)
MONTHS = re.compile(
    rf"{_MONTH.format(1)}{_YEAR_OF.format(1)}"
    rf"(?P<more>(?:\s?(?:,|/|และ|หรือ|กับ|\s)\s?(?:ภาย\s?ใน\s?)?(?:เดือน\s?)?{MONTH}(?:\s?{ERA}{YEAR})?)*)"
    r"(?P<every>\s?(?:ข\s?อ\s?ง\s?)?ทุก\s?ๆ?\s?ปี)?"
)
ONE_MONTH = re.compile(rf"{_MONTH.format(1)}{_YEAR_OF.format(1)}")
QUARTER = re.compile(
    r"ไตร\s?มาส\s?(?:ที่?\s?)?(?P<first>[1-4])(?![\d.])(?:\s?(?P<join>[-–]|ถึง|และ|,|/)\s?(?:ไตร\s?มาส\s?)?(?:ที่?\s?)?"
    rf"(?P<last>[1-4])(?!\d))*(?:\s?[/(]?\s?(?:{_FISCAL}|{ERA})(?P<year1>25\d\d(?!\d)|[5-9]\d(?!\d)))?"
)
RECURRENCES: tuple[tuple[Recurrence, re.Pattern[str]], ...] = (
    (
        "semiannual",
        re.compile(
            r"ทุก\s?ๆ?\s?(?:รอบ\s?)?6\s?เดือน|ทุก\s?ครึ่ง\s?ปี|ปี\s?ละ\s?(?:ไม่\s?น้อย\s?กว่า\s?)?(?:2|สอง)\s?(?:ครั้ง|รอบ)"
            r"|(?:2|สอง)\s?(?:ครั้ง|รอบ)\s?(?:/|ต่อ)\s?ปี"
            r"|6\s?เดือน\s?(?:ต่อ\s?|/\s?|ละ\s?)?(?:1\s?)?ครั้ง"
        ),
    ),
    (
        "quarterly",
        re.compile(
            r"ทุก\s?ๆ?\s?ไตร\s?มาส|ไตร\s?มาส\s?ละ(?:\s?(?:\d|หนึ่ง)?\s?ครั้ง)?|ทุก\s?ๆ?\s?3\s?เดือน"
            r"|(?:4|สี่)\s?ครั้ง\s?(?:/|ต่อ)\s?ปี|\d\s?ครั้ง\s?(?:/|ต่อ)\s?ไตร\s?มาส"
            r"|ปี\s?ละ\s?(?:4|สี่)\s?(?:ครั้ง|รอบ)"
        ),
    ),
    (
        "annual",
        re.compile(
            r"ปี\s?ละ\s?(?:1|หนึ่ง)?(?:\s?[-–]\s?2)?\s?(?:[ก-ฮ]รั้ง|ครัง|รอบ)|(?<!ของ)(?<!ของ\s)ทุก\s?ๆ?\s?ปี(?!\s?งบ)|ของ\s?ทุก\s?ๆ?\s?ปี"
            r"|(?:1|หนึ่ง)\s?(?:ครั้ง|รอบ)\s?(?:/|ต่อ)\s?ปี"
            r"|ทุก\s?ๆ?\s?(?:12\s?เดือน|ปี\s?งบ\s?ประมาณ)"
        ),
    ),
    (
        "monthly",
        re.compile(
            r"(?<!ครบ)(?<!ครบ\s)ทุก\s?ๆ?\s?(?:ส[ิ้]{0,2}น\s?|ต้?น\s?|1\s?)?เดือน|\d\s?ครั้ง\s?(?:/|ต่อ)\s?เดือน|เดือน\s?ละ(?:\s?\d?\s?ครั้ง)?|ของ\s?ทุก\s?เดือน"
        ),
    ),
)
OF_EACH = re.compile(r"ราย\s?(ไตร\s?มาส|เดือน|ปี|6\s?เดือน)")
#: The same at the end of one part of a list.
OF_EACH_AT_END = re.compile(rf"(?<=\s){OF_EACH.pattern}(?=\s*(?:\n|$|\d{{1,2}}\s?[.)]))")
EACH: dict[str, Recurrence] = {
    "ไตรมาส": "quarterly",
    "เดือน": "monthly",
    "ปี": "annual",
    "6เดือน": "semiannual",
}
RELATIVE = re.compile(
    r"(?:ภาย\s?ใน|ไม่\s?เกิน)\s?(?:ระยะ\s?เวลา\s?)?\d{1,3}\s?(?:วัน\s?(?:ทำ\s?การ)?|ชั่วโมง|สัปดาห์|เดือน|นาที)(?!ที่)"
    r"(?:\s?(?:หลัง|นับ|ภาย\s?หลัง|เมื่อ|ตั้งแต่|จาก)[^\n\d;]{0,80})?"
)
WHOLE_YEAR = re.compile(
    rf"(?:ดำเนิน\s?การ\s?)?ต\s?ล?\s?อ\s?[ดคต]\s?(?:ทั้ง\s?)?(?:ระยะ\s?เวลา\s?)?(?:ของ\s?)?ปี\s?(?:งบ\s?ประมาณ\s?)?(?:พ\s?\.?\s?ศ\s?\.?\s?)?(?P<year1>{YEAR})?"
)
YEAR_END = re.compile(
    rf"(?:ภาย\s?ใน\s?|ก่อน\s?|เมื่อ\s?)?(?P<end>สิ้น\s?)?ปี\s?งบ\s?ประมาณ\s?(?:พ\s?\.?\s?ศ\s?\.?\s?)?(?P<year1>{YEAR})?"
)
BARE_YEAR = re.compile(
    r"(?:ประจำ\s?|ใน\s?)?(?:ปี\s?(?:งบ\s?ประมาณ)?\s?)?(?:พ\s?\.?\s?ศ\s?\.?\s?)?(?P<year1>25\d\d(?!\d))"
    r"(?:\s?[-–]\s?(?:พ\s?\.?\s?ศ\s?\.?\s?)?(?P<year2>25\d\d))?|(?:ใน\s?|ประจำ\s?)?ปี\s?งบ\s?ประมาณ(?:\s?ปัจจุบัน)?"
)
ROUND = re.compile(r"รอบ\s?(?:ระยะ\s?เวลา\s?)?\(?(6|12)\s?เดือน\)?")
#: What may stand beside a round that is the whole of a cell.
ROUND_FILLING = re.compile(r"รายงาน|สรุป|ผล|ความ\s?(?:ก้าว|คืบ)\s?หน้า|ครั้ง\s?ที่|ปี\s?งบ\s?ประมาณ|พ\.\s?ศ|ปี|\d")

NUMBERING = re.compile(r"(?:^|[\s\n])(?=\d{1,2}\s?[.)]\s?[^\d\s.])|\n(?=\s?[-–•*])")
MARKER = re.compile(
    r"(?:ภาย\s?ใน|ไม่\s?เกิน|ก่อน|จน\s?ถึง|ถึง|ระหว่าง|ตั้งแต่|เริ่ม|ใน\s?ช่วง|ช่วง|กำหนด|แล้ว\s?เสร็จ|สิ้น|ใน|ระยะ\s?เวลา|ต้น|กลาง|ปลาย)"
    r"\s?(?:ระยะ\s?เวลา\s?)?(?:สิ้น\s?)?(?:วัน\s?ที่\s?|เดือน\s?|ช่วง\s?)*[(:]?\s?$"
)
NOT_A_DEADLINE = re.compile(
    r"(?:เมื่อ|ลง|ณ)\s?(?:วัน\s?ที่|เดือน)?\s?$|ประจำ\s?(?:เดือน)?\s?$|(?:ข้อมูล|ของ)\s?เดือน\s?$|รอบ\s?(?:เดือน)?\s?\(?\s?$"
)
START_ONLY = re.compile(r"^\s?(?:เป็น\s?ต้น\s?ไป)")
ONWARDS = re.compile(r"(?:ตั้งแต่|เริ่ม)\s?(?:ดำเนินการ\s?)?(?:วัน\s?ที่\s?|เดือน\s?)*$")
FILLING = re.compile(
    r"ภาย\s?ใน|ดำเนิน\s?การ|ระยะ\s?เวลา|กำหนด|แล้ว\s?เสร็จ|ให้|ตลอด|อย่าง\s?น้อย|และ|หรือ|ประจำ|ใน|เดือน|วัน\s?ที่|\d{1,2}\s?[.)]|[\W_]"
)
