"""How fast formats are read, beside the tools that others use for them, in the same run.

    python benchmarks/format_speed.py [--kind DOCX] [--times 3] [--invented 12] [--rivals DIR] [--json]

PDF with text and DOCX against markitdown, scans against OCRmyPDF (Tesseract, tha+eng, its fastest way to
text: no optimization, no PDF/A). Each tool is a process on the same single core that reads all files once
before it is timed, so that neither start-up nor a cold disk counts; seconds are those of the processor,
with those of the programs that a tool starts. Beside the speed stands how many of the printed boxes a tool
finds: the share in their order, ticked or not. The rivals' environment is made by `make bench` of
requirements-bench.lock; without it only our own readers are timed. Exit 1 when a limit is missed or a rival
is faster.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

import pypdfium2
from rich.console import Console
from rich.table import Table

from benchmarks.formats.content import content_of
from benchmarks.formats.make import make
from benchmarks.formats.report_sets import ROOT, invented_reports, real_reports, sample_reports
from benchmarks.formats.timing import Timed, TimedFile, Tool, boxes_in, own_python
from transforms.read import programs

#: Formats of one kind, what is counted, the rival, the least units a second of one core.
_KINDS = {
    "text PDF": (("pdf", "pdf-laksaman"), "pages", "markitdown", 20.0),
    "DOCX": (("docx", "docx-controls", "docx-symbols", "docx-fields"), "documents", "markitdown", 20.0),
    "scan": (("scan",), "pages", "ocrmypdf", 1.0),
}
_SCANNED_REPORTS, _SCANNED_PAGES = 3, (1, 2)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One kind of document: our reading, the rival's, and the least speed."""

    kind: str
    unit: str
    documents: int
    units: int
    least: float
    ours: Timed
    rival: Timed | None

    @property
    def is_held(self) -> bool:
        """Whether we are as fast as promised, and faster than the rival where it ran."""
        if self.ours.speed is None or self.ours.speed < self.least:
            return False
        return self.rival is None or self.rival.speed is None or self.ours.speed > self.rival.speed


def write_files(reports: dict[str, bytes], formats: Sequence[str], folder: Path) -> list[TimedFile]:
    """The documents of ``reports`` in each of ``formats``."""
    boxes = {name: content_of(report).boxes for name, report in reports.items()}
    files = []
    for one in make(reports, formats):
        path = folder / one.file_name
        path.write_bytes(one.content)
        pages = page_count(one.content) if path.suffix == ".pdf" else 1
        files.append(TimedFile(path, pages, boxes[one.report]))
    return files


def write_scans(reports: dict[str, bytes], folder: Path) -> list[TimedFile]:
    """A few pages of those reports that print the most boxes; what is printed on them is told by the PDF
    that they are pictures of."""
    boxes = {name: len(content_of(report).boxes) for name, report in reports.items()}
    most = sorted(reports, key=lambda name: (-boxes[name], name))[:_SCANNED_REPORTS]
    chosen = {name: reports[name] for name in most}
    printed = {one.report: boxes_on(one.content, _SCANNED_PAGES) for one in make(chosen, ["pdf"])}
    files = []
    for one in make(chosen, ["scan"], pages=_SCANNED_PAGES):
        path = folder / one.file_name
        path.write_bytes(one.content)
        files.append(TimedFile(path, page_count(one.content), printed[one.report]))
    return files


