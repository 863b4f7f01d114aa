from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalize.codes import indicator_numbers, item_code, question_codes

CODES = st.text(alphabet=st.sampled_from("iIeEoOlข้อที่ ๐๑๒๓๙01239.-/|\nตัวชี้วัด"), max_size=30)


@pytest.mark.parametrize(
    ("printed", "code", "kind"),
    [
        ("E๑๑ เจ้าหน้าที่", "e11", "exact"),
        ("e๖ การเผยแพร่", "e6", "exact"),
        ("i ๑๖ ท่านเคย", "i16", "exact"),
        ("I๔", "i4", "exact"),
        ("๘. ข้อมูล O๘ Q&A", "O8", "exact"),
        ("หน้าที่ข้อ ๑๖ ท่านเคย", "i16", "bare"),
        ("ทรัพย์สิน ข้อ 1๒๐ ขั้นตอน", "i20", "mended"),
        ("ข้อ l๒๗", "i27", "mended"),
        ("ข้อ 1๒", "i12", "bare"),
        ("ข้อ ๐๓๕", "O35", "mended"),
    ],
)
def test_codes_of_questions(printed: str, code: str, kind: str) -> None:
    assert [(found.code, found.kind) for found in question_codes(printed)] == [(code, kind)]


@pytest.mark.parametrize(
    "printed",
    ["ITA๑๒", "ข้อ ๒.๑", "ปี ๒๕๖๖", "COVID-19", "www.example.go.th/e12", "E-Service ๒", "i99", "๑๖ คน"],
)
def test_no_codes(printed: str) -> None:
    assert question_codes(printed) == []


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("O๘", "O8"),
        ("๐๘", "O8"),
        ("0๑๐", "O10"),
        ("O๒๖", "O26"),
        ("๐๑", "O1"),
        ("O๓๘ รายงานผล", "O38"),
        ("๐ ๑๒", "O12"),
        ("O๔O", "O40"),
        ("ข้อ o12", "O12"),
        ("О๗", "O7"),
    ],
)
def test_item_codes(printed: str, code: str) -> None:
    found = item_code(printed)
    assert found is not None
    assert found.code == code
    assert printed[found.start : found.end] == found.printed


@pytest.mark.parametrize("printed", ["๑๐", "๐.๕", "O1-O9", "๐๑/๑๐/๒๕๖๕", "๐๔๓๒๑๑", "OIT", "", "ข้อมูล", "๐๐"])
def test_no_item_codes(printed: str) -> None:
    assert item_code(printed) is None


def test_indicator_numbers() -> None:
    text = "ตัวชี้วัดที่ ๙ และตัวชี้วัดย่อยที่ ๑๐.๑ กับ ตัวชี้วัด ๖ ไม่ใช่ ตัวชี้วัดที่ ๒๕๖๖"
    found = indicator_numbers(text)
    assert [(no, sub) for no, sub, _, _ in found] == [(9, None), (10, "10.1"), (6, None)]
    assert text[found[1][2] : found[1][3]] == "ตัวชี้วัดย่อยที่ ๑๐.๑"


@given(CODES)
def test_spans_are_within_the_text(text: str) -> None:
    for found in question_codes(text):
        assert text[found.start : found.end] == found.printed
        assert found.code[0] in "ieO"
    item = item_code(text)
    assert item is None or text[item.start : item.end] == item.printed
    for _, _, start, end in indicator_numbers(text):
        assert 0 <= start < end <= len(text)


@given(st.integers(min_value=1, max_value=99), st.sampled_from("O0๐o"), st.booleans())
def test_every_item_is_read_back(number: int, letter: str, thai: bool) -> None:
    digits = str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) if thai else str(number)
    found = item_code(letter + digits)
    assert found is not None
    assert found.code == f"O{number}"
