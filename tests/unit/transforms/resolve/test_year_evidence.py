"""The two years and the round from all that a report says of them."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.extract.years.rounds import round_statements
from transforms.extract.years.statements import year_statements
from transforms.read.decode import DecodedText
from transforms.read.scanner_text import read_scanner_text
from transforms.reference import Reference
from transforms.resolve.years import (
    YearDecision,
    decide_measures_year,
    decide_round,
    decide_scores_year,
)


def years(
    text: str, reference: Reference, levels: tuple[str, ...] = (), dated: date | None = None
) -> tuple[YearDecision, YearDecision]:
    document = read_scanner_text(DecodedText(text, "utf-8", 0), "0" * 64)
    statements = year_statements(document, ())
    scores = decide_scores_year(statements, levels, {}, reference, dated)
    return scores, decide_measures_year(statements, scores.year)


def reporting_round(text: str) -> str | None:
    document = read_scanner_text(DecodedText(text, "utf-8", 0), "0" * 64)
    return decide_round(round_statements(document, ())).reporting_round


@pytest.mark.parametrize(
    "printed",
    [
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖",
        "ประจำปี 2566",
        "ปีงบประมาณ ๖๖",
        "ประจำปี ๖๖",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖6",
        "ประจำปีงบประมาณ ค.ศ. 2023",
        "FY66",
        "FY 2023",
        "ITA 2566",
    ],
)
def test_a_year_in_every_writing(printed: str, bundled: Reference) -> None:
    scores, _ = years(f"รายงานการวิเคราะห์ผลการประเมิน ITA {printed}\n", bundled)
    assert scores.year == 2566


def test_letters_read_for_digits_are_mended_and_say_so(bundled: Reference) -> None:
    scores, _ = years("รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2S6B\n", bundled)
    assert scores.year == 2568
    assert scores.statement is not None and scores.statement.mended


@pytest.mark.parametrize("printed", ["ปีงบประมาณ ๒๔๖๖", "ปี 2012.50", "ปีงบประมาณ ๖๖.๕๐", "ปี ๒๕๖๖๑"])
def test_what_is_no_year(printed: str, bundled: Reference) -> None:
    assert years(f"ผลการประเมิน ITA {printed}\n", bundled)[0].year in (None, 2555)


@pytest.mark.parametrize(
    "sentence",
    [
        "เมื่อเทียบกับปีงบประมาณ พ.ศ. ๒๕๖๔ ซึ่งได้คะแนนรวม ๘๐.๑๐ คะแนน เพิ่มขึ้น ๑.๐๐ คะแนน",
        "ผลการประเมิน ITA ตั้งแต่ปีงบประมาณ ๒๕๖๒ ถึง ๒๕๖๕",
        "ผลการประเมิน ITA ปีงบประมาณ ๒๕๖๒ - ๒๕๖๔",
    ],
)
def test_years_told_for_comparison_are_not_meant(sentence: str, bundled: Reference) -> None:
    text = f"รายงานการวิเคราะห์ผลการประเมิน ITA\nประจำปีงบประมาณ พ.ศ. ๒๕๖๕\n\n{sentence}\n"
    scores, _ = years(text, bundled)
    assert scores.year == 2565
    assert not scores.conflict


def test_a_sentence_says_what_the_year_at_its_beginning_is_of(bundled: Reference) -> None:
    text = (
        "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส\nประจำปีงบประมาณ ๒๕๖๘\n\n"
        "ในปีงบประมาณ ๒๕๖๗ เทศบาลตำบลสมมุติ เข้ารับการประเมินคุณธรรมและความโปร่งใส (ITA) และได้คะแนน ๙๓.๑๒\n"
    )
    scores, measures = years(text, bundled)
    assert (scores.year, measures.year) == (2567, 2568)
    assert not measures.conflict


def test_a_level_tells_two_printed_years_apart(bundled: Reference) -> None:
    text = "ผลการประเมิน ITA ประจำปี ๒๕๖๕\nผลการประเมิน ITA ประจำปี ๒๕๖๖\n"
    assert years(text, bundled, ("ผ่านดี",))[0].year == 2566
    assert years(text, bundled, ("AA",))[0].year == 2565
    undecided, _ = years(text, bundled)
    assert undecided.year is None
    assert [year for year, _ in undecided.candidates] == [2565, 2566]


def test_scores_that_had_not_come_are_not_the_ones(bundled: Reference) -> None:
    text = "ผลการประเมิน ITA ประจำปี ๒๕๖๕\nผลการประเมิน ITA ประจำปี ๒๕๖๘\n"
    decided, _ = years(text, bundled, dated=date(2023, 3, 1))
    assert decided.year == 2565
    assert decided.conflict
    alone, _ = years("เรื่องนี้ ผลการประเมิน ITA ประจำปี ๒๕๖๘\n", bundled, dated=date(2023, 3, 1))
    assert alone.year is None and alone.after_date
    assert [year for year, _ in alone.candidates] == [2568]


def test_a_year_before_there_were_scores_is_no_year_of_scores(bundled: Reference) -> None:
    scores, _ = years("รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปี ๒๕๕๒\n", bundled)
    assert scores.year is None
    assert scores.reason == "no-score-in-that-year"
    assert [year for year, _ in scores.candidates] == [2552]


def test_what_a_field_of_a_measure_says_is_no_round() -> None:
    report = "รายงานผลการดำเนินการตามมาตรการ ITA ประจำปี ๒๕๖๖\n\n"
    fields = "- แนวทางการยกระดับการประเมิน : จัดอบรม\n\n- การดำเนินการ : รายงานความก้าวหน้ารอบ ๖ เดือน\n\n"
    assert reporting_round(report + fields * 3) == "annual"


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("รายงานผลการดำเนินการตามมาตรการ ประจำปี ๒๕๖๖ รอบ ๖ เดือน", "6-month"),
        ("รายงานผลการดำเนินการตามมาตรการ ประจำปี ๒๕๖๖ ไตรมาส ๑ - ๒", "6-month"),
        ("รายงานผลการดำเนินการตามมาตรการ (ตุลาคม ๒๕๖๕ - มีนาคม ๒๕๖๖)", "6-month"),
        ("รายงานผลการดำเนินการตามมาตรการ รอบ ๑๒ เดือน", "annual"),
        ("รายงานผลการดำเนินการตามมาตรการ ไตรมาสที่ ๓ - ๔", "annual"),
        ("รายงานผลการดำเนินการตามมาตรการ ณ สิ้นปีงบประมาณ", "annual"),
        ("มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปี ๒๕๖๖", "plan"),
        ("การกำหนดมาตรการเพื่อขับเคลื่อนการส่งเสริมคุณธรรมและความโปร่งใส ประจำปี ๒๕๖๖", "plan"),
    ],
)
def test_a_title_tells_the_round(title: str, meant: str) -> None:
    assert reporting_round(f"{title}\n") == meant
