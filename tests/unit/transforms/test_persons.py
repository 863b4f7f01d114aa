from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.persons import MASK, mask


def listed(texts: str) -> list[str]:
    return texts.split("|")


def with_check_digit(twelve: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(twelve, range(13, 1, -1), strict=True))
    return f"{twelve}{(11 - total % 11) % 10}"


THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
TITLES = listed(
    "นาย|นาง|นางสาว|น.ส.|น.ส. |ดร.|ผศ.ดร.|ว่าที่ ร.ต.|ว่าที่ร้อยตรี |ว่าที่ ร.ต.หญิง |ร.ต.อ.|พ.ต.ท. |จ.ส.อ.|พ.จ.อ. |"
    "สิบเอก |จ่าเอก|พันจ่าเอก|พันตำรวจโท |ดาบตำรวจ |เด็กหญิง|ด.ช.|ม.ล.|นายแพทย์|นาย |นาง |ส.อ. "
)
FIRST_NAMES = listed(
    "สมชาย|สมหญิง|กมล|กิตติ|กฤษณะ|กรกฎ|กนกวรรณ|กัลยา|พลวัฒน์|ประกันต์|ธนากร|งามตา|รองรัตน์|วันเพ็ญ|อรทัย|เอกชัย|"
    "ชัยเดช|ณัฐวุฒิ|ปิยะ|ศิริพร|เสาวลักษณ์|ไพโรจน์|โสภา|แก้วตา|ใจ|มานะ|ทองคำ|ฐิติมา|หฤทัย|เรืองศักดิ์"
)
SURNAMES = listed(
    "ใจดี|รักไทย|มั่นคง|ทองสุข|ศรีสมบัติ|แสงทอง|บุญมาก|พงษ์พานิช|ณรงค์เดช|วงศ์ใหญ่|คำแก้ว|สุขเกษม|อินทร์แก้ว|เพชรดี|ไชยวงศ์|"
    "กลิ่นหอม|ปานทอง|หนูแก้ว|ยอดรัก|ดวงดี"
)
FRAMES = listed(
    "โดยมี{} เป็นวิทยากร|({})|ผู้รายงาน {} ตำแหน่ง นักทรัพยากรบุคคล|"
    "มอบหมายให้{} หัวหน้าสำนักปลัด ดูแล|{}, ผู้ดูแล|ลงชื่อ {}\nปลัดเทศบาล"
)
PHONES = listed(
    "๐๘๑-๒๓๔-๕๖๗๘|081-234-5678|0812345678|๐๘๑ ๒๓๔ ๕๖๗๘|0-3461-2345|๐-๓๔๖๑-๒๓๔๕|02-123-4567|๐๔๔ ๑๒๓๔๕๖|"
    "+66 81 234 5678|(034) 612345|O๘๑-๒๓๔๕๖๗๘"
)
EMAILS = listed("somchai@example.go.th|a.b-c_1@example.com|x@mail.example.org")
CITIZEN = with_check_digit("110170023067")
CITIZENS = [CITIZEN, CITIZEN.translate(THAI_DIGITS), "1-1017-00230-67-9", "๑ ๑๐๑๗ ๐๐๒๓๐ ๖๗ ๙"]

HARMLESS = [
    "นายก อบต.บ้านสมมุติ",
    "นายกเทศมนตรีตำบลบ้านสมมุติ",
    "นายกองค์การบริหารส่วนตำบลบ้านสมมุติ",
    "นายกองค้การบริหารส่วนตำบล",
    "เสนอนายกเพื่อพิจารณา",
    "รองนายก อบจ.",
    "นายกฯ รับทราบ",
    "นายทะเบียนท้องถิ่น",
    "นายอำเภอเมือง",
    "นายช่างโยธาชำนาญงาน",
    "นายจ้างและลูกจ้าง",
    "นายแพทย์สาธารณสุขจังหวัด",
    "อำเภอนางรอง จังหวัดบุรีรัมย์",
    "อบต.หนองนางนวล อำเภอสมมุติ",
    "พัฒนางานบริการ และพัฒนายกระดับคุณภาพ",
    "สัมมนายกระดับ สัมมนางานบุคคล",
    "ปรึกษาทนายความ",
    "เจตนารมณ์ เจตนางานสุจริต",
    "วันที่ ๑๕/๐๙/๒๕๖๗ เวลา ๐๘.๓๐ - ๑๖.๓๐ น.",
    "ที่ กจ ๗๑๓๐๑/๑๒๓ ลงวันที่ ๑ ตุลาคม ๒๕๖๖",
    "ที่ มท ๐๘๑๐.๓/ว ๑๒๓๔",
    "https://www.example.go.th/file/0812345678901.pdf",
    "www.example.go.th/news?id=0812345678",
    "example.go.th/id/๐๘๑๒๓๔๕๖๗๘",
    "น.ส.๓ ก.",
    "อ.ส.ค. และ พ.ต. ท้องถิ่น",
    "งบประมาณ ๑,๒๓๔,๕๖๗.๐๐ บาท",
    "O1 O2 O3 O4 O5 O6 O7 O8 O9",
    "๙๙.๕๖ ๙๙.๖๔ ๙๘.๖๕ ๙๙.๑๒",
    "เลขที่สัญญา 1234567890123",
    "คุณธรรมและความโปร่งใส",
    "ข้าราชการ พนักงาน และลูกจ้าง",
]


