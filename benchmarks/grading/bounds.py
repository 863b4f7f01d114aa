"""What is promised about the accuracy of reading, and whether it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.grading.tally import Tally

LEAST_F1 = {"none": 0.998, "light": 0.98, "heavy": 0.92}
MOST_FALSE_UNFLAGGED_IN_1000 = 5.0
MOST_RIGHT_FLAGGED = 0.05
_RIGHT_FLAGGED_LEVELS = ("none", "light")


@dataclass(frozen=True, slots=True)
class Bound:
    """One promise at one level: ``measured`` is at least or at most ``limit``."""

    level: str
    what: str
    measured: float
    limit: float
    is_least: bool
    digits: int

    @property
    def is_held(self) -> bool:
        return self.measured >= self.limit if self.is_least else self.measured <= self.limit

    def __str__(self) -> str:
        side = "at least" if self.is_least else "at most"
        return f"{self.what}: {self.measured:.{self.digits}f} ({side} {self.limit:g})"


def bounds_of(tallies: Mapping[str, Tally]) -> list[Bound]:
    """The promises at each level that was read, in the order of the levels."""
    found = []
    for level, tally in tallies.items():
        figures = tally.figures()
        if level in LEAST_F1:
            found.append(Bound(level, "F1", figures.f1 or 0.0, LEAST_F1[level], True, 4))
        found.append(
            Bound(
                level,
                "wrong and unflagged in 1,000 stated facts",
                figures.false_unflagged_in_1000 or 0.0,
                MOST_FALSE_UNFLAGGED_IN_1000,
                False,
                2,
            )
        )
        if level in _RIGHT_FLAGGED_LEVELS:
            share = figures.right_flagged_share or 0.0
            found.append(
                Bound(level, "flagged although right, %", 100 * share, 100 * MOST_RIGHT_FLAGGED, False, 2)
            )
    return found