def page_count(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def boxes_on(pdf: bytes, pages: Sequence[int]) -> str:
    """The boxes in the text of those pages (from 0) that the PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [document[page].get_textpage().get_text_range() for page in pages if page < len(document)]
    finally:
        document.close()
    return boxes_in("\n".join(texts))


def compare(kind: str, files: Sequence[TimedFile], rivals: Path, core: int, times: int) -> Comparison:
    """Our reading of ``files``, then that of the rival, on the same core."""
    _, unit, rival, least = _KINDS[kind]
    with Tool("prongsai", own_python(), core) as tool:
        ours = tool.timed(files, times)
    theirs = None
    python = rivals / "bin" / "python"
    if python.exists():
        with Tool(rival, python, core) as tool:
            theirs = tool.timed(files, times)
    return Comparison(kind, unit, len(files), sum(file.units for file in files), least, ours, theirs)


def measure(
    kinds: Sequence[str], reports: dict[str, bytes], rivals: Path, core: int, times: int
) -> list[Comparison]:
    """All ``kinds``; one whose documents cannot be made here is left out, and the reason printed."""
    made = []
    for kind in kinds:
        formats = _KINDS[kind][0]
        with tempfile.TemporaryDirectory(prefix="prongsai-speed-") as name:
            try:
                folder = Path(name)
                files = (
                    write_scans(reports, folder) if kind == "scan" else write_files(reports, formats, folder)
                )
            except RuntimeError as error:
                print(f"{kind}: {error}", file=sys.stderr)
                continue
            made.append(compare(kind, files, rivals, core, times))
    return made


def print_comparisons(comparisons: Sequence[Comparison]) -> None:
    table = Table(title="formats: how fast, on one core; and which boxes are found", title_justify="left")
    for name in ("kind", "tool"):
        table.add_column(name)
    for name in ("documents", "pages", "a second", "boxes found", "limit"):
        table.add_column(name, justify="right")
    for one in comparisons:
        limit = f"{one.least:g} {one.unit}"
        for tool, of in ((one.ours, limit), (one.rival, "")):
            if tool is None:
                continue
            table.add_row(
                one.kind,
                tool.tool,
                f"{one.documents}",
                f"{one.units}" if one.unit == "pages" else "",
                tool.fault[:60] if tool.speed is None else f"{tool.speed:.2f} {one.unit}",
                "—" if tool.boxes is None else f"{tool.boxes:.1%}",
                of,
            )
    Console(width=None if sys.stdout.isatty() else 140).print(table)
    for one in comparisons:
        print(f"{'held' if one.is_held else 'NOT HELD':<9}{verdict_of(one)}")


def verdict_of(one: Comparison) -> str:
    """The promise in words."""
    ours = f"{one.ours.speed:.1f}" if one.ours.speed is not None else one.ours.fault
    said = f"{one.kind}: {ours} {one.unit} a second (at least {one.least:g})"
    if one.rival is None:
        return f"{said}; no rival here: make bench makes its environment"
    if one.rival.speed is None:
        return f"{said}; {one.rival.tool} did not run: {one.rival.fault[:200]}"
    if one.ours.speed is None:
        return said
    return f"{said}, {one.ours.speed / one.rival.speed:.1f} times as fast as {one.rival.tool}"


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast formats are read, beside other tools.")
    parser.add_argument("--kind", action="append", choices=list(_KINDS), help="default: all")
    parser.add_argument("--times", type=int, default=3, help="passes, of which the median counts")
    parser.add_argument("--invented", type=int, default=12, help="invented reports beside the samples")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rivals", type=Path, default=ROOT / "data" / "bench-venv")
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    missing = [program.install_command for program in programs.PROGRAMS if program.found() is None]
    for command in missing:
        print(f"Some formats cannot be timed without: {command}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="prongsai-invented-") as name:
        reports = dict(sample_reports().reports)
        if real := real_reports():
            reports.update(real.reports)
        if arguments.invented:
            reports.update(invented_reports(arguments.invented, arguments.seed, Path(name)).reports)
        comparisons = measure(
            arguments.kind or list(_KINDS), reports, arguments.rivals, arguments.core, arguments.times
        )
    if arguments.json:
        print(json.dumps([{**asdict(one), "held": one.is_held} for one in comparisons], indent=2))
    else:
        print_comparisons(comparisons)
    sys.exit(0 if comparisons and all(one.is_held for one in comparisons) else 1)


if __name__ == "__main__":
    main()
