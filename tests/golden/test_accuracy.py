"""Invented reports are read at least as well as today: 60 a level of damage, always the same ones.

The thresholds are what was measured when they were set, minus a margin for chance in so few reports. A better
reader raises them; a change that needs one lowered must say why. `make accuracy` measures with 2,000 a level
and holds the promises of `docs/accuracy.md`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.grading.reading import grade_folder, write_reports

COUNT, SEED = 60, 20_000
#: Level -> least F1, most facts wrong and unflagged in 1,000 stated, most flagged although right (share).
#: Measured: none 0.9866, 1.5, 0.005 · light 0.9962, 0.3, 0.013 · heavy 0.9746, 3.8, 0.048 · ruined 0.8717,
#: 16.9, 0.158. Margin: 0.005, 2, 0.01; twice as much for heavy, four times for ruined. Since rows
#: of a document that is damaged all over wait for review: heavy 2.2, 0.137 · ruined 3.1, 0.655.
THRESHOLDS = {
    "none": (0.9816, 3.5, 0.015),
    "light": (0.9912, 2.3, 0.023),
    "heavy": (0.9646, 6.2, 0.157),
    "ruined": (0.8517, 8.0, 0.695),
}


@pytest.mark.slow
@pytest.mark.parametrize("level", THRESHOLDS)
def test_invented_reports_are_read_as_well_as_before(level: str, tmp_path: Path) -> None:
    write_reports(tmp_path, COUNT, level, SEED)
    graded = grade_folder(tmp_path, workers=2, advance=lambda _: None)
    assert graded.crashes == []
    figures = graded.tally.figures()
    assert figures.f1 is not None and figures.false_unflagged_in_1000 is not None
    assert figures.right_flagged_share is not None
    least_f1, most_false, most_flagged = THRESHOLDS[level]
    assert figures.f1 >= least_f1
    assert figures.false_unflagged_in_1000 <= most_false
    assert figures.right_flagged_share <= most_flagged
