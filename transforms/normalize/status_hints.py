"""What tells a status in a cell that is not for one: departments or a time that run into a result.

Only for warnings. A row that lost the tab between two cells says nothing in the column of results, and
would otherwise read as one that reports nothing.
"""

from __future__ import annotations

import re

from transforms.normalize.digits import to_arabic
from transforms.normalize.status import StatusReader
from transforms.normalize.thai import clean, squeeze

_TOLD = re.compile(r"แล้?ว|เสร็?จ|เรียบร้?อย|ระหว่?าง|กำลัง|ยังไม่?|ยังมิ|ครบถ้?วน")
#: When something is to be done: ``หลังดำเนินการแล้วเสร็จ``, ``เมื่อจัดทำแล้ว``, ``ให้แล้วเสร็จภายใน``.
_CONDITION = re.compile(
    r"(?:หลัง(?:จาก)?|เมื่อ(?!วันที่|[0-9])|หาก|ถ้า|จนกว่า|กำหนด|ต้อง|ควร|ให้)[ก-๙]{0,40}?(?:แล้ว|เสร็จ|เรียบร้อย|ครบถ้วน)(?:เสร็จ|สิ้น)*"
)
_PERCENT_AT_END = re.compile(
    r"(?:ร้?อยละ\s?[0-9]{1,3}(?:\.[0-9]+)?|(?<![0-9.])[0-9]{1,3}(?:\.[0-9]+)?\s?%)\s*$"
)


def status_hint(reader: StatusReader, text: str) -> str | None:
    """The words in ``text`` that tell a status, or ``None``."""
    if not text:
        return None
    boxes = reader.from_boxes(text)
    if boxes is not None:
        return boxes.evidence_text or text[:120]
    lines = clean(text).split("\n")
    return next((hint for line in lines if (hint := _in_line(reader, line)) is not None), None)


def _in_line(reader: StatusReader, line: str) -> str | None:
    label = reader.label_at_end(line)
    if label is not None:
        return label.evidence_text
    plain = to_arabic(line)
    percent = _PERCENT_AT_END.search(plain)
    if percent is not None:
        return percent[0].strip()
    told = reader.from_narrative(_CONDITION.sub("", squeeze(plain)))
    return told.evidence_text if told is not None and _TOLD.search(told.evidence_text) else None
