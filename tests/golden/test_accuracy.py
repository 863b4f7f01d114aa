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
#: Measured: none 1.0000, 0.0, 0.004 · light 0.9983, 0.0, 0.012 · heavy 0.9865, 2.2, 0.137 · ruined
#: 0.8825, 2.8, 0.655. The bounds are the promises of `docs/accuracy.md`, or nearer. Of heavy and ruined
#: text no share of flags is promised: it is held so that nobody makes reading safe by doubting everything.
THRESHOLDS = {
    "none": (0.998, 2.0, 0.02),
    "light": (0.993, 2.0, 0.03),
    "heavy": (0.97, 5.0, 0.17),
    "ruined": (0.86, 5.0, 0.70),
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
