"""What became of one fact: right, wrong, missing or extra, and whether a reader is warned of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["right", "wrong", "missing", "extra"]
#: Levels of damage, from clean text to ruined.
LEVELS = ("none", "light", "heavy", "ruined")
#: Kind of fact -> Thai and English label, in the order of all tables.
KINDS: Mapping[str, tuple[str, str]] = {
    "state": ("รับเข้าหรือกันไว้", "taken in or set aside"),
    "organization": ("หน่วยงาน", "organization"),
    "year": ("ปีงบประมาณ", "fiscal years"),
    "round": ("รอบการรายงาน", "reporting round"),
    "period": ("ช่วงเวลาของรายงาน", "period"),
    "assessment": ("ผลการประเมินของปี", "assessment of a year"),
    "overall": ("คะแนนรวม", "overall score"),
    "level": ("ระดับผลการประเมิน", "level"),
    "recomputed": ("คะแนนและระดับที่คำนวณ", "recomputed total, level"),
    "score": ("คะแนนตัวชี้วัด", "indicator scores"),
    "measure": ("มาตรการ (มีอยู่)", "measures (existence)"),
    "title": ("ชื่อมาตรการ", "measure title"),
    "indicator": ("ตัวชี้วัดของมาตรการ", "measure's indicator"),
    "question": ("รหัสข้อคำถาม", "question code"),
    "department": ("ผู้รับผิดชอบ", "departments"),
    "status": ("สถานะ", "status"),
    "status basis": ("ที่มาของสถานะ", "status basis"),
    "percent": ("ร้อยละความก้าวหน้า", "percent complete"),
    "start": ("วันเริ่ม", "start date"),
    "deadline": ("กำหนดแล้วเสร็จ", "due dates"),
    "recurrence": ("ความถี่", "recurrence"),
    "source line": ("บรรทัดต้นฉบับ", "source line"),
    "item": ("ข้อการเปิดเผยข้อมูล", "disclosure items"),
    "item status": ("สถานะของข้อ", "disclosure status"),
    "link": ("ลิงก์หลักฐาน", "evidence links"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One fact of one report, compared.

    ``missing``: true, but not stated (null counts so). ``extra``: stated, but nothing like it is true.
    ``flagged``: what was stated carries a warning (for a missing one: its null has a reason).
    ``subject`` says of what the fact is one; ``rules`` are the issue rules and reasons on exactly this
    record and column; ``root`` names the greater miss that this one only follows from (a measure that is
    missing lacks a status, too); ``line`` is where it stands in the file, counted from 1.
    """

    kind: str
    verdict: Verdict
    flagged: bool
    subject: str
    expected: str | None = None
    got: str | None = None
    line: int | None = None
    rules: tuple[str, ...] = ()
    root: str | None = None

    @property
    def is_false(self) -> bool:
        """Stated, and not true."""
        return self.verdict in ("wrong", "extra")

    @property
    def is_false_and_unflagged(self) -> bool:
        """The worst: stated as if it were right."""
        return self.is_false and not self.flagged


@dataclass(frozen=True, slots=True)
class Miss:
    """One fact that is not right, or right and flagged, with the report that it is of. ``is_silent``: beside
    it stands an injury that left text which looks right and says something else."""

    level: str
    file_name: str
    layout: str
    outcome: Outcome
    source: str
    damage: tuple[str, ...]
    is_silent: bool = False
