"""Whether each format tells the same as the text that its documents were made of.

    python benchmarks/format_accuracy.py [--formats pdf,docx,scan+arabic] [--reports DIR] [--invented 40]
                                         [--misses DIR] [--json] [--page]

Documents of every format are made of text reports (``benchmarks.formats``): the samples, invented reports of
many layouts, and those that PRONGSAI_REAL_REPORTS names. Each is read like any report, in its own process,
and its facts are compared with those of the text. A format may be followed by the hand that it is written
in: ``+arabic`` and ``+thai`` (all digits), ``+ticked`` (a box ticked where none was). ``--misses DIR`` writes
each miss in words, a file a format. ``--page`` writes the section “Formats” of docs/accuracy.md, of samples
and invented reports only. Exit 1 when a format is held below its limit.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

from rich.console import Console
from rich.table import Table

from benchmarks.formats.held import PICTURES, WORDINGS, FormatHeld, hold
from benchmarks.formats.make import FORMATS
from benchmarks.formats.report_sets import (
    ReportSet,
    invented_reports,
    real_reports,
    reports_in,
    sample_reports,
)
from benchmarks.formats.section import write_section
from benchmarks.grading.misses import miss_lines
from benchmarks.grading.outcomes import KINDS
from benchmarks.grading.patterns import patterns_of

#: Least share of equal facts, most false facts without a warning in 1,000.
TEXT_LIMITS, PICTURE_LIMITS = (0.99, 5.0), (0.85, 10.0)
_DEFAULT = (*FORMATS, "pdf+arabic", "pdf+thai", "pdf+ticked", "docx+ticked", "scan+arabic", "scan+thai")
_TOP = 8


def limits_of(format: str) -> tuple[float, float]:
    """The limits of a format: least share equal, most false and unflagged of 1,000 stated."""
    return PICTURE_LIMITS if format.partition("+")[0] in PICTURES else TEXT_LIMITS


def is_held(format: str, held: FormatHeld) -> bool:
    """Whether a format is within its limits and no reader broke on it."""
    least, most = limits_of(format)
    return not held.crashes and held.equal >= least and held.false_unflagged_in_1000 <= most


def table_of(results: Mapping[str, FormatHeld]) -> Table:
    """A line a format."""
    table = Table(title="facts of each format, held against those of the text", title_justify="left")
    table.add_column("format")
    for name in ("documents", "facts", "equal", "missed", "wrong", "invented", "false‰", "CPU s", ""):
        table.add_column(name, justify="right")
    for format, held in results.items():
        figures = held.tally.figures()
        table.add_row(
            format,
            f"{held.documents}",
            f"{figures.true:,}",
            f"{held.equal:.4f}",
            f"{figures.missing:,}",
            f"{figures.wrong:,}",
            f"{figures.extra:,}",
            f"{held.false_unflagged_in_1000:.1f}",
            f"{held.cpu:.1f}",
            "held" if is_held(format, held) else "MISSED",
        )
    return table


def kinds_table(results: Mapping[str, FormatHeld]) -> Table:
    """The share of equal facts by kind: a line a format, a column a kind."""
    kinds = [kind for kind in KINDS if any(kind in held.tally.kinds() for held in results.values())]
    table = Table(title="share of equal facts by kind (%)", title_justify="left")
    table.add_column("format")
    for kind in kinds:
        table.add_column(kind, justify="right")
    for format, held in results.items():
        shares = [held.tally.figures(kind).f1 for kind in kinds]
        table.add_row(format, *("—" if share is None else f"{100 * share:.1f}" for share in shares))
    return table


def listing(format: str, held: FormatHeld) -> Iterator[str]:
    """What was missed in one format, the worst patterns first, then every miss in words."""
    figures = held.tally.figures()
    yield f"# {format}: {held.equal:.4f} of {figures.true} facts equal\n"
    yield from (f"- CRASH {crash}" for crash in held.crashes)
    yield from (f"- SET ASIDE {name}" for name in held.set_aside)
    yield "\n## What to mend first\n"
    for pattern in patterns_of(held.misses, held.layouts):
        first = pattern.misses[0]
        yield (
            f"- {len(pattern.misses)} × {pattern.kind}: {pattern.verdict}: {pattern.what} "
            f"(+{pattern.following} with it), e.g. `{first.file_name}` {first.outcome.subject}"
        )
    yield "\n## Every miss\n"
    for miss in sorted(held.misses, key=lambda miss: (miss.file_name, miss.outcome.root is not None)):
        yield from miss_lines(miss)


def print_results(results: Mapping[str, FormatHeld]) -> None:
    """Both tables, and the worst patterns of each format."""
    console = Console(width=None if sys.stdout.isatty() else 220)
    console.print(table_of(results))
    console.print(kinds_table(results))
    console.print("false‰: wrong or invented without a warning, of 1,000 stated facts\n")
    for format, held in results.items():
        troubles = [f"CRASH {crash}" for crash in held.crashes[:3]]
        troubles += [f"set aside {name}" for name in held.set_aside[:3]]
        for pattern in patterns_of(held.misses, held.layouts)[:_TOP]:
            first = pattern.misses[0]
            troubles.append(
                f"{len(pattern.misses):>5} × {pattern.kind}: {pattern.verdict}: {pattern.what} "
                f"(+{pattern.following} with it) e.g. {first.file_name} {first.outcome.subject}"
            )
        if troubles:
            console.print(format, style="bold")
            for trouble in troubles:
                console.print(f"  {trouble}", markup=False, highlight=False, soft_wrap=True)


def as_json(results: Mapping[str, FormatHeld]) -> str:
    """All figures, for programs."""
    rows = {}
    for format, held in results.items():
        figures = held.tally.figures()
        rows[format] = {
            "documents": held.documents,
            "facts": figures.true,
            "stated": figures.stated,
            "right": figures.right,
            "missed": figures.missing,
            "wrong": figures.wrong,
            "invented": figures.extra,
            "equal": held.equal,
            "false_unflagged_in_1000": held.false_unflagged_in_1000,
            "cpu_seconds": held.cpu,
            "crashes": held.crashes,
            "set_aside": held.set_aside,
            "kinds": {kind: held.tally.figures(kind).f1 for kind in held.tally.kinds()},
            "held": is_held(format, held),
        }
    return json.dumps(rows, ensure_ascii=False, indent=2)


def sets_of(
    folders: Sequence[Path], invented: int, seed: int, made: Path, *, published: bool = False
) -> list[ReportSet]:
    """The reports to make documents of; real ones are left out of what is ``published``."""
    sets = [reports_in(folder) for folder in folders] or [sample_reports()]
    if not published and not folders and (real := real_reports()):
        sets.append(real)
    if invented:
        sets.append(invented_reports(invented, seed, made))
    return sets


def main() -> None:
    parser = argparse.ArgumentParser(description="Whether each format tells the same as the text.")
    parser.add_argument("--formats", default=",".join(_DEFAULT), help=f"default: {','.join(_DEFAULT)}")
    parser.add_argument("--reports", type=Path, action="append", default=[], help="default: the samples")
    parser.add_argument("--invented", type=int, default=40, help="invented reports of many layouts")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--misses", type=Path, help="write each miss in words into this folder")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--page", action="store_true", help="write the section of docs/accuracy.md")
    arguments = parser.parse_args()
    formats = [format for format in arguments.formats.split(",") if format]
    for format in formats:
        bare, _, hand = format.partition("+")
        if bare not in FORMATS or (hand and hand not in WORDINGS):
            parser.error(f"{format}: formats are {', '.join(FORMATS)}, each with +{', +'.join(WORDINGS)}")

    def told(what: str) -> None:
        print(what, file=sys.stderr)

    with tempfile.TemporaryDirectory(prefix="prongsai-invented-") as name:
        sets = sets_of(
            arguments.reports, arguments.invented, arguments.seed, Path(name), published=arguments.page
        )
        results = hold(sets, formats, workers=arguments.workers, told=told)
    if arguments.misses:
        arguments.misses.mkdir(parents=True, exist_ok=True)
        for format, held in results.items():
            (arguments.misses / f"{format}.md").write_text("\n".join(listing(format, held)) + "\n")
    if arguments.page:
        chosen = f" --formats {arguments.formats}" if formats != list(_DEFAULT) else ""
        command = (
            f"python benchmarks/format_accuracy.py --invented {arguments.invented} --seed {arguments.seed}"
        )
        write_section(results, f"{command}{chosen} --page", limits_of, is_held)
    if arguments.json:
        print(as_json(results))
    else:
        print_results(results)
    sys.exit(0 if all(is_held(format, held) for format, held in results.items()) else 1)


if __name__ == "__main__":
    main()
