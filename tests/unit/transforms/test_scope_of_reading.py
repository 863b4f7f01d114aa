"""What is no ITA report of a local administration gives no fact of one, and says why; what is one,
however odd, is not refused."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from transforms.facts import Extraction
from transforms.reference import Organization, Reference
from transforms.report import extract_report

REGISTER = (
    Organization("6999101", "sao", "บ้านสมมุติ", "เมืองขอนแก่น", "ขอนแก่น"),
    Organization("6999102", "sao", "หนองจำลอง", "น้ำพอง", "ขอนแก่น"),
    Organization("6999103", "sao", "หนองจำลอง", "กระนวน", "ขอนแก่น"),
    Organization("5999104", "subdistrict_municipality", "หนองจำลอง", "น้ำพอง", "ขอนแก่น"),
    Organization("6999105", "sao", "ท่าตัวอย่าง", "ไทรโยค", "กาญจนบุรี"),
)
NOT_REPORTS = sorted((Path(__file__).parent / "not_reports").glob("*.txt"))


@pytest.fixture(scope="module")
def invented(bundled: Reference) -> Reference:
    return replace(bundled, register=REGISTER)


def read(text: str, reference: Reference) -> Extraction:
    content = text.encode()
    return extract_report(content, hashlib.sha256(content).hexdigest(), "report.txt", reference)


@pytest.mark.parametrize("path", NOT_REPORTS, ids=lambda path: path.stem)
def test_what_is_no_report_gives_no_fact(path: Path, invented: Reference) -> None:
    found = read(path.read_text(encoding="utf-8"), invented)
    facts = (found.assessments, found.indicator_scores, found.measures, found.disclosures)
    assert facts == ((), (), (), ())
    assert found.document.state in ("out_of_scope", "quarantined")
    assert found.document.state_reason
    assert found.document.state_reason in {issue.rule for issue in found.issues}


def test_there_are_enough_of_them() -> None:
    assert len(NOT_REPORTS) >= 30


LEVELLED = "องค์การบริหารส่วนตำบลบ้านสมมุติ อำเภอเมืองขอนแก่น จังหวัดขอนแก่น"
#: Short and odd, and yet what a local administration says of its ITA.
ODD_REPORTS = {
    "prose alone": (
        f"{LEVELLED}\n\nองค์การบริหารส่วนตำบลบ้านสมมุติ มีผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๕ คะแนน ๘๘.๕๐ ระดับ A\n"
    ),
    "a memo": (
        "บันทึกข้อความ\nส่วนราชการ สำนักปลัด อบต.บ้านสมมุติ อ.เมืองขอนแก่น จ.ขอนแก่น\n"
        "เรื่อง รายงานผลการประเมินคุณธรรมและความโปร่งใส (ITA) ปีงบประมาณ พ.ศ. ๒๕๖๖\n"
        "เรียน นายกองค์การบริหารส่วนตำบลบ้านสมมุติ\nมีคะแนนรวม ๙๐.๒๕ คะแนน ระดับ ผ่านดี\n"
    ),
    "a notice of measures": (
        "ประกาศองค์การบริหารส่วนตำบลบ้านสมมุติ\nเรื่อง มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปี ๒๕๖๗\n"
        f"{LEVELLED}\n\nประเด็นที่ต้องพัฒนา\tมาตรการ\tผู้รับผิดชอบ\n"
        "การใช้ทรัพย์สินของราชการ\tจัดทำคู่มือการยืมพัสดุ\tกองคลัง\n"
    ),
    "the title lost": (
        f"{LEVELLED}\n\nตัวชี้วัด\tคะแนน\n๑ การปฏิบัติหน้าที่\t๙๐.๑๐\n๒ การใช้งบประมาณ\t๘๘.๒๐\n๓ การใช้อำนาจ\t๘๙.๓๐\n"
        "๔ การใช้ทรัพย์สินของราชการ\t๘๗.๔๐\n๕ การแก้ไขปัญหาการทุจริต\t๘๖.๕๐\n๖ คุณภาพการดำเนินงาน\t๙๑.๖๐\n"
    ),
    "a hospital beside it": (
        f"รายงานผลการดำเนินการตามมาตรการ ITA ปี ๒๕๖๗ รอบ ๖ เดือน\n{LEVELLED}\n\n"
        "ประเด็น\tมาตรการ\tผู้รับผิดชอบ\nคุณภาพการดำเนินงาน\tร่วมกับโรงพยาบาลส่งเสริมสุขภาพตำบลลดขั้นตอน\tสำนักปลัด\n"
    ),
    "LPA mentioned": (
        f"รายงานการวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๖\n{LEVELLED}\n\n"
        "ได้คะแนนรวม ๙๐.๒๕ คะแนน ระดับ ผ่านดี ส่วน LPA จะประเมินในเดือนสิงหาคม\n"
    ),
    "a no-gift measure": (
        f"มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปี ๒๕๖๗\n{LEVELLED}\n\n"
        "ประเด็น\tมาตรการ\tผู้รับผิดชอบ\nการใช้อำนาจ\tประกาศนโยบาย No Gift Policy\tสำนักปลัด\n"
    ),
    "a meeting on the result": (
        f"รายงานการประชุมวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\n{LEVELLED}\n\n"
        "ที่ประชุมรับทราบคะแนนรวม ๘๖.๗๐ คะแนน ระดับ ผ่านดี\n"
    ),
    "complaints as an issue": (
        f"แนวทางการยกระดับการประเมิน ITA ปี ๒๕๖๗\n{LEVELLED}\n\n"
        "ประเด็นที่ต้องพัฒนา\tมาตรการ\tผู้รับผิดชอบ\nการแก้ไขปัญหาการทุจริต\tเพิ่มช่องทางเรื่องร้องเรียน\tงานนิติการ\n"
    ),
    "in English letters": (f"ITA 2566\n{LEVELLED}\n\nคะแนน ITA ปี 2566 เท่ากับ 91.20 คะแนน ระดับ ผ่านดี\n"),
}


@pytest.mark.parametrize("text", ODD_REPORTS.values(), ids=ODD_REPORTS.keys())
def test_an_odd_report_is_not_refused(text: str, invented: Reference) -> None:
    found = read(text, invented)
    assert found.document.state == "loaded"
    assert found.document.organization_id == "6999101"
    assert found.assessments or found.indicator_scores or found.measures
