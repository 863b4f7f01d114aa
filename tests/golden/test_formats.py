"""Documents of every format tell the same as the text that they were made of, by real programs.

Chosen samples, and the reports of ``PRONGSAI_REAL_REPORTS`` where it is set, become documents of each format,
are read like any document, and their facts are held against those of the text. The benchmark
`benchmarks/format_accuracy.py` does the same with more reports, fonts and kinds of boxes.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

import pytest

from benchmarks.formats.held import FormatHeld, hold
from benchmarks.formats.report_sets import ReportSet, real_reports, sample_reports
from transforms.read.programs import TESSERACT

#: A memo, boxes in a cell, two lists of boxes on nine pages, scores alone, a list of scores above a plan.
SAMPLES = ("01_", "04_", "05_", "06_", "12_")
#: One page each, and two: what is scanned in so little time.
SCANNED = ("02_", "06_", "07_", "12_")
TEXT_FORMATS = ("html", "md", "csv", "xlsx", "docx", "docx-controls", "doc", "pdf")
#: Least share of equal facts of formats that hold their text, and of pictures; of these, most facts that are
#: wrong and carry no warning, of all that are stated.
LEAST_OF_TEXT, LEAST_OF_PICTURES, MOST_FALSE_OF_PICTURES = 0.99, 0.85, 0.01
FONT = "Garuda"

pytestmark = pytest.mark.slow


def chosen(reports: ReportSet, starts: Sequence[str]) -> ReportSet:
    kept = {name: text for name, text in reports.reports.items() if name.startswith(tuple(starts))}
    assert len(kept) == len(starts)
    return ReportSet(reports.name, reports.register, kept)


def need_makers() -> None:
    """Skip where the documents cannot be made."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is missing: it makes the documents")
    fonts = subprocess.run(["fc-list", ":lang=th", "family"], capture_output=True, text=True, check=False)
    if FONT not in fonts.stdout:
        pytest.skip(f"the font {FONT} is missing (sudo apt install fonts-thai-tlwg): it prints the pages")


def told(held: FormatHeld) -> str:
    """What was missed, for the message of a failure."""
    outcomes = [miss.outcome for miss in held.misses if miss.outcome.root is None][:20]
    lines = [f"{one.verdict} {one.kind} {one.subject}: {one.expected} / {one.got}" for one in outcomes]
    return "\n".join([f"{held.equal:.4f}", *held.crashes, *held.set_aside, *lines])


@pytest.fixture(scope="module")
def of_text() -> dict[str, FormatHeld]:
    need_makers()
    real = real_reports()
    return hold([chosen(sample_reports(), SAMPLES), *([real] if real else [])], TEXT_FORMATS)


@pytest.mark.parametrize("format", TEXT_FORMATS)
def test_a_format_tells_the_same_as_the_text(of_text: dict[str, FormatHeld], format: str) -> None:
    held = of_text[format]
    assert held.crashes == []
    assert held.documents >= len(SAMPLES)
    assert held.equal >= LEAST_OF_TEXT, told(held)


def test_a_scan_tells_nearly_the_same_and_warns_of_the_rest() -> None:
    need_makers()
    if TESSERACT.found() is None:
        pytest.skip(f"Tesseract or its Thai model is missing: {TESSERACT.install_command}")
    held = hold([chosen(sample_reports(), SCANNED)], ["scan"])["scan"]
    assert held.crashes == []
    assert held.equal >= LEAST_OF_PICTURES, told(held)
    assert held.false_unflagged_in_1000 <= 1000 * MOST_FALSE_OF_PICTURES, told(held)
