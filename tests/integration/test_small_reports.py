"""The reports that benchmarks run on are real ones: distinct, and read as they were meant."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from benchmarks.invented_register import invented_organizations
from benchmarks.small_reports import MadeReport, make_reports, small_reports
from transforms.facts import Extraction
from transforms.reference import Reference
from transforms.report import extract_report
from warehouse.reference_files import load_reference
from warehouse.register import import_register

COUNT = 120


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[MadeReport], Reference]:
    from datetime import date

    folder = tmp_path_factory.mktemp("small_reports")
    reports = make_reports(folder, COUNT, seed=7)
    import_register(folder / "home", folder / "register.csv", date(2024, 1, 1))
    return reports, load_reference(folder / "home")


@pytest.fixture(scope="module")
def read(made: tuple[list[MadeReport], Reference]) -> list[tuple[MadeReport, Extraction]]:
    reports, reference = made
    return [
        (
            report,
            extract_report(
                report.content, hashlib.sha256(report.content).hexdigest(), report.file_name, reference
            ),
        )
        for report in reports
    ]


def test_same_seed_gives_same_bytes_and_no_two_reports_are_alike(
    made: tuple[list[MadeReport], Reference],
) -> None:
    reports, _ = made
    bundled = load_reference(None)
    again = list(small_reports(COUNT, 7, invented_organizations(bundled, 7), bundled))
    assert [report.content for report in again] == [report.content for report in reports]
    assert len({report.content for report in reports}) == COUNT
    other = next(iter(small_reports(COUNT, 8, invented_organizations(bundled, 8), bundled)))
    assert other.content != reports[0].content


def test_reports_are_written_beside_a_register_that_has_their_organizations(tmp_path: Path) -> None:
    reports = make_reports(tmp_path, 20, seed=3)
    assert {path.name for path in (tmp_path / "inbox").iterdir()} == {report.file_name for report in reports}
    register = (tmp_path / "register.csv").read_text(encoding="utf-8-sig")
    assert all(f",{report.organization.organization_id}," in register for report in reports)
    assert len({report.organization.province for report in reports}) > 3


def test_reports_are_read_as_they_were_made(read: list[tuple[MadeReport, Extraction]]) -> None:
    for report, extraction in read:
        document = extraction.document
        if not report.is_ita:
            assert document.state == "out_of_scope", report.file_name
            continue
        assert document.state == "loaded", report.file_name
        assert document.organization_id == report.organization.organization_id, report.file_name
        assert document.measures_fiscal_year == report.measures_year, report.file_name
        assert document.scores_fiscal_year == report.scores_year, report.file_name
        assert document.reporting_round == report.reporting_round, report.file_name
        assert report.measures_year is None or extraction.measures, report.file_name


def test_totals_and_levels_follow_from_the_scores(read: list[tuple[MadeReport, Extraction]]) -> None:
    with_scores = [(report, extraction) for report, extraction in read if report.scores]
    assert len(with_scores) > COUNT / 2
    for report, extraction in with_scores:
        (assessment,) = extraction.assessments
        assert assessment.fiscal_year == report.scores_year, report.file_name
        assert assessment.overall_score == report.total, report.file_name
        assert assessment.level == report.level == assessment.level_recomputed, report.file_name
        assert assessment.reconciliation == "match", report.file_name
        scores = {score.indicator_no: score.score for score in extraction.indicator_scores}
        assert scores == report.scores, report.file_name
