"""The grader counts what it must: planted faults come out as what they are."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benchmarks.grading.bounds import bounds_of
from benchmarks.grading.compare import compare
from benchmarks.grading.misses import LISTING, write_misses
from benchmarks.grading.outcomes import Miss, Outcome
from benchmarks.grading.patterns import patterns_of
from benchmarks.grading.reading import Graded, grade
from benchmarks.grading.tally import Tally
from benchmarks.grading.values import is_title, letters, same_score
from benchmarks.synthetic.truth import (
    TrueAssessment,
    TrueDeadline,
    TrueDisclosure,
    TrueMeasure,
    TrueOrganization,
    TrueReport,
    read_truth,
    write_truth,
)
from transforms.facts import (
    AssessmentRow,
    DisclosureRow,
    DocumentRow,
    EvidenceLinkRow,
    Extraction,
    IndicatorScoreRow,
    IssueRow,
    MeasureDeadlineRow,
    MeasureDepartmentRow,
    MeasureRow,
    UnknownRow,
)
from transforms.reference import Reference

OWN = "6999101"
TITLES = ("อบรมการใช้รถยนต์ส่วนกลาง", "เผยแพร่แผนจัดซื้อจัดจ้าง", "ตั้งตู้รับความคิดเห็น")
LINES = [f"บรรทัด {number}" for number in range(1, 10)] + [f"{title}\tกองคลัง" for title in TITLES]
SCORES = {str(no): f"{80 + no}.50" for no in range(1, 11)}


def true_measure(number: int) -> TrueMeasure:
    return TrueMeasure(
        line=10 + number,
        title=TITLES[number],
        indicator_no=number + 1,
        question_code=f"i{number + 1}",
        departments=["กองคลัง", "สำนักปลัด"],
        status="completed",
        status_basis="word",
        percent_complete=None,
        starts_on="2023-10-01",
        deadlines=[TrueDeadline("2024-01-31", "once"), TrueDeadline(None, "quarterly")],
    )


TRUTH = TrueReport(
    file_name="a.txt",
    seed=1,
    level="none",
    layout="cover+measures-wide",
    state="loaded",
    organization=TrueOrganization(OWN, "sao", "บ้านสมมุติ", "น้ำพอง", "ขอนแก่น"),
    measures_fiscal_year=2567,
    scores_fiscal_year=2566,
    reporting_round="annual",
    period_start="2023-10-01",
    period_end="2024-09-30",
    assessments=[TrueAssessment(OWN, 2566, "85.50", "ผ่าน", "85.50", "ผ่าน", SCORES)],
    measures=[true_measure(number) for number in range(3)],
    disclosures=[TrueDisclosure("O1", "completed")],
    links=["www.example.go.th/"],
)


def measure_row(number: int, **other: Any) -> MeasureRow:
    row = MeasureRow(
        measure_id=f"m{number}",
        measure_key=f"k{number}",
        document_id="d",
        organization_id=OWN,
        fiscal_year=2567,
        reporting_round="annual",
        ordinal=number + 1,
        indicator_no=number + 1,
        question_code=f"i{number + 1}",
        title=TITLES[number],
        issue=None,
        steps=None,
        responsible="กองคลัง/สำนักปลัด",
        result=None,
        outcome=None,
        recommendation=None,
        status="completed",
        status_basis="word",
        percent_complete=None,
        starts_on=date(2023, 10, 1),
        due_on=date(2024, 1, 31),
        source_line=10 + number,
        certainty="sure",
    )
    return replace(row, **other)


def issue(record_id: str, column: str | None, rule: str = "doubt") -> IssueRow:
    return IssueRow(
        f"i-{record_id}-{column}", "d", OWN, "t", record_id, column, "warning", rule, "", "", None, None
    )


def found_rows() -> Extraction:
    document = DocumentRow(
        document_id="d",
        sha256="0",
        media_type="text/plain",
        reader="r",
        encoding="utf-8",
        byte_count=1,
        line_count=1,
        state="loaded",
        state_reason=None,
        source_kind="own_report",
        organization_id=OWN,
        organization_basis="cover",
        measures_fiscal_year=2567,
        scores_fiscal_year=2566,
        reporting_round="annual",
        period_start=date(2023, 10, 1),
        period_end=date(2024, 9, 30),
        document_date=None,
        certainty="sure",
        rules_version="1",
    )
    total = Decimal("85.50")
    assessment = AssessmentRow(
        "a", "d", OWN, 2566, total, "ผ่าน", None, None, None, Decimal("85.500000"), "ผ่าน", "match", 3, "sure"
    )
    measures = tuple(measure_row(number) for number in range(3))
    return Extraction(
        document=document,
        assessments=(assessment,),
        indicator_scores=tuple(
            IndicatorScoreRow(f"s{no}", "d", OWN, 2566, int(no), Decimal(score), "printed", 4, "sure")
            for no, score in SCORES.items()
        ),
        measures=measures,
        measure_deadlines=tuple(
            MeasureDeadlineRow(row.measure_id, "d", ordinal, "", None, due, recurrence, "sure")
            for row in measures
            for ordinal, (due, recurrence) in enumerate(((date(2024, 1, 31), "once"), (None, "quarterly")), 1)
        ),
        measure_departments=tuple(
            MeasureDepartmentRow(row.measure_id, "d", name, "sure")
            for row in measures
            for name in ("กองคลัง", "สำนักปลัด")
        ),
        disclosures=(
            DisclosureRow(
                "o1", "d", OWN, 2566, "O1", "โครงสร้าง", "completed", "checkbox", None, None, 5, "sure"
            ),
        ),
        evidence_links=(EvidenceLinkRow("l1", "d", None, None, "https://www.example.go.th", 6, "sure"),),
    )


def outcomes(found: Extraction, truth: TrueReport = TRUTH) -> list[Outcome]:
    return compare(truth, found, LINES)


def verdicts(found: Extraction, truth: TrueReport = TRUTH) -> Counter[tuple[str, str, bool]]:
    """Kind, verdict, flagged of all that is not simply right."""
    return Counter(
        (o.kind, o.verdict, o.flagged) for o in outcomes(found, truth) if o.verdict != "right" or o.flagged
    )


def with_score(found: Extraction, no: int, **other: Any) -> Extraction:
    rows = tuple(replace(s, **other) if s.indicator_no == no else s for s in found.indicator_scores)
    return replace(found, indicator_scores=rows)


def test_all_right_is_all_right() -> None:
    assert verdicts(found_rows()) == {}
    tally = Tally()
    tally.add(outcomes(found_rows()))
    figures = tally.figures()
    assert (figures.precision, figures.recall, figures.f1) == (1.0, 1.0, 1.0)
    assert figures.true == figures.stated == figures.right
    # 1 organization, 2 + 1 years, 10 scores, 3 x (there, title, indicator, question, status, basis, start,
    # line, 2 departments, 1 due date, 2 recurrences)
    assert tally.figures("score").true == 10
    assert tally.figures("year").true == 3
    assert tally.figures("department").true == 6
    assert tally.figures("recurrence").true == 6
    assert tally.figures("deadline").true == 3


def test_a_wrong_score_is_wrong_and_unflagged() -> None:
    found = with_score(found_rows(), 4, score=Decimal("48.50"))
    assert verdicts(found) == {("score", "wrong", False): 1}
    (miss,) = [o for o in outcomes(found) if o.verdict != "right"]
    assert (miss.expected, miss.got, miss.line) == ("84.50", "48.50", 4)
    tally = Tally()
    tally.add(outcomes(found))
    figures = tally.figures("score")
    assert (figures.precision, figures.recall, figures.f1) == (0.9, 0.9, 0.9)
    assert figures.false_unflagged_in_1000 == 100.0


@pytest.mark.parametrize(("column", "flagged"), [("score", True), ("fiscal_year", False), (None, False)])
def test_only_an_issue_on_record_and_column_flags(column: str | None, flagged: bool) -> None:
    found = with_score(found_rows(), 4, score=Decimal("48.50"))
    assert verdicts(replace(found, issues=(issue("s4", column),))) == {("score", "wrong", flagged): 1}
    assert verdicts(replace(found, issues=(issue("s5", column),)))[("score", "wrong", False)] == 1


def test_a_row_to_review_is_flagged_and_a_right_one_counts_as_such() -> None:
    found = with_score(found_rows(), 4, score=Decimal("48.50"), certainty="needs_review")
    found = with_score(found, 5, certainty="needs_review")
    assert verdicts(found) == {("score", "wrong", True): 1, ("score", "right", True): 1}
    tally = Tally()
    tally.add(outcomes(found))
    figures = tally.figures("score")
    assert figures.false_unflagged == 0
    assert figures.right_flagged_share == pytest.approx(1 / 9)


def test_a_missing_score_is_missing_and_never_wrong() -> None:
    found = found_rows()
    found = replace(found, indicator_scores=found.indicator_scores[1:])
    assert verdicts(found) == {("score", "missing", False): 1}


def test_a_null_with_a_reason_is_missing_and_flagged() -> None:
    found = found_rows()
    rows = (replace(found.assessments[0], overall_score=None),)
    unknown = UnknownRow("a", "core.assessments", "overall_score", "d", "not-stated", None)
    assert verdicts(replace(found, assessments=rows)) == {("overall", "missing", False): 1}
    assert verdicts(replace(found, assessments=rows, unknowns=(unknown,))) == {
        ("overall", "missing", True): 1
    }
    # The reason of a null does not flag a value.
    assert verdicts(replace(found, unknowns=(unknown,))) == {}


def test_a_missing_measure_misses_its_facts_as_what_follows() -> None:
    found = found_rows()
    found = replace(found, measures=(found.measures[0], found.measures[2]))
    misses = [o for o in outcomes(found) if o.verdict != "right"]
    assert {o.verdict for o in misses} == {"missing"}
    (own,) = [o for o in misses if o.root is None]
    assert (own.kind, own.expected, own.line) == ("measure", TITLES[1], 11)
    follow = Counter(o.kind for o in misses if o.root == "measure missing")
    assert follow == {
        "title": 1, "indicator": 1, "question": 1, "status": 1, "status basis": 1, "start": 1,
        "department": 2, "deadline": 1, "recurrence": 2,
    }  # fmt: skip


@pytest.mark.parametrize("flagged", [False, True])
def test_an_extra_measure_is_false_with_all_that_it_states(flagged: bool) -> None:
    found = found_rows()
    extra = measure_row(
        2, measure_id="m9", ordinal=4, title="กองคลัง", source_line=9, question_code=None, indicator_no=None,
        starts_on=None, due_on=None, certainty="needs_review" if flagged else "sure",
    )  # fmt: skip
    found = replace(found, measures=(*found.measures, extra))
    assert verdicts(found) == {
        (kind, "extra", flagged): 1 for kind in ("measure", "title", "status", "status basis")
    }


def test_measures_are_paired_by_title_or_line_in_their_order() -> None:
    found = found_rows()
    wrong_title = replace(found.measures[1], title="อย่างอื่น")
    found = replace(found, measures=(found.measures[0], wrong_title, found.measures[2]))
    assert verdicts(found) == {("title", "wrong", False): 1}
    elsewhere = replace(measure_row(1), source_line=3)
    found = replace(found, measures=(found.measures[0], elsewhere, found.measures[2]))
    assert verdicts(found) == {("source line", "wrong", False): 1}


def test_departments_and_deadlines_are_compared_one_by_one() -> None:
    found = found_rows()
    departments = tuple(
        d for d in found.measure_departments if (d.measure_id, d.department) != ("m0", "กองคลัง")
    )
    other = MeasureDepartmentRow("m0", "d", "กองช่าง", "sure")
    assert verdicts(replace(found, measure_departments=departments)) == {("department", "missing", False): 1}
    found_other = replace(found, measure_departments=(*departments, other))
    assert verdicts(found_other) == {("department", "wrong", False): 1}
    flagged = replace(found_other, issues=(issue("m0", "responsible"),))
    assert verdicts(flagged) == {("department", "wrong", True): 1, ("department", "right", True): 1}
    late = MeasureDeadlineRow("m1", "d", 3, "", None, date(2024, 3, 31), "once", "sure")
    found_late = replace(found, measure_deadlines=(*found.measure_deadlines, late))
    assert verdicts(found_late) == {("deadline", "extra", False): 1}
    year_end = replace(late, due_on=date(2024, 9, 30))  # of what recurs within the year
    assert verdicts(replace(found, measure_deadlines=(*found.measure_deadlines, year_end))) == {}


def test_a_document_set_aside_states_nothing_false() -> None:
    found = Extraction(
        replace(
            found_rows().document,
            state="quarantined",
            state_reason="organization-unknown",
            organization_id=None,
            measures_fiscal_year=None,
            scores_fiscal_year=None,
            reporting_round=None,
            period_start=None,
            period_end=None,
        )
    )
    misses = outcomes(found)
    assert {o.verdict for o in misses} == {"missing"}
    assert [o.kind for o in misses if o.root is None] == ["state"]
    lost = replace(TRUTH, organization=None)
    assert verdicts(found, lost) == {}


def test_out_of_scope_that_is_loaded_is_wrong_with_all_its_rows() -> None:
    truth = TrueReport("b.txt", 1, "none", "school", "out_of_scope", None, None, None, None, None, None)
    misses = outcomes(found_rows(), truth)
    assert [(o.kind, o.verdict) for o in misses if o.root is None] == [("state", "wrong")]
    assert {o.verdict for o in misses if o.root} == {"extra"}
    assert verdicts(Extraction(replace(found_rows().document, state="out_of_scope")), truth)[
        "organization", "extra", False
    ]


def test_an_assessment_of_another_year_is_one_wrong_year() -> None:
    found = found_rows()
    found = replace(
        found,
        assessments=(replace(found.assessments[0], fiscal_year=2565),),
        indicator_scores=tuple(replace(s, fiscal_year=2565) for s in found.indicator_scores),
    )
    assert verdicts(found) == {("year", "wrong", False): 1}


def test_an_organization_without_a_code_is_any_provisional_one() -> None:
    assert TRUTH.organization is not None
    truth = replace(
        TRUTH,
        organization=replace(TRUTH.organization, organization_id=None),
        assessments=[replace(TRUTH.assessments[0], organization_id=None)],
    )
    assert verdicts(found_rows(), truth) == {("organization", "wrong", False): 1}


def test_a_torn_link_is_one_wrong_fact_and_a_foreign_one_an_extra() -> None:
    found = found_rows()
    torn = replace(found.evidence_links[0], url="https://www.example.go")
    foreign = replace(torn, link_id="l2", url="https://elsewhere.org/page/77")
    assert verdicts(replace(found, evidence_links=(torn, foreign))) == {
        ("link", "wrong", False): 1,
        ("link", "extra", False): 1,
    }


def test_titles_may_be_damaged_only_where_the_report_is() -> None:
    assert is_title("๑. อบรมการใช้รถยนต์ส่วน กลาง", TITLES[0], damaged=False)
    assert not is_title("อบรมกำรใช้รถยนต์ส่วนกลาง", TITLES[0], damaged=False)
    assert is_title("อบรมกำรใช้รถยนต์ส่วนกลาง", TITLES[0], damaged=True)
    assert not is_title("อบรม", TITLES[0], damaged=True)
    assert not is_title(TITLES[0] + "ก" * 600, TITLES[0], damaged=True)
    assert letters("<p>ท\u0e4d\u0e32 ๑๒</p>") == "ทำ12"
    assert same_score("85.50", Decimal("85.5")) and not same_score("85.50", Decimal("85.51"))


def test_patterns_weigh_what_follows_and_name_how_values_differ() -> None:
    found = with_score(found_rows(), 4, score=Decimal("84.60"))
    found = replace(found, measures=found.measures[:2])
    misses = [Miss("none", "a.txt", TRUTH.layout, o, "", ()) for o in outcomes(found) if o.verdict != "right"]
    first, second = patterns_of(misses, {TRUTH.layout: 1})
    assert (first.kind, first.verdict, len(first.misses), first.following) == ("measure", "missing", 1, 11)
    assert (second.kind, second.verdict, second.what) == ("score", "wrong, UNFLAGGED", "one digit differs")
    assert first.weight == 3 * 12
    assert second.weight == 10


def test_promises_that_are_not_kept_are_told() -> None:
    tally = Tally()
    tally.add(outcomes(found_rows()))
    assert all(bound.is_held for bound in bounds_of({"none": tally, "light": tally, "ruined": tally}))
    tally.add(outcomes(with_score(found_rows(), 4, score=Decimal("48.50"))))
    held = {(bound.what, bound.is_held) for bound in bounds_of({"none": tally})}
    assert held == {
        ("F1", False),
        ("wrong and unflagged in 1,000 stated facts", False),
        ("flagged although right, %", True),
    }  # fmt: skip


def test_a_crash_is_told_and_states_nothing(monkeypatch: pytest.MonkeyPatch, reference: Reference) -> None:
    def crash(*_: object) -> Extraction:
        raise ValueError("planted")

    monkeypatch.setattr("benchmarks.grading.reading.extract_report", crash)
    graded = grade(TRUTH, "รายงาน".encode(), reference)
    assert graded.crashes == ["a.txt: ValueError: planted"]
    assert {miss.outcome.verdict for miss in graded.misses} == {"missing"}


def test_the_listing_names_place_values_and_source(tmp_path: Path) -> None:
    found = replace(
        found_rows(), measures=(measure_row(0, status="not_started"), measure_row(1), measure_row(2))
    )
    misses = [o for o in outcomes(found) if o.verdict != "right"]
    graded = Graded(
        misses=[Miss("none", "a.txt", TRUTH.layout, o, LINES[9], ("box-lost 10",)) for o in misses]
    )
    graded.layouts[TRUTH.layout] += 1
    write_misses(tmp_path, "none", graded, "command")
    listing = (tmp_path / LISTING).read_text(encoding="utf-8")
    assert "completed → not_started" in listing
    assert "`a.txt:10` **wrong, UNFLAGGED** status" in listing
    assert TITLES[0] in listing and "box-lost" in listing
    (row,) = map(json.loads, (tmp_path / "misses.jsonl").read_text(encoding="utf-8").splitlines())
    assert (row["kind"], row["expected"], row["got"], row["line"]) == (
        "status",
        "completed",
        "not_started",
        10,
    )


def test_truth_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_truth(tmp_path / "truth.jsonl", [TRUTH])
    assert list(read_truth(tmp_path / "truth.jsonl")) == [TRUTH]
