"""Quotation marks that nobody closes, files cut off or locked: read as meant, or set aside with a reason."""

from __future__ import annotations

import csv
import io
from itertools import chain

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from transforms.document import Table, UnreadableDocument
from transforms.read.choose import read_document
from transforms.read.delimited import without_open_quotes

ROWS = [["ที่", "หน่วยงาน", "คะแนน", "ระดับ"]] + [
    [str(no), f"อบต.ตัวอย่าง{no}", f"9{no % 10}.25", "ผ่านดี"] for no in range(60)
]


def test_an_open_quote_swallows_no_rows() -> None:
    lines = [",".join(row) for row in ROWS]
    lines[7] = lines[7].replace(",", ',"', 1)
    lines[40] += '"'
    document = read_document("\n".join(lines).encode(), "0" * 64)
    assert document.reader == "delimited-text"
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [list(row.texts) for row in table.rows] == ROWS


def test_fields_over_several_lines_stay_whole() -> None:
    target = io.StringIO()
    rows = [*ROWS[:5], ["5", 'อบต.ตัวอย่าง\nที่ "ห้า"', "95.25", "ผ่านดี"], *ROWS[6:]]
    csv.writer(target).writerows(rows)
    lines = target.getvalue().splitlines(keepends=True)
    assert without_open_quotes(lines, ",") == lines


@given(st.lists(st.text(alphabet='ab,"\n', max_size=12), max_size=40))
def test_lines_stay_as_many(texts: list[str]) -> None:
    lines = [*chain.from_iterable(text.splitlines(keepends=True) for text in texts)]
    assert len(without_open_quotes(lines, ",")) == len(lines)


def _reason(content: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableDocument) as raised:
        read_document(content, "0" * 64)
    return raised.value.rule, raised.value.detail


def test_a_workbook_cut_off_is_damaged_and_no_unknown_format() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet().write_row(0, 0, ROWS[1])
    book.close()
    assert _reason(target.getvalue()[:-30])[0] == "workbook-damaged"


def test_a_file_locked_by_a_password_is_called_so() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    rule, detail = _reason(content)
    assert rule == "document-locked" and "password" in detail
