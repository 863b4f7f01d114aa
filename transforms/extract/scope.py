"""Whether a document is an ITA report of a local administration at all."""

from __future__ import annotations

import re

from transforms.document import Document, Table
from transforms.normalize.thai import clean, squeeze

_ITA = re.compile(
    r"คุณธรรมและความโปร่งใส|IntegrityandTransparency|(?<![A-Za-z])ITAS?(?![A-Za-z])|(?<![A-Za-z])[IEO]IT(?![A-Za-z])"
)
_OTHER_SCHEME = re.compile(
    r"(?<![A-Za-z])LPA(?![A-Za-z])|LocalPerformanceAssessment|(?<![A-Za-z])MOIT|การประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น"
)
_OTHER_BODY = re.compile(
    r"^\W*(?:โรงพยาบาล|โรงเรียน|สถานศึกษา|สำนักงานเขตพื้นที่การศึกษา|สำนักงานสาธารณสุข|มหาวิทยาลัย|กระทรวง|กรม(?!ส่งเสริม))"
)

#: In a title: whose report it is, though a local administration stands beside it.
_BODY_REPORTS = re.compile(
    r"ITAOnline|(?:ของ|ประจำ)(?:โรงเรียน|โรงพยาบาล|สถานศึกษา|สำนักงานสาธารณสุข|สำนักงานเขตพื้นที่)"
)
_TITLES, _LONGEST_TITLE = 6, 300

NOT_ITA = "not-an-ita-report"
OTHER_SCHEME = "other-scheme"


def out_of_scope_reason(document: Document, ruined: frozenset[int]) -> str | None:
    """``not-an-ita-report``, ``other-scheme`` (LPA, MOIT, a hospital's or school's ITA), or ``None``
    for a document to be read on."""
    ita = other = body = 0
    for number, (index, text) in enumerate(_texts(document)):
        if index in ruined:
            continue
        squeezed = squeeze(clean(text))
        ita += len(_ITA.findall(squeezed))
        other += len(_OTHER_SCHEME.findall(squeezed))
        if number < _TITLES and len(text) < _LONGEST_TITLE:
            # A title outweighs what the text mentions.
            if _OTHER_SCHEME.search(squeezed) and not _ITA.search(squeezed):
                return OTHER_SCHEME
            if _BODY_REPORTS.search(squeezed) and _ITA.search(squeezed):
                return OTHER_SCHEME
        if number < 12 and len(text) < 120 and _OTHER_BODY.match(text):
            body += 1
    if other > ita:
        return OTHER_SCHEME
    if ita == 0:
        return NOT_ITA
    return OTHER_SCHEME if body >= 2 else None


def _texts(document: Document) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            found.extend((index, cell.text) for row in block.rows for cell in row.cells)
        else:
            found.append((index, block.text))
    return found
