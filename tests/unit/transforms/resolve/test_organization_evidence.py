"""Whose report it is, where names, types and places are damaged or disagree."""

from dataclasses import replace

import pytest

from transforms.extract.organizations.mentions import organization_finder
from transforms.read.decode import DecodedText
from transforms.read.scanner_text import read_scanner_text
from transforms.reference import Organization, Reference
from transforms.resolve.organization import OrganizationDecision, decide_organization, decided_by_places

HOME = Organization("6999101", "sao", "บ้านสมมุติ", "เมืองขอนแก่น", "ขอนแก่น")
TOWN = Organization("5999104", "subdistrict_municipality", "บ้านสมมุติ", "เมืองขอนแก่น", "ขอนแก่น")
NEAR = Organization("6999102", "sao", "หนองจำลอง", "น้ำพอง", "ขอนแก่น")
FAR = Organization("6999103", "sao", "หนองจำลอง", "กระนวน", "ขอนแก่น")
OTHER = Organization("6999105", "sao", "ท่าตัวอย่าง", "ไทรโยค", "กาญจนบุรี")
LONGER = Organization("6999106", "sao", "หนองจำลองใต้", "น้ำพอง", "ขอนแก่น")
UPGRADED = Organization("5999107", "subdistrict_municipality", "โคกนิทาน", "ไทรโยค", "กาญจนบุรี")
NAMESAKE = Organization("6999108", "sao", "โคกนิทาน", "ท่าม่วง", "กาญจนบุรี")
PROVINCE = Organization("2999109", "pao", "กาญจนบุรี", "เมืองกาญจนบุรี", "กาญจนบุรี")
PATTAYA = Organization("3999110", "special", "เมืองพัทยา", "บางละมุง", "ชลบุรี")
REGISTER = (HOME, TOWN, NEAR, FAR, OTHER, LONGER, UPGRADED, NAMESAKE, PROVINCE, PATTAYA)

TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส (ITA)\n\n"


@pytest.fixture(scope="module")
def invented(bundled: Reference) -> Reference:
    return replace(bundled, register=REGISTER)


def decide(text: str, reference: Reference) -> OrganizationDecision:
    document = read_scanner_text(DecodedText(text, "utf-8", 0), "0" * 64)
    finder = organization_finder(reference)
    mentions = finder.mentions(document, ())
    decision = decide_organization(mentions, reference)
    if decision.reason == "organization-ambiguous":
        return decided_by_places(decision, finder.places(document, ()), mentions, reference)
    return decision


@pytest.mark.parametrize(
    ("word", "chosen"),
    [
        ("องค์การบริหารสวนตำบล", HOME),
        ("องค์การบริหารส่วนตาบล", HOME),
        ("องคการบรหารส่วนตําบล", HOME),
        ("องค์การบริทารส่วนตำบล", HOME),
        ("องค์กรบริหารส่วน ตำบล", HOME),
        ("อ.บ.ต.", HOME),
        ("อบต. ", HOME),
        ("เทศบาลตาบล", TOWN),
        ("เทศบาสตำบล", TOWN),
        ("ท.ต.", TOWN),
    ],
)
def test_a_damaged_word_still_tells_the_type(invented: Reference, word: str, chosen: Organization) -> None:
    decision = decide(f"{TITLE}{word}บ้านสมมุติ\n\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n", invented)
    assert decision.organization == chosen
    assert not decision.foreign


@pytest.mark.parametrize(
    ("printed", "chosen"),
    [
        ("ท่าตัวอยาง", OTHER),
        ("ทาตัวอย่าง", OTHER),
        ("ท่าต้วอย่าง", OTHER),
        ("ท่าดัวอย่าง", OTHER),
        ("ท่า ตัวอย่าง", OTHER),
    ],
)
def test_a_damaged_name_is_mended_within_its_amphoe(
    invented: Reference, printed: str, chosen: Organization
) -> None:
    decision = decide(f"{TITLE}อบต.{printed}\nอำเภอไทรโยค จังหวัดกาญจนบุรี\n", invented)
    assert decision.organization == chosen
    assert ("similar-name" in decision.basis) == (" " not in printed)


def test_another_name_is_not_mended_into_a_neighbour(invented: Reference) -> None:
    decision = decide(f"{TITLE}อบต.ท่าเรือน\nอำเภอไทรโยค จังหวัดกาญจนบุรี\n", invented)
    assert not decision.in_register
    assert decision.organization is not None and decision.organization.name == "ท่าเรือน"


@pytest.mark.parametrize(
    ("amphoe", "province", "chosen", "basis"),
    [
        ("น้ำพอง", "กาญจนบุรี", NEAR, "mended-province"),
        ("น้าพอง", "ขอนแก่น", NEAR, "mended-amphoe"),
        ("กระนวณ", "ขอนแก่น", FAR, "mended-amphoe"),
    ],
)
def test_a_misprinted_place_is_mended_when_one_candidate_is_left(
    invented: Reference, amphoe: str, province: str, chosen: Organization, basis: str
) -> None:
    decision = decide(f"{TITLE}อบต.หนองจำลอง อ.{amphoe} จ.{province}\n", invented)
    assert decision.organization == chosen
    assert basis in decision.basis


