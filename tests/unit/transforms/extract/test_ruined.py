from hypothesis import given
from hypothesis import strategies as st

from transforms.extract.ruined import (
    IDENTICAL_ROWS,
    LOOP,
    REPEATED_TEXT,
    WRONG_SCRIPT,
    has_loop,
    ruined_blocks,
)
from transforms.read.decode import DecodedText
from transforms.read.scanner_text import read_scanner_text


def reasons(text: str) -> dict[int, str]:
    """Line → reason."""
    document = read_scanner_text(DecodedText(text, "utf-8", 0), "0" * 64)
    return {ruin.first_line: ruin.reason for ruin in ruined_blocks(document).values()}


def test_each_signal_is_found_and_good_text_is_left() -> None:
    good = "จากการวิเคราะห์ผลการประเมิน หน่วยงานจึงกำหนดมาตรการดังต่อไปนี้ ....................."
    assert reasons(good) == {}
    assert reasons("ការវិនិយោគ និងការប្រតិបត្តិការ") == {1: WRONG_SCRIPT}
    assert reasons("งานทะเบียนยานยนต์ " * 5) == {1: LOOP}
    listed = "\n".join(f"{no}. ประสานงานราชการส่วนท้องถิ่น" for no in range(1, 8))
    assert reasons(listed) == dict.fromkeys(range(1, 8), REPEATED_TEXT)
    assert reasons("\n".join(f"{year}\t61.61\t61.61\t61.61" for year in range(2562, 2570))) == {
        1: IDENTICAL_ROWS
    }


def test_a_quoted_word_of_another_script_does_not_ruin_a_page() -> None:
    assert reasons("ป้ายสองภาษา ไทยและลาว (ສະບາຍ) หน้าสำนักงานสำหรับผู้มาติดต่อราชการทุกท่านในวันทำการปกติ") == {}


def test_blocks_between_ruined_ones_are_taken_with_them() -> None:
    wrong = "ការវិនិយោគ និងការប្រតិបត្តិការ"
    assert set(reasons(f"{wrong}\nเมืองสมมุติ\n{wrong}")) == {1, 2, 3}


def test_loops_and_dotted_lines() -> None:
    assert has_loop("ให้บริการผ่านช่องทางออนไลน์ " * 3)
    assert not has_loop("." * 200)
    assert not has_loop("ประชุมครั้งที่ ๑ ประชุมครั้งที่ ๒ ประชุมครั้งที่ ๓")


@given(
    st.text("กขคงจฉชซ", max_size=30),
    st.text("กขคงจฉชซ", min_size=8, max_size=90).filter(lambda text: len(set(text)) > 3),
    st.text("กขคงจฉชซ", max_size=30),
)
def test_a_loop_is_found_wherever_it_stands(before: str, repeated: str, after: str) -> None:
    assert has_loop(before + repeated * 3 + after)


def test_one_value_for_one_thing_after_another_is_invented() -> None:
    alike = [f"ตัวชี้วัดที่ {no} ได้คะแนน ๗๔.๒๘" for no in range(1, 11)]
    assert reasons("\n".join(alike)) == dict.fromkeys(range(1, 11), REPEATED_TEXT)
    assert reasons("\n".join(f"ตัวชี้วัดที่ {no} ได้คะแนน 100.00" for no in range(1, 11))) == {}
    assert reasons("\n".join(f"ตัวชี้วัดที่ {no} ได้คะแนน 9{no}.28" for no in range(1, 9))) == {}
    assert reasons("\n".join(alike[:4])) == {}
