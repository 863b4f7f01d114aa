"""Reads reports whose facts are known, in worker processes, and compares each with what is true of it."""

from __future__ import annotations

import hashlib
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from benchmarks.grading.compare import compare
from benchmarks.grading.outcomes import Miss, Outcome
from benchmarks.grading.patterns import injury_kind
from benchmarks.grading.tally import Tally
from benchmarks.synthetic.damage import rates
from benchmarks.synthetic.truth import TrueReport, read_truth
from transforms.reference import Reference
from transforms.report import extract_report

TRUTH, REGISTER, INBOX = "truth.jsonl", "register.csv", "inbox"
#: Seconds after which reading one report counts as a hang.
_HANG_SECONDS = 30
_BATCH = 25
_ROOT = Path(__file__).resolve().parents[2]
_reference: Reference | None = None


class TooLong(Exception):
    """Reading one report took longer than any report may."""


@dataclass(frozen=True, slots=True)
class Graded:
    """What came of some reports of one level. ``crashes`` are file names with what was raised."""

    tally: Tally = field(default_factory=Tally)
    misses: list[Miss] = field(default_factory=list)
    layouts: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def silent(self) -> int:
        """Of the false facts without a warning, those beside an injury that leaves no trace."""
        return sum(miss.is_silent and miss.outcome.is_false_and_unflagged for miss in self.misses)

    def merge(self, other: Graded) -> None:
        self.tally.merge(other.tally)
        self.misses.extend(other.misses)
        self.layouts.update(other.layouts)
        self.crashes.extend(other.crashes)
        self.cpu.extend(other.cpu)


def write_reports(folder: Path, count: int, level: str, seed: int) -> None:
    """Let the generator write its reports, their register and what is true of them into ``folder``."""
    command = [sys.executable, "-m", "benchmarks.synthetic", "--count", str(count), "--level", level]
    done = subprocess.run(
        [*command, "--seed", str(seed), "--into", str(folder)], cwd=_ROOT, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise SystemExit(f"The generator failed at level {level}:\n{done.stdout}{done.stderr}")


def reference_with(register: Path, home: Path) -> Reference:
    """The bundled reference tables with ``register`` imported into a fresh home folder."""
    from warehouse.reference_files import load_reference
    from warehouse.register import import_register

    home.mkdir(parents=True, exist_ok=True)
    import_register(home, register, date(2026, 1, 1))
    return load_reference(home)


def truth_in(folder: Path) -> list[TrueReport]:
    """What is true of the reports in ``folder``."""
    return list(read_truth(folder / TRUTH))


def grade_folder(
    folder: Path, workers: int, advance: Callable[[int], None], only: str | None = None
) -> Graded:
    """Read and compare every report of ``folder`` (or the one named ``only``); ``advance`` is told how many
    are done. The outcome does not depend on the number of workers."""
    reports = [report for report in truth_in(folder) if only in (None, report.file_name)]
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    reference_with(folder / REGISTER, home)
    batches = [reports[start : start + _BATCH] for start in range(0, len(reports), _BATCH)]
    parts: dict[int, Graded] = {}
    with ProcessPoolExecutor(workers, initializer=_load, initargs=(home,)) as pool:
        waiting = {
            pool.submit(_grade_batch, folder / INBOX, batch): number for number, batch in enumerate(batches)
        }
        for done in as_completed(waiting):
            parts[waiting[done]] = done.result()
            advance(len(batches[waiting[done]]))
    graded = Graded()
    for number in sorted(parts):
        graded.merge(parts[number])
    return graded


def _load(home: Path) -> None:
    global _reference
    from warehouse.reference_files import load_reference

    _reference = load_reference(home)


def _grade_batch(inbox: Path, batch: Sequence[TrueReport]) -> Graded:
    assert _reference is not None
    graded = Graded()
    for report in batch:
        graded.merge(grade(report, (inbox / report.file_name).read_bytes(), _reference))
    return graded


def grade(report: TrueReport, content: bytes, reference: Reference) -> Graded:
    """Read one report and compare it. A crash or a hang leaves every fact of it missing."""
    from transforms.facts import Extraction, document_id_of
    from transforms.resolve.document_rows import row_set_aside

    graded = Graded(layouts=Counter([report.layout]))
    sha256 = hashlib.sha256(content).hexdigest()
    started = time.process_time()
    try:
        with _time_limit(_HANG_SECONDS):
            found = extract_report(content, sha256, report.file_name, reference)
    except Exception as error:
        graded.crashes.append(f"{report.file_name}: {type(error).__name__}: {error}")
        reason = f"crash: {type(error).__name__}"
        found = Extraction(row_set_aside(content, sha256, reason, "quarantined", document_id_of(sha256)))
    graded.cpu.append(time.process_time() - started)
    lines = _lines(content, found.document.encoding)
    outcomes = compare(report, found, lines)
    graded.tally.add(outcomes)
    graded.misses.extend(
        _miss(report, outcome, lines) for outcome in outcomes if outcome.verdict != "right" or outcome.flagged
    )
    return graded


def _miss(report: TrueReport, outcome: Outcome, lines: Sequence[str]) -> Miss:
    number = outcome.line
    source = lines[number - 1] if number is not None and 0 < number <= len(lines) else ""
    near = tuple(injury for injury in report.damage if _is_near(injury, number))
    silent = any(injury_kind(injury) in silent_injuries() for injury in near)
    return Miss(report.level, report.file_name, report.layout, outcome, source[:1000], near, silent)


@lru_cache(maxsize=1)
def silent_injuries() -> frozenset[str]:
    """Kinds of injury that leave text which looks right and says something else."""
    return frozenset(kind for kind, rate in rates().items() if rate.get("silent"))


def _is_near(injury: str, line: int | None) -> bool:
    """Whether an injury (``kind line``, or ``kind -`` where its line is gone) stands at the line."""
    where = injury.rpartition(" ")[2]
    return line is not None and where.isdigit() and abs(int(where) - line) <= 1


def _lines(content: bytes, encoding: str | None) -> list[str]:
    for name in (encoding, "utf-8-sig", "cp874"):
        try:
            return content.decode(name or "utf-8").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", "replace").split("\n")


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    def stop(_signal: int, _frame: object) -> None:
        raise TooLong(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
