from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalize.status import StatusReader
from transforms.reference import Reference, StatusWording


def wordings(status: str, use: str, *texts: str) -> list[StatusWording]:
    return [StatusWording(text, status, use) for text in texts]


READER = StatusReader(
    [
        *wordings("completed", "label", "ดำเนินการ", "ดำเนินการแล้ว", "ดำเนินการแล้วเสร็จ", "แล้วเสร็จ"),
        *wordings("in_progress", "label", "อยู่ระหว่างดำเนินการ", "กำลังดำเนินการ"),
        *wordings("not_started", "label", "ยังไม่ดำเนินการ", "ยังไม่ได้ดำเนินการ"),
        *wordings("completed", "narrative", "ได้จัดทำ", "จัดทำ", "เผยแพร่", "ดำเนินการแล้ว", "ติดตั้ง…แล้ว"),
        *wordings("in_progress", "narrative", "อยู่ระหว่าง", "ระหว่างดำเนินการ"),
        *wordings("not_started", "narrative", "ยังไม่ได้จัดทำ", "ยังไม่ได้ดำเนินการ"),
    ]
)


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("ยังไม่ดำเนินการ ☐\nดำเนินการ ☑\n- จัดป้ายบอกทาง", "completed"),
        ("☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ -เผยแพร่ผัง", "completed"),
        ("☑ ยังไม่ได้ดำเนินการ ☐ ดำเนินการ", "not_started"),
        ("ยังไม่ดำเนินการ ☑ ดำเนินการ ☐", "not_started"),
        ("ยังไม่ดำเนินการ\n☑ ดำเนินการ", "completed"),
        ("ยังไม่ดำเนินการ\n☐ ยังไม่ได้ดำเนินการ\nดำเนินการ\n☑ ดำเนินการ", "completed"),
        ("☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ - ทำผัง ☐ ยังไม่ได้ดำเนินการ", "completed"),
        ("- ทำผังใหม่ ☑ ดำเนินการ", "completed"),
        ("☑\nดำเนินการ", "completed"),
        ("ดำเนินการแล้ว ☐ อยู่ระหว่างดำเนินการ ☑ ยังไม่ดำเนินการ ☐", "in_progress"),
        ("๑. ดำเนินการแล้ว ☑", "completed"),
    ],
)
def test_boxes_with_their_labels_before_or_behind(cell: str, status: str) -> None:
    for found in (READER.from_boxes(cell), READER.read("", cell), READER.read(cell, "")):
        assert found is not None
        assert (found.status, found.basis) == (status, "checkbox")


def test_boxes_that_decide_nothing() -> None:
    empty = READER.read("", "☐ ยังไม่ได้ดำเนินการ ☐ ดำเนินการ")
    assert (empty.status, empty.basis, empty.reason) == ("not_reported", None, "boxes-not-ticked")
    both = READER.read("", "☑ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ")
    assert (both.status, both.basis, both.reason) == ("not_reported", None, "boxes-conflict")
    told = READER.read("", "☐ ยังไม่ได้ดำเนินการ ☐ ดำเนินการ\n- ได้จัดทำป้าย")
    assert (told.status, told.basis, told.reason) == ("completed", "narrative", "boxes-not-ticked")


def test_boxes_of_a_question_are_no_status() -> None:
    assert READER.from_boxes("☐ เดินทางง่าย ☑ มีป้ายบอก") is None


def test_a_box_against_its_text() -> None:
    against = READER.read("", "☑ ยังไม่ได้ดำเนินการ ☐ ดำเนินการ\n- จัดทำป้าย\n- เผยแพร่ผัง")
    assert (against.status, against.basis, against.contradicts) == ("not_started", "checkbox", True)
    with_it = READER.read("", "☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ\n- จัดทำป้าย")
    assert with_it.contradicts is False
    also_against = READER.read("", "☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ\n- ยังไม่ได้จัดทำป้าย")
    assert also_against.contradicts is True


