"""How much of invented reports is read right, by level of damage and kind of fact.

    python benchmarks/accuracy.py [--count 2000] [--levels none,light,heavy,ruined] [--seed 1]
                                  [--misses DIR] [--json] [--page]
    python benchmarks/accuracy.py --in DIR [--only FILE]

Each report is written by a generator that knows what is true of it (``benchmarks.synthetic``), read by
``extract_report``, and compared fact by fact. ``--misses DIR`` writes what was missed, the worst first, with
the reports (``DIR/LEVEL/README.md``); ``--in DIR`` grades reports that were written before; ``--only`` prints
each miss of one of them; ``--page`` writes docs/accuracy.md with its pictures. Exit 1 when a promise is not
kept.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks.grading.bounds import bounds_of
from benchmarks.grading.misses import miss_lines, write_misses
from benchmarks.grading.outcomes import LEVELS
from benchmarks.grading.reading import Graded, grade_folder, truth_in, write_reports
from benchmarks.grading.report import as_json, print_report

_WORKERS = 2


def measure(
    levels: list[str], count: int, seed: int, folder: Path, progress: Progress, command: str, keep: bool
) -> dict[str, Graded]:
    """Write, read and compare the reports of each level below ``folder``."""
    graded = {}
    for level in levels:
        task = progress.add_task(f"{level}: writing", total=count)
        write_reports(folder / level, count, level, seed)
        progress.update(task, description=f"{level}: reading")
        graded[level] = grade_folder(folder / level, _WORKERS, partial(progress.advance, task))
        progress.update(task, description=level)
        if keep:
            write_misses(folder / level, level, graded[level], command)
        else:
            shutil.rmtree(folder / level, ignore_errors=True)
    return graded


def show_one(folder: Path, name: str) -> int:
    """Print each miss of one report, and how many of its facts are right."""
    truth = {one.file_name: one for one in truth_in(folder)}
    if name not in truth:
        print(f"There is no report {name} in {folder}.", file=sys.stderr)
        return 2
    graded = grade_folder(folder, 1, lambda _: None, only=name)
    print(f"{name}: layout {truth[name].layout}, level {truth[name].level}, seed {truth[name].seed}")
    print("damage:", ", ".join(truth[name].damage) or "none")
    for crash in graded.crashes:
        print("CRASH", crash)
    for miss in graded.misses:
        print("\n".join(miss_lines(miss)))
    figures = graded.tally.figures()
    print(f"{figures.right} of {figures.true} facts right, {figures.false_unflagged} false without a warning")
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description="How much of invented reports is read right.")
    parser.add_argument("--count", type=int, default=2000, help="reports a level")
    parser.add_argument("--levels", default=",".join(LEVELS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--misses", type=Path, help="write what was missed, and the reports, into this folder"
    )
    parser.add_argument("--in", dest="written", type=Path, help="grade the reports that lie in this folder")
    parser.add_argument("--only", help="with --in: print each miss of this report")
    parser.add_argument("--page", action="store_true", help="write docs/accuracy.md and its pictures")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    levels = [level for level in arguments.levels.split(",") if level]
    if unknown := set(levels) - set(LEVELS):
        parser.error(f"unknown levels {', '.join(sorted(unknown))}: choose from {', '.join(LEVELS)}")
    if arguments.only:
        if arguments.written is None:
            parser.error("--only needs --in DIR, the folder with the reports")
        sys.exit(show_one(arguments.written, arguments.only))
    command = f"python benchmarks/accuracy.py --count {arguments.count} --levels {','.join(levels)}"
    command += f" --seed {arguments.seed}"
    with Progress(
        TextColumn("{task.description:<16}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    ) as progress:
        if arguments.written is not None:
            task = progress.add_task("reading", total=len(truth_in(arguments.written)))
            one = grade_folder(arguments.written, _WORKERS, partial(progress.advance, task))
            level = next((report.level for report in truth_in(arguments.written)), "none")
            graded = {level: one}
            write_misses(arguments.written, level, one, f"--in {arguments.written}")
        else:
            folder = arguments.misses or Path(tempfile.mkdtemp(prefix="prongsai-accuracy-"))
            keep = arguments.misses is not None
            try:
                graded = measure(levels, arguments.count, arguments.seed, folder, progress, command, keep)
            finally:
                if not keep:
                    shutil.rmtree(folder, ignore_errors=True)
    if arguments.json:
        print(as_json(graded))
    else:
        print_report(graded, arguments.misses)
    if arguments.page:
        from benchmarks.grading.page import write_page

        write_page(graded, arguments.count, command)
    sys.exit(
        0 if all(b.is_held for b in bounds_of({level: one.tally for level, one in graded.items()})) else 1
    )


if __name__ == "__main__":
    main()
