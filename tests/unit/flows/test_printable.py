import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.printable import without_escapes


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("คะแนน \x1b[31m๙๒.๕๐\x1b[0m", "คะแนน ๙๒.๕๐"),
        ("\x1b]0;a title\x07รายงาน", "รายงาน"),
        ("\x1b]8;;https://example.org\x1b\\ดู\x1b]8;;\x1b\\", "ดู"),
        ("\x1bPsecret\x1b\\รายงาน", "รายงาน"),
        ("\x1b]0;never ends, and the score is 92.50", "0;never ends, and the score is 92.50"),
        ("\x9b2Jรายงาน\x85\x00", "รายงาน"),
        ("\x1b(0รายงาน\x1bc", "รายงาน"),
        ("รวม\u202e05.29\u202c", "รวม05.29"),
        ("ปี\tคะแนน\nน้ำเกี๋ยน ๒๕๖๖\r\n", "ปี\tคะแนน\nน้ำเกี๋ยน ๒๕๖๖\n"),
    ],
)
def test_what_a_terminal_would_obey_is_taken_out(text: str, shown: str) -> None:
    assert without_escapes(text) == shown


@given(st.text(alphabet="\x1b\x9b\x9d\x90\x07\x9c[]\\P0;mกa\n", max_size=60))
def test_nothing_is_left_that_a_terminal_obeys(text: str) -> None:
    shown = without_escapes(text)
    assert not set(shown) & set("\x1b\x9b\x9d\x90\x07\x9c")
    assert without_escapes(shown) == shown
    assert shown.count("ก") == text.count("ก") or "\x1b" in text or "\x9d" in text or "\x90" in text


def test_many_beginnings_without_an_end_take_no_time() -> None:
    assert without_escapes("\x1b]\x9d\x90" * 100_000) == ""
