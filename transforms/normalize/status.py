"""What a report says about how far a measure or an item is: boxes, words, percentages, prose.

Tried in that order. What looks like a status and is none: instructions (``ดำเนินการแล้วรายงาน
ผู้บริหาร``), descriptions of an item (``จำนวนเรื่องที่อยู่ระหว่างดำเนินการ``), schedules
(``รายงานความก้าวหน้ารอบ ๖ เดือน``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import clean, squeeze
from transforms.reference import StatusWording

Status = Literal["completed", "in_progress", "not_started", "not_reported"]
Basis = Literal["checkbox", "word", "percent", "narrative"]

_KNOWN: dict[str, Status] = {
    "completed": "completed",
    "in_progress": "in_progress",
    "not_started": "not_started",
    "not_reported": "not_reported",
}
_BOX = re.compile(f"[{BOX_TICKED}{BOX_EMPTY}]")
_LEADING_MARKS = re.compile(r"^[\s\-–•*.:()\d]+")
_TRAILING_MARKS = re.compile(r"[\s\-–•*.:()]+$")
#: A label with its spaces is shorter than this.
_LABEL_WITHIN = 80
#: Labels of one word for all kinds of doing say nothing outside a box or a status cell.
_GENERIC = 9
_GOES_ON = re.compile(
    r"ตาม|ครบ|เรียบร้อย|เมื่อ|ใน|แล้ว|ทุก|ตลอด|เป็น|อย่าง|ประจำ|ร้อยละ|คิดเป็น|ระยะ|และ|โดย|จำนวน|ภายใน|ของ"
)
_INSTRUCTION_BEHIND = re.compile(r"\s*(?:แล้ว)?\s*(?:ให้|ราย\s?งาน|เสนอ|เพื่อ|จึง|ส่ง|แจ้ง)")
_DESCRIBES = re.compile(r"(?:ที่|จำนวน|เรื่อง|ซึ่ง|หาก|กรณี|ถ้า|หรือ|การ|ผู้)$")
_WISHED = re.compile(
    r"(?:ควร|ต้อง|ให้|จะ|รอ|เพื่อ|โปรด|พึง|แผน(?:การ)?|แนวทาง(?:ใน)?(?:การ)?|วิธี(?:การ)?|หน้าที่|ไม่(?:ได้|มี)?(?:การ)?|มิได้|ขั้นตอน(?:การ)?)$"
)
_WISHED_BEFORE = re.compile(r"(?:ควร|ต้อง|กำชับให้|ขอให้|สั่งให้|กำหนดให้|มอบหมายให้)[ก-๙]{0,24}$")
_SCHEDULE = re.compile(
    r"ทุก(?:ๆ)?(?:6|3)?(?:เดือน|ไตรมาส|ปี)|รอบ(?:6|12)เดือน|ไตรมาสละ|เดือนละ|ปีละ|ภายใน(?:เดือน|วันที่|[0-9]+วัน)|กำหนดส่ง"
)
_HAPPENED = re.compile(r"ได้|แล้ว|เมื่อ(?:วันที่|เดือน)|https?:|www\.|จำนวน[0-9]+(?:ครั้ง|คน|ราย|โครงการ|คู่มือ)")
_EVENT = re.compile(r"เมื่อวันที่[0-9]|https?://|www\.")
_SEGMENT = re.compile(r"\n|(?<=\s)(?=[0-9]{1,2}[.)]\s?[^\d\s])|\s[-•]\s?(?=[ก-๙])")
_NOTHING = re.compile(r"^(?:-+|ไม่มี|[.\s–—]*)$")
_PERCENT = re.compile(
    r"(?:ร้อยละ|เปอร์เซ็นต์)\s?([0-9]{1,3}(?:\.[0-9]{1,2})?)(?![0-9])|(?<![0-9.])([0-9]{1,3}(?:\.[0-9]{1,2})?)\s?(?:%|เปอร์เซ็นต์)"
)
_PROGRESS = re.compile(r"ก้าวหน้า|คืบหน้า|แล้วเสร็จ|ดำเนินการ|ความสำเร็จ|ผลสำเร็จ|ผลการดำเนิน|เสร็จ|สำเร็จแล้ว")
_NOT_PROGRESS_BEFORE = re.compile(
    r"เบิกจ่าย|งบประมาณ|พึงพอใจ|คะแนน|ผู้ตอบ|ผู้เข้าร่วม|เป้าหมาย|ไม่น้อยกว่า|ไม่ต่ำกว่า|เพิ่มขึ้น|ลดลง|รับรู้|เห็นว่า"
)
_NOT_PROGRESS_BEHIND = re.compile(
    r"\s*(?:ของ\s?(?:ผู้|ประชา|งบ|บุคลากร|กลุ่ม|คะแนน|จำนวน|พนักงาน|เจ้าหน้าที่|ครัวเรือน|นักเรียน|วงเงิน)|ขึ้นไป|พึงพอใจ)"
)


@dataclass(frozen=True, slots=True)
class StatusFound:
    """``status`` with the ``basis`` it was read by (null: nothing was reported) and the wording that
    says it. ``contradicts`` where other text of the cells says otherwise. ``reason`` where boxes were
    there and did not decide: ``boxes-not-ticked`` or ``boxes-conflict``."""

    status: Status
    basis: Basis | None
    percent: Decimal | None
    evidence_text: str
    contradicts: bool = False
    reason: str | None = None


NOT_REPORTED = StatusFound("not_reported", None, None, "")


@dataclass(frozen=True, slots=True)
class _Label:
    key: str
    status: Status


class StatusReader:
    """Reads statuses with the wordings of a reference table. Prepared once."""

    def __init__(self, statuses: Sequence[StatusWording]) -> None:
        labels = {squeeze(clean(s.wording)): _KNOWN[s.status] for s in statuses if s.use == "label"}
        self._labels = [_Label(k, labels[k]) for k in sorted(labels, key=len, reverse=True)]
        self._label_of = {label.key: label for label in self._labels}
        keys = [re.escape(label.key) for label in self._labels]
        self._label_at_head = re.compile("|".join(keys) if keys else r"(?!)")
        narrative = [s for s in statuses if s.use == "narrative"]
        self._phrases = {
            status: tuple(
                squeeze(clean(s.wording)) for s in narrative if s.status == status and "…" not in s.wording
            )
            for status in _KNOWN.values()
        }
        self._frames = {
            status: tuple(
                re.compile(".{0,120}?".join(re.escape(squeeze(clean(p))) for p in s.wording.split("…")))
                for s in narrative
                if s.status == status and "…" in s.wording
            )
            for status in _KNOWN.values()
        }

    def read(self, status_text: str, result_text: str) -> StatusFound:
        """The status that the status cell and the result cells give together."""
        boxes = self.from_boxes(status_text) or self.from_boxes(result_text)
        prose = self._without_boxes(f"{status_text}\n{result_text}" if status_text else result_text)
        if boxes is not None and boxes.reason is None:
            told = self.from_narrative(prose)
            return replace(boxes, percent=_percent(prose), contradicts=_contradict(boxes, told))
        if boxes is not None and boxes.reason == "boxes-conflict":
            return boxes
        reason = boxes.reason if boxes is not None else None
        if reason is not None:  # labels beside empty boxes are choices, and say nothing
            status_text, result_text = self._without_boxes(status_text), self._without_boxes(result_text)
        words = self.from_words(status_text)
        if words is None and self.from_percent(status_text) is None:
            words = self._said_at_head(result_text)
        if words is not None:
            percent = _percent(status_text) or _percent(result_text)
            told = self.from_narrative(result_text) if status_text else None
            unfinished = words.status == "completed" and percent is not None and percent < 100
            contradicts = unfinished or _contradict(words, told)
            return replace(words, percent=percent, contradicts=contradicts, reason=reason)
        found = self.from_percent(status_text) or self.from_percent(result_text) or self.from_narrative(prose)
        return replace(found, reason=reason) if found is not None else replace(NOT_REPORTED, reason=reason)

    def from_boxes(self, text: str) -> StatusFound | None:
        """The status whose box is ticked. ``None`` where no box stands beside a status; a status
        ``not_reported`` with its reason where none is ticked, or several that disagree."""
        if BOX_TICKED not in text and BOX_EMPTY not in text:
            return None
        ticked: dict[Status, str] = {}
        boxes = 0
        for box, label, status in self._boxes(text):
            boxes += 1
            if box == BOX_TICKED:
                ticked.setdefault(status, f"{BOX_TICKED} {label}")
        if not boxes:
            return None
        if not ticked:
            return replace(NOT_REPORTED, reason="boxes-not-ticked")
        if len(ticked) > 1:
            return replace(NOT_REPORTED, evidence_text=" ".join(ticked.values()), reason="boxes-conflict")
        ((status, evidence),) = ticked.items()
        return StatusFound(status, "checkbox", None, evidence)

    def from_words(self, text: str) -> StatusFound | None:
        """The status that a status cell says in words: at its head, or as its whole short text."""
        found = self._said_at_head(text, generic=True)
        if found is not None:
            return found
        plain = squeeze(clean(text))
        if not 0 < len(plain) <= 60:
            return None
        for label in self._labels:
            position = plain.find(label.key)
            if position < 0 or len(label.key) <= _GENERIC:
                continue
            around = plain[:position]
            if _DESCRIBES.search(around) or _WISHED.search(around):
                return None
            if _INSTRUCTION_BEHIND.match(plain, position + len(label.key)):
                return None
            return StatusFound(label.status, "word", None, text.strip()[:120])
        return None

    def from_percent(self, text: str) -> StatusFound | None:
        """A percentage of progress as a status: 100 completed, 0 not started, else in progress."""
        percent = _percent(text)
        if percent is None:
            return None
        status: Status = "completed" if percent == 100 else "not_started" if percent == 0 else "in_progress"
        return StatusFound(status, "percent", percent, text.strip()[:120])

    def from_narrative(self, text: str) -> StatusFound | None:
        """What result prose tells: done, under way (also: done in part), or not yet."""
        plain = to_arabic(clean(text))
        if _NOTHING.match(plain):
            return None
        seen: dict[Status, str] = {}
        for segment in _SEGMENT.split(plain):
            joined = squeeze(segment)
            if len(joined) < 4 or (_SCHEDULE.search(joined) and not _HAPPENED.search(joined)):
                continue
            for status in ("not_started", "in_progress", "completed"):
                known = _KNOWN[status]
                if known not in seen and self._tells(joined, known):
                    seen[known] = segment.strip()[:120]
            if "completed" not in seen and _EVENT.search(joined):
                seen["completed"] = segment.strip()[:120]
        if not seen:
            return None
        if len(seen) > 1:
            partial = seen.get("in_progress") or seen.get("not_started") or seen["completed"]
            return StatusFound("in_progress", "narrative", None, partial)
        ((found, evidence),) = seen.items()
        return StatusFound(found, "narrative", None, evidence)

    # Boxes

    def _boxes(self, text: str) -> list[tuple[str, str, Status]]:
        """Each box that stands beside a status label: the box, the label as printed, its status."""
        lines = clean(text).split("\n")
        found: list[tuple[str, str, Status]] = []
        for number, line in enumerate(lines):
            marks = list(_BOX.finditer(line))
            if not marks:
                continue
            edges = [0, *(edge for mark in marks for edge in mark.span()), len(line)]
            label_first = bool(self._ends_with(line[: marks[0].start()]))
            for index, mark in enumerate(marks):
                before = self._ends_with(line[edges[2 * index] : mark.start()])
                behind = self._begins_with(line[mark.end() : edges[2 * index + 3]])
                if (
                    behind is None
                    and before is None
                    and number + 1 < len(lines)
                    and not line[mark.end() :].strip()
                ):
                    behind = self._begins_with(_BOX.split(lines[number + 1])[0])
                label = (before or behind) if label_first else (behind or before)
                if label is not None:
                    found.append((mark[0], label.key, label.status))
        return found

    def _begins_with(self, text: str) -> _Label | None:
        match = self._label_at_head.match(squeeze(_LEADING_MARKS.sub("", text[:_LABEL_WITHIN])))
        return self._label_of[match[0]] if match else None

    def _ends_with(self, text: str) -> _Label | None:
        """The label at the end of ``text``, if nothing but a space or a dash stands before it."""
        printed = _TRAILING_MARKS.sub("", text[-_LABEL_WITHIN:])
        plain = squeeze(_LEADING_MARKS.sub("", printed))
        if plain in self._label_of:
            return self._label_of[plain]
        for label in self._labels:
            if plain.endswith(label.key) and re.search(rf"[\s\-–]{re.escape(label.key)}$", printed):
                return label
        return None

    def _without_boxes(self, text: str) -> str:
        """``text`` without boxes, their labels, and lines that are but a label."""
        if BOX_TICKED not in text and BOX_EMPTY not in text:
            return text
        kept: list[str] = []
        for line in clean(text).split("\n"):
            parts = _BOX.split(line)
            for number, part in enumerate(parts):
                label = self._begins_with(part)
                plain = squeeze(part)
                if label is not None and (number > 0 or plain == label.key):
                    part = _behind_letters(part, squeeze(_LEADING_MARKS.sub("", part)), label.key)
                if part.strip():
                    kept.append(part)
        return "\n".join(kept)

    # Words and prose

    def _said_at_head(self, text: str, generic: bool = False) -> StatusFound | None:
        """A label at the head of ``text`` with an end behind it. ``generic`` allows the bare word for
        doing, which only a status cell means as a status."""
        head = _LEADING_MARKS.sub("", clean(text))
        first = squeeze(head[:160])
        for label in self._labels:
            if not first.startswith(label.key) or (len(label.key) <= _GENERIC and not generic):
                continue
            rest = _behind_letters(head, first, label.key)
            if _INSTRUCTION_BEHIND.match(rest):
                return None
            if label.key == "ดำเนินการ":
                ends = not squeeze(rest) or rest.startswith("\n")
            else:
                ends = not rest[:1].isalnum() or rest[0].isdigit() or _GOES_ON.match(rest) is not None
            if ends:
                return StatusFound(label.status, "word", None, text.strip()[:120])
            return None
        return None

    def _tells(self, joined: str, status: Status) -> bool:
        for phrase in self._phrases[status]:
            position = joined.find(phrase)
            while position >= 0:
                if _meant(joined, position, position + len(phrase), status):
                    return True
                position = joined.find(phrase, position + 1)
        return any(
            _meant(joined, match.start(), match.end(), status)
            for frame in self._frames[status]
            for match in frame.finditer(joined)
        )


def _meant(joined: str, start: int, end: int, status: Status) -> bool:
    """Whether a phrase reports, and is not a wish, an instruction or part of a description."""
    before = joined[max(0, start - 40) : start].removesuffix("ใน").removesuffix("อยู่")
    if _DESCRIBES.search(before) and not before.endswith(("ให้การ",)):
        return False
    if status != "completed":
        return True
    if _WISHED.search(before) or _WISHED_BEFORE.search(before):
        return False
    return not (joined.startswith("แล้ว", end - 4) and _INSTRUCTION_BEHIND.match(joined, end))


def _behind_letters(text: str, squeezed: str, key: str) -> str:
    """What stands in ``text`` behind the letters of ``key``, which ``squeezed`` begins with."""
    left = len(key)
    started = False
    for position, letter in enumerate(text):
        if left == 0:
            return text[position:]
        if letter.isspace():
            continue
        if not started and letter != key[0]:
            continue
        started = True
        left -= 1
    return ""


def _contradict(found: StatusFound, told: StatusFound | None) -> bool:
    """Whether the prose says otherwise: work done where none was begun, or the other way round."""
    if told is None:
        return False
    return (found.status == "not_started") != (told.status == "not_started")


def _percent(text: str) -> Decimal | None:
    """The percentage of progress in ``text``, if it is one and about progress."""
    if not text or ("%" not in text and "ร้อยละ" not in text and "เปอร์เซ็นต์" not in text):
        return None
    plain = to_arabic(clean(text))
    for match in _PERCENT.finditer(plain):
        value = Decimal(match[1] or match[2])
        before = squeeze(plain[max(0, match.start() - 60) : match.start()])
        alone = len(plain) <= _LABEL_WITHIN and not squeeze(
            re.sub(r"[\s()\-–.:☑☐]", "", plain[: match.start()] + plain[match.end() :])
        )
        about = alone or (
            _PROGRESS.search(before) is not None
            and not _NOT_PROGRESS_BEFORE.search(before)
            and not _NOT_PROGRESS_BEHIND.match(plain, match.end())
        )
        if about and value <= 100:
            return value
    return None
