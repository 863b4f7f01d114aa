"""What a run over many small reports costs, in time and memory, and what the next, unchanged one costs.

    python benchmarks/many_reports.py [--count 10000] [--seed 1] [--keep DIR] [--json]

Held against three bounds (exit 1 when one is missed):

- the first run takes at most 30 s + 1.5 x (CPU seconds of extraction / cores);
- all its processes together never have more than 1.5 GB (PSS; RSS is shown beside it);
- the second run takes at most 5 s beside the start of Prefect and of the checks.

How the last is measured: what it costs are the seconds of its own stages, the checking among them. What
Prefect costs by itself stands beside the stages of every run (interpreter, imports, server); should it be
more than beside the stages of a run over an empty inbox in a fresh home, the difference counts too. The
process of the checks starts beside the stage `build`; only where it takes longer than that stage is the
rest, for which the run waits, taken off.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

from benchmarks.measured_run import MeasuredRun, RunFailed, call, measured_run
from benchmarks.small_reports import make_reports

FIRST_SECONDS = 30.0
CPU_FACTOR = 1.5
MOST_BYTES = 1_500_000_000
SECOND_SECONDS = 5.0
#: CPU seconds of other programs a second of the clock from which on a measurement is doubtful.
_BUSY = 0.2


@dataclass(frozen=True, slots=True)
class Extraction:
    """CPU seconds that reading took, by document: from the store of the run."""

    documents: int
    total: float
    mean: float
    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Bound:
    """One promise and what was measured, in its unit."""

    what: str
    unit: str
    measured: float
    at_most: float

    @property
    def is_held(self) -> bool:
        return self.measured <= self.at_most


def extraction_of(home: Path) -> Extraction:
    """What the store of the home folder has on record."""
    import duckdb

    with duckdb.connect(str(home / "work" / "store.duckdb"), read_only=True) as connection:
        ((documents, total, mean, p50, p99),) = connection.execute(
            "SELECT count(*), sum(cpu_seconds), avg(cpu_seconds), "
            "quantile_cont(cpu_seconds, 0.5), quantile_cont(cpu_seconds, 0.99) FROM extracted.results"
        ).fetchall()
    return Extraction(documents, total, mean, p50, p99)


def start_of_checks() -> float:
    """Seconds until a fresh process has imported what the checks need."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import great_expectations"], check=True, capture_output=True)
    return time.perf_counter() - started


def beside_stages(run: MeasuredRun) -> float:
    """Seconds of a run outside of its stages: the interpreter, Prefect, its server."""
    return run.seconds - sum(run.stages.values())


def bounds(
    first: MeasuredRun, second: MeasuredRun, empty: MeasuredRun, extraction: Extraction, checks_start: float
) -> list[Bound]:
    cores = len(os.sched_getaffinity(0))
    waited = min(max(0.0, checks_start - second.stages["build"]), second.stages["check"])
    excess = max(0.0, beside_stages(second) - beside_stages(empty))
    own = sum(second.stages.values()) - waited + excess
    memory = max(run.rss if run.pss is None else run.pss for run in (first, second))
    allowed = FIRST_SECONDS + CPU_FACTOR * extraction.total / cores
    return [
        Bound("first run", "s", first.seconds, allowed),
        Bound("peak memory of all processes", "GB", memory / 1e9, MOST_BYTES / 1e9),
        Bound("second run, unchanged, beside the starts", "s", own, SECOND_SECONDS),
    ]


