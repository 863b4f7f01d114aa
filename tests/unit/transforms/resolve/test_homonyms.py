"""Names that several organizations have, names of two parts, and what is no name at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transforms.extract.organizations.mentions import organization_finder
from transforms.read.decode import DecodedText
from transforms.read.scanner_text import read_scanner_text
from transforms.reference import Organization, Reference
from transforms.resolve.organization import OrganizationDecision, decide_organization

OWN = Organization("6999201", "sao", "ทุ่งสมมุติ", "บ้านไผ่", "ขอนแก่น")
NAMESAKE = Organization("6999202", "sao", "ทุ่งสมมุติ", "ไทรโยค", "กาญจนบุรี")
JOINED = Organization("5999203", "subdistrict_municipality", "นานิทาน-โพนนิยาย", "น้ำพอง", "ขอนแก่น")
HALF = Organization("5999204", "subdistrict_municipality", "นานิทาน", "กระนวน", "ขอนแก่น")
NEAR = Organization("5999205", "subdistrict_municipality", "เวียงจำลอง", "บ้านไผ่", "ขอนแก่น")

FAR = "องค์การบริหารส่วนตำบลทุ่งสมมุติ อำเภอไทรโยค จังหวัดกาญจนบุรี"
PROSE = " ".join(["เพื่อให้การบริหารงานเป็นไปด้วยความโปร่งใสและเป็นธรรมต่อประชาชนทุกคน"] * 2)


@pytest.fixture(scope="module")
def invented(bundled: Reference) -> Reference:
    return replace(bundled, register=(OWN, NAMESAKE, JOINED, HALF, NEAR))


def decide(text: str, reference: Reference) -> OrganizationDecision:
    document = read_scanner_text(DecodedText(text, "utf-8", 0), "0" * 64)
    return decide_organization(organization_finder(reference).mentions(document, ()), reference)


@pytest.mark.parametrize(
    "own",
    [
        "ส่วนราชการ สำนักปลัด อบต.ทุ่งสมมุติ\n\nด้วย อบต.ทุ่งสมมุติ อ.บ้านไผ่ จ.ขอนแก่น ได้ดำเนินการแล้ว\n",
        "รายงานผลการดำเนินการตามมาตรการ\nองค์การบริหารส่วนตำบลทุ่งสมมุติ\nอำเภอบ้านไผ่ จังหวัดขอนแก่น\n",
        "บันทึกข้อความ\n\nส่วนราชการ อบต.ทุ่งสมมุติ อ.บ้านไผ่ จ.ขอนแก่น\n",
    ],
)
@pytest.mark.parametrize(
    "mention",
    [
        f"{FAR} เป็นหน่วยงานที่มีชื่อพ้องกันกับหน่วยงานของเรา {PROSE}",
        f"ทั้งนี้ได้นำแบบอย่างมาจาก{FAR} {PROSE}",
    ],
)
def test_a_namesake_named_below_is_not_whose_report_it_is(
    own: str, mention: str, invented: Reference
) -> None:
    decision = decide(f"{own}\n{mention}\n", invented)
    assert decision.organization == OWN
    assert [homonym.organization for homonym in decision.homonyms] == [NAMESAKE]


def test_one_place_alone_has_no_namesake(invented: Reference) -> None:
    decision = decide(f"{FAR}\n\nนายกองค์การบริหารส่วนตำบลทุ่งสมมุติ\n", invented)
    assert decision.organization == NAMESAKE
    assert not decision.homonyms


@pytest.mark.parametrize("joint", ["-", " - ", "–", " ", "", "‐"])
def test_a_name_of_two_parts_however_it_is_joined(joint: str, invented: Reference) -> None:
    decision = decide(f"เทศบาลตำบลนานิทาน{joint}โพนนิยาย\nจังหวัดขอนแก่น\n", invented)
    assert decision.organization == JOINED


def test_half_of_it_alone_is_another(invented: Reference) -> None:
    decision = decide("เทศบาลตำบลนานิทาน\nอำเภอกระนวน จังหวัดขอนแก่น\n", invented)
    assert decision.organization == HALF


@pytest.mark.parametrize(
    "line",
    [
        f"ทั้งนี้ ทต.เวียงจำลองมุ่งมั่นยกระดับการให้บริการแก่ประชาชน {PROSE}",
        f"โครงการนี้เทศบาลตำบลเวียงจำลองสนับสนุนวิทยากรหนึ่งคน {PROSE}",
    ],
)
def test_a_name_that_runs_into_its_sentence_is_the_registered_one(line: str, invented: Reference) -> None:
    decision = decide(f"อบต.ทุ่งสมมุติ\nอำเภอบ้านไผ่ จังหวัดขอนแก่น\n\n{line}\n", invented)
    assert [foreign.name for foreign in decision.foreign] == ["เวียงจำลอง"]


@pytest.mark.parametrize(
    "lines",
    [
        "หัวหน้าสำนักปลัดองค์การบริหารส่วนตำบล\nโทร. ๐ ๔๓๐๐ ๐๐๐๐",
        "มาตรการ\tผู้รับผิดชอบ\tระยะเวลา\nจัดอบรม\tรองปลัด อบต.\tมกราคม - มีนาคม ๒๕๖๗",
        "มาตรการ\tผู้รับผิดชอบ\tระยะเวลา\nจัดอบรม\tสำนักปลัดเทศบาลตำบล\tตลอดทั้งปี",
        "ปลัด อบต.\nภายในเดือนมีนาคม ๒๕๖๗",
    ],
)
def test_what_stands_in_the_next_cell_or_line_is_no_name(lines: str, invented: Reference) -> None:
    decision = decide(f"อบต.ทุ่งสมมุติ\nอำเภอบ้านไผ่ จังหวัดขอนแก่น\n\n{lines}\n", invented)
    assert decision.organization == OWN
    assert not decision.foreign


@pytest.mark.parametrize(
    "line",
    [
        "ส่วน ราชการ สำนักปลัด องค์การบริหารส่วนตำบลทุ่งสมมุติ",
        "องด์การปริหารส่วนตำปลทุ่งสมมุติ",
        f"ตามหนังสือสั่งการ {PROSE} องค์การบริหารส่วนตำบลทุ่งสมมุติ จึงขอ รายงานตามเอกสารที่แนบ",
    ],
)
def test_damaged_heads_still_tell_whose_report_it_is(line: str, invented: Reference) -> None:
    decision = decide(f"บันทึกข้อความ\n\n{line}\n\nอำเภอบ้านไผ่ จังหวัดขอนแก่น\n", invented)
    assert decision.mention is not None and decision.mention.weight >= 3
    assert decision.mention.name == OWN.name


@pytest.mark.parametrize("province", ["จังหวัดขอนแกน", "จัง หวัดขอนแก่น", "จ.ฃอนแก่น", "จังหวัคขอนแก่น"])
def test_a_damaged_province_is_mended(province: str, invented: Reference) -> None:
    decision = decide(f"องค์การบริหารส่วนตำบลทุ่งสมมุติ\n{province}\n", invented)
    assert decision.organization == OWN


def test_a_longer_name_that_the_register_lacks_is_not_cut_down_in_prose(invented: Reference) -> None:
    longer = f"{NEAR.name}เหนือสุด"
    decision = decide(
        f"ส่วนราชการ เทศบาลตำบล{longer}\n\n{PROSE} ทต.{longer} ได้กำหนดมาตรการไว้แล้ว\n\n"
        f"เทศบาลตำบล{longer}\nอำเภอบ้านไผ่ จังหวัดขอนแก่น\n",
        invented,
    )
    assert decision.organization != NEAR or "similar-name" in decision.basis


def test_where_no_namesake_stands_in_the_printed_amphoe_none_is_meant(bundled: Reference) -> None:
    register = (
        Organization("6999211", "sao", "ทุ่งสมมุติ", "บ้านไผ่", "ขอนแก่น"),
        Organization("6999212", "sao", "ทุ่งสมมุติ", "น้ำพอง", "ขอนแก่น"),
        Organization("6999213", "sao", "โคกจำลอง", "กระนวน", "ขอนแก่น"),
    )
    decision = decide(
        "องค์การบริหารส่วนตำบลทุ่งสมมุติ\nอำเภอกระนวน จังหวัดขอนแก่น\n", replace(bundled, register=register)
    )
    assert decision.organization is not None
    assert (decision.in_register, decision.organization.amphoe) == (False, "กระนวน")
