from datetime import date
from decimal import Decimal

import pytest

from transforms.extract.years.rounds import round_statements
from transforms.extract.years.statements import year_statements
from transforms.read.decode import DecodedText
from transforms.read.scanner_text import read_scanner_text
from transforms.reference import Reference
from transforms.resolve.years import decide_measures_year, decide_round, decide_scores_year, period_of

ANALYSED = "จากการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {year}"
TITLE = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {year}"


def document(text: str):  # type: ignore[no-untyped-def]
    return read_scanner_text(DecodedText(text, "utf-8", 0), "0" * 64)


def test_scores_and_measures_have_their_own_years(bundled: Reference) -> None:
    statements = year_statements(document(f"{TITLE.format(year='๒๕๖๗')}\n{ANALYSED.format(year='2566')}"), ())
    scores = decide_scores_year(statements, [], {}, bundled)
    assert scores.year == 2566
    assert decide_measures_year(statements, scores.year).year == 2567


def test_a_level_of_the_old_scheme_rules_out_a_later_year(bundled: Reference) -> None:
    text = "\n".join(
        [ANALYSED.format(year="๒๕๖๖"), ANALYSED.format(year="๒๕๖๖"), ANALYSED.format(year="๒๕๖๕")]
    )
    statements = year_statements(document(text), ())
    assert decide_scores_year(statements, [], {}, bundled).year == 2566
    decision = decide_scores_year(statements, ["A"], {}, bundled)
    assert decision.year == 2565
    assert decision.conflict
    assert decision.rule == "printed-years+level-scheme"


def test_a_score_off_the_lattice_rules_out_a_year(bundled: Reference) -> None:
    text = "\n".join(
        [ANALYSED.format(year="๒๕๖๖"), ANALYSED.format(year="๒๕๖๖"), ANALYSED.format(year="๒๕๖๕")]
    )
    statements = year_statements(document(text), ())
    decision = decide_scores_year(statements, [], {9: Decimal("97.78")}, bundled)
    assert (decision.year, decision.rule) == (2565, "printed-years+lattice")


def test_equally_likely_years_stay_unknown_with_their_names(bundled: Reference) -> None:
    text = f"{ANALYSED.format(year='๒๕๖๕')}\n{ANALYSED.format(year='๒๕๖๔')}"
    decision = decide_scores_year(year_statements(document(text), ()), [], {}, bundled)
    assert decision.year is None
    assert decision.reason == "years-equally-likely"
    assert {year for year, _ in decision.candidates} == {2564, 2565}


def test_a_plan_of_several_years_is_no_year(bundled: Reference) -> None:
    assert year_statements(document("แผนปฏิบัติการป้องกันการทุจริต ปี ๒๕๖๖ - ๒๕๗๐"), ()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TITLE.format(year='๒๕๖๖')} รอบ ๖ เดือน", "6-month"),
        (TITLE.format(year="๒๕๖๖"), "annual"),
        ("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปี ๒๕๖๖", "plan"),
        ("ประกาศนโยบายของผู้บริหาร", None),
    ],
)
def test_rounds(text: str, expected: str | None) -> None:
    assert decide_round(round_statements(document(text), ())).reporting_round == expected


def test_periods_follow_the_fiscal_year() -> None:
    assert period_of(2566, "6-month") == (date(2022, 10, 1), date(2023, 3, 31))
    assert period_of(2566, "plan") == (date(2022, 10, 1), date(2023, 9, 30))
    assert period_of(None, "annual") == (None, None)


def test_raising_an_assessment_is_a_measure(bundled: Reference) -> None:
    text = f"{ANALYSED.format(year='๒๕๖๖')}\nแนวทางการยกระดับการประเมิน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"
    statements = year_statements(document(text), ())
    assert [(s.year, s.of) for s in statements] == [(2566, "scores"), (2567, "measures")]
