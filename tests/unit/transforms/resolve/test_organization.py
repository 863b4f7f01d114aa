from dataclasses import replace

import pytest

from transforms.extract.organizations.mentions import organization_finder
from transforms.read.decode import DecodedText
from transforms.read.scanner_text import read_scanner_text
from transforms.reference import Organization, Reference
from transforms.resolve.organization import OrganizationDecision, decide_organization

REGISTER = (
    Organization("6999101", "sao", "บ้านสมมุติ", "เมืองขอนแก่น", "ขอนแก่น"),
    Organization("6999102", "sao", "หนองจำลอง", "น้ำพอง", "ขอนแก่น"),
    Organization("6999103", "sao", "หนองจำลอง", "กระนวน", "ขอนแก่น"),
    Organization("5999104", "subdistrict_municipality", "หนองจำลอง", "น้ำพอง", "ขอนแก่น"),
    Organization("6999105", "sao", "ท่าตัวอย่าง", "ไทรโยค", "กาญจนบุรี"),
)


@pytest.fixture(scope="module")
def invented(bundled: Reference) -> Reference:
    return replace(bundled, register=REGISTER)


def decide(text: str, reference: Reference) -> OrganizationDecision:
    document = read_scanner_text(DecodedText(text, "utf-8", 0), "0" * 64)
    return decide_organization(organization_finder(reference).mentions(document, ()), reference)


def test_the_cover_outweighs_a_neighbour_named_five_times(invented: Reference) -> None:
    text = (
        "รายงานผลการดำเนินการตามมาตรการ\nองค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n"
        + "อบต.ท่าตัวอย่าง ได้จัดทำคู่มือและเผยแพร่แก่ประชาชนในพื้นที่เรียบร้อยแล้วตามแผนที่ได้กำหนดไว้ในปีนี้\n" * 5
    )
    decision = decide(text, invented)
    assert decision.organization == REGISTER[0]
    assert decision.basis == "cover+name+amphoe+province"
    assert [foreign.name for foreign in decision.foreign] == ["ท่าตัวอย่าง"]


def test_homonyms_need_the_amphoe(invented: Reference) -> None:
    cover = "รายงานผล\nองค์การบริหารส่วนตำบลหนองจำลอง\n"
    assert decide(f"{cover}อำเภอกระนวน จังหวัดขอนแก่น", invented).organization == REGISTER[2]
    undecided = decide(f"{cover}จังหวัดขอนแก่น", invented)
    assert undecided.organization is None
    assert undecided.reason == "organization-ambiguous"
    assert set(undecided.candidates) == {REGISTER[1], REGISTER[2]}


def test_the_type_tells_two_of_one_name_in_one_amphoe_apart(invented: Reference) -> None:
    text = "รายงานผล\nเทศบาลตำบลหนองจำลอง\nอำเภอน้ำพอง จังหวัดขอนแก่น"
    assert decide(text, invented).organization == REGISTER[3]


def test_a_misprinted_amphoe_is_mended_when_one_candidate_is_left(invented: Reference) -> None:
    decision = decide("รายงานผล\nองค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก้น จังหวัดขอนแก่น", invented)
    assert decision.organization == REGISTER[0]
    assert "mended-amphoe" in decision.basis


def test_a_name_that_the_register_lacks_is_provisional_and_stable(invented: Reference) -> None:
    text = "รายงานผล\nองค์การบริหารส่วนตำบลไร้ทะเบียน\nอำเภอไทรโยค จังหวัดกาญจนบุรี"
    first, again = decide(text, invented), decide(text, invented)
    assert first.organization is not None and first.organization == again.organization
    assert first.organization.organization_id.startswith("x-")
    assert not first.in_register
    assert first.organization.province == "กาญจนบุรี"


def test_a_name_is_cut_where_the_sentence_goes_on(invented: Reference) -> None:
    text = "รายงานผล\nตามที่องค์การบริหารส่วนตำบลบ้านสมมุติได้ดำเนินการ จังหวัดขอนแก่น\nองค์การบริหารส่วนตำบลบ้านสมมุติ"
    assert decide(text, invented).organization == REGISTER[0]


def test_nothing_named_is_unknown(invented: Reference) -> None:
    decision = decide("รายงานผลการดำเนินการตามมาตรการ ปี ๒๕๖๖", invented)
    assert decision.organization is None
    assert decision.reason == "organization-unknown"
