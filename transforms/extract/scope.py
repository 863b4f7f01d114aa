"""Whether a document is an ITA report of a local administration at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import Document, Table
from transforms.normalize.thai import clean, squeeze

_ITA = re.compile(
    r"คุณธรรมและความโปร่งใส|IntegrityandTransparency|(?<![A-Za-z])ITAS?(?![A-Za-z])|(?<![A-Za-z])[IEO]IT(?![A-Za-z])"
)
_OTHER_SCHEME = re.compile(
    r"(?<![A-Za-z])LPA(?![A-Za-z])|LocalPerformanceAssessment|(?<![A-Za-z])MOIT|การประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น"
)
_BODIES = (
    r"โรงพยาบาล|โรงเรียน|สถานศึกษา|วิทยาลัย|มหาวิทยาลัย|สถาบัน|กระทรวง|กรม(?!ส่งเสริมการปกครอง)|สถานีตำรวจ|ตำรวจภูธร|"
    r"สำนักงานเขตพื้นที่การศึกษา|สำนักงานสาธารณสุข|สำนักงานจังหวัด|สำนักงานปลัดกระทรวง|ที่ทำการปกครอง|ศูนย์พัฒนาเด็ก"
)
_OTHER_BODY = re.compile(rf"^\W*(?:ส่วนราชการ\W*)?(?:{_BODIES})")
#: In a title: whose report it is, though a local administration stands beside it.
_BODY_REPORTS = re.compile(rf"ITAOnline|(?:ของ|ประจำ|ภายใน)(?:{_BODIES})(?!มหาดไทย)|ของจังหวัด|ราชการส่วนภูมิภาค")
_LOCAL = re.compile(r"องค์การบริหารส่วน|องค์กรบริหารส่วน|เทศบาล|(?<![ก-๙])อ\.?บ\.?[ตจ]|(?<![ก-๙])ท[ตมน]\.|เมืองพัทยา")
#: What the titles of other papers begin with or say; ITA is only mentioned in them.
_OTHER_PAPER = re.compile(
    r"^\W*(?:เรื่อง)?\W*(?:ขอเชิญ|คู่มือ|คำสั่ง|แต่งตั้ง|ข้อบัญญัติ|เทศบัญญัติ|สถิติ|หนังสือเชิญ|แบบตอบรับ|กำหนดการ|"
    r"รายงานการประชุมสภา|ขอความร่วมมือ|ขอความอนุเคราะห์|โครงการ(?:ฝึก)?อบรม|แผนพัฒนาท้องถิ่น|แผนยุทธศาสตร์|แบบสขร)"
    r"|ประกวดราคา|สอบราคา|ราคากลาง|ผลการดำเนินการจัดซื้อจัดจ้าง|จัดอบรม|โครงการฝึกอบรม|งบประมาณรายจ่าย|แผนการดำเนินงานประจำปี"
    r"|ไม่รับของขวัญ|NoGiftPolicy|แผนปฏิบัติการป้องกัน(?:และปราบปราม)?การทุจริต|ความเสี่ยงการทุจริต|ประเมินความเสี่ยง|เรื่องร้องเรียน"
    r"|ความพึงพอใจ|ค่าเป้าหมายตาม|แบบวัดการรับรู้.*ตั้งแต่วันที่",
    re.IGNORECASE,
)
#: What a title says that reports ITA itself.
_REPORTS_ITA = re.compile(
    r"ผลการประเมิน|ผลคะแนน|ผลประเมิน|วิเคราะห์|มาตรการ|ผลการดำเนิน|รายงานการดำเนิน|การกำกับติดตาม|ยกระดับ|ขับเคลื่อน"
    r"|ข้อเสนอแนะ|แบบตรวจการเปิดเผย|แผนปรับปรุง|แนวทาง|OIT"
)
#: What a paper without a telling title says if it reports ITA and does not only mention it.
_TELLS_OF_ITA = re.compile(r"คะแนน|มาตรการ|วิเคราะห์|ตัวชี้วัด|ระดับ(?:AA|[A-F](?![A-Za-z])|ผ่าน)")
_INDICATORS = tuple(
    re.compile(wording)
    for wording in (
        "การปฏิบัติหน้าที่",
        "การใช้งบประมาณ",
        "การใช้อำนาจ",
        "การใช้ทรัพย์สิน",
        "การแก้ไขปัญหาการทุจริต",
        "คุณภาพการดำเนินงาน",
        "ประสิทธิภาพการสื่อสาร",
        "การปรับปรุง(?:ระบบ)?การทำงาน",
        "การเปิดเผยข้อมูล",
        "การป้องกันการทุจริต",
    )
)
#: So many of the ten indicators named are a list of them.
_A_LIST_OF_INDICATORS = 5
_TITLES, _LONGEST_TITLE = 6, 300
_HEAD, _LONGEST_BODY = 12, 120

NOT_ITA = "not-an-ita-report"
OTHER_SCHEME = "other-scheme"


def out_of_scope_reason(document: Document, ruined: frozenset[int]) -> str | None:
    """``not-an-ita-report``, ``other-scheme`` (LPA, MOIT, the ITA of a hospital, a school, a ministry),
    or ``None`` for a document to be read on."""
    texts = [squeeze(text) for index, text in _texts(document) if index not in ruined]
    texts[:_HEAD] = [squeeze(clean(text)) for text in texts[:_HEAD]]
    titles = [text for text in texts[:_TITLES] if len(text) < _LONGEST_TITLE]
    titles += [
        text for text in texts[_TITLES:_HEAD] if text.startswith("เรื่อง") and len(text) < _LONGEST_TITLE
    ]
    if _titled_otherwise(titles):
        return OTHER_SCHEME
    ita = sum(len(_ITA.findall(text)) for text in texts)
    other = sum(len(_OTHER_SCHEME.findall(text)) for text in texts)
    if other > ita:
        return OTHER_SCHEME
    if ita == 0 and not _lists_indicators(texts):
        return NOT_ITA
    if _of_another_body(texts):
        return OTHER_SCHEME
    reports = _titled_as_report(titles)
    if reports is False:
        return NOT_ITA
    if reports is None and not (
        any(_TELLS_OF_ITA.search(text) for text in texts) or _lists_indicators(texts)
    ):
        return NOT_ITA
    return None


def _titled_otherwise(titles: Sequence[str]) -> bool:
    """Whether a title, which outweighs what the text mentions, names another scheme or body."""
    for title in titles:
        ita = _ITA.search(title)
        if _BODY_REPORTS.search(title) and ("ITAOnline" in title or (ita and not _LOCAL.search(title))):
            return True
        if ita and _REPORTS_ITA.search(title):
            return False
        if _OTHER_SCHEME.search(title) and not ita:
            return True
    return False


def _of_another_body(texts: Sequence[str]) -> bool:
    """Whether the first lines name a hospital, a school, a ministry as whose paper it is, and no local
    administration before it."""
    for number, text in enumerate(texts[:_HEAD]):
        if len(text) >= _LONGEST_BODY:
            continue
        if _OTHER_BODY.match(text):
            return number < _TITLES
        if _LOCAL.search(text):
            return False
    return False


def _titled_as_report(titles: Sequence[str]) -> bool | None:
    """Whether the first telling title is that of a report on ITA (and not that of another paper);
    ``None`` where none is telling."""
    for title in titles:
        if _ITA.search(title) and _REPORTS_ITA.search(title) and not _OTHER_PAPER.match(title):
            return True
        if _OTHER_PAPER.search(title):
            return False
    return None


def _lists_indicators(texts: Sequence[str]) -> bool:
    named = sum(any(pattern.search(text) for text in texts) for pattern in _INDICATORS)
    return named >= _A_LIST_OF_INDICATORS


def _texts(document: Document) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            found.extend((index, cell.text) for row in block.rows for cell in row.cells)
        else:
            found.append((index, block.text))
    return found
