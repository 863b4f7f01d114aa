"""Forms on which a box tells the round."""

from __future__ import annotations

import pytest

from transforms.extract.years.rounds import round_statements
from transforms.extract.years.ticked_rounds import boxes_in
from transforms.read.decode import DecodedText
from transforms.read.scanner_text import read_scanner_text
from transforms.resolve.years import decide_round

FORM = "แบบรายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม ปีงบประมาณ ๒๕๖๗\n\n"


def reporting_round(text: str) -> str | None:
    document = read_scanner_text(DecodedText(text, "utf-8", 0), "0" * 64)
    return decide_round(round_statements(document, ())).reporting_round


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("งวดที่รายงาน ☑ รอบ 6 เดือน ☐ รอบ 12 เดือน", "6-month"),
        ("งวดที่รายงาน ☐ รอบ ๖ เดือน ☑ รอบ ๑๒ เดือน", "annual"),
        ("รอบรายงาน ( / ) ๖ เดือน (   ) ๑๒ เดือน", "6-month"),
        ("รอบรายงาน [ ] ๖ เดือน [x] ๑๒ เดือน", "annual"),
        ("รอบ ๖ เดือน (ต.ค. ๖๖ - มี.ค. ๖๗) ☑ รอบ ๑๒ เดือน (ต.ค. ๖๖ - ก.ย. ๖๗) ☐", "6-month"),
        ("○ รอบ ๖ เดือน ● รอบ ๑๒ เดือน", "annual"),
        ("☐ รอบ ๖ เดือน ☐ รอบ ๑๒ เดือน", None),
        ("☑ รอบ ๖ เดือน ☑ รอบ ๑๒ เดือน", None),
        ("รอบที่รายงาน\t☑ รอบ ๖ เดือน\t☐ รอบ ๑๒ เดือน", "6-month"),
        ("☐ รอบ ๖ เดือน\n\n☑ รอบ ๑๒ เดือน", "annual"),
    ],
)
def test_only_the_ticked_round_counts(line: str, expected: str | None) -> None:
    assert reporting_round(f"{FORM}{line}\n") == expected


@pytest.mark.parametrize(
    "line",
    [
        "รายงานผล รอบ ๖ เดือน (ต.ค. ๖๖ - มี.ค. ๖๗)",
        "ให้รายงานรอบ ๖ เดือน / รอบ ๑๒ เดือน",
        "☑ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ",
        "รายงานความก้าวหน้า\t☑ รอบ ๖ เดือน\t☐ ยังไม่ดำเนินการ",
        "☑ ดำเนินการแล้วเสร็จและได้รายงานต่อผู้บังคับบัญชาเป็นลายลักษณ์อักษร รอบ ๖ เดือน",
    ],
)
def test_a_line_without_boxes_for_rounds_has_none(line: str) -> None:
    assert boxes_in(line) == ()