def test_an_amphoe_that_fits_neither_homonym_decides_nothing(invented: Reference) -> None:
    decision = decide(f"{TITLE}อบต.หนองจำลอง อ.ชุมแพ จ.ขอนแก่น\n", invented)
    assert decision.organization is None
    assert decision.reason == "organization-ambiguous"


def test_the_longer_name_that_goes_on_behind_a_space_is_meant(invented: Reference) -> None:
    decision = decide(f"{TITLE}องค์การบริหารส่วนตำบลหนองจำลอง ใต้\nอำเภอน้ำพอง จังหวัดขอนแก่น\n", invented)
    assert decision.organization == LONGER


def test_what_was_upgraded_since_is_not_taken_for_a_namesake(invented: Reference) -> None:
    decision = decide(f"{TITLE}อบต.โคกนิทาน\nอำเภอไทรโยค จังหวัดกาญจนบุรี\n", invented)
    assert not decision.in_register
    assert decision.organization is not None and decision.organization.amphoe == "ไทรโยค"
    assert decision.candidates == (UPGRADED,)


def test_a_place_torn_by_a_space_is_mended(invented: Reference) -> None:
    decision = decide(f"{TITLE}องค์การบริหารส่วนตำบลหนองจำลอง\nอำเภอกระ นวน จังหวัดขอนแก่น\n", invented)
    assert decision.organization == FAR
    assert "mended-amphoe" in decision.basis


def test_what_is_no_name_is_no_other_organization(invented: Reference) -> None:
    text = (
        f"{TITLE}องค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n\n"
        "แนวทางนี้เทศบาลตำบลควรนำไปใช้ต่อ และองค์การบริหารส่วนตำบลอื่นก็เช่นกัน\n"
    )
    decision = decide(text, invented)
    assert decision.organization == HOME
    assert not decision.foreign


def test_a_provisional_id_is_the_same_however_the_places_are_printed(invented: Reference) -> None:
    plain = decide(f"{TITLE}อบต.ไร้ทะเบียน\nอำเภอไทรโยค จังหวัดกาญจนบุรี\n", invented).organization
    damaged = decide(f"{TITLE}อ.บ.ต.ไร้ทะเบียน อ.ไทรโยด จ.กาญจนบรี\n", invented).organization
    assert plain is not None and damaged is not None
    assert plain.organization_id == damaged.organization_id


@pytest.mark.parametrize(
    "own",
    [
        "องค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n",
        "บันทึกข้อความ\n\nส่วนราชการ สำนักปลัด อบต.บ้านสมมุติ อ.เมืองขอนแก่น จ.ขอนแก่น\n",
    ],
)
def test_a_copied_template_is_not_its_sources(invented: Reference, own: str) -> None:
    copied = (
        "จากการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานขององค์การบริหารส่วนตำบลท่าตัวอย่าง "
        "พบว่า องค์การบริหารส่วนตำบลท่าตัวอย่างต้องปรับปรุงช่องทางการเผยแพร่ข้อมูลแก่ประชาชน\n\n"
    )
    decision = decide(f"{TITLE}{own}\n{copied * 5}", invented)
    assert decision.organization == HOME
    assert [foreign.name for foreign in decision.foreign] == ["ท่าตัวอย่าง"]


def test_two_covers_are_not_guessed_between(invented: Reference) -> None:
    text = (
        f"{TITLE}องค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n\n"
        "องค์การบริหารส่วนตำบลท่าตัวอย่าง\nอำเภอไทรโยค จังหวัดกาญจนบุรี\n"
    )
    decision = decide(text, invented)
    assert decision.organization is None
    assert decision.reason == "organization-ambiguous"
    assert set(decision.candidates) == {HOME, OTHER}


@pytest.mark.parametrize(
    "other",
    [
        "ที่ว่าการอำเภอไทรโยค",
        "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดกาญจนบุรี",
        "โรงเรียนเทศบาลตำบลบ้านสมมุติ",
        "สมาคมองค์การบริหารส่วนตำบลแห่งประเทศไทย",
        "กระทรวงมหาดไทย กรุงเทพมหานคร",
        "เทศบาลตำบลและองค์การบริหารส่วนตำบลทุกแห่ง",
    ],
)
def test_offices_and_schools_are_no_local_administrations(invented: Reference, other: str) -> None:
    text = (
        f"{TITLE}องค์การบริหารส่วนตำบลบ้านสมมุติ\nอำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n\nได้จัดอบรมร่วมกับ{other} เมื่อเดือนก่อน\n"
    )
    decision = decide(text, invented)
    assert decision.organization == HOME
    assert not decision.foreign


def test_a_form_names_its_organization_in_a_field(invented: Reference) -> None:
    text = f"{TITLE}ชื่อหน่วยงาน : อบต.หนองจำลอง\nอำเภอ : กระนวน\nจังหวัด : ขอนแก่น\n"
    assert decide(text, invented).organization == FAR


def test_a_place_of_its_own_kind_is_its_name(invented: Reference) -> None:
    decision = decide(f"{TITLE}เมืองพัทยา\n\nอำเภอบางละมุง จังหวัดชลบุรี\n", invented)
    assert decision.organization == PATTAYA


def test_the_organization_of_a_province_is_not_the_province(invented: Reference) -> None:
    decision = decide(f"{TITLE}องค์การบริหารส่วนจังหวัดกาญจนบุรี\n\nจังหวัดกาญจนบุรี\n", invented)
    assert decision.organization == PROVINCE
