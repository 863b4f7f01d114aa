"""An organization's own report that shows more years than its own, and other towns beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.facts import Extraction

Read = Callable[[str | bytes], Extraction]

HEAD = "รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\nเทศบาลตำบลดอนสมมุติ อำเภอบ้านไผ่ จังหวัดขอนแก่น\n"
SERIES = {2564: ("82.33", "B"), 2565: ("89.10", "A"), 2566: ("91.45", "ผ่านดี")}


def years(found: Extraction, organization_id: str = "5999107") -> dict[int | None, tuple[str, str | None]]:
    return {
        row.fiscal_year: (str(row.overall_score), row.level)
        for row in found.assessments
        if row.organization_id == organization_id
    }


LAYOUTS = {
    "sentences": "ปีงบประมาณ พ.ศ. ๒๕๖๔ ได้ ๘๒.๓๓ คะแนน ระดับ B และปี ๒๕๖๕ ได้ ๘๙.๑๐ คะแนน ระดับ A\n"
    "ปีงบประมาณ พ.ศ. ๒๕๖๖ ได้คะแนน ๙๑.๔๕ คะแนน ระดับผ่านดี\n",
    "a row a year": "ปีงบประมาณ\tคะแนน\tระดับ\n๒๕๖๔\t๘๒.๓๓\tB\n๒๕๖๕\t๘๙.๑๐\tA\n๒๕๖๖\t๙๑.๔๕\tผ่านดี\n",
    "a row a year with changes": "ปี\tคะแนนรวม\tเพิ่ม/ลด\tระดับ\n"
    "2564\t82.33\t-\tB\n2565\t89.10\t+6.77\tA\n2566\t91.45\t+2.35\tผ่านดี\n",
    "on its side": "ปีงบประมาณ\t๒๕๖๔\t๒๕๖๕\t๒๕๖๖\nคะแนนรวม\t๘๒.๓๓\t๘๙.๑๐\t๙๑.๔๕\nระดับ\tB\tA\tผ่านดี\n",
    "on its side, levels apart": "ปีงบประมาณ\t๒๕๖๖\t๒๕๖๕\t๒๕๖๔\nคะแนนรวม\t๙๑.๔๕\t๘๙.๑๐\t๘๒.๓๓\n\n"
    "ปีงบประมาณ\t๒๕๖๖\t๒๕๖๕\t๒๕๖๔\nระดับ\tผ่านดี\tA\tB\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_year_is_a_result(layout: str, read: Read) -> None:
    found = read(HEAD + LAYOUTS[layout])
    assert (found.document.organization_id, found.document.source_kind) == ("5999107", "own_report")
    assert years(found) == SERIES
    assert not [issue for issue in found.issues if issue.severity == "error"]


def test_a_report_that_is_nothing_but_a_series_is_about_its_last_year(read: Read) -> None:
    found = read(HEAD.replace(" ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", " ย้อนหลัง") + LAYOUTS["a row a year"])
    assert years(found) == SERIES
    assert found.document.scores_fiscal_year == 2566


def test_neighbours_in_a_table_have_results_of_their_own(read: Read) -> None:
    found = read(
        HEAD
        + "ผลการประเมินประจำปีงบประมาณ พ.ศ. ๒๕๖๖ ได้คะแนนภาพรวม ๙๑.๔๕ คะแนน ระดับผ่านดี\n"
        + "เปรียบเทียบกับหน่วยงานใกล้เคียง ปีงบประมาณ พ.ศ. ๒๕๖๖\n"
        + "หน่วยงาน\tคะแนน\tระดับ\nเทศบาลตำบลดอนสมมุติ\t๙๑.๔๕\tผ่านดี\nอบต.บ้านสมมุติ\t๘๐.๒๐\tต้องปรับปรุง\n"
    )
    assert found.document.organization_id == "5999107"
    assert years(found) == {2566: ("91.45", "ผ่านดี")}
    assert years(found, "6999101") == {2566: ("80.20", "ต้องปรับปรุง")}


def test_the_name_of_another_in_a_copied_sentence_makes_no_result_of_the_other(read: Read) -> None:
    found = read(
        HEAD + "ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลบ้านสมมุติ จังหวัดขอนแก่น ประจำปีงบประมาณ ๒๕๖๖ ได้ ๙๑.๔๕ คะแนน\n"
    )
    assert years(found, "6999101") == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "ปีงบประมาณ พ.ศ. ๒๕๖๕ ตั้งเป้าหมายไว้ ๙๕.๐๐ คะแนน",
        "ปีงบประมาณ พ.ศ. ๒๕๖๕ คะแนนเฉลี่ยของประเทศ ๘๗.๕๗ คะแนน",
        "ปีงบประมาณ พ.ศ. ๒๕๖๕ เพิ่มขึ้น ๑๑.๕๒ คะแนน",
        "ปีงบประมาณ พ.ศ. ๒๕๖๕ ตัวชี้วัดที่ ๑ ได้ ๙๕.๐๐ คะแนน",
        "ปีงบประมาณ พ.ศ. ๒๕๖๕ ผลการประเมิน LPA ได้ ๙๕.๐๐ คะแนน",
        "ปีงบประมาณ พ.ศ. ๒๕๖๕ - ๒๕๗๐ ได้ ๙๕.๐๐ คะแนน",
    ],
)
def test_what_is_no_result_of_a_year(sentence: str, read: Read) -> None:
    assert 2565 not in years(read(f"{HEAD}ได้คะแนนภาพรวม ๙๑.๔๕ คะแนน ระดับผ่านดี\n{sentence}\n"))
