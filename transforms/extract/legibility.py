"""How much of a document's own stock words a scanner has damaged.

The words of these reports are known: where many of them lost a mark, hold a stray space or another letter,
the digits between them, which nothing spells, are not to be trusted either.
"""

from __future__ import annotations

import re
from collections.abc import Container

from transforms.document import Document, Paragraph

_STOCK_WORDS = [
    "ตัวชี้วัด",
    "คะแนน",
    "ประเมิน",
    "ระดับ",
    "งบประมาณ",
    "การปฏิบัติหน้าที่",
    "การใช้อำนาจ",
    "ประสิทธิภาพ",
    "คุณภาพ",
    "การเปิดเผยข้อมูล",
    "การป้องกันการทุจริต",
    "องค์การบริหารส่วนตำบล",
    "เทศบาล",
    "จังหวัด",
    "อำเภอ",
    "มาตรการ",
    "ดำเนินการ",
    "ผลการ",
    "ผู้รับผิดชอบ",
    "โปร่งใส",
    "คุณธรรม",
]
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\\s]")
_SPLIT_AM = "\u0e4d\u0e32"
#: Letters that a scanner takes for one another, as one of them.
_FOLDED = str.maketrans("คฅตฝฟปซถภฌำ", "ดดดผพบชกกณา")
_LONGEST = 60_000
_FEWEST, _WORN_SHARE = 3, 0.08


def _skeleton(text: str) -> str:
    return _MARKS.sub("", text).translate(_FOLDED)


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


_EXACT = _any_of(_STOCK_WORDS)
_ALIKE = _any_of([_skeleton(word) for word in _STOCK_WORDS])


def is_worn(document: Document, ruined: Container[int] = ()) -> bool:
    """Whether one in twelve of the stock words, and three at least, is damaged outside ruined blocks."""
    parts: list[str] = []
    for index, block in enumerate(document.blocks):
        if index in ruined:
            continue
        if isinstance(block, Paragraph):
            parts.append(block.text)
        else:
            parts += (cell.text for row in block.rows for cell in row.cells)
    return is_worn_text("\n".join(parts)[:_LONGEST])


def is_worn_text(text: str) -> bool:
    """As :func:`is_worn`, of a text."""
    plain = text.replace(_SPLIT_AM, "\u0e33")
    alike = sum(1 for _ in _ALIKE.finditer(_skeleton(plain)))
    damaged = alike - sum(1 for _ in _EXACT.finditer(plain))
    return damaged >= _FEWEST and damaged >= _WORN_SHARE * alike
