"""The bundled samples are read into the facts that were meant when they were written."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from transforms.facts import Extraction
from transforms.reference import Reference
from transforms.report import extract_report

SAMPLES = Path(__file__).parent.parent.parent / "samples"
MEANT: list[dict[str, Any]] = yaml.safe_load((SAMPLES / "facts.yml").read_text(encoding="utf-8"))

#: What a place looks like in each format.
PLACES = {
    ".txt": r"line:\d+(:\d+-\d+)?",
    ".docx": r"xml:word/document\.xml/body/\S+",
    ".pdf": r"page:[12]:box:[\d.]+,[\d.]+,[\d.]+,[\d.]+",
    ".html": r"xml:html/body/\S+",
}


def read(name: str, reference: Reference) -> Extraction:
    content = (SAMPLES / "inbox" / name).read_bytes()
    return extract_report(content, hashlib.sha256(content).hexdigest(), name, reference)


def test_every_sample_has_its_facts() -> None:
    assert {fact["file"] for fact in MEANT} == {path.name for path in (SAMPLES / "inbox").iterdir()}


def test_a_copy_is_the_same_to_the_byte() -> None:
    (copy,) = [fact for fact in MEANT if "duplicate_of" in fact]
    inbox = SAMPLES / "inbox"
    assert (inbox / copy["file"]).read_bytes() == (inbox / copy["duplicate_of"]).read_bytes()


@pytest.mark.parametrize(
    "meant", [fact for fact in MEANT if "duplicate_of" not in fact], ids=lambda meant: meant["file"]
)
def test_a_sample_is_read_as_meant(meant: dict[str, Any], reference: Reference) -> None:
    found = read(meant["file"], reference)
    document = found.document
    assert document.state == meant["state"], document.state_reason
    if meant["state"] != "loaded":
        assert not (found.assessments or found.measures or found.disclosures)
        return
    assert document.organization_id == meant["organization"]["id"]
    for column in ("measures_fiscal_year", "scores_fiscal_year", "reporting_round"):
        assert getattr(document, column) == meant.get(column), column
    _compare_assessment(meant.get("assessment"), found)
    scores = {row.indicator_no: row.score for row in found.indicator_scores}
    assert scores == {
        int(no): Decimal(str(score)) for no, score in (meant.get("indicator_scores") or {}).items()
    }
    if meant.get("score_method"):
        assert {row.method for row in found.indicator_scores} == {meant["score_method"]}
    assert len(found.measures) == meant.get("measures", 0)
    for key, column in (
        ("statuses", "status"),
        ("status_bases", "status_basis"),
        ("question_codes", "question_code"),
        ("indicators", "indicator_no"),
    ):
        if key in meant:
            assert [getattr(row, column) for row in found.measures] == meant[key], key
    items = {row.item_code: row.status for row in found.disclosures}
    assert len(items) == meant.get("disclosures", 0)
    assert set(meant.get("issues", ())) <= {issue.rule for issue in found.issues}


def _compare_assessment(meant: dict[str, Any] | None, found: Extraction) -> None:
    if meant is None:
        assert found.assessments == ()
        return
    (row,) = found.assessments
    assert row.fiscal_year == meant["fiscal_year"]
    assert row.overall_score == Decimal(str(meant["overall_score"]))
    assert row.level == meant["level"]
    assert row.reconciliation == meant["reconciliation"]
    assert row.overall_recomputed is not None
    assert abs(row.overall_recomputed - Decimal(str(meant["overall_recomputed"]))) < Decimal("0.0001")


def test_every_fact_says_where_it_was_read(reference: Reference) -> None:
    """Each score and each measure's title has evidence whose line holds it."""
    for meant in MEANT:
        found = read(meant["file"], reference)
        proven = {(row.record_id, row.column_name) for row in found.evidence}
        assert {(row.score_id, "score") for row in found.indicator_scores} <= proven
        assert {(row.measure_id, "title") for row in found.measures} <= proven
        place = PLACES[Path(meant["file"]).suffix]
        assert all(re.fullmatch(place, row.locator) for row in found.evidence)


def test_reading_again_gives_the_same_rows(reference: Reference) -> None:
    name = "05_tankhufa_2566_annual.txt"
    assert read(name, reference) == read(name, reference)