@pytest.mark.parametrize(
    ("cell", "status", "percent"),
    [
        ("ดำเนินการแล้วเสร็จ", "completed", None),
        ("- ดำเนินการ แล้วเสร็จ", "completed", None),
        ("ดำเนินการ", "completed", None),
        ("อยู่ระหว่างดำเนินการ (ร้อยละ ๖๐)", "in_progress", Decimal(60)),
        ("ยังไม่ได้ดำเนินการ", "not_started", None),
        ("ดำเนินการแล้วเสร็จตามแผน", "completed", None),
    ],
)
def test_words(cell: str, status: str, percent: Decimal | None) -> None:
    found = READER.read(cell, "")
    assert (found.status, found.basis, found.percent) == (status, "word", percent)


@pytest.mark.parametrize(
    ("cell", "status", "percent"),
    [
        ("๘๐ %", "in_progress", 80),
        ("ร้อยละ ๑๐๐", "completed", 100),
        ("0%", "not_started", 0),
        ("ความก้าวหน้าร้อยละ ๔๕", "in_progress", 45),
    ],
)
def test_percentages_of_progress(cell: str, status: str, percent: int) -> None:
    found = READER.read(cell, "")
    assert (found.status, found.basis, found.percent) == (status, "percent", percent)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "-",
        "ไม่มี",
        "ดำเนินการแล้วรายงานหัวหน้า",
        "จำนวนงานที่อยู่ระหว่างดำเนินการ",
        "รายงานความก้าวหน้ารอบ ๖ เดือน",
        "ให้ผู้ดูแลดำเนินการแล้วรายงานหัวหน้าทราบ",
        "ควรจัดทำป้ายเพิ่ม",
        "ต้องเผยแพร่ผังให้ครบ",
        "จะจัดทำป้ายในปีหน้า",
        "เพื่อเผยแพร่ผัง",
        "ร้อยละ ๙๐ ของผู้ตอบเห็นด้วย",
        "เบิกจ่ายแล้วร้อยละ ๙๐",
        "คะแนนร้อยละ ๑๒๐",
        "จัดทำรายงานทุก ๖ เดือน",
    ],
)
def test_what_is_no_status(cell: str) -> None:
    for found in (READER.read(cell, ""), READER.read("", cell)):
        assert (found.status, found.basis) == ("not_reported", None)


@pytest.mark.parametrize(
    ("prose", "status"),
    [
        ("หน่วยงานได้จัดทำป้ายแล้ว", "completed"),
        ("จัดงานเมื่อวันที่ ๘ มีนาคม ๒๕๖๖ มีผู้ร่วมงานครบ", "completed"),
        ("อยู่ระหว่างการทำร่าง", "in_progress"),
        ("ยังไม่ได้จัดทำ", "not_started"),
        ("ได้จัดทำป้าย\nอยู่ระหว่างการติดป้าย", "in_progress"),
        ("ติดตั้งกล้องครบทุกจุดแล้ว", "completed"),
    ],
)
def test_prose(prose: str, status: str) -> None:
    found = READER.read("", prose)
    assert (found.status, found.basis) == (status, "narrative")
    assert found.evidence_text


def test_finished_by_word_and_not_by_percentage_is_doubtful() -> None:
    assert READER.read("ดำเนินการแล้วเสร็จ ร้อยละ ๗๐", "").contradicts is True


@given(
    st.lists(
        st.sampled_from(
            [
                "☑",
                "☐",
                " ",
                "\n",
                "ดำเนินการ",
                "ยังไม่ได้ดำเนินการ",
                "ร้อยละ ",
                "๘๐",
                "%",
                "จัดทำ",
                "แล้ว",
                "- ",
                "ให้",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_never_raises_and_basis_goes_with_status(text: str) -> None:
    found = READER.read("", text)
    assert (found.basis is None) == (found.status == "not_reported")
    assert found.percent is None or 0 <= found.percent <= 100


@pytest.mark.parametrize(
    "cell",
    ["พี่ดำเนินการ\nปี ยังไม่ดำเนินการ", "ม ดำเนินการแล้ว\nม ยังไม่ดำเนินการ", "ดำเนินการแล้ว\nอยู่ระหว่างดำเนินการ"],
)
def test_choices_whose_boxes_were_read_as_letters_say_nothing(bundled: Reference, cell: str) -> None:
    reader = StatusReader(bundled.statuses)
    for found in (reader.read(cell, ""), reader.read("", cell)):
        assert (found.status, found.reason) == ("not_reported", "boxes-not-ticked")
