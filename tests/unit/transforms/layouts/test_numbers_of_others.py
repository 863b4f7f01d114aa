"""Numbers that look like the organization's ITA score and are none: of other things, targets, of others."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.unit.transforms.layouts.indicator_names import NAMES
from transforms.facts import Extraction

Read = Callable[[str], Extraction]

PLACE = "องค์การบริหารส่วนตำบลบ้านสมมุติ อำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n"
HEAD = f"รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\n{PLACE}"
YEAR = "ประจำปีงบประมาณ พ.ศ. 2566"
SCORES = ("86.10", "84.20", "85.30", "83.40", "82.50", "88.60", "87.70", "86.80", "93.75", "95.00")
TABLE = "ตัวชี้วัด\tคะแนน\n" + "".join(f"{n}\t{s}\n" for n, s in zip(NAMES, SCORES, strict=True))


def overall(found: Extraction) -> list[Decimal]:
    return [row.overall_score for row in found.assessments if row.overall_score is not None]


@pytest.mark.parametrize(
    "line",
    [
        "การเบิกจ่ายงบประมาณในภาพรวม ร้อยละ 91.40",
        "ภาพรวมผู้ตอบร้อยละ 91.40",
        "ผลสำรวจความพึงพอใจในการให้บริการ ภาพรวมร้อยละ 91.40",
        "ผลการประเมินความพึงพอใจของผู้รับบริการ ได้คะแนนภาพรวม 91.40 คะแนน",
        "ประชาชนมีความพึงพอใจต่อการให้บริการ คะแนนเฉลี่ย 95.40",
        "ผลการประเมินความรู้หลังการอบรมจริยธรรม ได้คะแนนเฉลี่ย 86.40 คะแนน",
        "ผลการประเมินความเสี่ยงการทุจริต ได้คะแนน 72.50",
        f"ผลการประเมิน ITA {YEAR} ตัวชี้วัดที่ได้คะแนนสูงสุด 93.33 คะแนน ต่ำสุด 83.10 คะแนน",
    ],
)
def test_a_number_of_something_else_is_no_total(read: Read, line: str) -> None:
    assert overall(read(f"{HEAD}{line}\n")) == []


@pytest.mark.parametrize(
    "line",
    [
        f"เพื่อยกระดับผลการประเมิน ITA {YEAR} ให้ได้คะแนน 90.00 คะแนน",
        "ตัวชี้วัดความสำเร็จ: ผลคะแนน ITA ปีงบประมาณ พ.ศ. 2566 ร้อยละ 90.00",
        "ตั้งเป้าคะแนน ITA 95.00 คะแนน จากเดิม 88.56",
        f"คาดหวังผลคะแนน ITA {YEAR} อยู่ที่ 92.00 คะแนน ระดับผ่านดี",
        "ทั้งนี้ ภายในปี 2570 มีคะแนน ITA 90.00 คะแนน",
        "ผลการประเมินตนเอง (Self-assessment) ITA ได้คะแนนภาพรวม 98.00 คะแนน",
    ],
)
def test_a_target_is_no_total(read: Read, line: str) -> None:
    assert overall(read(f"{HEAD}{line}\n")) == []


@pytest.mark.parametrize(
    "line",
    [
        f"ผลคะแนน ITA {YEAR} ของกรมส่งเสริมการปกครองท้องถิ่น ได้ 93.11 คะแนน",
        f"ผลการประเมิน ITA {YEAR} ของ อปท. ในเขตอำเภอเมืองขอนแก่น คะแนนเฉลี่ย 84.30",
    ],
)
def test_the_total_of_another_body_is_not_the_organizations(read: Read, line: str) -> None:
    assert overall(read(f"{HEAD}{line}\n")) == []


@pytest.mark.parametrize("behind", ["ต่อมาได้อุทธรณ์และได้รับการปรับคะแนนเป็น 88.56 คะแนน", "(แก้ไขเป็น 88.56)"])
def test_a_total_that_was_corrected_later_is_a_conflict(read: Read, behind: str) -> None:
    found = read(f"{HEAD}ผลการประเมิน ITA {YEAR} ได้คะแนน 86.20 คะแนน {behind}\n")
    assert "score-conflict" in {issue.rule for issue in found.issues}


@pytest.mark.parametrize(
    "caption",
    [
        f"ผลคะแนน ITA เฉลี่ยของ อปท. ทั่วประเทศ {YEAR}",
        f"คะแนนเฉลี่ยรายตัวชี้วัดของจังหวัดขอนแก่น {YEAR}",
        f"ผลคะแนนเฉลี่ยรายตัวชี้วัดขององค์กรปกครองส่วนท้องถิ่นในจังหวัด {YEAR}",
        "คะแนนเฉลี่ยระดับประเทศ",
    ],
)
@pytest.mark.parametrize("last", ["", "คะแนนเฉลี่ยรวม\t87.34\n"])
def test_a_table_whose_caption_gives_it_to_others_has_no_score(read: Read, caption: str, last: str) -> None:
    found = read(f"{HEAD}{caption}\n{TABLE}{last}")
    assert found.indicator_scores == ()
    assert overall(found) == []


@pytest.mark.parametrize(
    "caption",
    [
        f"ตารางแสดงคะแนนเฉลี่ยรายตัวชี้วัด {YEAR}",
        "ผลการประเมินรายตัวชี้วัด ขององค์การบริหารส่วนตำบลบ้านสมมุติ จังหวัดขอนแก่น",
        "ผลการประเมินหน่วยงานภาครัฐ รายตัวชี้วัด",
    ],
)
def test_the_organizations_own_table_is_read(read: Read, caption: str) -> None:
    found = read(f"{HEAD}{caption}\n{TABLE}คะแนนเฉลี่ยรวม\t87.34\n")
    assert len(found.indicator_scores) == 10
    assert overall(found) == [Decimal("87.34")]


@pytest.mark.parametrize(
    "line",
    [
        f"ผลคะแนนรวม ITA {YEAR} ได้ 88.32 คะแนน",
        "มีผลการประเมินในภาพรวม ได้ค่าคะแนน ๘๘.๓๒ อยู่ในระดับ A",
        "จากผู้ตอบแบบวัด 30 คน ผลการประเมิน ITA ในภาพรวม ได้คะแนน 88.32",
        "จากการดำเนินงานเพื่อยกระดับคุณธรรม ส่งผลให้ได้คะแนน ITA 88.32 คะแนน",
        f"ผลการประเมิน ITA {YEAR} ได้คะแนน 88.32 โดยตัวชี้วัดที่ได้คะแนนสูงสุด 93.33",
    ],
)
def test_the_organizations_own_total_is_read(read: Read, line: str) -> None:
    assert overall(read(f"{HEAD}{line}\n")) == [Decimal("88.32")]
