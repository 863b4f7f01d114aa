"""The date of a document is its own, not one that it mentions."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.extract.years.statements import document_date
from transforms.read.decode import DecodedText
from transforms.read.scanner_text import read_scanner_text

OWN = date(2024, 5, 9)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("ที่ สม ๗๑๐๐๑/๑๒ วันที่ ๙ พฤษภาคม ๒๕๖๗", OWN),
        ("๙ พฤษภาคม ๒๕๖๗\n\nอ้างถึง หนังสืออำเภอ ลงวันที่ ๒ เมษายน ๒๕๖๗", OWN),
        ("อ้างถึง หนังสืออำเภอ ที่ สม ๐๐๑ ลงวันที่ ๒ เมษายน ๒๕๖๗", None),
        ("อ้างถึง หนังสืออำเภอ ลงวันที่ ๒ เมษายน ๒๕๖๗\n\nประกาศ ณ วันที่ ๙ พฤษภาคม พ.ศ. ๒๕๖๗", OWN),
        ("ให้รายงานภายในวันที่ ๙ พฤษภาคม ๒๕๖๗", None),
        ("(ระหว่างวันที่ ๑ ตุลาคม ๒๕๖๖ - ๓๐ กันยายน ๒๕๖๗)", None),
        ("ในการประชุมเมื่อวันที่ ๙ พฤษภาคม ๒๕๖๗", None),
    ],
)
def test_the_date_of_a_document(lines: str, expected: date | None) -> None:
    document = read_scanner_text(DecodedText(f"บันทึกข้อความ\n\n{lines}\n", "utf-8", 0), "0" * 64)
    found = document_date(document, ())
    assert (found[0] if found else None) == expected
