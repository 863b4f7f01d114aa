"""What result prose tells about a status: work done, under way, or not begun.

Looked at sentence by sentence, and never where a word is a wish, an instruction, part of a
description, or but the name of work that is said not to be done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from transforms.normalize.digits import to_arabic
from transforms.normalize.near_labels import find_without_marks, skeleton
from transforms.normalize.status_negated import not_this_year, taken_back, without_instructions
from transforms.normalize.thai import clean, squeeze
from transforms.reference import StatusWording

Status = Literal["completed", "in_progress", "not_started", "not_reported"]

_TOLD: tuple[Status, ...] = ("not_started", "in_progress", "completed")
INSTRUCTION_BEHIND = re.compile(r"\s*(?:แล้ว)?\s*(?:ให้|ราย\s?งาน|เสนอ|เพื่อ|จึง|ส่ง|แจ้ง)")
DESCRIBES = re.compile(r"(?:ที่|จำนวน|เรื่อง|ซึ่ง|หาก|กรณี|ถ้า|หรือ|การ|ผู้)$")
WISHED = re.compile(
    r"(?:ควร|ต้อง|ให้|จะ|รอ|เพื่อ|โปรด|พึง|คาดว่า|แผน(?:การ)?|แนวทาง(?:ใน)?(?:การ)?|วิธี(?:การ)?|หน้าที่|ไม่?(?:ได้?|มี)?(?:การ)?|มิได้?|ขั้นตอน(?:การ)?)$"
)
_WISHED_BEFORE = re.compile(r"(?:ควร|(?<!ไม่)ต้อง|กำชับให้|ขอให้|สั่งให้|กำหนดให้|มอบหมายให้)[ก-๙]{0,24}$")
_SCHEDULE = re.compile(
    r"ทุก(?:ๆ)?(?:6|3)?(?:เดือน|ไตรมาส|ปี)|รอบ(?:6|12)เดือน|ไตรมาสละ|เดือนละ|ปีละ|ภายใน(?:เดือน|วันที่|[0-9]+วัน)|กำหนดส่ง|เมื่อสิ้น(?:ปี|ไตรมาส|รอบ)"
)
_HAPPENED = re.compile(
    r"ได้|แล้ว|เสร็จ(?:เรียบร้อย|สิ้น)|เมื่อ(?:วันที่|เดือน|[0-9])|https?:|www\.|จำนวน[0-9]+(?:ครั้ง|คน|ราย|โครงการ|คู่มือ)"
)
#: ``กำลัง`` with a verb behind it, and not the noun.
_UNDER_WAY = re.compile(
    r"(?<!อัตรา)(?<!ออก)(?<!ให้)(?<!ตาม)กำลัง(?!คน|กาย|ใจ|พล|การ|เจ้าหน้าที่|ไฟ|แรง|ผลิต|งาน|ทรัพย์|ของ|ที่)"
)
#: ``แล้ว`` behind work, at the end or before when, how much, or by what; not ``ปีที่แล้ว``, ``แล้วรายงาน…``.
_DONE = re.compile(
    r"(?<=[ก-๙]{4})(?<!ที่)(?<!ดังกล่าว)(?<!ที่กล่าว)(?<!อยู่)(?<!มา)แล้ว"
    r"(?=$|[^ก-๙]|ตาม|จำนวน|เมื่อ(?:วัน|เดือน)|ทุก|ทั้ง|ครบ|บางส่วน)"
)
_NOT_DONE = re.compile(
    r"ยังไม่|ยังมิ|ไม่ได้|มิได้|ไม่สามารถ|อยู่(?:ใน)?ระหว่าง|กำลัง|จะ(?!แจ้ง)|ควร|ต้อง|^(?:ให้|เมื่อ|หลัง|หาก|ถ้า|กรณี)|จากปี|จนกว่า"
)
_BUT = re.compile(r"แต่|ส่วน(?!ราชการ|ตำบล|งาน|กลาง|ร่วม)|แล้ว(?!เสร็จ)|เรียบร้อย")
_OPEN = re.compile(r"(?<!ที่)ยัง(?:ไม่?|มิ)")
_SO = re.compile(f"{_BUT.pattern}|จึง|ดังนั้น|เพราะ")
_EVENT = re.compile(r"เมื่อวันที่[0-9]|https?://|www\.")
_SEGMENT = re.compile(r"\n|(?<=\s)(?=[0-9]{1,2}[.)]\s?[^\d\s])|\s[-•]\s?(?=[ก-๙])")
_NOTHING = re.compile(r"^(?:[-–—.…\s]*|ไม่มี)$")
_NO_STATUS = re.compile(r"ไม่มีข้อมูล|ไม่ระบุ|ดำเนินการแล้วราย\s?งาน|(?:จำนวน|เรื่อง|ที่)(?:อยู่)?ระหว่าง|^(?:ให้|ควร|ต้อง)")
#: Phrases so short are not looked for without their marks: other words have the same letters.
_SHORTEST_BARE = 6


class ProseReader:
    """Reads prose with the narrative wordings of a reference table. Prepared once."""

    def __init__(self, wordings: Sequence[StatusWording]) -> None:
        self._phrases: dict[Status, tuple[str, ...]] = {}
        self._frames: dict[Status, tuple[re.Pattern[str], ...]] = {}
        for status in _TOLD:
            own = [one.wording for one in wordings if one.status == status]
            self._phrases[status] = tuple(squeeze(clean(one)) for one in own if "…" not in one)
            self._frames[status] = tuple(
                re.compile(".{0,120}?".join(re.escape(squeeze(clean(part))) for part in one.split("…")))
                for one in own
                if "…" in one
            )
        self._bare = {
            status: tuple(
                bare for one in self._phrases[status] if len(bare := skeleton(one)) >= _SHORTEST_BARE
            )
            for status in ("not_started", "in_progress")
        }

    def told(self, text: str) -> tuple[Status, str] | None:
        """The status and the sentence that tells it. Work done in part is under way."""
        plain = to_arabic(clean(without_instructions(text)))
        if _NOTHING.match(plain):
            return None
        seen: dict[Status, str] = {}
        done: str | None = None
        for segment in _SEGMENT.split(plain):
            joined = squeeze(segment)
            if len(joined) < 4:
                continue
            scheduled = _SCHEDULE.search(joined) is not None and not _HAPPENED.search(joined)
            open_from = len(joined)  # behind a word for not done, what is to be done is named
            for status in _TOLD[:2] if scheduled else _TOLD:
                at = self._tells(joined, status)
                if at is None:
                    continue
                if status == "completed" and (_only_named(joined, open_from, at) or _is_open(joined, at)):
                    continue
                if status == "completed":
                    done = segment.strip()[:120]
                    seen.setdefault(taken_back(joined) or status, done)
                    continue
                seen.setdefault(status, segment.strip()[:120])
                open_from = min(open_from, at)
            if not seen and (_EVENT.search(joined) or (not scheduled and _ends_done(joined))):
                done = segment.strip()[:120]
                seen[taken_back(joined) or "completed"] = done
        if not seen:
            return None
        if done is not None and not_this_year(squeeze(plain)):
            return "not_started", done
        if "completed" in seen and len(seen) == 1:  # what takes it back may stand on a line of its own
            return taken_back(plain) or "completed", seen["completed"]
        if len(seen) > 1:
            return "in_progress", seen.get("in_progress") or seen.get("not_started") or seen["completed"]
        return next(iter(seen.items()))

    def _tells(self, joined: str, status: Status) -> int | None:
        """Where the prose says ``status`` first, or ``None``."""
        found: list[int] = []
        for phrase in self._phrases[status]:
            position = joined.find(phrase)
            while position >= 0:
                if _meant(joined, position, position + len(phrase), status):
                    found.append(position)
                    break
                position = joined.find(phrase, position + 1)
        found += [
            match.start()
            for frame in self._frames[status]
            for match in frame.finditer(joined)
            if _meant(joined, match.start(), match.end(), status)
        ]
        if status == "in_progress" and (under_way := _UNDER_WAY.search(joined)):
            found.append(under_way.start())
        if not found and status != "completed":
            places = [find_without_marks(joined, bare) for bare in self._bare[status]]
            found = [at for at in places if at >= 0 and _meant(joined, at, at, status)]
        return min(found, default=None)


def _ends_done(joined: str) -> bool:
    """Whether a sentence says of some work that it is done: ``ติดตั้งกล้องครบทุกจุดแล้ว จำนวน ๔ ตัว``."""
    done = _DONE.search(joined)
    if done is None or _NOT_DONE.search(joined):
        return False
    return not WISHED.search(joined[: done.start()]) and not _WISHED_BEFORE.search(joined[: done.start()])


def may_be_status(text: str) -> bool:
    """Whether a cell says what may be a status: not a dash, a schedule or an instruction."""
    plain = squeeze(to_arabic(clean(text)))
    if len(plain) < 2 or _NOTHING.match(plain) or _NO_STATUS.search(plain):
        return False
    return _SCHEDULE.search(plain) is None or _HAPPENED.search(plain) is not None


def _only_named(joined: str, open_from: int, at: int) -> bool:
    """Whether what is told as done at ``at`` is but the name of the work that, from ``open_from`` on, is
    said to be under way or not begun."""
    return at >= open_from and _BUT.search(joined, open_from, at) is None


def _is_open(joined: str, at: int) -> bool:
    """Whether, before work named at ``at``, something is said not to be yet, in whatever spelling."""
    opened = _OPEN.search(joined, 0, at)
    return opened is not None and _SO.search(joined, opened.end(), at) is None


def _meant(joined: str, start: int, end: int, status: Status) -> bool:
    """Whether a phrase reports, and is not a wish, an instruction or part of a description."""
    before = joined[max(0, start - 40) : start].removesuffix("ใน").removesuffix("อยู่")
    if DESCRIBES.search(before) and not before.endswith(("ให้การ",)):
        return False
    if status != "completed":
        return True
    if WISHED.search(before) or _WISHED_BEFORE.search(before):
        return False
    return not (joined.startswith("แล้ว", end - 4) and INSTRUCTION_BEHIND.match(joined, end))
