"""Scores and totals that nothing proves, in lists and texts that look damaged: they wait for review."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.unit.transforms.layouts.indicator_names import NAMES
from transforms.extract.legibility import is_worn_text
from transforms.facts import Extraction

Read = Callable[[str], Extraction]

SCORES = ("86.10", "84.20", "85.30", "83.40", "82.50", "88.60", "87.70", "86.80", "93.75", "95.00")
PLACE = "องค์การบริหารส่วนตำบลบ้านสมมุติ อำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n"
HEAD = f"รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\n{PLACE}"


def table(scores: tuple[str, ...], names: tuple[str, ...] = NAMES) -> str:
    rows = [("ที่", "ตัวชี้วัด", "คะแนน")]
    rows += [(str(no), name, score) for no, (name, score) in enumerate(zip(names, scores, strict=True), 1)]
    return "\n".join("\t".join(row) for row in rows) + "\n"


def certainties(found: Extraction) -> set[str]:
    return {row.certainty for row in found.indicator_scores}


def rules(found: Extraction, column: str) -> set[str]:
    return {issue.rule for issue in found.issues if issue.column_name == column}


@pytest.mark.parametrize("said", ["", "ได้คะแนนภาพรวม 85.55 คะแนน\n"])
@pytest.mark.parametrize("repeated", [10, 7])
def test_one_score_for_most_indicators_is_never_sure(read: Read, said: str, repeated: int) -> None:
    found = read(HEAD + said + table(("85.55",) * repeated + SCORES[repeated:]))
    assert len(found.indicator_scores) == 10
    assert certainties(found) == {"needs_review"}
    assert "scores-all-alike" in rules(found, "score") & rules(found, "overall_recomputed")


def test_full_marks_for_all_may_be_true(read: Read) -> None:
    found = read(HEAD + "ได้คะแนนภาพรวม 100 คะแนน\n" + table(("100.00",) * 10))
    assert certainties(found) == {"sure"}
    assert "scores-all-alike" not in rules(found, "score")


def test_a_table_without_a_year_joins_the_only_stated_total(read: Read) -> None:
    cover = f"รายงานผลการดำเนินการตามมาตรการ ปี ๒๕๖๗\n{PLACE}ผล ITA ปี งปม. ๖๖ : 89.35 (ผ่าน)\n"
    found = read(cover + table((*SCORES[:4], "8Z.50", *SCORES[5:])))
    assert [(one.fiscal_year, one.overall_score) for one in found.assessments] == [(2566, Decimal("89.35"))]
    assert found.document.scores_fiscal_year == 2566
    solved = next(row for row in found.indicator_scores if row.indicator_no == 5)
    assert (solved.score, solved.method, solved.certainty) == (Decimal("82.50"), "solved", "needs_review")


WORN_NAMES = (
    "การปฏิบตหนาที่",
    "การใช้งบปร ะมาณ",
    "การใซอำนาจ",
    "การใช้ทรัพย์สินของราชการ",
    "การแก้ไขปัญหาการทุจริต",
    "คุณภ าพการดำเนินงาน",
    "ปร ะสิทธิภาพการสื่อสาร",
    "การปรับปรุงการทำงาน",
    "การเปดเผยข้อมูล",
    "การป้องกันการทุจรต",
)


def test_what_nothing_proves_waits_in_a_worn_text(read: Read) -> None:
    said = "ได้คะแนนภาพรวม {} คะแนน\n"
    worn = HEAD + said.format("89.35") + table(SCORES[:9], WORN_NAMES[:9])
    assert certainties(read(worn)) == {"needs_review"}
    assert "text-worn" in rules(read(worn), "overall_score") & rules(read(worn), "score")
    assert certainties(read(HEAD + said.format("89.35") + table(SCORES[:9], NAMES[:9]))) == {"sure"}
    proven = read(HEAD + said.format("89.35") + table(SCORES, WORN_NAMES))
    assert certainties(proven) == {"sure"}
    assert not rules(proven, "overall_score")
    near = read(HEAD + said.format("89.36") + table(SCORES, WORN_NAMES))
    assert certainties(near) == {"needs_review"}
    assert "text-worn" in rules(near, "overall_recomputed")


def test_a_list_with_several_faults_waits(read: Read) -> None:
    torn = ("86.1", "84.20", "85.3", "83.40", "82.50", "88.6", "87.70", "86.80", "93.75", "95.00")
    found = read(HEAD + table(torn))
    assert certainties(found) == {"needs_review"}
    assert "scores-torn" in rules(found, "score")


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("ได้คะแนนภาพรวม 42.70 คะแนน ระดับ ผ่านดี\n", "level-contradicts-total"),
        ("ปี ๒๕๖๕ ได้คะแนน ส๙.๔๙ คะแนน ระดับ A\nปี ๒๕๖๖ ได้คะแนน 97.41 คะแนน\n", "total-unlikely"),
        ("ปี ๒๕๖๕ ได้คะแนน 87.5 คะแนน ระดับ A\nปี ๒๕๖๖ ได้คะแนน 97.41 คะแนน\n", "total-decimals-lost"),
    ],
)
def test_a_total_that_can_hardly_be_true_is_marked(read: Read, said: str, rule: str) -> None:
    assert rule in rules(read(HEAD + said), "overall_score")


def test_a_level_of_other_years_makes_the_year_doubtful(read: Read) -> None:
    found = read(HEAD.replace("๒๕๖๖", "๒๕๖๓") + "ได้คะแนนภาพรวม 97.84 คะแนน อยู่ในระดับ ผ่านดีเยี่ยม\n")
    assert {one.certainty for one in found.assessments if one.fiscal_year == 2563} <= {"needs_review"}


@pytest.mark.parametrize(
    ("text", "worn"),
    [
        ("คะแนน ตัวชี้วัด ระดับ " * 10, False),
        ("คะเเนนน " * 30, False),
        ("คะแนน ตัวชี้วัด ระดับ " * 10 + "คะแนน ตวชีวัด ระดบ ตัวชวัด คะแ นน", True),
        ("คะแนน ตัวชี้วัด ระดับ " * 50 + "ตวชีวัด ระดบ ตัวชวัด", False),
        ("ดำเนินการ อำนาจ ดําเนินการ " * 5, False),
        ("", False),
    ],
)
def test_worn_is_a_text_whose_stock_words_are_damaged(text: str, worn: bool) -> None:
    assert is_worn_text(text) is worn


def test_a_list_of_some_indicators_is_no_torn_one(read: Read) -> None:
    assert certainties(read(HEAD + table(SCORES[:7], NAMES[:7]))) == {"sure"}


def test_a_row_whose_cells_ran_together_is_doubtful_in_a_table_over_two_pages(read: Read) -> None:
    heading = "ประเด็นการประเมิน\tน้ำหนัก (ร้อยละ)\tคะแนนเฉลี่ย\tค่าเฉลี่ยจังหวัด\n"
    rows = [f"{no}. {NAMES[no - 1]}\t30\t{SCORES[no - 1]}\t80.{no:02}\n" for no in range(1, 11)]
    rows[6] = f"7. {NAMES[6]}\t30 87.70\t80.07\n"
    found = read(f"{HEAD}{heading}{''.join(rows[:4])}\n{heading}{''.join(rows[4:])}")
    doubtful = {row.indicator_no for row in found.indicator_scores if row.certainty == "needs_review"}
    assert doubtful == {7}
    assert not rules(found, "score") & {"score-printed-twice-differs"}


def test_the_level_below_each_year_is_that_of_the_year(read: Read) -> None:
    rows = "ปีงบประมาณ\t๒๕๖๗\t๒๕๖๖\t๒๕๖ฝ\t๒๕๖๔\nคะแนนรวม\t๙๗.๕๑\t๙๖.๕๗\t๙๓.๒๒\t๘๑.๗๓\n"
    found = read(HEAD.replace("๒๕๖๖", "๒๕๖๗") + rows + "ระดับ\tผ่านดีเยี่ยม\tผ่านดี\tA\tB\n")
    levels = {one.fiscal_year: one.level for one in found.assessments}
    assert levels == {2567: "ผ่านดีเยี่ยม", 2566: "ผ่านดี", 2564: "B"}


def test_scores_below_each_indicator_wait_where_two_ran_into_one_cell(read: Read) -> None:
    upper = "ตัวชี้วัด\t" + "\t".join(f"{no}" for no in range(1, 11)) + "\n"
    whole = read(f"{HEAD}{upper}คะแนน\t" + "\t".join(SCORES) + "\n")
    assert certainties(whole) == {"sure"}
    lower = "\t".join((*SCORES[:3], f"{SCORES[3]} {SCORES[4]}", *SCORES[5:]))
    found = read(f"{HEAD}{upper}คะแนน\t{lower}\n")
    assert [str(row.score) for row in found.indicator_scores] == list(SCORES)
    assert certainties(found) == {"needs_review"}
