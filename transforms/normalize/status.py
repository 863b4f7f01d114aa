"""What a report says about how far a measure or an item is: boxes, words, percentages, prose.

Tried in that order. What looks like a status and is none: instructions (``ดำเนินการแล้วรายงาน
ผู้บริหาร``), descriptions of an item (``จำนวนเรื่องที่อยู่ระหว่างดำเนินการ``), schedules
(``รายงานความก้าวหน้ารอบ ๖ เดือน``), choices without a mark (``ดำเนินการ/ยังไม่ดำเนินการ``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.normalize.digits import to_arabic
from transforms.normalize.near_labels import NearLabels
from transforms.normalize.progress import Percent, count_of_progress, percent_of_progress
from transforms.normalize.status_boxes import BOX, LEADING_MARKS, BoxReader, with_boxes
from transforms.normalize.status_negated import taken_back, without_instructions
from transforms.normalize.status_prose import (
    DESCRIBES,
    INSTRUCTION_BEHIND,
    WISHED,
    ProseReader,
    Status,
    may_be_status,
)
from transforms.normalize.thai import clean, squeeze
from transforms.reference import StatusWording

Basis = Literal["checkbox", "word", "percent", "narrative"]

_KNOWN: dict[str, Status] = {
    "completed": "completed",
    "in_progress": "in_progress",
    "not_started": "not_started",
    "not_reported": "not_reported",
}
#: Labels of one word for all kinds of doing say nothing outside a box or a status cell.
#: So many letters a box is read as, where it is not read as a box.
_WORN_BOX = 4
_GENERIC = 9
_GOES_ON = re.compile(
    r"ตาม|ครบ|เรียบร้อย|เมื่อ|ใน|แล้ว|ทุก|ตลอด|เป็น|อย่าง|ประจำ|ร้อยละ|คิดเป็น|ระยะ|และ|โดย|จำนวน|ภายใน|ของ|ไป|แต่|บาง|ครึ่ง|เนื่อง|เพราะ"
)
#: Behind a label that is all that a cell says: an end, a remark in brackets, an address.
_ALONE = re.compile(r" *(?:$|\n|\(|https?:|www\.)")
#: Behind a word for done: it is done in part.
_IN_PART = re.compile(
    r"(?:แล้ว|ไป|ได้|เป็น|เพียง|แค่|เสร็จ|จำนวน)*(?:บาง(?:ส่วน|กิจกรรม|โครงการ|ข้อ|เรื่อง|ประเด็น|มาตรการ|รายการ|ขั้นตอน)|ครึ่ง|ส่วนใหญ่|ยังไม่|ไม่ครบ|ไม่แล้วเสร็จ)"
    r"|[^\n]{0,40}?(?:แต่(?:ยัง)?ไม่|แต่อยู่ระหว่าง|ยังไม่(?:ครบ|แล้วเสร็จ|เสร็จ|สมบูรณ์)|ยังดำเนินการไม่)"
)
#: Behind a word for not done: what was not done is to finish.
_NOT_FINISHED = re.compile(r"(?:การ|ให้|จน)*(?:แล้วเสร็จ|เสร็จ|ครบ|ทั้งหมด|ตามกำหนด|ตามระยะเวลา|ตามแผน|ตามเป้าหมาย)")
_LATE_TAIL = re.compile(r"(?:ไม่?|มิ)[^\n]{0,12}$")
_CHOICE_MARKS = re.compile(r"[/|,，、\n]|หรือ|\s-\s|\s{2,}|[\s.…_]{2,}")
_FINISHED = re.compile("เสร็จ|เรียบร้อย|ครบ|สำเร็จ|บรรลุ")


@dataclass(frozen=True, slots=True)
class StatusFound:
    """``status`` with the ``basis`` it was read by (null: nothing was reported) and the wording that
    says it. ``contradicts`` where other text of the cells says otherwise. ``reason`` where what was
    there does not decide, or hardly: ``boxes-not-ticked`` (choices in words without a mark too),
    ``boxes-conflict``, ``boxes-torn``, ``unreadable`` (a status cell that says nothing known),
    ``doubtful``. ``impossible_percent`` is a percentage of progress over 100, as printed."""

    status: Status
    basis: Basis | None
    percent: Decimal | None
    evidence_text: str
    contradicts: bool = False
    reason: str | None = None
    impossible_percent: str | None = None


NOT_REPORTED = StatusFound("not_reported", None, None, "")


class StatusReader:
    """Reads statuses with the wordings of a reference table. Prepared once."""

    def __init__(self, statuses: Sequence[StatusWording]) -> None:
        labels = {squeeze(clean(s.wording)): _KNOWN[s.status] for s in statuses if s.use == "label"}
        presence = {squeeze(clean(s.wording)): _KNOWN[s.status] for s in statuses if s.use == "presence"}
        self._labels = {key: labels[key] for key in sorted(labels, key=len, reverse=True)}
        self._beside = {**presence, **self._labels}
        self._presence = presence
        self._near = NearLabels(self._labels)
        self._boxes = BoxReader(list(self._labels), self._near)
        self._presence_boxes = BoxReader(sorted(self._beside, key=len, reverse=True), self._near)
        self._prose = ProseReader([s for s in statuses if s.use == "narrative"])

    def read(self, status_text: str, result_text: str, presence: bool = False) -> StatusFound:
        """The status that the status cell and the result cells give together. ``presence`` where มี and
        ไม่มี are statuses too (lists of what is disclosed)."""
        status_text = without_instructions(with_boxes(status_text))
        result_text = without_instructions(with_boxes(result_text))
        groups = [self.from_boxes(text, presence) for text in (status_text, result_text)]
        seen = [group for group in groups if group is not None]
        boxes = next(
            (group for group in seen if group.reason != "boxes-not-ticked"), seen[0] if seen else None
        )
        prose = self._without_boxes(f"{status_text}\n{result_text}" if status_text else result_text)
        percent = percent_of_progress(prose)
        if boxes is not None and boxes.basis is not None:
            told = self.from_narrative(prose)
            against = _contradict(boxes, told) or _percent_against(boxes.status, percent)
            return _with_percent(replace(boxes, contradicts=against), percent)
        if boxes is not None and boxes.reason == "boxes-conflict":
            return _with_percent(boxes, percent)
        reason = boxes.reason if boxes is not None else None
        if reason is not None:  # labels beside empty boxes are choices, and say nothing
            status_text, result_text = self._without_boxes(status_text), self._without_boxes(result_text)
        chosen, status_text, result_text = self._without_choices(status_text, result_text)
        reason = reason or chosen
        found = self._in_words(status_text, result_text, presence)
        if found is None:
            prose = f"{status_text}\n{result_text}" if status_text else result_text
            found = (
                self.from_percent(status_text) or self.from_percent(result_text) or self.from_narrative(prose)
            )
        if found is None:
            said = next((text for text in (status_text, result_text) if may_be_status(text)), None)
            if reason is None and said is not None:
                found = replace(NOT_REPORTED, reason="unreadable", evidence_text=said.strip()[:120])
            else:
                found = NOT_REPORTED
        return _with_percent(replace(found, reason=reason or found.reason), percent)

    def from_boxes(self, text: str, presence: bool = False) -> StatusFound | None:
        """The status whose box is ticked. ``None`` where no box stands beside a status; a status
        ``not_reported`` with its reason where none is ticked, or several that disagree."""
        if BOX_TICKED not in text and BOX_EMPTY not in text:
            return None
        labels = self._beside if presence else self._labels
        boxes = (self._presence_boxes if presence else self._boxes).boxes(text)
        if not boxes:
            return None
        ticked: dict[Status, str] = {}
        for box in boxes:
            if box.ticked:
                ticked.setdefault(labels[box.label], f"{BOX_TICKED} {box.label}")
        if not ticked:
            return replace(NOT_REPORTED, reason="boxes-not-ticked")
        if len(ticked) > 1:
            return replace(NOT_REPORTED, evidence_text=" ".join(ticked.values()), reason="boxes-conflict")
        ((status, evidence),) = ticked.items()
        torn = any(box.torn for box in boxes)
        return StatusFound(status, "checkbox", None, evidence, reason="boxes-torn" if torn else None)

    def from_words(self, text: str) -> StatusFound | None:
        """The status that a status cell says in words: at its head, or as its whole short text."""
        found = self._said_at_head(text, generic=True)
        if found is not None:
            return found
        plain = squeeze(clean(text))
        if not 0 < len(plain) <= 60:
            return None
        whole = self._said_near(text.split("\n")[0])
        if whole is not None and whole.reason is None:
            return whole  # before another label is found inside of it: "ยังไมได้ดำเนินการ"
        for key, status in self._labels.items():
            position = plain.find(key)
            if position < 0 or len(key) <= _GENERIC:
                continue
            around = plain[:position]
            if DESCRIBES.search(around) or WISHED.search(around):
                return None
            rest = plain[position + len(key) :]
            if INSTRUCTION_BEHIND.match(rest):
                return None
            found = self._qualified(status, rest, text)
            if key.startswith("รอ") and "แล้ว" in around:  # something was done, and the rest waits
                return replace(found, status="in_progress")
            if status != "not_started" and _LATE_TAIL.search(around):
                return replace(found, status="in_progress", reason="doubtful")
            return found
        return whole

    def label_at_end(self, text: str) -> StatusFound | None:
        """The status whose label is all of ``text``, or ends it behind a space or line break."""
        label = self._boxes.ends_with(text)
        if label is None or len(label) < _GENERIC:
            return None
        return StatusFound(self._labels[label], "word", None, text.strip()[-120:])

    def from_percent(self, text: str) -> StatusFound | None:
        """A percentage or a count of progress as a status: all completed, none not started, else in
        progress."""
        percent = percent_of_progress(text)
        if percent is None or percent.value is None:
            count = count_of_progress(text)
            return StatusFound(count.progress, "percent", None, text.strip()[:120]) if count else None
        return StatusFound(_status_at(percent.value), "percent", percent.value, text.strip()[:120])

    def from_narrative(self, text: str) -> StatusFound | None:
        """What result prose tells: done, under way (also: done in part), or not yet."""
        told = self._prose.told(text)
        return None if told is None else StatusFound(told[0], "narrative", None, told[1])

    # Words

    def _in_words(self, status_text: str, result_text: str, presence: bool) -> StatusFound | None:
        words = self._present(status_text) or self._present(result_text) if presence else None
        words = words or self.from_words(status_text)
        if words is None and self.from_percent(status_text) is None:
            words = self._said_at_head(result_text) or self._said_near(result_text)
        if words is None:
            return None
        told = self.from_narrative(result_text) if status_text else None
        percent = percent_of_progress(status_text) or percent_of_progress(result_text)
        value = percent.value if percent is not None else None
        if words.status == "completed" and value is not None and value < 100:
            # "ดำเนินการแล้วร้อยละ ๕๐" is half done; "แล้วเสร็จ ร้อยละ ๕๐" says two things.
            against = _FINISHED.search(words.evidence_text) is not None or value == 0
            return replace(words, status="in_progress", basis="percent", contradicts=against)
        against = _contradict(words, told) or _percent_against(words.status, percent)
        return replace(words, contradicts=against)

    def _said_at_head(self, text: str, generic: bool = False) -> StatusFound | None:
        """A label at the head of ``text`` with an end behind it. ``generic`` allows the bare word for
        doing, which only a status cell means as a status."""
        head = LEADING_MARKS.sub("", clean(text))
        first = squeeze(head[:160])
        for key, status in self._labels.items():
            if not first.startswith(key):
                continue
            rest = _behind_letters(head, first, key)
            whole = key != "ดำเนินการ" and _ALONE.match(rest) is not None
            if len(key) <= _GENERIC and not generic and not whole:
                continue
            if INSTRUCTION_BEHIND.match(rest):
                return None
            if key == "ดำเนินการ":
                ends = not squeeze(rest) or rest.startswith("\n")
            else:
                ends = not rest[:1].isalnum() or rest[0].isdigit() or _GOES_ON.match(rest) is not None
                ends = ends or (status == "not_started" and _NOT_FINISHED.match(rest) is not None)
            return self._qualified(status, rest, text) if ends else None
        return None

    def _said_near(self, text: str) -> StatusFound | None:
        """A damaged label that is all of ``text``; doubtful where more than marks are lost."""
        if squeeze(clean(text)).startswith(("ให้", "ควร", "ต้อง", "พึง", "จะ")):
            return None
        near = self._near.find(LEADING_MARKS.sub("", clean(text)).rstrip(" .-)("))
        if near is None:
            return None
        reason = None if near[1] else "doubtful"
        return StatusFound(self._labels[near[0]], "word", None, text.strip()[:120], reason=reason)

    def _qualified(self, status: Status, rest: str, text: str) -> StatusFound:
        """The status of a label with what its line says behind it: done in part, in numbers, or not
        finished."""
        found = StatusFound(status, "word", None, text.strip()[:120])
        behind = squeeze(to_arabic(rest.split("\n")[0])[:160])
        if status == "completed":
            if instead := taken_back(text):
                return replace(found, status=instead)
            count = count_of_progress(text.split("\n")[0])
            if _IN_PART.match(behind):
                return replace(found, status="in_progress")
            if count is not None and count.progress != "completed":
                return replace(found, status=count.progress)
        if status == "not_started" and _NOT_FINISHED.match(behind):
            return replace(found, status="in_progress", reason="doubtful")
        return found

    def _present(self, text: str) -> StatusFound | None:
        """มี or ไม่มี as the whole of a cell or its first line."""
        first = squeeze(LEADING_MARKS.sub("", clean(text)).split("\n")[0].rstrip(" .-–*"))
        status = self._presence.get(first)
        return StatusFound(status, "word", None, text.strip()[:120]) if status else None

    def _without_choices(self, status_text: str, result_text: str) -> tuple[str | None, str, str]:
        """The texts without lines that name several statuses and mark none, and whether there was one."""
        reason: str | None = None
        kept: list[str] = []
        for text in (status_text, result_text):
            if text and self._are_choices(text):
                reason, text = "boxes-not-ticked", ""
            elif "/" in text or "หรือ" in text:
                lines = text.split("\n")
                others = [line for line in lines if not self._are_choices(line)]
                if len(others) < len(lines):
                    reason, text = "boxes-not-ticked", "\n".join(others)
            kept.append(text)
        return reason, kept[0], kept[1]

    def _are_choices(self, text: str) -> bool:
        if len(text) > 200:
            return False
        parts = [squeeze(LEADING_MARKS.sub("", part)) for part in _CHOICE_MARKS.split(clean(text))]
        named = [self._labels.get(part.strip(".:-()")) for part in parts if part.strip(".:-()")]
        if len(named) > 1 and None not in named and len(set(named)) > 1:
            return True
        lines = [line for line in clean(text).split("\n") if line.strip()]
        worn = [self._behind_worn_box(line) for line in lines]
        return len(worn) > 1 and None not in worn and len(set(worn)) > 1

    def _behind_worn_box(self, line: str) -> Status | None:
        """The status whose label ends ``line``, where no more stands before it than a box that was read as
        letters."""
        plain = squeeze(LEADING_MARKS.sub("", line))
        label = next((label for label in self._labels if plain.endswith(label)), None)
        return self._labels[label] if label and len(plain) - len(label) <= _WORN_BOX else None

    def _without_boxes(self, text: str) -> str:
        """``text`` without boxes, their labels, and lines that are but a label."""
        if BOX_TICKED not in text and BOX_EMPTY not in text:
            return text
        kept: list[str] = []
        for line in clean(text).split("\n"):
            for number, part in enumerate(BOX.split(line)):
                label = self._presence_boxes.begins_with(part)
                plain = squeeze(part)
                if label is not None and (number > 0 or plain == label):
                    part = _behind_letters(part, squeeze(LEADING_MARKS.sub("", part)), label)
                if part.strip():
                    kept.append(part)
        return "\n".join(kept)


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
    """Whether the prose says otherwise: work done where none was begun, or the other way round; work
    that is only under way where it is said to be done."""
    if told is None:
        return False
    if found.status == "completed" and told.status == "in_progress":
        return True
    return (found.status == "not_started") != (told.status == "not_started")


def _status_at(percent: Decimal) -> Status:
    return "completed" if percent == 100 else "not_started" if percent == 0 else "in_progress"


def _percent_against(status: Status, percent: Percent | None) -> bool:
    return percent is not None and percent.value is not None and _status_at(percent.value) != status


def _with_percent(found: StatusFound, percent: Percent | None) -> StatusFound:
    if percent is None:
        return found
    impossible = percent.printed if percent.value is None else None
    return replace(found, percent=percent.value, impossible_percent=impossible)
