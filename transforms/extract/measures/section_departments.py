"""Departments that a heading above a table names for all measures in it, where no column does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import Cell, Document, Paragraph
from transforms.extract.tables.logical_tables import MEASURES, LogicalTable
from transforms.normalize.departments import DepartmentMatcher
from transforms.normalize.thai import matching_key

_PAGE_NUMBER = re.compile(r"[\s\-–—.]*(?:หน้า(?:ที่)?)?\s*[0-9๐-๙]{1,3}(?:\s?/\s?[0-9๐-๙]{1,3})?[\s\-–—.]*")
#: A heading stands at most so many paragraphs above its table: a line about the table may stand between.
_NEAR, _LONGEST = 2, 45
_NUMBERING = re.compile(r"^[\s\-–•*(]*(?:ส่วนที่\s?)?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})?\s?[.)]?\s*")
_LABEL = re.compile(r"^(?:ผู้รับผิดชอบ|หน่วยงาน(?:ที่)?(?:รับผิดชอบ)?|ส่วนราชการที่รับผิดชอบ)\s*[:：]?\s*")
_BEGINS = re.compile(r"สำนัก|กอง|ฝ่าย|กลุ่ม|หน่วย|งาน|ส่วน")


def carry_section_departments(
    document: Document, tables: Sequence[LogicalTable], departments: DepartmentMatcher
) -> None:
    """Notes in ``carried`` of each row of a table of measures without a column of departments what the
    heading above its part of the table names. Only where every part of the table stands below one."""
    for table in tables:
        if table.kind != MEASURES or "responsible" in table.roles:
            continue
        named: dict[int, Cell | None] = {}
        before: Cell | None = None
        for block in dict.fromkeys(row.block for row in table.rows):
            named[block] = before = _heading_of(document, block, departments, before)
        if not all(named.values()):
            continue
        for row in table.rows:
            if (heading := named[row.block]) is not None:
                row.carried["responsible"] = [heading]


def _heading_of(
    document: Document, block: int, departments: DepartmentMatcher, before: Cell | None
) -> Cell | None:
    """The heading above the block; where but a page number stands there, that of the part ``before``."""
    passed = 0
    for index in range(block - 1, -1, -1):
        above = document.blocks[index]
        if not isinstance(above, Paragraph):
            return before if passed == 0 else None
        if _PAGE_NUMBER.fullmatch(above.text):
            continue
        text = _LABEL.sub("", _NUMBERING.sub("", above.text))
        if _BEGINS.match(text) and len(matching_key(text)) <= _LONGEST:
            found = departments.find(text)
            if found.names and not found.unmatched:
                return Cell(above.raw, text, above.place)
        passed += 1
        if passed == _NEAR:
            return None
    return None
