"""The section “Formats” of docs/accuracy.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.formats.held import PICTURES, FormatHeld
from benchmarks.page_sections import PAGE, put_section

NAME = "formats"
#: What a format's name says, where it says too little.
_MEANT = {
    "html-tis620": "HTML in TIS-620",
    "html-layout": "HTML laid out in tables",
    "docx-controls": "Word, boxes as content controls",
    "docx-symbols": "Word, boxes as symbols",
    "docx-fields": "Word, boxes as form fields",
    "pdf-unruled": "PDF, tables without lines",
    "scan": "scanned PDF",
    "tiff": "scanned TIFF",
    "png": "scanned PNG",
    "jpeg": "scanned JPEG",
}
_HANDS = {"arabic": "Arabic digits only", "thai": "Thai digits only", "ticked": "boxes ticked"}
_HEAD = (
    "| format | documents | facts | equal % | missed | wrong | invented | wrong and unflagged in 1,000 "
    "| flagged although right % | limits |"
)


def write_section(
    results: Mapping[str, FormatHeld],
    command: str,
    limits_of: Callable[[str], tuple[float, float]],
    is_held: Callable[[str, FormatHeld], bool],
    page: Path = PAGE,
) -> Path:
    """Put the tables of ``results`` into ``page``; ``limits_of`` and ``is_held`` tell of each format what it
    is held to, and whether it is."""
    lines = ["## Formats", "", *_head(command), ""]
    for heading, is_scan in (("documents with text", False), ("scans, read from their pictures", True)):
        rows = {
            format: held
            for format, held in results.items()
            if (format.partition("+")[0] in PICTURES) is is_scan
        }
        if rows:
            lines += [*_table(heading, rows, limits_of, is_held), ""]
    return put_section(NAME, lines[:-1], page)


def label_of(format: str) -> str:
    """The format in words, its name behind it as the command knows it."""
    bare, _, hand = format.partition("+")
    said = [_MEANT.get(bare, ""), _HANDS.get(hand, hand)]
    words = ", ".join(one for one in said if one)
    return f"{words} (`{format}`)" if words else f"`{format}`"


def _head(command: str) -> list[str]:
    return f"""\
Figures of `{command}`; kept by `make accuracy`.

The samples and invented reports of many layouts, all without damage, are made into documents of each format
by other programs (LibreOffice; scans are printed, turned, blurred and compressed), read like any report, and
their facts are compared with those that their text gives. *equal* is the F1 of the facts: missed and invented
ones count against it. What the text itself tells wrong is not seen here: that is measured above.""".split(
        "\n"
    )


def _table(
    heading: str,
    rows: Mapping[str, FormatHeld],
    limits_of: Callable[[str], tuple[float, float]],
    is_held: Callable[[str, FormatHeld], bool],
) -> Iterator[str]:
    least, most = limits_of(next(iter(rows)))
    yield f"Limits of {heading}: at least {100 * least:g} % equal, at most {most:g} wrong and unflagged in"
    yield "1,000 stated facts."
    yield ""
    yield _HEAD
    yield "|---|" + "--:|" * 8 + "---|"
    for format, held in rows.items():
        figures = held.tally.figures()
        crashes = f", {len(held.crashes)} not read" if held.crashes else ""
        yield (
            f"| {label_of(format)} | {held.documents} | {figures.true:,} | {100 * held.equal:.2f} "
            f"| {figures.missing:,} | {figures.wrong:,} | {figures.extra:,} "
            f"| {held.false_unflagged_in_1000:.1f} | {100 * (figures.right_flagged_share or 0):.1f} "
            f"| {'held' if is_held(format, held) else '**missed**'}{crashes} |"
        )
