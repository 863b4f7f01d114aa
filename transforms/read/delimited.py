"""Delimited text (CSV) into the document model, where the content is that of a table and of nothing else."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from transforms.document import Cell, Document, Place
from transforms.read.cell_html import text_of
from transforms.read.decode import DecodedText
from transforms.read.exported_sheet import exported_by_a_program
from transforms.read.grid import GridRow, blocks_of

READER = "delimited-text"
MEDIA_TYPE = "text/csv"
#: Delimiter → the fewest columns that make a table of it. A scanner's text has tables of cells between
#: tabs too, so that tabs need a wide one, without the Thai digits of what is printed, that reaches from the
#: first line to the last (:func:`_is_printed`).
_DELIMITERS = {",": 4, ";": 4, "|": 4, "\t": 12}
_THAI_DIGIT = re.compile("[๐-๙]")
_MARKUP = re.compile(r"</?[a-z]|[☐☑☒]", re.IGNORECASE)
_SAMPLE, _FEWEST_ROWS, _ALIKE, _TITLES = 400, 3, 0.9, 8
_LONGEST_FIELD = 100_000
#: Over so many lines at most a quoted field runs.
_LONGEST_QUOTED = 20


def read_delimited(decoded: DecodedText, sha256: str) -> Document | None:
    """The document, or ``None`` where the text is neither a sheet that a program wrote
    (:func:`~transforms.read.exported_sheet.exported_by_a_program`) nor one table throughout: of its rows nine
    tenths have the same number of fields, at least :data:`_DELIMITERS` many."""
    lines = decoded.text.splitlines(keepends=True)
    delimiter = exported_by_a_program(lines)
    if delimiter is None:
        delimiter = _delimiter(lines)
        if delimiter is None:
            return None
        lines = without_open_quotes(lines, delimiter)
    try:
        blocks = blocks_of(_rows(lines, delimiter))
    except csv.Error:
        return None
    return Document(sha256, MEDIA_TYPE, READER, decoded.encoding, len(lines), tuple(blocks), decoded.damaged)


def _delimiter(lines: list[str]) -> str | None:
    """The delimiter by which the text is a table; of several the one that gives more columns."""
    sample = lines[:_SAMPLE]
    found: list[tuple[int, str]] = []
    for delimiter, fewest in _DELIMITERS.items():
        if delimiter == "|" and any(line.lstrip().startswith("|") for line in sample):
            continue  # Markdown
        if delimiter == "\t" and _is_printed(sample):
            continue
        if sum(delimiter in line for line in sample) < _FEWEST_ROWS:
            continue
        try:
            # A row with one text is a title or a note, as wide as the program wrote it.
            closed = without_open_quotes(sample, delimiter)
            widths = Counter(
                len(row) for row in csv.reader(closed, delimiter=delimiter) if sum(map(bool, row)) > 1
            )
        except csv.Error:
            continue
        rows = sum(widths.values())
        alone = sum(1 for line in sample if line.strip() and delimiter not in line)
        width, alike = max(widths.items(), key=lambda pair: pair[1], default=(0, 0))
        if width >= fewest and alike >= _FEWEST_ROWS and alike >= _ALIKE * (rows + max(0, alone - _TITLES)):
            found.append((width, delimiter))
    return max(found)[1] if found else None


def without_open_quotes(lines: list[str], delimiter: str) -> list[str]:
    """``lines``, of which those lose their quotation marks that open one and never close it: all rows below
    would become one field. A quoted field that runs over lines closes soon, and its record is as wide as
    the others."""
    odd = [at for at, line in enumerate(lines) if line.count('"') % 2]
    if not odd:
        return lines
    counted = Counter(
        len(row)
        for line in lines[:_SAMPLE]
        if line.count('"') % 2 == 0 and delimiter in line
        for row in csv.reader([line], delimiter=delimiter)
    )
    width = max(counted.items(), key=lambda pair: pair[1], default=(0, 0))[0]
    mended = list(lines)
    at = 0
    while at < len(odd):
        first, last = odd[at], odd[min(at + 1, len(odd) - 1)]
        if 0 < last - first <= _LONGEST_QUOTED:
            record = csv.reader(io.StringIO("".join(lines[first : last + 1])), delimiter=delimiter)
            if [len(row) for row in record] == [width]:
                at += 2
                continue
        mended[first] = lines[first].replace('"', "")
        at += 1
    return mended


def _is_printed(sample: list[str]) -> bool:
    """Whether cells between tabs come of a scanner: with Thai digits, markup or boxes; with running text
    above, between or below; or with rows that are not all as wide. A program writes the same number of
    tabs on every line."""
    if sum(map(bool, map(_THAI_DIGIT.search, sample))) > _TITLES or any(map(_MARKUP.search, sample)):
        return True
    try:
        return len({len(row) for row in csv.reader(sample, delimiter="\t") if row}) > 1
    except csv.Error:
        return True


def _rows(lines: list[str], delimiter: str) -> Iterator[GridRow]:
    """Each record with the line on which it begins; a quoted field may run over several."""
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_FIELD))
    reader = csv.reader(lines, delimiter=delimiter)
    first = 1
    for record in reader:
        place = Place(first)
        # As wide as the record: what stands left of it keeps its column.
        yield place, [Cell(raw, text_of(raw), place) for raw in record]
        first = reader.line_num + 1
