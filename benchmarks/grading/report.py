"""The figures of accuracy on the screen, and for programs."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.grading.bounds import bounds_of
from benchmarks.grading.misses import LISTING
from benchmarks.grading.patterns import patterns_of
from benchmarks.grading.reading import Graded
from benchmarks.grading.tally import Figures, Tally

_TOP = 12


def tables(tallies: Mapping[str, Tally]) -> list[Table]:
    """One table a level: a line a kind, all of them together last."""
    made = []
    for level, tally in tallies.items():
        table = Table(title=f"level {level}", title_justify="left")
        table.add_column("kind")
        for name in (
            "true",
            "right",
            "wrong",
            "missing",
            "extra",
            "precision",
            "recall",
            "F1",
            "false‰",
            "flagged%",
        ):
            table.add_column(name, justify="right")
        for kind in tally.kinds():
            table.add_row(kind, *cells(tally.figures(kind)))
        table.add_section()
        table.add_row("all", *cells(tally.figures()))
        made.append(table)
    return made


def cells(figures: Figures) -> list[str]:
    """The figures of one line, as they are printed."""
    counts = (figures.true, figures.right, figures.wrong, figures.missing, figures.extra)
    shares = (figures.precision, figures.recall, figures.f1)
    false, flagged = figures.false_unflagged_in_1000, figures.right_flagged_share
    return [
        *(f"{count:,}" for count in counts),
        *("—" if share is None else f"{share:.4f}" for share in shares),
        "—" if false is None else f"{false:.1f}",
        "—" if flagged is None else f"{100 * flagged:.1f}",
    ]


def print_report(graded: Mapping[str, Graded], misses: Path | None) -> None:
    """Tables, the worst patterns of misses, and which promises are kept."""
    console = Console(width=None if sys.stdout.isatty() else 150)
    tallies = {level: one.tally for level, one in graded.items()}
    for table in tables(tallies):
        console.print(table)
    console.print(
        "false‰: wrong or extra without a warning, of 1,000 stated facts; flagged%: of right ones\n"
    )
    for level, one in graded.items():
        half = 1e3 * statistics.median(one.cpu) if one.cpu else 0.0
        console.print(
            f"{level}: half of the reports read within {half:.1f} ms of CPU, the slowest in "
            f"{1e3 * max(one.cpu, default=0.0):.0f} ms",
            highlight=False,
        )
        false = one.tally.figures().false_unflagged
        console.print(
            f"  {one.silent} of {false} false facts without a warning beside an injury that leaves no trace",
            highlight=False,
        )
        for crash in one.crashes[:5]:
            console.print(f"  CRASH {crash}", markup=False)
        for pattern in patterns_of(one.misses, one.layouts)[:_TOP]:
            first = pattern.misses[0]
            count = len(pattern.misses)
            console.print(
                f"  {pattern.weight:>6} {count:>5} × {pattern.kind}: {pattern.verdict}: {pattern.what}"
                f" (+{pattern.following} with it) e.g. {first.file_name}:{first.outcome.line or '?'}",
                markup=False,
                highlight=False,
                soft_wrap=True,
            )
        if misses:
            console.print(f"  all: {misses / level / LISTING}", highlight=False)
    console.print()
    for bound in bounds_of(tallies):
        console.print(f"{'held  ' if bound.is_held else 'MISSED'} {bound.level:<7}{bound}", highlight=False)


def as_json(graded: Mapping[str, Graded]) -> str:
    """All figures, for programs."""

    def row(figures: Figures) -> dict[str, object]:
        names = (
            "true",
            "stated",
            "right",
            "wrong",
            "missing",
            "extra",
            "false_unflagged",
            "right_flagged",
            "precision",
            "recall",
            "f1",
            "false_unflagged_in_1000",
            "right_flagged_share",
        )
        return {name: getattr(figures, name) for name in names}

    levels = {
        level: {
            "all": row(one.tally.figures()),
            "kinds": {kind: row(one.tally.figures(kind)) for kind in one.tally.kinds()},
            "crashes": one.crashes,
        }
        for level, one in graded.items()
    }
    held = bounds_of({level: one.tally for level, one in graded.items()})
    bounds = [
        {"level": b.level, "what": b.what, "measured": b.measured, "limit": b.limit, "held": b.is_held}
        for b in held
    ]
    return json.dumps({"levels": levels, "bounds": bounds}, ensure_ascii=False, indent=2)
