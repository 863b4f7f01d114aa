"""House addresses where they are told as a person's."""

from __future__ import annotations

import re

from transforms.persons.spans import MASK, Span

_D = "[0-9๐-๙]"
_PART = (
    rf"(?:หมู่{{1,2}}(?:ที่|บ้าน)?|ม\s?\.|ซอย|ซ\s?\.|ถนน|ถ\s?\.|ตรอก|ห้อง(?:เลขที่)?|ชั้น"
    rf"|อาคาร)\s{{0,2}}(?:{_D}{{1,4}}(?:/{_D}{{1,4}})?"
    rf"|[ก-ฮเ-ไ][ก-๎]{{1,30}}(?:\s{_D}{{1,3}}(?!{_D}))?)"
)
_HOUSE = rf"{_D}{{1,5}}(?:\s?/\s?{_D}{{1,5}})?(?:\s?[-–]\s?{_D}{{1,4}})?(?:\s{{0,3}},?\s?{_PART}){{0,5}}"
#: บ้านเลขที่ is said of a home only.
_HOME = re.compile(rf"บ้าน\s?เลขที่\s{{0,3}}[:：.]?\s{{0,3}}(?P<house>{_HOUSE})")
#: ที่อยู่ is said of offices too: it counts behind a person, or where the word itself tells one.
_LIVES = re.compile(
    rf"(?P<told>ที่อยู่\s?(?:ปัจจุบัน|ตามบัตร(?:ประชาชน)?|ตามทะเบียนบ้าน|ส่วนตัว|ผู้ร้อง(?:เรียน)?"
    rf"|ของผู้[ก-๎]{{2,15}})|(?:พัก)?อาศัยอยู่(?:ที่)?|ภูมิลำเนา(?:อยู่)?(?:ที่)?)"
    rf"\s{{0,2}}[:：]?\s{{0,3}}(?:เลขที่\s{{0,3}})?(?P<house>{_HOUSE})"
    rf"|(?:ที่อยู่|อยู่ที่|อยู่เลขที่)\s{{0,2}}[:：]?\s{{0,3}}(?:เลขที่\s{{0,3}})?(?P<near>{_HOUSE})"
)
_PERSON_BEFORE = re.compile(r"■")


def homes(text: str) -> list[Span]:
    """Houses, with their lane and road; tambon, amphoe and province stay."""
    spans = [(match.start("house"), match.end("house"), MASK) for match in _HOME.finditer(text)]
    for match in _LIVES.finditer(text):
        if match["told"]:
            spans.append((match.start("house"), match.end("house"), MASK))
        elif _PERSON_BEFORE.search(text, max(0, match.start() - 120), match.start()):
            spans.append((match.start("near"), match.end("near"), MASK))
    return spans
