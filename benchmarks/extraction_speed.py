"""What reading one text report costs: CPU milliseconds, and which stage they go to.

    python benchmarks/extraction_speed.py [FOLDER …] [--synthetic 100] [--times 5] [--json]

Reads every text file of the folders (default: those of ``$PRONGSAI_REAL_REPORTS``; without it the samples and
some invented reports) in one warm process; a report's time is the median of its readings. Beside it stands
``pythainlp.util.normalize`` over the same text, a measure of how fast this machine handles Thai letters. The
shares of the stages come from a second pass under cProfile, which makes stages of many small calls look
bigger than they are. The register is one of the country's size (or ``--register``). Exit 1 when half of the
reports take longer than the limit.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import json
import os
import pstats
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

from benchmarks.grading.reading import INBOX, reference_with, write_reports
from benchmarks.invented_register import invented_organizations
from transforms.reference import Reference
from transforms.report import extract_report

#: CPU milliseconds that half of the reports may take at most.
MOST_MILLISECONDS = 50.0
_ROOT = Path(__file__).resolve().parents[1]
_SAMPLES = _ROOT / "samples"
_SUFFIXES = (".txt", ".md", ".text")


@dataclass(frozen=True, slots=True)
class Report:
    """One report and what it costs, in CPU milliseconds."""

    name: str
    kilobytes: float
    reading: float
    normalize: float


@dataclass(frozen=True, slots=True)
class Speed:
    """All reports, and the share of each stage (of one) in reading them."""

    reports: tuple[Report, ...]
    stages: dict[str, float]

    @property
    def median(self) -> float:
        return statistics.median(report.reading for report in self.reports)

    @property
    def is_held(self) -> bool:
        return self.median <= MOST_MILLISECONDS


def measure(contents: Sequence[tuple[str, bytes]], reference: Reference, times: int) -> Speed:
    """Read each of ``contents`` (name and bytes) ``times`` times, after one reading to get warm."""
    from pythainlp.util import normalize

    reports = []
    for name, content in contents:
        sha256 = hashlib.sha256(content).hexdigest()
        text = content.decode("utf-8", "replace")

        def read(content: bytes = content, sha256: str = sha256, name: str = name) -> object:
            return extract_report(content, sha256, name, reference)

        def thai(text: str = text) -> object:
            return normalize(text)

        reports.append(
            Report(name, len(content) / 1000, _milliseconds(read, times), _milliseconds(thai, times))
        )
    return Speed(tuple(reports), _stages(contents, reference))


def _milliseconds(work: Callable[[], object], times: int) -> float:
    work()
    took = []
    for _ in range(times):
        started = time.process_time()
        work()
        took.append(time.process_time() - started)
    return 1e3 * statistics.median(took)


def _stages(contents: Sequence[tuple[str, bytes]], reference: Reference) -> dict[str, float]:
    """Stage -> share: what is called directly by ``transforms/report.py``, by its module."""
    profile = cProfile.Profile()
    for name, content in contents:
        sha256 = hashlib.sha256(content).hexdigest()
        profile.runcall(extract_report, content, sha256, name, reference)
    seconds: Counter[str] = Counter()
    top = str(_ROOT / "transforms" / "report.py")
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (file, _, _), (_, _, own, _, callers) in stats.items():
        if file == top:
            seconds["report"] += own
            continue
        for (caller, _, _), (_, _, _, cumulative) in callers.items():
            if caller == top:
                seconds[_stage(file)] += cumulative
    total = sum(seconds.values()) or 1.0
    return {stage: spent / total for stage, spent in seconds.most_common()}


def _stage(file: str) -> str:
    path = Path(file)
    if not path.is_relative_to(_ROOT / "transforms"):
        return "report"  # built-ins that it calls itself
    return str(path.relative_to(_ROOT / "transforms").with_suffix(""))


def contents_of(folders: Sequence[Path]) -> list[tuple[str, bytes]]:
    """The text files below the folders, by name."""
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in _SUFFIXES)
    return [(path.name, path.read_bytes()) for path in paths]


def print_speed(speed: Speed) -> None:
    reports = sorted(speed.reports, key=lambda report: -report.reading)
    print(f"{'report':<44}{'kB':>7}{'CPU ms':>9}{'normalize ms':>14}")
    for report in reports[:12]:
        print(
            f"{report.name[:43]:<44}{report.kilobytes:>7.1f}{report.reading:>9.1f}{report.normalize:>14.1f}"
        )
    if len(reports) > 12:
        print(f"… and {len(reports) - 12} faster ones")
    print(f"\n{'stage':<34}share (under the profiler)")
    for stage, share in speed.stages.items():
        if share >= 0.005:
            print(f"{stage:<34}{share:>6.1%}")
    size = sum(report.kilobytes for report in reports)
    took = sum(report.reading for report in reports)
    thai = sum(report.normalize for report in reports)
    print(
        f"\n{len(reports)} reports, {size:.0f} kB: {took:.0f} ms of reading ({took / size:.2f} a kB), "
        f"{thai:.0f} ms of pythainlp.util.normalize ({took / max(thai, 1e-9):.1f} times as much)"
    )
    verdict = "held" if speed.is_held else "MISSED"
    print(f"{verdict:<7}half of the reports within {speed.median:.1f} ms (at most {MOST_MILLISECONDS:.0f})")


def main() -> None:
    parser = argparse.ArgumentParser(description="What reading one text report costs.")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--register", type=Path, help="default: that of the samples, and an invented one")
    parser.add_argument("--synthetic", type=int, default=100, help="invented reports beside the samples")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    folders = list(arguments.folders)
    if not folders and (named := os.environ.get("PRONGSAI_REAL_REPORTS")):
        folders = [Path(named)]
    with tempfile.TemporaryDirectory(prefix="prongsai-speed-") as name:
        made = Path(name)
        if not folders:
            write_reports(made / "made", arguments.synthetic, "light", 1)
            folders = [_SAMPLES / "inbox", made / "made" / INBOX]
        contents = contents_of(folders)
        if not contents:
            sys.exit(f"No text reports in {', '.join(map(str, folders))}.")
        reference = reference_with(arguments.register or _SAMPLES / "register.csv", made / "home")
        if arguments.register is None:
            everywhere = (*reference.register, *invented_organizations(reference, 1))
            reference = replace(reference, register=everywhere)
        speed = measure(contents, reference, arguments.times)
    if arguments.json:
        print(json.dumps({"median": speed.median, "held": speed.is_held, **asdict(speed)}, indent=2))
    else:
        print_speed(speed)
    sys.exit(0 if speed.is_held else 1)


if __name__ == "__main__":
    main()
