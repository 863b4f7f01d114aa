"""Scores that a scanner damaged: what the printed total proves is stated, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.unit.transforms.layouts.indicator_names import NAMES
from transforms.facts import Extraction

Read = Callable[[str], Extraction]

#: Both disclosure scores are possible in 2566: 93.75 and 95.00.
SCORES = ("86.10", "84.20", "85.30", "83.40", "82.50", "88.60", "87.70", "86.80", "93.75", "95.00")
TOTAL = "89.35"
TRUE = dict(zip(range(1, 11), map(Decimal, SCORES), strict=True))
HEAD = (
    "รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\n"
    "องค์การบริหารส่วนตำบลบ้านสมมุติ อำเภอเมืองขอนแก่น จังหวัดขอนแก่น\n"
)
SAID = f"ได้คะแนนภาพรวม {TOTAL} คะแนน อยู่ในระดับ ผ่าน\n"


def rows(*cells: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in cells) + "\n"


def table(changed: dict[int, str] | None = None, heading: tuple[str, ...] = ("ที่", "ตัวชี้วัด", "คะแนน")) -> str:
    printed = {no: str(score) for no, score in TRUE.items()} | (changed or {})
    return rows(heading, *((str(no), NAMES[no - 1], printed[no]) for no in range(1, 11)))


def scores(found: Extraction, year: int = 2566) -> dict[int, Decimal]:
    return {row.indicator_no: row.score for row in found.indicator_scores if row.fiscal_year == year}


def certainty(found: Extraction) -> dict[int, str]:
    return {row.indicator_no: row.certainty for row in found.indicator_scores}


def rules(found: Extraction, column: str) -> set[str]:
    return {issue.rule for issue in found.issues if issue.column_name == column}


def reasons(found: Extraction, table_name: str, column: str) -> set[str]:
    return {
        unknown.reason
        for unknown in found.unknowns
        if (unknown.table_name, unknown.column_name) == (table_name, column)
    }


@pytest.mark.parametrize(
    ("no", "printed"),
    [
        (1, "8b.10"),  # a look-alike that can be a 6 only
        (4, "8340"),  # the decimal point is lost
        (4, "83:40"),
        (4, "๘๓ ๔๐"),
        (2, "8?.20"),  # one digit cannot be read
        (6, "๘ด.๖๐"),
        (7, "7.70"),  # the first digit is lost: 87.70, not 7.70
        (10, "9S.O0"),
        (10, "៩៥.០០"),  # digits of a third script
        (9, "9?.75"),
    ],
)
def test_one_reading_that_gives_the_total_is_solved(read: Read, no: int, printed: str) -> None:
    found = read(HEAD + SAID + table({no: printed}))
    assert scores(found) == TRUE
    (solved,) = [row for row in found.indicator_scores if row.method == "solved"]
    assert (solved.indicator_no, solved.certainty) == (no, "needs_review")
    assert set(certainty(found).values()) == {"sure", "needs_review"}
    assert {"score-solved"} <= rules(found, "score")
    assert {"score-solved"} <= rules(found, "overall_recomputed")
    steps = [e for e in found.evidence if e.rule == "solved-steps"]
    assert steps
    assert TOTAL in (steps[0].raw_text or "")


@pytest.mark.parametrize(
    ("no", "printed"),
    [
        (3, "85.3?"),  # the second decimal moves the total by less than it proves
        (3, "85.?0"),
        (3, "9?.30"),  # no reading gives the total
        (3, "??.30"),
        (3, "86"),  # whole among decimals
    ],
)
def test_what_the_total_does_not_single_out_is_not_stated(read: Read, no: int, printed: str) -> None:
    found = read(HEAD + SAID + table({no: printed}))
    assert scores(found) == {other: value for other, value in TRUE.items() if other != no}
    assert found.assessments[0].overall_recomputed is None
    assert found.assessments[0].reconciliation == "incomplete"
    if "??" not in printed:
        assert reasons(found, "core.indicator_scores", "score") == {"digits-damaged"}
        assert "score-digits-damaged" in rules(found, "score")


def test_without_a_total_nothing_is_solved(read: Read) -> None:
    found = read(HEAD + table({2: "8?.20"}))
    assert 2 not in scores(found)
    (unknown,) = [u for u in found.unknowns if u.table_name == "core.indicator_scores"]
    assert "84.20" in (unknown.candidates or "")


def test_a_lost_disclosure_score_is_one_of_those_that_are_possible(read: Read) -> None:
    found = read(HEAD + SAID + table({10: "9?.0?"}))
    assert 10 not in scores(found)  # two digits unreadable: no reading at all


def test_the_means_of_instruments_tell_readings_apart(read: Read) -> None:
    means = "แบบวัด IIT ได้คะแนนเฉลี่ย 84.30 คะแนน\n"
    found = read(HEAD + SAID + means + table({3: "85.?0"}))
    assert scores(found)[3] == Decimal("85.30")
    assert certainty(found)[3] == "needs_review"


@pytest.mark.parametrize("printed", ["186.10", "-86.10"])
def test_an_impossible_score_is_null_with_a_reason(read: Read, printed: str) -> None:
    found = read(HEAD + SAID + table({1: printed}))
    assert 1 not in scores(found)
    assert reasons(found, "core.indicator_scores", "score") == {"score-out-of-range"}
    assert "score-out-of-range" in rules(found, "score")


def test_an_impossible_total_is_null_with_a_reason(read: Read) -> None:
    found = read(HEAD + "ได้คะแนนภาพรวม 189.35 คะแนน อยู่ในระดับ ผ่าน\n" + table())
    (assessment,) = found.assessments
    assert assessment.overall_score is None
    assert reasons(found, "core.assessments", "overall_score") == {"score-out-of-range"}
    assert "score-out-of-range" in rules(found, "overall_score")


@pytest.mark.parametrize("printed", ["8935", "89:35", "๘๙.3S", "8g.35"])
def test_a_damaged_total_is_stated_only_with_an_issue(read: Read, printed: str) -> None:
    found = read(HEAD + f"ได้คะแนนภาพรวม {printed} คะแนน อยู่ในระดับ ผ่าน\n" + table())
    (assessment,) = found.assessments
    assert assessment.overall_score in (Decimal(TOTAL), None)
    assert "total-digits-damaged" in rules(found, "overall_score")
    assert set(certainty(found).values()) == {"sure"}


def test_a_damaged_total_alone_is_not_stated(read: Read) -> None:
    found = read(HEAD + "ได้คะแนนภาพรวม 8935 คะแนน อยู่ในระดับ ผ่าน\n")
    (assessment,) = found.assessments
    assert (assessment.overall_score, assessment.level) == (None, "ผ่าน")
    assert reasons(found, "core.assessments", "overall_score") == {"digits-damaged"}


def test_one_misread_digit_is_named_and_all_unproven_scores_wait(read: Read) -> None:
    means = "".join(
        f"แบบวัด {code} ได้คะแนนเฉลี่ย {mean} คะแนน\n"
        for code, mean in (("IIT", "84.30"), ("EIT", "87.70"), ("OIT", "94.38"))
    )
    found = read(HEAD + SAID + means + table({10: "65.00"}))
    assert found.assessments[0].reconciliation == "mismatch"
    assert "total-mismatch" in rules(found, "overall_score")
    assert {no for no, state in certainty(found).items() if state == "needs_review"} == {9, 10}
    (hint,) = [issue for issue in found.issues if issue.rule == "digit-misread-likely"]
    assert "95.00" in hint.message_en


def test_a_mismatch_without_means_leaves_every_score_in_doubt(read: Read) -> None:
    found = read(HEAD + SAID + table({4: "33.40"}))
    assert set(certainty(found).values()) == {"needs_review"}
    assert "total-mismatch" in rules(found, "overall_score")


def test_a_score_with_a_decimal_less_than_the_others_waits(read: Read) -> None:
    found = read(HEAD + SAID + table({5: "82.5"}))
    assert certainty(found)[5] == "needs_review"
    assert "score-decimals-lost" in rules(found, "score")


RUINED = "\n".join(f"{no}\tការវិនិយោគ\t{score}" for no, score in zip(range(1, 11), SCORES, strict=True))


def test_numbered_scores_of_a_ruined_table_are_recovered(read: Read) -> None:
    found = read(HEAD + SAID + RUINED + "\n")
    assert scores(found) == TRUE
    assert {row.method for row in found.indicator_scores} == {"recovered"}


def test_without_row_numbers_the_order_is_not_proven(read: Read) -> None:
    unnumbered = "\n".join(f"ការវិនិយោគ\t{score}" for score in SCORES)
    found = read(HEAD + SAID + unnumbered + "\n")
    assert not found.indicator_scores
    assert found.assessments[0].overall_recomputed is None
    assert "scores-without-labels" in rules(found, "overall_recomputed")


def test_a_ruined_table_that_does_not_give_the_total_stays_out(read: Read) -> None:
    assert not read(HEAD + SAID + RUINED.replace("93.75", "43.75") + "\n").indicator_scores


def test_the_row_number_of_a_name_that_stands_twice_decides(read: Read) -> None:
    doubled = table().replace("3\tการใช้อำนาจ", "3\tการใช้ทรัพย์สินของราชการ")
    found = read(HEAD + SAID + doubled)
    assert scores(found) == TRUE
    without = read(HEAD + doubled)
    assert certainty(without)[3] == "needs_review"
    assert "indicator-label-conflict" in rules(without, "score")


def test_a_name_counts_more_than_its_number(read: Read) -> None:
    misnumbered = table().replace("4\tการใช้ทรัพย์สินของราชการ", "4\tตัวชี้วัดที่ ๙ การใช้ทรัพย์สินของราชการ")
    found = read(HEAD + SAID + misnumbered)
    assert scores(found) == TRUE
    assert certainty(found)[4] == "sure"
    assert certainty(read(HEAD + misnumbered))[4] == "needs_review"


@pytest.mark.parametrize(
    ("plain", "damaged"),
    [
        ("2\tการใช้งบประมาณ\t84.20", "2\tการใช้งบประมาณ 84.20\t"),
        ("2\tการใช้งบประมาณ\t84.20", "2 การใช้งบประมาณ\t84.20\t"),
        ("2\tการใช้งบประมาณ\t84.20", "\t2\tการใช้งบประมาณ\t84.20"),
        ("2\tการใช้งบประมาณ\t84.20", "2\tตัวชีวัดที ๒ การใช้ง บประมาณ\t84.20"),
        ("2\tการใช้งบประมาณ\t84.20", "2\tกษxxxงบxxxณ\t84.20"),
    ],
)
def test_rows_that_lost_or_won_a_cell(read: Read, plain: str, damaged: str) -> None:
    assert plain in table()
    found = read(HEAD + SAID + table().replace(plain, damaged))
    assert scores(found) == TRUE
    assert found.assessments[0].reconciliation == "match"


def test_of_two_columns_without_a_heading_the_sum_tells_the_scores(read: Read) -> None:
    weights = ("5.17", "5.05", "5.12", "5.00", "4.95", "8.86", "8.77", "8.68", "18.75", "19.00")
    text = rows(*((f"ตัวชี้วัดที่ {no} {NAMES[no - 1]}", SCORES[no - 1], weights[no - 1]) for no in range(1, 11)))
    assert scores(read(HEAD + SAID + text)) == TRUE
    assert not read(HEAD + text).indicator_scores


def test_parts_of_an_indicator_are_none(read: Read) -> None:
    parts = rows(
        ("ตัวชี้วัด", "คะแนน"),
        ("๑๐.๑ การดำเนินการเพื่อป้องกันการทุจริต", "100.00"),
        ("๑๐.๒ มาตรการภายในเพื่อป้องกันการทุจริต", "50.00"),
        ("๙.๑ ข้อมูลพื้นฐาน", "70.00"),
    )
    found = read(HEAD + SAID + parts + "\nรายตัวชี้วัด มีดังนี้\n" + table())
    assert scores(found) == TRUE
    assert not [issue for issue in found.issues if issue.rule == "score-printed-twice-differs"]


def test_columns_of_years_that_contradict_the_text_wait(read: Read) -> None:
    before = [f"{float(score) - 1:.2f}" for score in SCORES]
    swapped = rows(
        ("ตัวชี้วัด", "ปี ๒๕๖๕", "ปี ๒๕๖๖"),
        *((name, new, old) for name, old, new in zip(NAMES, before, SCORES, strict=True)),
        ("คะแนนรวม", TOTAL, "88.35"),
    )
    text = f"ปีงบประมาณ ๒๕๖๖ ได้คะแนนภาพรวม {TOTAL} คะแนน\n" + swapped
    found = read(HEAD + text)
    assert {row.certainty for row in found.indicator_scores} == {"needs_review"}


@pytest.mark.parametrize(("total", "level"), [("91.00", "F"), ("60.00", "AA"), ("72.00", "ผ่านดี")])
def test_a_level_that_no_total_allows_is_an_issue(read: Read, total: str, level: str) -> None:
    found = read(HEAD + f"ได้คะแนนภาพรวม {total} คะแนน อยู่ในระดับ {level}\n")
    assert "level-contradicts-total" in rules(found, "level")


def test_a_disclosure_score_off_the_lattice_is_an_issue(read: Read) -> None:
    found = read(HEAD + table({9: "97.78"}))
    assert "score-off-lattice" in rules(found, "score")


@pytest.mark.parametrize(
    ("text", "total", "level"),
    [
        (f"ผลการประเมินภาพรวมของหน่วยงาน ประจำปีงบประมาณ ๒๕๖๖\n{TOTAL} คะแนน\nระดับ ผ่าน\n", TOTAL, "ผ่าน"),
        (f"ได้คะแนนภาพรวม {TOTAL} คะแนน อยู่ในระดับ ผ่าน ดี\n", TOTAL, "ผ่านดี"),
        (f"ได้คะแนนภาพรวม {TOTAL} คะแนน อยู่ในระดับ ผานดี\n", TOTAL, "ผ่านดี"),
        (f"ได้คะแนนภาพรวม {TOTAL} คะแนน อยู่ในระดับ ผ่านคี\n", TOTAL, "ผ่านดี"),
        (f"ได้คะแนนภาพรวม {TOTAL} คะแนน ผลการประเมิน ผ่านดีเยียม\n", TOTAL, "ผ่านดีเยี่ยม"),
        (f"ได้คะแนนภาพรวม {TOTAL} คะแนน ระดบ ผ่าน (85.00 - 94.99 คะแนน)\n", TOTAL, "ผ่าน"),
    ],
)
def test_totals_and_levels_in_damaged_spellings(read: Read, text: str, total: str, level: str) -> None:
    (assessment,) = read(HEAD + text).assessments
    assert (assessment.overall_score, assessment.level) == (Decimal(total), level)


def test_how_far_measures_have_come_is_no_score(read: Read) -> None:
    measures = rows(
        ("ที่", "ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ", "ร้อยละ"),
        *(
            (str(no), f"ตัวชี้วัดที่ {no} {NAMES[no - 1]}", f"จัดอบรมครั้งที่ {no}", "กองคลัง", "100")
            for no in (1, 2, 3, 4)
        ),
    )
    assert not read(HEAD + measures).indicator_scores


def test_words_of_scoring_beside_the_number(read: Read) -> None:
    listed = rows(*((f"{no}. ตัวชี้วัดที่ {no} {NAMES[no - 1]}", f"มีคะแนนเท่ากับ {SCORES[no - 1]}") for no in TRUE))
    assert scores(read(HEAD + listed)) == TRUE
