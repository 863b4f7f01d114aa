"""Text reports as documents of every format.

    python -m benchmarks.formats.make REPORT.txt … OUTDIR [--formats docx,pdf,scan] [--seed 1]

The documents of a report stand in OUTDIR under its name. What LibreOffice and the scanner made once is kept
by its content (``data/formats-made``).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.formats import scans, sheets, web, word_boxes
from benchmarks.formats.content import Content, content_of
from benchmarks.formats.office import converted, keep, kept, key_of
from benchmarks.formats.opendocument import Print, flat_text

#: Made at once, without another program.
_DIRECT: Mapping[str, tuple[str, Callable[[Content], bytes]]] = {
    "html": (".html", web.page),
    "html-tis620": (".tis620.html", lambda content: web.page(content, charset="tis-620")),
    "html-layout": (".layout.html", web.layout_page),
    "md": (".md", web.markdown),
    "csv": (".csv", sheets.delimited),
    "xlsx": (".xlsx", sheets.workbook),
}


@dataclass(frozen=True, slots=True)
class _Printed:
    """Made by LibreOffice of what was written for it."""

    suffix: str
    to: str
    look: Print | None


_PLAIN = Print()
_OFFICE: Mapping[str, _Printed] = {
    "docx": _Printed(".docx", "docx", _PLAIN),
    "doc": _Printed(".doc", "doc", _PLAIN),
    "odt": _Printed(".odt", "odt", _PLAIN),
    "rtf": _Printed(".rtf", "rtf", _PLAIN),
    "pdf": _Printed(".pdf", "pdf", _PLAIN),
    "pdf-laksaman": _Printed(".laksaman.pdf", "pdf", Print("Laksaman", 16, 14)),
    "pdf-norasi": _Printed(".norasi.pdf", "pdf", Print("Norasi", 12, 10)),
    "pdf-kinnari": _Printed(".kinnari.pdf", "pdf", Print("Kinnari", 12, 11)),
    "pdf-laksaman-12": _Printed(".laksaman-12.pdf", "pdf", Print("Laksaman", 12, 12)),
    "pdf-laksaman-14": _Printed(".laksaman-14.pdf", "pdf", Print("Laksaman", 14, 12, across=True)),
    "pdf-norasi-14": _Printed(".norasi-14.pdf", "pdf", Print("Norasi", 14, 14, across=True)),
    "pdf-garuda-16": _Printed(".garuda-16.pdf", "pdf", Print("Garuda", 16, 12, across=False)),
    "pdf-unruled": _Printed(".unruled.pdf", "pdf", Print("Laksaman", 14, 12, ruled=False)),
    "xls": _Printed(".xls", "xls", None),
    "ods": _Printed(".ods", "ods", None),
}
_BOXES: Mapping[str, tuple[str, Callable[[bytes], bytes]]] = {
    "docx-controls": (".controls.docx", word_boxes.with_controls),
    "docx-symbols": (".symbols.docx", word_boxes.with_symbols),
    "docx-fields": (".fields.docx", word_boxes.with_fields),
}
_SCANS = {"scan": ".scan.pdf", "tiff": ".tiff", "png": ".png", "jpeg": ".jpg"}
FORMATS = (*_DIRECT, *_OFFICE, *_BOXES, *_SCANS)
#: Those that need LibreOffice.
OFFICE_FORMATS = frozenset({*_OFFICE, *_BOXES, *_SCANS})


@dataclass(frozen=True, slots=True)
class Made:
    """One document: the report it was made of, its format, the file name that it would have, its bytes."""

    report: str
    format: str
    file_name: str
    content: bytes


def make(
    reports: Mapping[str, bytes],
    formats: Iterable[str] = FORMATS,
    *,
    seed: int = 1,
    pages: Sequence[int] | None = None,
) -> list[Made]:
    """Each of ``reports`` (name -> bytes of the text) in each of ``formats``, in their order.

    PNG and JPEG are one document a page. ``pages``: which pages of scans, counted from 0 (default: all).
    Raises :class:`RuntimeError` where LibreOffice is missing or makes nothing, :class:`ValueError` for a
    format that is not one of :data:`FORMATS`."""
    wanted = list(formats)
    if unknown := set(wanted) - set(FORMATS):
        raise ValueError(f"not a format: {', '.join(sorted(unknown))}; known are {', '.join(FORMATS)}")
    contents = {name: content_of(report) for name, report in reports.items()}
    made: list[Made] = []
    for format in wanted:
        if format in _DIRECT:
            suffix, write = _DIRECT[format]
            made += [Made(name, format, name + suffix, write(content)) for name, content in contents.items()]
        elif format in _OFFICE:
            suffix = _OFFICE[format].suffix
            made += [Made(n, format, n + suffix, done) for n, done in _office(contents, format).items()]
        elif format in _BOXES:
            suffix, change = _BOXES[format]
            documents = _office(contents, "docx")
            made += [Made(name, format, name + suffix, change(done)) for name, done in documents.items()]
        else:
            for name, pdf in _office(contents, "pdf").items():
                made += _scans(name, pdf, format, seed, pages)
    return made


def _office(contents: Mapping[str, Content], format: str) -> dict[str, bytes]:
    how = _OFFICE[format]
    if how.look is None:
        return converted({name: _sheet(content) for name, content in contents.items()}, "xlsx", how.to)
    texts = {name: flat_text(content, how.look).encode() for name, content in contents.items()}
    return converted(texts, "fodt", how.to)


def _sheet(content: Content) -> bytes:
    return sheets.workbook(content)


def _scans(name: str, pdf: bytes, format: str, seed: int, pages: Sequence[int] | None) -> list[Made]:
    suffix = _SCANS[format]
    if format in ("scan", "tiff"):
        write = scans.as_pdf if format == "scan" else scans.as_tiff
        path = kept(key_of(pdf, format, seed, pages, scans.DPI), suffix.rpartition(".")[2])
        content = (
            path.read_bytes() if path.exists() else keep(path, write(scans.scanned_pages(pdf, seed, pages)))
        )
        return [Made(name, format, name + suffix, content)]
    save = scans.as_png if format == "png" else scans.as_jpeg
    return [
        Made(name, format, f"{name}.page-{number:02}{suffix}", save(page))
        for number, page in enumerate(scans.scanned_pages(pdf, seed, pages), start=1)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="Text reports as documents of every format.")
    parser.add_argument("paths", nargs="+", type=Path, help="the reports, then the folder to write into")
    parser.add_argument("--formats", default=",".join(FORMATS), help=f"of {', '.join(FORMATS)}")
    parser.add_argument("--seed", type=int, default=1, help="of what the scanner does")
    arguments = parser.parse_args()
    *reports, into = arguments.paths
    if not reports:
        parser.error("name at least one report and the folder to write into")
    try:
        made = make(
            {report.stem: report.read_bytes() for report in reports},
            arguments.formats.split(","),
            seed=arguments.seed,
        )
    except (RuntimeError, ValueError) as error:
        sys.exit(str(error))
    into.mkdir(parents=True, exist_ok=True)
    for one in made:
        (into / one.file_name).write_bytes(one.content)
        print(into / one.file_name)


if __name__ == "__main__":
    main()
