"""A ruined page can fall into one cell: no reader's cost may grow with the square of its length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from transforms.normalize.codes import indicator_numbers, item_code, question_codes
from transforms.normalize.deadlines import deadlines
from transforms.normalize.departments import DepartmentMatcher
from transforms.normalize.digits import find_numbers, parse_score
from transforms.normalize.status import StatusReader
from transforms.normalize.thai import clean
from transforms.normalize.thai_dates import years
from transforms.persons import mask
from transforms.reference import Department, StatusWording

MATCHER = DepartmentMatcher((Department("งานพัสดุ", "unit", None, ()),))
STATUSES = StatusReader(
    (StatusWording("ดำเนินการ", "completed", "label"), StatusWording("จัดทำ", "completed", "narrative"))
)
READERS: list[Callable[[str], object]] = [
    mask,
    lambda text: deadlines(text, 2566),
    years,
    find_numbers,
    parse_score,
    question_codes,
    item_code,
    indicator_numbers,
    clean,
    lambda text: STATUSES.read("", text),
    lambda text: STATUSES.read(text, ""),
    MATCHER.find,
]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "a",
        "0-",
        "0 ",
        "a.",
        " ",
        "50% ",
        "☐ ดำเนินการ ",
        "ม.ค. ๖๖ - ",
        "งาน ",
        "นายสมชาย ",
        "๑.",
        "จัดทำ ",
        " ำ",
    ],
)
def test_a_page_in_one_cell_costs_little(piece: str) -> None:
    text = piece * (20000 // len(piece))
    for reader in READERS:
        start = time.process_time()
        reader(text)
        assert time.process_time() - start < 1.0
