"""Counts of outcomes, and the figures that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.grading.outcomes import KINDS, Outcome, Verdict

Key = tuple[str, Verdict, bool]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some facts. Shares are of one; each is ``None`` where its denominator is empty.

    ``false_unflagged`` counts facts that are stated without a warning and not true."""

    right: int
    wrong: int
    missing: int
    extra: int
    false_unflagged: int
    right_flagged: int

    @property
    def true(self) -> int:
        """Facts that the reports hold."""
        return self.right + self.wrong + self.missing

    @property
    def stated(self) -> int:
        """Facts that were read, true or not."""
        return self.right + self.wrong + self.extra

    @property
    def precision(self) -> float | None:
        return self.right / self.stated if self.stated else None

    @property
    def recall(self) -> float | None:
        return self.right / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        return 2 * self.right / (self.true + self.stated) if self.true + self.stated else None

    @property
    def false_unflagged_in_1000(self) -> float | None:
        """Of 1,000 stated facts, those that are not true and carry no warning."""
        return 1000 * self.false_unflagged / self.stated if self.stated else None

    @property
    def right_flagged_share(self) -> float | None:
        """Of the facts that were read right, the share that carries a warning."""
        return self.right_flagged / self.right if self.right else None


class Tally:
    """Counts outcomes by kind, verdict and flag; tallies of parts add up."""

    def __init__(self, counts: Counter[Key] | None = None) -> None:
        self.counts: Counter[Key] = Counter() if counts is None else counts

    def add(self, outcomes: Iterable[Outcome]) -> None:
        self.counts.update((o.kind, o.verdict, o.flagged) for o in outcomes)

    def merge(self, other: Tally) -> None:
        self.counts.update(other.counts)

    def kinds(self) -> list[str]:
        """The kinds that were counted, in the order of the tables."""
        seen = {kind for kind, _, _ in self.counts}
        return [kind for kind in KINDS if kind in seen] + sorted(seen - KINDS.keys())

    def figures(self, kind: str | None = None) -> Figures:
        """The figures of one kind, or of all facts together."""

        def count(*verdicts: str, flagged: bool | None = None) -> int:
            return sum(
                number
                for (of, verdict, flag), number in self.counts.items()
                if kind in (None, of) and verdict in verdicts and flagged in (None, flag)
            )

        return Figures(
            count("right"),
            count("wrong"),
            count("missing"),
            count("extra"),
            count("wrong", "extra", flagged=False),
            count("right", flagged=True),
        )
