"""Results in running text: levels behind full marks, years that are compared, neighbours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.facts import Extraction

Read = Callable[[str | bytes], Extraction]
Results = dict[tuple[str, int | None], tuple[str, str | None, str]]

OWN, OTHER, PROVINCE = "5999107", "6999101", "2999106"
HEAD = "รายงานผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\nเทศบาลตำบลดอนสมมุติ อำเภอบ้านไผ่ จังหวัดขอนแก่น\n"
THIS, LAST = ("91.45", None, "sure"), ("87.00", None, "sure")
ALONE: Results = {(OWN, 2566): THIS}
BOTH: Results = {(OWN, 2565): LAST, (OWN, 2566): THIS}


def results(found: Extraction) -> Results:
    return {
        (row.organization_id, row.fiscal_year): (str(row.overall_score), row.level, row.certainty)
        for row in found.assessments
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "ได้ผลคะแนน ITA ประจำปี 2566 จำนวน 91.45 คะแนน จากคะแนนเต็ม 100 คะแนน มีผลการประเมินระดับผ่านดี หมายถึง",
            {(OWN, 2566): ("91.45", "ผ่านดี", "sure")},
        ),
        (
            "ประจำปี 2566 ได้ 91.45 คะแนน (คะแนนเต็ม ๑๐๐ คะแนน) ผลการประเมินอยู่ในระดับผ่านดี",
            {(OWN, 2566): ("91.45", "ผ่านดี", "sure")},
        ),
        ("ได้คะแนน 91.45 คะแนน เพิ่มขึ้นจากปี ๒๕๖๕ ที่ได้ ๘๗.๐๐ คะแนน คิดเป็น +๔.๔๕ คะแนน", BOTH),
        ("ได้คะแนน 91.45 คะแนน เพิ่มขึ้นจากเดิมปี 2565 (87.00) จำนวน 4.45 คะแนน", BOTH),
        ("ได้คะแนน 91.45 คะแนน เมื่อเทียบกับปีงบประมาณ พ.ศ. ๒๕๖๕ ซึ่งได้คะแนน ๘๗.๐๐ คะแนน", BOTH),
        ("คะแนนเพิ่มขึ้นจาก 87.00 คะแนน ในปี 2565 เป็น 91.45 คะแนน ในปี 2566", BOTH),
        ("คะแนน ITA ปี 65 = 87.00  ปี 66 = 91.45", BOTH),
        ("ได้คะแนน 91.45 คะแนน เพิ่มขึ้นจากปี 2565 จำนวน 44.45 คะแนน", ALONE),
        ("ได้คะแนน 91.45 คะแนน เพิ่มขึ้นจากปี 2565 (+4.45)", ALONE),
        ("ได้คะแนน 91.45 คะแนน เพิ่มขึ้นจากปี 2565 (4.45)", ALONE),
        ("ได้คะแนน 91.45 คะแนน เพิ่มขึ้นจากปี 2565 ร้อยละ 4.45", ALONE),
        ("ได้คะแนน 91.45 คะแนน สูงกว่าค่าเฉลี่ยของประเทศปี 2565 (87.57)", ALONE),
        ("ได้คะแนน 91.45 คะแนน สูงกว่าเป้าหมายปี 2565 (85.00)", ALONE),
        ("ผล ITA ปี งปม. ๖๖ : ๙๑.๔๕ (ผ่านดี)", {(OWN, 2566): ("91.45", "ผ่านดี", "sure")}),
        ("ผล ITA ปีงบฯ ๖๖ : ๙๑.๔๕", ALONE),
    ],
)
def test_sentences(sentence: str, expected: Results, read: Read) -> None:
    assert results(read(f"{HEAD}{sentence}\n")) == expected


@pytest.mark.parametrize(
    ("sentence", "others"),
    [
        ("ได้คะแนน 91.45 คะแนน สูงกว่าอบต.บ้านสมมุติ ซึ่งได้คะแนน ๘๘.๐๒ คะแนน", {OTHER: "88.02"}),
        (
            "ได้คะแนน 91.45 คะแนน สูงกว่าอบต.บ้านสมมุติ ซึ่งได้คะแนน ๘๘.๐๒ คะแนน แต่ต่ำกว่าอบจ.ขอนแก่น ที่ได้ 95.00 คะแนน",
            {OTHER: "88.02", PROVINCE: "95.00"},
        ),
        (
            "หน่วยงาน\tคะแนน\tระดับ\nเทศบาลตำบลดอนสมมุติ\t๙๑.๔๕\tผ่านดี\nอบต.บ้านสมมุติ\t๘๘.๐๒\tผ่านดี\nอบจ.ขอนแก่น\t๙๕.๐๐\tผ่านดี",
            {OTHER: "88.02", PROVINCE: "95.00"},
        ),
    ],
)
def test_what_a_report_tells_of_others_waits_for_review(
    sentence: str, others: dict[str, str], read: Read
) -> None:
    found = read(f"{HEAD}{sentence}\n")
    assert found.document.organization_id == OWN
    assert [row.certainty for row in found.assessments if row.organization_id == OWN] == ["sure"]
    told = {row.organization_id: row for row in found.assessments if row.organization_id != OWN}
    assert {key: str(row.overall_score) for key, row in told.items()} == others
    assert {row.certainty for row in told.values()} == {"needs_review"}
    doubted = {issue.record_id for issue in found.issues if issue.rule == "result-told-by-another"}
    assert doubted == {row.assessment_id for row in told.values()}
    assert sum(issue.rule == "foreign-organization" for issue in found.issues) == len(others)
