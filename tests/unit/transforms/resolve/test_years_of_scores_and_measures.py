"""Which of several years is that of the scores, and that of measures without a printed one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transforms.facts import Extraction
from transforms.reference import Organization, Reference
from transforms.report import extract_report

OWN = Organization("6999301", "sao", "ทุ่งสมมุติ", "บ้านไผ่", "ขอนแก่น")
SCORES = "\n".join(
    ["ที่\tตัวชี้วัด\tคะแนน"]
    + [
        f"{no}\t{name}\t{score}"
        for no, name, score in [
            (1, "การปฏิบัติหน้าที่", "88.10"),
            (2, "การใช้งบประมาณ", "84.20"),
            (3, "การใช้อำนาจ", "86.30"),
            (4, "การใช้ทรัพย์สินของราชการ", "82.40"),
            (5, "การแก้ไขปัญหาการทุจริต", "85.50"),
            (6, "คุณภาพการดำเนินงาน", "90.60"),
            (7, "ประสิทธิภาพการสื่อสาร", "87.70"),
            (8, "การปรับปรุงการทำงาน", "89.80"),
            (9, "การเปิดเผยข้อมูล", "95.00"),
            (10, "การป้องกันการทุจริต", "87.50"),
        ]
    ]
)
COVER = (
    "แผนขับเคลื่อนมาตรการส่งเสริมคุณธรรม\nตามผลการประเมิน ITA\n\nประจำปีงบประมาณ พ.ศ. {year}\n\n"
    "องค์การบริหารส่วนตำบลทุ่งสมมุติ\nอำเภอบ้านไผ่ จังหวัดขอนแก่น\n\n"
)
MEASURES = "ประเด็น\tมาตรการ\tผู้รับผิดชอบ\tระยะเวลา\n"


@pytest.fixture(scope="module")
def invented(bundled: Reference) -> Reference:
    return replace(bundled, register=(OWN,))


def read(text: str, reference: Reference) -> Extraction:
    return extract_report(text.encode(), "1" * 64, "a.txt", reference)


@pytest.mark.parametrize(
    "heading",
    [
        "ส่วนที่ ๓ ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๕",
        "ผลคะแนนการประเมิน ปีงบประมาณ ๒๕๖๕ จำแนกตามตัวชี้วัด",
        "๒. จากผลการประเมิน ประจำปี ๒๕๖๕ มีรายละเอียดดังนี้",
    ],
)
def test_the_heading_above_the_scores_tells_their_year(heading: str, invented: Reference) -> None:
    found = read(f"{COVER.format(year='๒๕๖๖')}{heading}\n\n{SCORES}\n", invented)
    assert found.document.scores_fiscal_year == 2565
    assert {row.fiscal_year for row in found.assessments} == {2565}
    doubted = {
        i.record_id for i in found.issues if i.rule == "year-conflict" and i.column_name == "fiscal_year"
    }
    assert doubted >= {row.assessment_id for row in found.assessments}
    assert doubted >= {row.score_id for row in found.indicator_scores}


def test_a_cover_that_agrees_leaves_no_doubt(invented: Reference) -> None:
    heading = "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๕"
    found = read(f"{COVER.format(year='๒๕๖๕')}{heading}\n\n{SCORES}\n", invented)
    assert found.document.scores_fiscal_year == 2565
    assert not [issue for issue in found.issues if issue.rule == "year-conflict"]


ANALYSIS = (
    "การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. ๒๕๖๕\n\n"
    "องค์การบริหารส่วนตำบลทุ่งสมมุติ\nอำเภอบ้านไผ่ จังหวัดขอนแก่น\n\n"
)


@pytest.mark.parametrize(
    ("times", "made", "expected"),
    [
        (("ภายในเดือนมีนาคม ๒๕๖๖", "ภายในเดือนธันวาคม ๒๕๖๕"), "", 2566),
        (("ภายในเดือนมีนาคม ๒๕๖๖", "ตลอดปี"), "จัดทำเมื่อ พฤศจิกายน ๒๕๖๕", 2566),
        (("ภายในเดือนมีนาคม ๒๕๖๖", "ตลอดปี"), "", None),
        (("ภายในเดือนมีนาคม ๒๕๖๖", "ภายในเดือนมีนาคม ๒๕๖๗"), "", None),
        (("ภายในเดือนมีนาคม", "ตลอดปี"), "จัดทำเมื่อ พฤศจิกายน ๒๕๖๕", None),
    ],
)
def test_deadlines_and_the_date_of_making_tell_the_year_of_measures(
    times: tuple[str, ...], made: str, expected: int | None, invented: Reference
) -> None:
    rows = "\n".join(f"ประเด็นที่ {no}\tจัดทำคู่มือเล่มที่ {no}\tกองคลัง\t{time}" for no, time in enumerate(times, 1))
    found = read(f"{ANALYSIS}{MEASURES}{rows}\n\n{made}\n", invented)
    assert found.document.measures_fiscal_year == expected
    if expected is None:
        reasons = {unknown.column_name for unknown in found.unknowns}
        assert reasons >= {"measures_fiscal_year", "period_start", "period_end"}


def test_what_follows_from_a_doubted_year_is_doubted(invented: Reference) -> None:
    text = (
        "รายงานผลการดำเนินการตามมาตรการ ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\n"
        "องค์การบริหารส่วนตำบลทุ่งสมมุติ\nอำเภอบ้านไผ่ จังหวัดขอนแก่น\n\n"
        "ได้ดำเนินการตามมาตรการ ปีงบประมาณ ๒๕๖๗ แล้ว\n\n"
        f"{MEASURES}ประเด็น\tจัดทำคู่มือ\tกองคลัง\tตลอดปี\n"
    )
    doubted = {issue.column_name for issue in read(text, invented).issues if issue.rule == "year-conflict"}
    assert doubted == {"measures_fiscal_year", "period_start", "period_end"}


def test_a_year_far_to_come_is_misread(invented: Reference) -> None:
    found = read(f"{COVER.format(year='๒๕๘๖')}ผลการประเมิน\n\n{SCORES}\n", invented)
    assert found.document.scores_fiscal_year is None