def names() -> list[tuple[str, str, str, str]]:
    """A title, first name, surname and frame for each of some thousand sentences."""
    people = itertools.product(TITLES, FIRST_NAMES)
    return [
        (title, first, SURNAMES[number % len(SURNAMES)], FRAMES[number % len(FRAMES)])
        for number, (title, first) in enumerate(people)
    ]


def test_names_behind_titles_are_found() -> None:
    missed = []
    for title, first, surname, frame in names():
        found = mask(frame.format(f"{title}{first} {surname}"))
        if first in found.replace("พันจ่าเอก", "") or surname in found or MASK not in found:
            missed.append((title, first, surname))
    assert len(missed) <= 0.02 * len(names()), missed[:20]


def test_first_names_alone_are_found() -> None:
    plain = [title for title in TITLES if title in ("นาย", "นาง", "นางสาว", "น.ส.", "ดร.", "ว่าที่ ร.ต.")]
    missed = [
        (title, first)
        for title in plain
        for first in FIRST_NAMES
        if first in mask(f"ติดต่อ {title}{first} เป็นผู้ดูแล")
    ]
    assert len(missed) <= 0.02 * len(plain) * len(FIRST_NAMES), missed


@pytest.mark.parametrize("personal", [*PHONES, *EMAILS, *CITIZENS])
def test_numbers_and_addresses_are_found(personal: str) -> None:
    assert mask(f"ติดต่อ {personal} ในเวลาราชการ") == f"ติดต่อ {MASK} ในเวลาราชการ"
    assert mask(f"โทร. {personal}") == f"โทร. {MASK}"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_nobodys_stays(text: str) -> None:
    assert mask(text) == text


def test_titles_and_the_rest_of_the_sentence_stay() -> None:
    text = "โดยมีนางสาวอรทัย รักไทย หัวหน้ากลุ่มงาน และนายกมล ใจดีเป็นประธาน พบนายกเทศมนตรี โทร ๐๘๑-๒๓๔-๕๖๗๘"
    assert mask(text) == (f"โดยมีนางสาว {MASK} หัวหน้ากลุ่มงาน และนาย {MASK}เป็นประธาน พบนายกเทศมนตรี โทร {MASK}")


def test_a_name_that_runs_into_the_sentence_is_cut_there() -> None:
    assert mask("นายสมชายได้บรรยาย") == f"นาย {MASK}ได้บรรยาย"
    assert mask("นายสมชาย ใจดีและนางสมศรี ดีใจ") == f"นาย {MASK}และนาง {MASK}"


def test_a_number_without_its_check_digit_is_no_citizen() -> None:
    other = f"รหัส {CITIZEN[:-1]}{(int(CITIZEN[-1]) + 1) % 10}"
    assert mask(other) == other


@given(
    st.lists(
        st.sampled_from(
            [
                *TITLES,
                *FIRST_NAMES[:8],
                *PHONES,
                *EMAILS,
                " ",
                "\n",
                "ก",
                "นายก",
                "๐",
                "1",
                "-",
                ".",
                "https://x.go.th/",
                MASK,
                "และ",
                "โทร",
            ]
        ),
        max_size=10,
    ).map("".join)
)
def test_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once) == once


@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    mask(text)


def test_clean_text_costs_nearly_nothing() -> None:
    text = "หน่วยงานประชุมบุคลากรทุกไตรมาส เพื่อมอบหมายภาระหน้าที่ตามแผนประจำปี ๒๕๖๖ ของส่วนงาน " * 8
    fastest = min(_seconds(text) for _ in range(20))
    assert mask(text) is text
    assert fastest < 0.0005


def _seconds(text: str) -> float:
    start = time.process_time()
    mask(text)
    return time.process_time() - start


def test_characters_that_nobody_sees_hide_no_name() -> None:
    assert "สมสมมุติ" not in mask("ประชุมกับนาย\u200bสมสมมุติ\u200b ใจจำลอง ในวันนั้น")
    clean = "สำนักปลัด\u200bเทศบาล"
    assert mask(clean) is clean


def test_a_labelled_citizen_number_is_masked_whatever_its_check_digit() -> None:
    assert "1103701234590" not in mask("เลขประจำตัวประชาชน 1103701234590")
