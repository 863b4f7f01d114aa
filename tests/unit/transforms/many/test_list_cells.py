"""Lists on their side, and what stands where a total should: misread digits, errors, dates, parts of one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.facts import Extraction

Read = Callable[[str | bytes], Extraction]

TITLE = "สรุปผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ ขององค์กรปกครองส่วนท้องถิ่นในจังหวัดขอนแก่น\n"
FIRST, SECOND, THIRD = "2999106", "6999101", "5999107"


def table(*rows: str) -> str:
    return TITLE + "".join("\t".join(row.split("|")) + "\n" for row in rows)


def totals(found: Extraction) -> dict[str, str | None]:
    return {
        row.organization_id: None if row.overall_score is None else str(row.overall_score)
        for row in found.assessments
    }


@pytest.mark.parametrize("corner", ["หน่วยงาน", "ตัวชี้วัด", ""])
def test_organizations_side_by_side(corner: str, read: Read) -> None:
    found = read(
        table(
            f"{corner}|อบจ.ขอนแก่น|อบต.บ้านสมมุติ|ทต.ดอนสมมุติ",
            "คะแนนรวม|95.23|91.45|78.11",
            "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่|96.11|92.22|73.33",
            "แบบวัด IIT|90.00|91.00|77.11",
            "อันดับ|1|2|3",
            "ระดับ|ผ่านดี|ผ่านดี|ต้องปรับปรุง",
        )
    )
    assert totals(found) == {FIRST: "95.23", SECOND: "91.45", THIRD: "78.11"}
    assert {row.level for row in found.assessments} == {"ผ่านดี", "ต้องปรับปรุง"}
    assert [str(row.score) for row in found.indicator_scores] == ["96.11", "92.22", "73.33"]


@pytest.mark.parametrize("total", ["รวม", "คะแนนรวม"])
def test_weighted_points_of_instruments_are_no_total(total: str, read: Read) -> None:
    found = read(
        table(
            f"ที่|หน่วยงาน|คะแนน IIT|คะแนน EIT|คะแนน OIT|{total}|ระดับ",
            "1|อบจ.ขอนแก่น|28.04/30|29.00/30|40.00/40|97.04|ผ่านดี",
            "2|อบต.บ้านสมมุติ|28.04|29.00|38.00|95.04|ผ่านดี",
        )
    )
    assert totals(found) == {FIRST: "97.04", SECOND: "95.04"}
    assert not found.indicator_scores


@pytest.mark.parametrize(
    ("printed", "reason", "candidates"),
    [
        ("๙๑.๔X", "digits-damaged", "91.40 | 91.41"),
        ("#REF!", "digits-damaged", None),
        ("2023-05-01 00:00:00", "digits-damaged", None),
        ("120.50", "score-out-of-range", None),
        ("-", "not-stated", None),
        ("ไม่เข้าร่วม", "not-stated", None),
    ],
)
def test_a_total_that_is_none_has_a_reason(
    printed: str, reason: str, candidates: str | None, read: Read
) -> None:
    found = read(table("ที่|หน่วยงาน|คะแนน|ระดับ", "1|อบจ.ขอนแก่น|95.23|ผ่านดี", f"2|อบต.บ้านสมมุติ|{printed}|ผ่านดี"))
    assert totals(found) == {FIRST: "95.23", SECOND: None}
    record = next(row.assessment_id for row in found.assessments if row.organization_id == SECOND)
    unknown = next(
        one for one in found.unknowns if one.record_id == record and one.column_name == "overall_score"
    )
    assert unknown.reason == reason
    assert candidates is None or (unknown.candidates or "").startswith(candidates)


def test_parts_of_one_wait_for_review(read: Read) -> None:
    found = read(
        table(
            "ที่|หน่วยงาน|คะแนน|ระดับ",
            "1|อบจ.ขอนแก่น|0.9145|ผ่านดี",
            "2|อบต.บ้านสมมุติ|0.85|ผ่านดี",
        )
    )
    assert totals(found) == {FIRST: "91.45", SECOND: "85.00"}
    assert {row.certainty for row in found.assessments} == {"needs_review"}


def test_two_rows_of_one_organization_are_no_secret(read: Read) -> None:
    found = read(
        table(
            "ที่|หน่วยงาน|คะแนน",
            "1|อบจ.ขอนแก่น|95.23",
            "2|อบต.บ้านสมมุติ|88.10",
            "3|อบต.บ้านสมมุติ\u200d \u200b|85.50",
        )
    )
    assert totals(found) == {FIRST: "95.23", SECOND: "88.10"}
    assert [issue.column_name for issue in found.issues if issue.rule == "score-conflict"] == [
        "overall_score"
    ]
