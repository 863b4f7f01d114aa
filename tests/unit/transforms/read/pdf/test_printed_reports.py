"""The sample reports, printed by LibreOffice: what is read from the PDF is what the text says."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from transforms.facts import Extraction
from transforms.read.programs import LIBREOFFICE
from transforms.reference import Reference
from transforms.report import extract_report

SAMPLES = Path(__file__).parents[5] / "samples" / "inbox"
LEAST_SHARE = 0.99


def _facts(content: bytes, reference: Reference) -> Counter[tuple[str, ...]]:
    read: Extraction = extract_report(content, hashlib.sha256(content).hexdigest(), "report", reference)
    found: Counter[tuple[str, ...]] = Counter()
    document = read.document
    found["document", str(document.organization_id), str(document.scores_fiscal_year), document.state] += 1
    for score in read.indicator_scores:
        found["score", str(score.indicator_no), str(score.score)] += 1
    for assessment in read.assessments:
        found["total", str(assessment.overall_score), str(assessment.level)] += 1
    for measure in read.measures:
        for name in ("title", "status", "responsible", "due_on"):
            found["measure", str(measure.ordinal), name, "".join(str(getattr(measure, name)).split())] += 1
    for item in read.disclosures:
        found["item", item.item_code, str(item.status)] += 1
    return found


@pytest.mark.slow
@pytest.mark.skipif(LIBREOFFICE.found() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("look", ["pdf"])
def test_facts_of_printed_reports_are_those_of_their_texts(look: str, reference: Reference) -> None:
    from benchmarks.formats.make import make

    texts = {path.stem: path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))}
    whole = same = 0
    for printed in make(texts, [look]):
        of_text, of_pdf = _facts(texts[printed.report], reference), _facts(printed.content, reference)
        whole += of_text.total()
        same += (of_text & of_pdf).total()
    assert whole > 200
    assert same >= LEAST_SHARE * whole
