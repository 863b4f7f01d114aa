"""Facts held against those of a text: the same ones are right, each other one is a miss of its kind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.formats.held import FormatHeld, hold
from benchmarks.formats.report_sets import ReportSet
from benchmarks.formats.text_facts import held_by_title, truth_of
from benchmarks.grading.compare import compare
from benchmarks.grading.outcomes import Outcome
from transforms.facts import Extraction
from transforms.reference import Reference
from transforms.report import extract_report

SAMPLES = Path(__file__).parents[3] / "samples"
NAME = "05_tankhufa_2566_annual"


@pytest.fixture(scope="module")
def found(reference: Reference) -> Extraction:
    content = (SAMPLES / "inbox" / f"{NAME}.txt").read_bytes()
    return extract_report(content, hashlib.sha256(content).hexdigest(), NAME, reference)


def misses(found: Extraction, seen: Extraction, alike: float = 100.0) -> set[tuple[str, str]]:
    outcomes = compare(truth_of(found, NAME, "samples", seen), seen, [])
    held = [held_by_title(one, alike) for one in outcomes if one.kind != "source line"]
    assert sum(one.verdict == "right" for one in held) > 60
    return {(one.kind, one.verdict) for one in held if one.verdict != "right"}


def test_the_same_facts_are_all_right(found: Extraction) -> None:
    assert misses(found, found) == set()


def test_rows_elsewhere_are_the_same_rows(found: Extraction) -> None:
    moved = tuple(replace(row, source_line=1000 + row.source_line) for row in found.measures)
    assert misses(found, replace(found, measures=moved)) == set()


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda row: replace(row, status="not_reported"), ("status", "wrong")),
        (lambda row: replace(row, title=(row.title or "") + " และอื่น"), ("title", "wrong")),
        (lambda row: replace(row, title=None), ("title", "missing")),
        (lambda row: replace(row, indicator_no=10), ("indicator", "wrong")),
    ],
)
def test_a_changed_fact_is_a_miss(
    found: Extraction, change: Callable[..., object], kind: tuple[str, str]
) -> None:
    first, *others = sorted(found.measures, key=lambda row: row.ordinal)
    changed = replace(found, measures=(change(first), *others))  # type: ignore[arg-type]
    assert kind in misses(found, changed)


def test_a_lost_row_and_a_lost_score_are_missing(found: Extraction) -> None:
    less = replace(found, measures=found.measures[1:], indicator_scores=found.indicator_scores[1:])
    assert {("measure", "missing"), ("score", "missing")} <= misses(found, less)


def test_an_invented_row_is_extra(found: Extraction) -> None:
    extra = replace(
        found.measures[0], measure_id="m-0", title="ไม่มีในรายงาน", issue=None, ordinal=99, source_line=9999
    )
    assert ("measure", "extra") in misses(found, replace(found, measures=(*found.measures, extra)))


def test_a_title_of_a_picture_may_differ_a_little() -> None:
    outcome = Outcome("title", "wrong", False, "measure 1", "จัดอบรมเจ้าหน้าที่ทุกคน", "จัดอบรมเจ้าหนาที่ทุกคน")
    assert held_by_title(outcome, 80.0).verdict == "right"
    assert held_by_title(outcome, 100.0).verdict == "wrong"
    other = replace(outcome, got="เผยแพร่ประกาศในเว็บไซต์")
    assert held_by_title(other, 80.0).verdict == "wrong"


def test_each_format_is_made_read_and_held() -> None:
    content = (SAMPLES / "inbox" / f"{NAME}.txt").read_bytes()
    reports = ReportSet("samples", SAMPLES / "register.csv", {NAME: content})
    held = hold([reports], ["html", "csv"], workers=1)
    assert set(held) == {"html", "csv"}
    assert all(isinstance(one, FormatHeld) and one.documents == 1 for one in held.values())
    assert all(one.equal > 0.9 for one in held.values())
