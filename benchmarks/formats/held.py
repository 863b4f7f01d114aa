"""Documents of each format read, and their facts held against those of the text they were made of."""

from __future__ import annotations

import hashlib
import multiprocessing
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.formats import wording
from benchmarks.formats.make import Made, make
from benchmarks.formats.report_sets import ReportSet
from benchmarks.formats.text_facts import ALIKE_TITLES, held_by_title, truth_of
from benchmarks.grading.compare import compare
from benchmarks.grading.outcomes import Miss
from benchmarks.grading.reading import reference_with
from benchmarks.grading.tally import Tally
from transforms.facts import Extraction
from transforms.reference import Reference

#: Read from pictures: their titles need only be alike.
PICTURES = frozenset({"scan", "tiff", "png", "jpeg"})
#: The report in another hand, named behind the format: ``pdf+arabic``.
WORDINGS: dict[str, Callable[[bytes], bytes]] = {
    "arabic": wording.arabic_digits,
    "thai": wording.thai_digits,
    "ticked": wording.ticked,
}
#: A page that takes longer hangs (of the clock, on a machine that does other things too); memory as in a run.
_SECONDS, _MEGABYTES = 120.0, 1024
_reference: Reference | None = None


@dataclass
class FormatHeld:
    """What came of the documents of one format. ``crashes``: file name and what was raised; ``states``: what
    became of the documents, where the text was loaded and they were not."""

    tally: Tally = field(default_factory=Tally)
    misses: list[Miss] = field(default_factory=list)
    layouts: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    documents: int = 0
    cpu: float = 0.0

    @property
    def equal(self) -> float:
        """The share of facts that are the same: missed and invented ones count against it."""
        return self.tally.figures().f1 or 0.0

    @property
    def false_unflagged_in_1000(self) -> float:
        return self.tally.figures().false_unflagged_in_1000 or 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as it was read, or what was raised."""

    found: Extraction | None
    fault: str
    cpu: float


def hold(
    sets: Sequence[ReportSet],
    formats: Sequence[str],
    *,
    workers: int = 2,
    pages: Sequence[int] | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> dict[str, FormatHeld]:
    """Each format's documents of all ``sets`` held against their text. ``pages`` limits scans to these
    pages, counted from 0; PNG and JPEG are held for reports of one page."""
    held = {format: FormatHeld() for format in formats}
    for reports in sets:
        with tempfile.TemporaryDirectory(prefix="prongsai-formats-") as name:
            home = Path(name)
            reference_with(reports.register, home)
            spawn = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(workers, spawn, initializer=_begin, initargs=(home,)) as pool:
                texts: dict[str, dict[str, Reading]] = {}
                for format in formats:
                    told(f"{reports.name}: {format}")
                    bare, _, hand = format.partition("+")
                    worded = {
                        name: WORDINGS[hand](report) if hand else report
                        for name, report in reports.reports.items()
                    }
                    if hand not in texts:
                        read = pool.map(_read, worded.values(), worded)
                        texts[hand] = dict(zip(worded, read, strict=True))
                    made = _one_a_report(make(worded, [bare], pages=pages), bare)
                    readings = pool.map(_read, [one.content for one in made], [one.file_name for one in made])
                    for one, reading in zip(made, readings, strict=True):
                        _hold(held[format], one, texts[hand][one.report], reading, format, reports.name)
    return held


def _one_a_report(made: Sequence[Made], format: str) -> list[Made]:
    if format not in ("png", "jpeg"):
        return list(made)
    pages = Counter(one.report for one in made)
    return [one for one in made if pages[one.report] == 1]


def _hold(held: FormatHeld, made: Made, text: Reading, reading: Reading, format: str, layout: str) -> None:
    if text.found is None:
        raise RuntimeError(f"The text {made.report} cannot be read: {text.fault}")
    held.documents += 1
    held.layouts[layout] += 1
    held.cpu += reading.cpu
    found = reading.found
    if found is None:
        held.crashes.append(f"{made.file_name}: {reading.fault}")
        found = _nothing(made)
    elif found.document.state != text.found.document.state:
        held.set_aside.append(f"{made.file_name}: {found.document.state} {found.document.state_reason or ''}")
    truth = truth_of(text.found, made.file_name, layout, found)
    alike = ALIKE_TITLES if format.partition("+")[0] in PICTURES else 100.0
    outcomes = [
        held_by_title(outcome, alike)
        for outcome in compare(truth, found, [])
        if outcome.kind != "source line"
    ]
    held.tally.add(outcomes)
    held.misses += [
        Miss(format, made.file_name, layout, outcome, "", ())
        for outcome in outcomes
        if outcome.verdict != "right"
    ]


def _nothing(made: Made) -> Extraction:
    from transforms.facts import document_id_of
    from transforms.resolve.document_rows import row_set_aside

    sha256 = hashlib.sha256(made.content).hexdigest()
    return Extraction(
        row_set_aside(made.content, sha256, "reader-crashed", "quarantined", document_id_of(sha256))
    )


class TooLong(BaseException):
    """A page took longer than any may; no ``except Exception`` of a reader swallows it."""


def _begin(home: Path) -> None:
    global _reference
    import polars  # noqa: F401  before the memory limit: its address space is not a document's

    from flows.process_limits import limit_memory
    from warehouse.reference_files import load_reference

    _reference = load_reference(home)
    limit_memory(_MEGABYTES)
    signal.signal(signal.SIGALRM, _ring)


def _ring(_signal: int, _frame: object) -> None:
    raise TooLong


def _read(content: bytes, file_name: str) -> Reading:
    from transforms.read import pace
    from transforms.report import extract_report

    assert _reference is not None
    started = time.process_time()
    found, fault = None, ""
    try:
        _give_time()
        with pace.heard_by(_give_time):
            found = extract_report(content, hashlib.sha256(content).hexdigest(), file_name, _reference)
    except TooLong:
        fault = f"a page took longer than {_SECONDS:g} s"
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return Reading(found, fault, time.process_time() - started)


def _give_time() -> None:
    signal.setitimer(signal.ITIMER_REAL, _SECONDS)
