"""Numbers that one reading of a picture gave are no plain facts until something else says the same.

In the texts here ``⟦ ⟧`` stand around what only one reading gave; the document is then built as a reader
of pictures builds it: pieces with boxes, and the numbers by locator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.transforms.layouts.indicator_names import NAMES
from transforms.document import Cell, Document, Paragraph, Place, ReaderNote, Row, Table
from transforms.facts import Extraction
from transforms.reference import Organization, Reference
from transforms.report import extract_report
from transforms.resolve.ledger import Ledger
from transforms.resolve.second_sources import UnconfirmedPieces
from transforms.resolve.unconfirmed_numbers import doubt_unconfirmed

REGISTER = (Organization("6999101", "sao", "บ้านสมมุติ", "เมืองขอนแก่น", "ขอนแก่น"),)
SCORES = ("86.10", "84.20", "85.30", "83.40", "82.50", "88.60", "87.70", "86.80", "93.90", "96.00")
TOTAL = "89.58"
TITLE = "รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566"
NAME = "องค์การบริหารส่วนตำบลบ้านสมมุติ อำเภอเมืองขอนแก่น จังหวัดขอนแก่น"
MARKED = re.compile("⟦(.*?)⟧")

#: A paragraph, or the rows of a table.
Block = str | Sequence[Sequence[str]]
Read = Callable[..., Extraction]


def scanned(*blocks: Block) -> Document:
    """The document that a reader of pictures gives."""
    unconfirmed: dict[str, tuple[str, ...]] = {}
    line = 0

    def piece(text: str, column: int) -> tuple[str, Place]:
        place = Place(
            line, page=1, box=(72.0 + 90 * column, 20.0 * line, 150.0 + 90 * column, 20.0 * line + 15)
        )
        if marked := MARKED.findall(text):
            unconfirmed[place.locator()] = tuple(marked)
        return MARKED.sub(r"\1", text), place

    built: list[Paragraph | Table] = []
    for block in blocks:
        if isinstance(block, str):
            line += 1
            text, place = piece(block, 0)
            built.append(Paragraph(text, text, place))
            continue
        rows = []
        for cells in block:
            line += 1
            found = [piece(cell, column) for column, cell in enumerate(cells)]
            rows.append(Row(tuple(Cell(text, text, place) for text, place in found), found[0][1]))
        built.append(Table(tuple(rows)))
    notes = (ReaderNote("page-read-from-picture", "1"),)
    return Document(
        "0" * 64, "image/png", "scan", "", line, tuple(built), notes=notes, unconfirmed=unconfirmed
    )


@pytest.fixture
def read(bundled: Reference) -> Read:
    invented = replace(bundled, register=REGISTER)

    def read_blocks(*blocks: Block, without_marks: bool = False) -> Extraction:
        document = scanned(*blocks)
        if without_marks:
            document = replace(document, unconfirmed={}, notes=())
        return extract_report(b"x", document.sha256, "scan.png", invented, lambda content, sha256: document)

    return read_blocks


def doubted(found: Extraction) -> set[tuple[str, str | None]]:
    """Table and column of every unconfirmed number."""
    return {
        (issue.table_name.removeprefix("core."), issue.column_name)
        for issue in found.issues
        if issue.rule == "number-unconfirmed"
    }


def score_table(scores: Sequence[str]) -> Block:
    return [("ตัวชี้วัด", "คะแนน"), *zip(NAMES, scores, strict=True)]


def marked(values: Sequence[str], *at: int) -> list[str]:
    return [f"⟦{value}⟧" if not at or index in at else value for index, value in enumerate(values)]


def test_a_lone_unconfirmed_total_waits(read: Read) -> None:
    found = read(TITLE, NAME, f"ได้คะแนนภาพรวม ⟦{TOTAL}⟧ คะแนน อยู่ในระดับ ผ่าน")

    (row,) = found.assessments
    assert str(row.overall_score) == TOTAL
    assert row.certainty == "needs_review"
    assert doubted(found) == {("assessments", "overall_score")}
    (issue,) = (issue for issue in found.issues if issue.rule == "number-unconfirmed")
    assert TOTAL in issue.message_en and issue.record_id == row.assessment_id


def test_a_confirmed_total_of_a_picture_is_a_plain_fact(read: Read) -> None:
    found = read(TITLE, NAME, f"ได้คะแนนภาพรวม {TOTAL} คะแนน อยู่ในระดับ ผ่าน จาก ⟦35⟧ หน่วยงาน")

    assert [row.certainty for row in found.assessments] == ["sure"]
    assert doubted(found) == set()


def test_ten_indicators_that_give_the_total_confirm_all_eleven(read: Read) -> None:
    found = read(TITLE, NAME, f"ได้คะแนนภาพรวม ⟦{TOTAL}⟧ คะแนน อยู่ในระดับ ผ่าน", score_table(marked(SCORES)))

    assert [row.reconciliation for row in found.assessments] == ["match"]
    assert {row.certainty for row in (*found.assessments, *found.indicator_scores)} == {"sure"}
    assert len(found.indicator_scores) == 10
    assert doubted(found) == set()


def test_indicators_that_give_another_total_confirm_nothing(read: Read) -> None:
    wrong = ["88.10", *SCORES[1:]]
    found = read(TITLE, NAME, f"ได้คะแนนภาพรวม ⟦{TOTAL}⟧ คะแนน อยู่ในระดับ ผ่าน", score_table(marked(wrong)))

    assert {row.certainty for row in (*found.assessments, *found.indicator_scores)} == {"needs_review"}
    assert ("indicator_scores", "score") in doubted(found)
    assert ("assessments", "overall_score") in doubted(found)


def test_a_total_within_the_tolerance_but_not_of_rounding_confirms_nothing(read: Read) -> None:
    """A tenth too much in an indicator moves the total by less than sources are allowed to differ."""
    wrong = ["86.30", *SCORES[1:]]
    found = read(TITLE, NAME, f"ได้คะแนนภาพรวม ⟦{TOTAL}⟧ คะแนน อยู่ในระดับ ผ่าน", score_table(marked(wrong)))

    assert [row.reconciliation for row in found.assessments] == ["match"]
    assert {row.certainty for row in found.assessments} == {"needs_review"}


def test_only_the_unconfirmed_score_waits_and_what_is_computed_from_it(read: Read) -> None:
    found = read(TITLE, NAME, score_table(marked(SCORES, 3)))

    waiting = [row.indicator_no for row in found.indicator_scores if row.certainty == "needs_review"]
    assert waiting == [4]
    assert doubted(found) == {
        ("indicator_scores", "score"),
        ("assessments", "overall_recomputed"),
        ("assessments", "level_recomputed"),
        ("assessments", "reconciliation"),
    }
    assert [row.certainty for row in found.assessments] == ["needs_review"]


def test_a_second_printing_in_another_line_confirms(read: Read) -> None:
    again = f"โดยในภาพรวมมีคะแนนรวม ⟦{TOTAL}⟧ คะแนน ระดับ ผ่าน"
    found = read(TITLE, NAME, f"ได้คะแนนภาพรวม ⟦{TOTAL}⟧ คะแนน อยู่ในระดับ ผ่าน", "สรุปผล", again)

    assert [row.certainty for row in found.assessments] == ["sure"]
    assert doubted(found) == set()


def test_a_second_printing_of_another_value_confirms_nothing(read: Read) -> None:
    again = "โดยในภาพรวมมีคะแนนรวม ⟦84.58⟧ คะแนน ระดับ ผ่าน"
    found = read(TITLE, NAME, f"ได้คะแนนภาพรวม ⟦{TOTAL}⟧ คะแนน อยู่ในระดับ ผ่าน", "สรุปผล", again)

    assert {row.certainty for row in found.assessments} == {"needs_review"}


def test_a_solved_score_confirms_nothing(read: Read) -> None:
    """The total was needed to find it, so that it says nothing of the total or of the other nine."""
    found = read(
        TITLE,
        NAME,
        f"ได้คะแนนภาพรวม ⟦{TOTAL}⟧ คะแนน อยู่ในระดับ ผ่าน",
        score_table(["8?.10", *marked(SCORES[1:])]),
    )

    assert "solved" in {row.method for row in found.indicator_scores}
    assert {row.certainty for row in (*found.assessments, *found.indicator_scores)} == {"needs_review"}


def test_an_unconfirmed_year_takes_all_of_the_year_with_it(read: Read) -> None:
    title = TITLE.replace("2566", "⟦2566⟧")
    found = read(title, NAME, f"ได้คะแนนภาพรวม {TOTAL} คะแนน อยู่ในระดับ ผ่าน", score_table(SCORES))

    assert found.document.scores_fiscal_year == 2566
    assert found.document.certainty == "needs_review"
    assert {row.certainty for row in (*found.assessments, *found.indicator_scores)} == {"needs_review"}
    assert {("documents", "scores_fiscal_year"), ("assessments", "fiscal_year")} <= doubted(found)


def test_a_year_that_is_stated_twice_is_confirmed(read: Read) -> None:
    title = TITLE.replace("2566", "⟦2566⟧")
    again = "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ⟦2566⟧ ของหน่วยงาน"
    found = read(title, NAME, again, f"ได้คะแนนภาพรวม {TOTAL} คะแนน อยู่ในระดับ ผ่าน")

    assert found.document.certainty == "sure"
    assert {row.certainty for row in found.assessments} == {"sure"}
    assert doubted(found) == set()


MEASURES_TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2567"
HEAD = ("ประเด็น", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ")


def measures(*rows: Sequence[str], title: str = MEASURES_TITLE) -> list[Block]:
    return [title, NAME, [HEAD, *rows]]


def a_row(
    number: str = "", time: str = "ภายใน 30 กันยายน 2567", result: str = "ดำเนินการแล้วเสร็จ"
) -> tuple[str, ...]:
    return (f"{number} ด้านความโปร่งใส", "จัดทำคู่มือการให้บริการประชาชน", "สำนักปลัด", time, result)


@pytest.mark.parametrize(
    ("time", "waits"),
    [
        ("ภายใน 30 กันยายน 2567", False),
        ("ภายใน ⟦30⟧ กันยายน 2567", True),
        ("ภายใน 30 กันยายน ⟦2567⟧", False),
        ("ภายในเดือน มีนาคม ⟦2567⟧", False),
        ("ภายใน 30 กันยายน ⟦2569⟧", True),
        ("ภายใน ⟦30/09/2567⟧", True),
    ],
)
def test_the_day_of_a_deadline_waits_and_its_year_where_it_is_not_the_report_s(
    read: Read, time: str, waits: bool
) -> None:
    found = read(*measures(a_row(time=time)))

    (deadline,) = found.measure_deadlines
    assert deadline.due_on is not None
    assert (deadline.certainty == "needs_review") is waits
    assert (("measures", "due_on") in doubted(found)) is waits
    assert [row.certainty for row in found.measures] == ["sure"]


def test_measures_wait_for_the_year_of_the_report(read: Read) -> None:
    title = MEASURES_TITLE.replace("2567", "⟦2567⟧")
    found = read(*measures(a_row(time="ตลอดปีงบประมาณ"), title=title))

    assert found.document.measures_fiscal_year == 2567
    rows = (*found.measures, *found.measure_deadlines, *found.measure_departments)
    assert {row.certainty for row in rows} == {"needs_review"}
    assert ("documents", "period_end") in doubted(found)


def test_a_percentage_waits_with_the_status_that_follows_from_it(read: Read) -> None:
    found = read(*measures(a_row(result="ดำเนินการแล้วร้อยละ ⟦60⟧")))

    (row,) = found.measures
    assert str(row.percent_complete) in ("60", "60.00")
    assert row.certainty == "needs_review"
    assert ("measures", "percent_complete") in doubted(found)


def test_an_indicator_by_its_number_waits_and_one_by_its_name_does_not(read: Read) -> None:
    by_number = read(*measures(a_row("ตัวชี้วัดที่ ⟦7⟧")))
    by_name = read(*measures(a_row(f"ตัวชี้วัดที่ ⟦7⟧ {NAMES[6]}")))

    assert [row.indicator_no for row in (*by_number.measures, *by_name.measures)] == [7, 7]
    assert doubted(by_number) == {("measures", "indicator_no")}
    assert [row.certainty for row in by_number.measures] == ["needs_review"]
    assert doubted(by_name) == set()


def test_an_unclear_box_makes_the_status_wait(read: Read) -> None:
    clear = read(*measures(a_row(result="☑ ดำเนินการแล้ว\n☐ อยู่ระหว่างดำเนินการ")))
    unclear = read(*measures(a_row(result="⟦☑⟧ ดำเนินการแล้ว\n☐ อยู่ระหว่างดำเนินการ")))

    assert [row.status for row in (*clear.measures, *unclear.measures)] == ["completed", "completed"]
    assert [row.certainty for row in (*clear.measures, *unclear.measures)] == ["sure", "needs_review"]
    assert doubted(unclear) == {("measures", "status")}


def test_an_organization_known_by_a_similar_name_makes_all_of_a_picture_wait(read: Read) -> None:
    misread = NAME.replace("บ้านสมมุติ", "บ้านสมมติ")
    blocks = (TITLE, misread, f"ได้คะแนนภาพรวม {TOTAL} คะแนน อยู่ในระดับ ผ่าน")
    found, of_text = read(*blocks), read(*blocks, without_marks=True)

    assert found.document.organization_id == "6999101"
    assert "similar" in (found.document.organization_basis or "")
    assert (found.document.certainty, found.assessments[0].certainty) == ("needs_review", "needs_review")
    assert of_text.assessments[0].certainty == "sure"


def test_nothing_changes_for_documents_of_text(read: Read) -> None:
    blocks = (TITLE.replace("2566", "⟦2566⟧"), NAME, f"ได้คะแนนภาพรวม ⟦{TOTAL}⟧ คะแนน อยู่ในระดับ ผ่าน")
    found = read(*blocks, without_marks=True)

    assert [row.certainty for row in found.assessments] == ["sure"]
    assert doubted(found) == set()


def test_the_round_waits_unless_it_is_said_again(read: Read) -> None:
    title = f"{MEASURES_TITLE} รอบ ⟦6⟧ เดือน"
    once = read(*measures(a_row(), title=title))
    twice = read(*measures(a_row(), title=title), "รายงานผลการดำเนินการ ระยะ ⟦6⟧ เดือน ตามมาตรการ")

    assert [found.document.reporting_round for found in (once, twice)] == ["6-month", "6-month"]
    assert ("documents", "reporting_round") in doubted(once)
    assert doubted(twice) == set()


def test_the_day_of_the_document_waits(read: Read) -> None:
    found = read(TITLE, NAME, "วันที่ ⟦17⟧ มกราคม 2567", f"ได้คะแนนภาพรวม {TOTAL} คะแนน อยู่ในระดับ ผ่าน")

    assert found.document.document_date is not None
    assert doubted(found) == {("documents", "document_date")}
    assert [row.certainty for row in found.assessments] == ["sure"]


def test_the_code_of_an_item_is_confirmed_by_its_title(read: Read, bundled: Reference) -> None:
    framework = next(one for one in bundled.frameworks.values() if len(one.items) > 5)
    items = framework.items[:6]
    title = f"รายงานผลการเปิดเผยข้อมูลสาธารณะ (OIT) การประเมิน ITA ประจำปีงบประมาณ พ.ศ. {framework.fiscal_year}"

    def listed(*names: str) -> Extraction:
        rows = [(f"O⟦{item.code[1:]}⟧", name, "☑ มี\n☐ ไม่มี") for item, name in zip(items, names, strict=True)]
        return read(title, NAME, [("ข้อ", "ข้อมูล", "สถานะ"), *rows])

    by_title = listed(*(item.name for item in items))
    by_code = listed(*(item.name for item in items[:5]), items[5].name[:4])

    assert [row.item_code for row in by_title.disclosures] == [item.code for item in items]
    assert {row.certainty for row in by_title.disclosures} == {"sure"}
    waiting = [row.item_code for row in by_code.disclosures if row.certainty == "needs_review"]
    assert waiting == [items[5].code]


def test_a_question_s_code_waits(read: Read) -> None:
    found = read(*measures(a_row("ข้อ i⟦7⟧ หน่วยงานของท่านเปิดโอกาสให้ท่านมีส่วนร่วม")))

    (row,) = found.measures
    assert row.question_code is not None and row.question_code.endswith("7")
    assert ("measures", "question_code") in doubted(found)


def test_a_mean_that_its_instrument_gives_confirms_its_scores(read: Read) -> None:
    rows = [("ตัวชี้วัด", "คะแนน"), *zip(NAMES[:5], marked(SCORES[:5]), strict=True), ("รวม IIT", "84.30")]
    rows += [*zip(NAMES[5:8], marked(SCORES[5:8]), strict=True)]
    found = read(TITLE, NAME, rows)

    waiting = [row.indicator_no for row in found.indicator_scores if row.certainty == "needs_review"]
    assert waiting == [6, 7, 8]


def test_rows_of_many_organizations_wait_one_by_one(bundled: Reference) -> None:
    names = ("บ้านสมมุติ", "หนองจำลอง", "ท่าตัวอย่าง")
    register = tuple(
        Organization(f"699910{index}", "sao", name, "เมืองขอนแก่น", "ขอนแก่น")
        for index, name in enumerate(names)
    )
    rows = [("หน่วยงาน", "คะแนน", "ระดับ")]
    totals = ("89.58", "⟦91.20⟧", "87.44")
    rows += [(f"อบต.{name}", total, "ผ่าน") for name, total in zip(names, totals, strict=True)]
    document = scanned("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566 จังหวัดขอนแก่น อำเภอเมืองขอนแก่น", rows)
    invented = replace(bundled, register=register)
    found = extract_report(b"x", document.sha256, "scan.png", invented, lambda content, sha256: document)

    states = {str(row.overall_score): row.certainty for row in found.assessments}
    assert states == {"89.58": "sure", "91.20": "needs_review", "87.44": "sure"}


def test_evidence_of_a_part_of_a_line_is_that_of_the_line() -> None:
    document = scanned("คะแนนรวม ⟦89.58⟧ และ 12.50", [("ก", "⟦7⟧")])
    pieces = UnconfirmedPieces(document)

    assert pieces.under("line:1:0-20", Decimal("89.58")) == "89.58"
    assert pieces.under("line:1:0-20", Decimal("12.50")) is None
    assert pieces.numbers("line:2") == ("7",)
    assert pieces.numbers("line:9") == ()


def test_a_number_of_which_a_part_is_unconfirmed_is_unconfirmed() -> None:
    pieces = UnconfirmedPieces(scanned("คะแนนรวม ๘๙.⟦๕๘⟧", "ปี ⟦๒๕๖๖⟧ และปี ๒๕๖๖"))
    first, second = (f"page:1:box:72.0,{20.0 * line},150.0,{20.0 * line + 15}" for line in (1, 2))

    assert pieces.under(first, Decimal("89.58")) == "๕๘"
    assert pieces.under(second, Decimal(2566)) is None


def test_documents_without_pictures_pass_as_they_are(bundled: Reference, read: Read) -> None:
    found = read(TITLE, NAME.replace("บ้านสมมุติ", "บ้านสมมติ"), f"ได้คะแนนภาพรวม {TOTAL} คะแนน")
    text = replace(scanned(TITLE, NAME), notes=())

    assert doubt_unconfirmed(found, text, Ledger("d-0", bundled)) is found


def test_an_address_of_a_picture_waits(read: Read) -> None:
    found = read(NAME, TITLE, "ดูได้ที่ ⟦https://www.example.go.th/ita/2566⟧", "ที่ https://sure.example.go.th/a")
    certainty = {link.url: link.certainty for link in found.evidence_links}
    assert certainty == {
        "https://www.example.go.th/ita/2566": "needs_review",
        "https://sure.example.go.th/a": "sure",
    }
    (issue,) = [one for one in found.issues if one.table_name == "core.evidence_links"]
    assert (issue.rule, issue.column_name) == ("number-unconfirmed", "url")
