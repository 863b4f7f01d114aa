"""Tables and sentences about many organizations: one result each, never a mean, a rank or a change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.facts import Extraction

Read = Callable[[str | bytes], Extraction]
Results = dict[tuple[str, int | None], tuple[str | None, str | None]]

TITLE = "สรุปผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ ขององค์กรปกครองส่วนท้องถิ่นในจังหวัดขอนแก่น\n"
THREE: Results = {
    ("2999106", 2566): ("95.23", "ผ่านดี"),
    ("6999101", 2566): ("91.45", "ผ่านดี"),
    ("5999107", 2566): ("78.11", "ต้องปรับปรุง"),
}
BOTH_YEARS: Results = {
    ("6999101", 2565): ("81.20", "B"),
    ("6999101", 2566): ("89.20", "ผ่าน"),
    ("5999107", 2565): ("70.10", "C"),
    ("5999107", 2566): ("78.11", "ต้องปรับปรุง"),
}


def results(found: Extraction) -> Results:
    return {
        (row.organization_id, row.fiscal_year): (
            str(row.overall_score) if row.overall_score is not None else None,
            row.level,
        )
        for row in found.assessments
    }


def table(*rows: str) -> str:
    return "".join("\t".join(row.split("|")) + "\n" for row in rows)


ROWS = (
    "๑|อบจ.ขอนแก่น|๙๕.๒๓|ผ่านดี|๑",
    "๒|องค์การบริหารส่วนตำบลบ้านสมมุติ|๙๑.๔๕|ผ่านดี|๒",
    "๓|ทต.ดอนสมมุติ|๗๘.๑๑|ต้องปรับปรุง|๓",
)
LAYOUTS: dict[str, tuple[str, Results]] = {
    "a province's table with ranks and a mean": (
        TITLE + table("ที่|หน่วยงาน|คะแนน|ระดับ|ลำดับในจังหวัด", *ROWS, "|ค่าเฉลี่ย|๘๘.๒๖|ผ่าน|"),
        THREE,
    ),
    "a page break with the heading again": (
        TITLE
        + table("ที่|หน่วยงาน|คะแนน|ระดับ|ลำดับ", ROWS[0])
        + "หน้า ๒\n"
        + table("ที่|หน่วยงาน|คะแนน|ระดับ|ลำดับ", *ROWS[1:]),
        THREE,
    ),
    "a page break without it": (
        TITLE + table("ที่|หน่วยงาน|คะแนน|ระดับ|ลำดับ", ROWS[0]) + "๒\n" + table(*ROWS[1:]),
        THREE,
    ),
    "means of the instruments beside the total": (
        TITLE
        + table(
            "ที่|ชื่อ อปท.|IIT|EIT|OIT|คะแนนรวม|ระดับ",
            "1|อบจ.ขอนแก่น|90.01|91.02|99.03|95.23|ผ่านดี",
            "2|อบต.บ้านสมมุติ|90.01|91.02|93.03|91.45|ผ่านดี",
            "3|ทต.ดอนสมมุติ|70.01|71.02|88.03|78.11|ต้องปรับปรุง",
        ),
        THREE,
    ),
    "type and name in columns of their own": (
        TITLE
        + table(
            "ประเภท|ชื่อ อปท.|คะแนน|ระดับ",
            "องค์การบริหารส่วนจังหวัด|ขอนแก่น|95.23|ผ่านดี",
            "อบต.|บ้านสมมุติ|91.45|ผ่านดี",
            "เทศบาลตำบล|ดอนสมมุติ|78.11|ต้องปรับปรุง",
        ),
        THREE,
    ),
    "two years under headings of two rows": (
        "ผลการประเมิน ITA องค์กรปกครองส่วนท้องถิ่น จังหวัดขอนแก่น\n"
        + table(
            "ที่|หน่วยงาน|ปี ๒๕๖๕||ปี ๒๕๖๖||ผลต่าง",
            "||คะแนน|ระดับ|คะแนน|ระดับ|",
            "๑|อบต.บ้านสมมุติ|๘๑.๒๐|B|๘๙.๒๐|ผ่าน|+๘.๐๐",
            "๒|ทต.ดอนสมมุติ|๗๐.๑๐|C|๗๘.๑๑|ต้องปรับปรุง|+๘.๐๑",
        ),
        BOTH_YEARS,
    ),
    "two years, spans lost": (
        "ผลการประเมิน ITA องค์กรปกครองส่วนท้องถิ่น จังหวัดขอนแก่น\n"
        + table(
            "ที่|หน่วยงาน|ปี ๒๕๖๕|ปี ๒๕๖๖",
            "คะแนน|ระดับ|คะแนน|ระดับ",
            "๑|อบต.บ้านสมมุติ|๘๑.๒๐|B|๘๙.๒๐|ผ่าน",
            "๒|ทต.ดอนสมมุติ|๗๐.๑๐|C|๗๘.๑๑|ต้องปรับปรุง",
        ),
        BOTH_YEARS,
    ),
    "the year in a column": (
        "ผลการประเมิน ITA จังหวัดขอนแก่น\n"
        + table(
            "หน่วยงาน|ปีงบประมาณ|คะแนน|ระดับ",
            "อบต.บ้านสมมุติ|๒๕๖๕|๘๑.๒๐|B",
            "อบต.บ้านสมมุติ|๒๕๖๖|๘๙.๒๐|ผ่าน",
            "ทต.ดอนสมมุติ|๒๕๖๕|๗๐.๑๐|C",
            "ทต.ดอนสมมุติ|๒๕๖๖|๗๘.๑๑|ต้องปรับปรุง",
        ),
        BOTH_YEARS,
    ),
    "homonyms under their districts": (
        TITLE
        + table(
            "ที่|หน่วยงาน|คะแนน|ระดับ",
            "อำเภอน้ำพอง|||",
            "๑|อบต.หนองจำลอง|๘๙.๒๐|ผ่าน",
            "๒|ทต.หนองจำลอง|๘๘.๒๐|ผ่าน",
            "อำเภอกระนวน|||",
            "๓|อบต.หนองจำลอง|๘๗.๒๐|ผ่าน",
        ),
        {
            ("6999102", 2566): ("89.20", "ผ่าน"),
            ("5999104", 2566): ("88.20", "ผ่าน"),
            ("6999103", 2566): ("87.20", "ผ่าน"),
        },
    ),
    "a list of an amphoe": (
        "ผลการประเมิน ITA ขององค์กรปกครองส่วนท้องถิ่น อำเภอน้ำพอง จังหวัดขอนแก่น\nประจำปีงบประมาณ ๒๕๖๖\n"
        + table("ที่|หน่วยงาน|คะแนน", "๑|อบต.หนองจำลอง|๘๙.๒๐", "๒|ทต.หนองจำลอง|๘๘.๒๐"),
        {("6999102", 2566): ("89.20", None), ("5999104", 2566): ("88.20", None)},
    ),
    "a press page": (
        "ป.ป.ช. ประกาศผล ITA ปี 2566 จังหวัดขอนแก่น\n"
        "องค์การบริหารส่วนตำบลบ้านสมมุติ ได้คะแนน 91.45 ระดับผ่านดี ขณะที่เทศบาลตำบลดอนสมมุติ ได้ 78.11 คะแนน "
        "ระดับต้องปรับปรุง ส่วนองค์การบริหารส่วนจังหวัดขอนแก่นได้ 95.23 คะแนน ระดับผ่านดี เพิ่มขึ้น 3.20 คะแนน "
        "ค่าเฉลี่ยของจังหวัด 88.20 คะแนน\n",
        THREE,
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str, read: Read) -> None:
    text, expected = LAYOUTS[layout]
    found = read(text)
    document = found.document
    assert (document.state, document.source_kind) == ("loaded", "other")
    assert (document.organization_id, document.organization_basis) == (None, "many")
    assert results(found) == expected


def test_every_figure_says_where_it_stands(read: Read) -> None:
    found = read(LAYOUTS["two years under headings of two rows"][0])
    evidence = {(row.record_id, row.column_name): row for row in found.evidence}
    for row in found.assessments:
        for column in ("overall_score", "level", "fiscal_year", "organization_id"):
            assert evidence[row.assessment_id, column].locator.startswith("line:")
    year = {evidence[row.assessment_id, "fiscal_year"].raw_text for row in found.assessments}
    assert year == {"ปี ๒๕๖๕", "ปี ๒๕๖๖"}
    unknown = {(row.column_name, row.reason) for row in found.unknowns if row.table_name == "core.documents"}
    assert ("organization_id", "many-organizations") in unknown
    assert ("scores_fiscal_year", "several-years") in unknown


def test_without_a_year_the_year_stays_unknown(read: Read) -> None:
    found = read("ผลการประเมิน ITA จังหวัดขอนแก่น\n" + table("ที่|หน่วยงาน|คะแนน|ระดับ|ลำดับ", *ROWS))
    assert {year for _, year in results(found)} == {None}
    assert {row.reason for row in found.unknowns if row.column_name == "fiscal_year"} == {"year-unknown"}


def test_a_year_in_which_the_levels_do_not_exist_is_not_the_results(read: Read) -> None:
    found = read(TITLE.replace("๒๕๖๖", "๒๕๖๔") + table("ที่|หน่วยงาน|คะแนน|ระดับ|ลำดับ", *ROWS))
    assert {year for _, year in results(found)} == {None}


def test_who_cannot_be_decided_is_set_aside_with_an_issue(read: Read) -> None:
    found = read(
        TITLE
        + table(
            "ที่|หน่วยงาน|คะแนน|ระดับ",
            "๑|อบต.หนองจำลอง|๘๙.๒๐|ผ่าน",
            "๒|อบต.บ้านสมมุติ|๙๑.๔๕|ผ่านดี",
            "๓|อบต.ไม่มีในทะเบียน|๙๑.๔๕|ผ่านดี",
            "๔|ทต.ดอนสมมุติ|๗๘.๑๑|ต้องปรับปรุง",
            "๕|โรงพยาบาลตัวอย่าง|๗๘.๑๑|ต้องปรับปรุง",
            "๖|อบต.ท่าตัวอย่าง|๗๘.๑๑|ต้องปรับปรุง",
        )
    )
    assert set(results(found)) == {("6999101", 2566), ("5999107", 2566)}
    rules = sorted(issue.rule for issue in found.issues)
    # อบต.ท่าตัวอย่าง stands in another province than the one that the list is of.
    assert rules == [
        "list-organization-ambiguous",
        "list-organization-unknown",
        "list-organization-unknown",
        "list-rows-not-local",
    ]


@pytest.mark.parametrize(
    "row",
    ["|๒|อบต.บ้านสมมุติ|๙๐.๐๐|๙๒.๐๐|๙๑.๔๕|ผ่านดี", "๒|อบต.บ้านสมมุติ|๙๐.๐๐ ๙๒.๐๐|๙๑.๔๕|ผ่านดี"],
    ids=["one cell too many", "two numbers in a cell"],
)
def test_a_row_that_lost_its_columns_is_put_right_and_flagged(row: str, read: Read) -> None:
    rows = ["ที่|หน่วยงาน|IIT|EIT|คะแนน|ระดับ", "๑|อบจ.ขอนแก่น|๙๐.๐๐|๙๙.๐๐|๙๕.๒๓|ผ่านดี", row]
    found = read(TITLE + table(*rows, "๓|ทต.ดอนสมมุติ|๗๐.๐๐|๘๐.๐๐|๗๘.๑๑|ต้องปรับปรุง"))
    assert results(found) == THREE
    (issue,) = found.issues
    assert (issue.rule, issue.organization_id) == ("row-shifted", "6999101")


def test_a_name_without_its_marks_waits_for_review(read: Read) -> None:
    found = read(
        TITLE + table("ที่|หน่วยงาน|คะแนน|ระดับ|ลำดับ", ROWS[0], ROWS[1].replace("สมมุติ", "สมมุต"), ROWS[2])
    )
    assert results(found) == THREE
    waiting = [row.organization_id for row in found.assessments if row.certainty == "needs_review"]
    assert waiting == ["6999101"]
    assert [issue.rule for issue in found.issues] == ["organization-name-variant"]


def test_printed_twice_is_one_and_a_contradiction_is_an_issue(read: Read) -> None:
    twice = TITLE + table("ที่|หน่วยงาน|คะแนน|ระดับ|ลำดับ", *ROWS, ROWS[1])
    assert results(read(twice)) == THREE
    other = read(TITLE + table("ที่|หน่วยงาน|คะแนน|ระดับ|ลำดับ", *ROWS, ROWS[1].replace("๙๑.๔๕", "๙๑.๕๔")))
    assert len(other.assessments) == 3
    assert [issue.rule for issue in other.issues] == ["score-conflict"]


def test_without_a_register_nothing_is_guessed(bundled: object) -> None:
    import hashlib

    from transforms.reference import Reference
    from transforms.report import extract_report

    assert isinstance(bundled, Reference)
    content = (TITLE + table("ที่|หน่วยงาน|คะแนน|ระดับ|ลำดับ", *ROWS)).encode()
    found = extract_report(content, hashlib.sha256(content).hexdigest(), "a.txt", bundled)
    assert (found.document.state, found.document.state_reason) == ("quarantined", "many-organizations")


def test_damaged_rows_of_a_list_make_it_nobodys_report(read: Read) -> None:
    places = ["บ้านสมมุติ อำเภอเมืองขอนแก่น", "หนองจำลอง อำเภอน้ำพอง", "หนองจำลอง อำเภอกระนวน"]
    rows = [f"{no}. อบต.{place} ได้คะแนน 9{no}.25 คะแนน ระดับผ่านดี\n" for no, place in enumerate(places, 1)]
    rows += [
        "4. ทต.ดอนสมมุติ อำเภอบ้านไผ่ ไดคแนน 8?9O\n",
        "5. ทต.หนองจำลอง อำเภอน้ำพอง ได้คะแนน 88.25 คะแนน ระดับผ่านดี\n",
    ]
    rows += ["6. อบจ.ขอนแก่น ได้คะแนน 87.25 คะแนน ระดับผ่านดี\n"]
    found = read(TITLE + "".join(rows))
    assert found.document.organization_id is None
    assert len(found.assessments) == 5


def test_a_space_breaks_the_name_of_a_province(read: Read) -> None:
    title = TITLE.replace("จังหวัดขอนแก่น", "จังหวัดขอน แก่น")
    rows = table("ที่|หน่วยงาน|คะแนน", "๑|อบต.บ้านสมมุติ|๘๙.๒๐", "๒|ทต.ดอนสมมุติ|๘๘.๒๐")
    assert len(results(read(title + rows))) == 2
