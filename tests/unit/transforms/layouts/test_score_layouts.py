"""Scores in the layouts in which reports print them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.unit.transforms.layouts.indicator_names import NAMES
from transforms.facts import Extraction

Read = Callable[[str], Extraction]

SCORES = ("86.10", "84.20", "85.30", "83.40", "82.50", "88.60", "87.70", "86.80", "93.90", "96.00")
TOTAL = "89.58"
LABELLED = list(zip(range(1, 11), NAMES, SCORES, strict=True))
HEAD = (
    "รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\n"
    "องค์การบริหารส่วนตำบลบ้านสมมุติ อำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n"
)
SAID = f"ได้คะแนนภาพรวม {TOTAL} คะแนน อยู่ในระดับ ผ่าน\n"


def rows(*cells: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in cells) + "\n"


def scores(found: Extraction, year: int = 2566) -> dict[int, Decimal]:
    return {row.indicator_no: row.score for row in found.indicator_scores if row.fiscal_year == year}


LAYOUTS = {
    "leaders": SAID
    + "".join(f"{no}) ตัวชี้วัดที่ {no} {name} .....{score}..... คะแนน\n" for no, name, score in LABELLED),
    "prose": SAID
    + "".join(f"ตัวชี้วัด{name} ได้คะแนน {score} คะแนน ต่ำกว่าเป้าหมายที่ตั้งไว้ ๙๘.๐๐\n" for _, name, score in LABELLED),
    "one paragraph": SAID
    + "ผลรายตัวชี้วัดพบว่า "
    + " ".join(f"ตัวชี้วัดที่ {no} {name} ได้คะแนน {score} คะแนน" for no, name, score in LABELLED),
    "instruments merged, with their sums": SAID
    + rows(
        ("เครื่องมือการประเมิน", "ตัวชี้วัด", "คะแนน"),
        *((("IIT" if no == 1 else ""), f"{no}. {name}", score) for no, name, score in LABELLED[:5]),
        ("", "รวม IIT", "84.30"),
        *((("EIT" if no == 6 else ""), f"{no}. {name}", score) for no, name, score in LABELLED[5:8]),
        ("", "รวม EIT", "87.70"),
        *((("OIT" if no == 9 else ""), f"{no}. {name}", score) for no, name, score in LABELLED[8:]),
        ("", "รวม OIT", "94.95"),
    ),
    "total and level in the last rows": rows(
        ("ตัวชี้วัด", "คะแนน"),
        *((name, score) for _, name, score in LABELLED),
        ("คะแนนรวม", TOTAL),
        ("ระดับ", "ผ่าน"),
    ),
    "target and mean beside": rows(
        ("ตัวชี้วัด", "เป้าหมาย", "คะแนนที่ได้", "ค่าเฉลี่ยประเทศ", "ผลการประเมิน"),
        *((name, "85.00", score, "90.19", "ผ่าน") for _, name, score in LABELLED),
        ("คะแนนเฉลี่ยรวม", "85.00", TOTAL, "90.19", "ผ่าน"),
    ),
    "a table an instrument": SAID
    + "\n\n".join(
        rows(*((f"ตัวชี้วัดที่ {no}", name, score) for no, name, score in LABELLED[first:last]))
        for first, last in ((0, 5), (5, 8), (8, 10))
    ),
    "two lists side by side": SAID
    + rows(
        ("ตัวชี้วัด", "คะแนน", "ตัวชี้วัด", "คะแนน"),
        *((NAMES[at], SCORES[at], NAMES[at + 5], SCORES[at + 5]) for at in range(5)),
    ),
    "on its side": SAID + rows(("ตัวชี้วัด", *map(str, range(1, 11))), ("คะแนน", *SCORES)),
    "sorted by score": SAID
    + rows(
        ("อันดับ", "ตัวชี้วัด", "คะแนน"),
        *(
            (str(rank), name, score)
            for rank, (_, name, score) in enumerate(sorted(LABELLED, key=lambda one: -float(one[2])), 1)
        ),
    ),
    "number and level on lines of their own": f"ผลการประเมินภาพรวม\n{TOTAL} คะแนน\nระดับ ผ่าน\n"
    + rows(("ที่", "ตัวชี้วัด", "คะแนน"), *((str(no), name, score) for no, name, score in LABELLED)),
    "scores of questions above": SAID
    + rows(
        ("ตัวชี้วัด", "ประเด็นการประเมิน", "คะแนน"),
        ("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", "i๑ ให้บริการตามขั้นตอน", "๗๑.๐๐"),
        ("ตัวชี้วัดที่ ๒ การใช้งบประมาณ", "i๗ รู้แผนการใช้จ่าย", "๗๒.๐๐"),
        ("ตัวชี้วัดที่ ๓ การใช้อำนาจ", "i๑๓ ได้รับมอบหมายงาน", "๗๓.๐๐"),
    )
    + "\n"
    + rows(("ตัวชี้วัด", "คะแนน"), *((name, score) for _, name, score in LABELLED)),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_of_scores(read: Read, layout: str) -> None:
    found = read(HEAD + LAYOUTS[layout])
    assert scores(found) == dict(zip(range(1, 11), map(Decimal, SCORES), strict=True))
    (assessment,) = found.assessments
    assert (assessment.fiscal_year, assessment.overall_score) == (2566, Decimal(TOTAL))
    assert (assessment.level, assessment.level_recomputed) == ("ผ่าน", "ผ่าน")
    assert assessment.reconciliation == "match"


def test_the_sum_decides_between_two_printings(read: Read) -> None:
    misread = [(no, name, "88.40" if no == 4 else score) for no, name, score in LABELLED]
    first = "".join(f"ตัวชี้วัดที่ {no} {name} ได้คะแนน {score} คะแนน\n" for no, name, score in misread)
    second = rows(("ที่", "ตัวชี้วัด", "คะแนน"), *((str(no), name, score) for no, name, score in LABELLED))
    prose = "จึงเรียนมาเพื่อโปรดทราบ และพิจารณาดำเนินการต่อไปตามระเบียบของทางราชการที่เกี่ยวข้อง\n"
    found = read(HEAD + SAID + first + prose + second)
    assert scores(found)[4] == Decimal("83.40")
    assert found.assessments[0].reconciliation == "match"
    assert "score-printed-twice-differs" in {issue.rule for issue in found.issues}


def test_years_beside_each_other_are_two_results(read: Read) -> None:
    before = [f"{float(score) - 1:.2f}" for score in SCORES]
    table = rows(
        ("ตัวชี้วัด", "ปี ๒๕๖๕", "ปี ๒๕๖๖", "ผลต่าง"),
        *((name, old, new, "+๑.๐๐") for name, old, new in zip(NAMES, before, SCORES, strict=True)),
        ("คะแนนรวม", "88.58", TOTAL, "+1.00"),
        ("ระดับ", "A", "ผ่าน", ""),
    )
    found = read(HEAD + table)
    assert [(a.fiscal_year, a.level, a.reconciliation) for a in found.assessments] == [
        (2565, "A", "match"),
        (2566, "ผ่าน", "match"),
    ]
    assert scores(found, 2565)[1] == Decimal("85.10")


@pytest.mark.parametrize(
    "sentence",
    [
        "องค์กรปกครองส่วนท้องถิ่นในจังหวัดขอนแก่น มีคะแนนเฉลี่ย ๘๘.๒๐ คะแนน",
        "ค่าเฉลี่ยของประเทศ ๙๐.๑๙ คะแนน",
        "แบบวัด IIT มีคะแนนรวม ๘๔.๓๐ คะแนน",
        "อบต.ท่าตัวอย่าง ได้คะแนน ๙๕.๐๐ คะแนน ระดับ ผ่านดี",
        "ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล เพื่อให้ได้คะแนน ๑๐๐ คะแนน",
    ],
)
def test_what_is_no_result_of_the_organization(read: Read, sentence: str) -> None:
    found = read(f"{HEAD}{sentence}\n")
    assert not found.assessments
    assert not found.indicator_scores


def test_a_table_on_its_side_without_a_column_of_names(read: Read) -> None:
    table = rows(tuple(f"ตัวชี้วัดที่ {no}" for no in range(1, 11)), SCORES)
    found = scores(read(HEAD + SAID + table))
    assert found == {no: Decimal(score) for no, score in enumerate(SCORES, start=1)}
