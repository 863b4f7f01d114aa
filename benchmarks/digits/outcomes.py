"""What became of the numbers of a family, by condition."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from benchmarks.digits.beside import Beside


@dataclass(slots=True)
class Tally:
    """Numbers by outcome; ``confused`` counts (printed, read) glyphs of numbers of the right length, read
    however unsure."""

    right: int = 0
    unread: int = 0
    wrong: int = 0
    seconds: float = 0.0
    mistaken: list[tuple[str, str]] = field(default_factory=list)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """All of them."""
        return self.right + self.unread + self.wrong

    def add(self, other: Tally) -> None:
        """Add what ``other`` counted."""
        self.right += other.right
        self.unread += other.unread
        self.wrong += other.wrong
        self.seconds += other.seconds
        self.mistaken += other.mistaken
        self.confused += other.confused


@dataclass(slots=True)
class Measured:
    """One family: condition → outcomes, and condition → some numbers beside Tesseract."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    beside: dict[str, Beside] = field(default_factory=dict)
