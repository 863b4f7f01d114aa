"""Years that do not go together with what else a report says of its time are flagged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transforms.reference import Organization, Reference
from transforms.report import extract_report

OWN = Organization("6999401", "sao", "ทุ่งสมมุติ", "บ้านไผ่", "ขอนแก่น")
TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. {year} รอบ ๖ เดือน\n"
PLACE = "องค์การบริหารส่วนตำบลทุ่งสมมุติ\nอำเภอบ้านไผ่ จังหวัดขอนแก่น\n\n"
ANALYSED = "จากการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}\n\n"
ROWS = "ประเด็น\tมาตรการ\tผู้รับผิดชอบ\tระยะเวลา\nข้อ ๑\tจัดทำคู่มือ\tกองคลัง\t{one}\nข้อ ๒\tจัดอบรม\tสำนักปลัด\t{two}\n"
YEARLY = ROWS.format(one="ตลอดปี", two="ตลอดปี")
ANOTHER_SCRIPT = "\n" + "\n".join(["របាយការណ៍ស្តីពីលទ្ធផលនៃការងារ"] * 6) + "\n"
MEASURES = {"measures_fiscal_year", "period_start", "period_end"}


@pytest.fixture(scope="module")
def invented(bundled: Reference) -> Reference:
    return replace(bundled, register=(OWN,))


def doubted(text: str, reference: Reference) -> dict[str, set[str]]:
    """Rule → columns of the document, for issues about its years and period."""
    found = extract_report(text.encode(), "1" * 64, "a.txt", reference)
    assert found.document.state == "loaded"
    rules: dict[str, set[str]] = {}
    for issue in found.issues:
        if issue.record_id == found.document.document_id and issue.rule.startswith("year"):
            rules.setdefault(issue.rule, set()).add(issue.column_name or "")
    return rules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE.format(year="๒๕๖๖") + PLACE + ANALYSED.format(year="๒๕๖๕") + YEARLY, set()),
        (TITLE.format(year="๒๕๖๖") + PLACE + ANALYSED.format(year="๒๕๖๖") + YEARLY, set()),
        (
            TITLE.format(year="๒๕๖๘") + PLACE + ANALYSED.format(year="๒๕๖๕") + YEARLY,
            MEASURES | {"scores_fiscal_year"},
        ),
        (
            TITLE.format(year="๒๕๖๕") + PLACE + ANALYSED.format(year="๒๕๖๖") + YEARLY,
            MEASURES | {"scores_fiscal_year"},
        ),
        (TITLE.format(year="๒๕๖๖") + "วันที่ ๓ เมษายน ๒๕๖๖\n" + PLACE + YEARLY, set()),
        (TITLE.format(year="๒๕๖๖") + "วันที่ ๓ ตุลาคม ๒๕๖๖\n" + PLACE + YEARLY, set()),
        (TITLE.format(year="๒๕๖๒") + "วันที่ ๓ เมษายน ๒๕๖๖\n" + PLACE + YEARLY, MEASURES),
        (TITLE.format(year="๒๕๖๘") + "วันที่ ๓ เมษายน ๒๕๖๖\n" + PLACE + YEARLY, MEASURES),
        (
            TITLE.format(year="๒๕๖๘")
            + PLACE
            + ROWS.format(one="ภายในเดือนมีนาคม ๒๕๖๖", two="ภายในเดือนพฤษภาคม ๒๕๖๖"),
            MEASURES,
        ),
        (
            TITLE.format(year="๒๕๖๖")
            + PLACE
            + ROWS.format(one="ภายในเดือนมีนาคม ๒๕๖๖", two="ภายในเดือนตุลาคม ๒๕๖๖"),
            set(),
        ),
    ],
)
def test_years_against_each_other_dates_and_deadlines(
    text: str, expected: set[str], invented: Reference
) -> None:
    assert doubted(text, invented).get("years-do-not-fit", set()) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (YEARLY, MEASURES),
        ("มาตรการ ปีงบประมาณ ๒๕๖๖\n" + YEARLY, set()),
        (ANALYSED.format(year="๒๕๖๕") + YEARLY, set()),
        (ROWS.format(one="ภายในเดือนมีนาคม ๒๕๖๖", two="ตลอดปี"), set()),
    ],
)
def test_in_damaged_text_a_year_said_once_is_flagged(
    more: str, expected: set[str], invented: Reference
) -> None:
    text = TITLE.format(year="๒๕๖๖") + PLACE + more
    assert "year-said-once" not in doubted(text, invented)
    assert doubted(text + ANOTHER_SCRIPT, invented).get("year-said-once", set()) == expected


def test_scores_of_a_doubted_year_are_flagged_too(invented: Reference) -> None:
    text = (
        TITLE.format(year="๒๕๖๘")
        + PLACE
        + ANALYSED.format(year="๒๕๖๕")
        + "ผลคะแนนรวม ๘๘.๔๐ คะแนน ระดับ A\n\n"
        + YEARLY
    )
    found = extract_report(text.encode(), "1" * 64, "a.txt", invented)
    (assessment,) = found.assessments
    assert any(
        i.record_id == assessment.assessment_id and i.column_name == "fiscal_year" for i in found.issues
    )