def measure(
    folder: Path, count: int, seed: int
) -> tuple[list[Bound], dict[str, MeasuredRun], Extraction, float]:
    started = time.perf_counter()
    made = make_reports(folder, count, seed)
    size = sum(len(report.content) for report in made)
    _tell(
        f"{len(made)} reports of {size / len(made):.0f} bytes made in {time.perf_counter() - started:.1f} s"
    )
    home, inbox = folder / "home", folder / "inbox"
    (folder / "nothing").mkdir()
    empty = measured_run(folder / "empty-home", folder / "nothing")
    checks_start = start_of_checks()
    call(["register", "import", str((folder / "register.csv").resolve())], home)
    _tell("first run …")
    first = measured_run(home, inbox)
    if first.summary["collected"]["new"] != len(made):
        raise RunFailed(f"{first.summary['collected']['new']} of {len(made)} reports came in")
    extraction = extraction_of(home)
    _tell("second run …")
    second = measured_run(home, inbox)
    if second.summary["read"]["documents"]:
        raise RunFailed(f"the second run read {second.summary['read']['documents']} documents again")
    runs = {"empty": empty, "first": first, "second": second}
    return bounds(first, second, empty, extraction, checks_start), runs, extraction, checks_start


def report(
    found: Sequence[Bound], runs: dict[str, MeasuredRun], extraction: Extraction, checks_start: float
) -> None:
    stages = list(runs["first"].stages)
    print(
        f"\n{'run':<8}{'total':>8}{'beside':>8}"
        + "".join(f"{stage:>9}" for stage in stages)
        + f"{'CPU':>9}{'others':>9}{'PSS MB':>9}{'RSS MB':>9}"
    )
    for name, run in runs.items():
        row = [run.seconds, beside_stages(run)]
        print(
            f"{name:<8}"
            + "".join(f"{seconds:>8.2f}" for seconds in row)
            + "".join(f"{run.stages.get(stage, 0.0):>9.2f}" for stage in stages)
            + f"{run.cpu_seconds:>9.1f}{run.cpu_seconds_of_others:>9.1f}"
            + f"{'-' if run.pss is None else run.pss // 1_000_000:>9}{run.rss // 1_000_000:>9}"
        )
    print(
        f"\nextraction: {extraction.documents} documents, {extraction.total:.1f} s of CPU; a document "
        f"{extraction.mean * 1e3:.2f} ms (half within {extraction.p50 * 1e3:.2f}, "
        f"99 % within {extraction.p99 * 1e3:.2f})"
    )
    print(f"cores {len(os.sched_getaffinity(0))}; the checks' process starts in {checks_start:.1f} s\n")
    if any(run.cpu_seconds_of_others > _BUSY * run.seconds for run in runs.values()):
        print("Other programs were at work on this machine (column `others`): the clock says little.\n")
    for bound in found:
        verdict = "held" if bound.is_held else "MISSED"
        print(f"{verdict:<7}{bound.what}: {bound.measured:.2f} {bound.unit} (at most {bound.at_most:.2f})")


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time and memory of a run over many small reports.")
    parser.add_argument("--count", "--reports", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="work in this folder, which must be new, and leave it")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.keep or Path(tempfile.mkdtemp(prefix="prongsai-bench-"))
    folder.mkdir(parents=True, exist_ok=arguments.keep is None)
    try:
        found, runs, extraction, checks_start = measure(folder, arguments.count, arguments.seed)
    except RunFailed as failure:
        sys.exit(f"{failure}")
    finally:
        if arguments.keep is None:
            shutil.rmtree(folder, ignore_errors=True)
    if arguments.json:
        print(
            json.dumps(
                {
                    "bounds": [{**asdict(bound), "held": bound.is_held} for bound in found],
                    "runs": {
                        name: {
                            "seconds": run.seconds,
                            "cpu_seconds": run.cpu_seconds,
                            "cpu_seconds_of_others": run.cpu_seconds_of_others,
                            "pss": run.pss,
                            "rss": run.rss,
                            "stages": dict(run.stages),
                        }
                        for name, run in runs.items()
                    },
                    "extraction": asdict(extraction),
                    "cores": len(os.sched_getaffinity(0)),
                    "start_of_checks": checks_start,
                },
                indent=2,
            )
        )
    else:
        report(found, runs, extraction, checks_start)
    sys.exit(0 if all(bound.is_held for bound in found) else 1)


if __name__ == "__main__":
    main()
