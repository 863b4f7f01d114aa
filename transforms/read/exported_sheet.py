"""Whether a delimited text is a sheet as a program wrote it: a whole report, with prose among tables.

A program quotes what has to be quoted and nothing else breaks its records. Spreadsheet programs give every
record as many fields as the sheet has columns; other programs end a record behind its last one. No scanner
does either, and prose has its commas where it likes.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import groupby

_DELIMITERS = (",", ";", "\t")
_FEWEST_COLUMNS, _FEWEST_RECORDS = 3, 3
_LONGEST_FIELD = 100_000


def exported_by_a_program(lines: Sequence[str]) -> str | None:
    """The delimiter of the sheet that ``lines`` (with their ends) are, or ``None``."""
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_FIELD))
    for delimiter in _DELIMITERS:
        if sum(delimiter in line for line in lines) < _FEWEST_RECORDS:
            continue
        try:
            records = [record for record in csv.reader(lines, delimiter=delimiter, strict=True) if record]
        except csv.Error:
            continue
        if len(records) < _FEWEST_RECORDS:
            continue
        if _as_wide_as_the_sheet(records, delimiter, lines) or _ends_where_it_ends(records, delimiter, lines):
            return delimiter
    return None


def _as_wide_as_the_sheet(records: Sequence[list[str]], delimiter: str, lines: Sequence[str]) -> bool:
    """Every record has the same number of fields, though some of them are titles or prose. A scanner too
    may give every line as many tabs, but no line of one text and nothing else."""
    width = len(records[0])
    alone = [record for record in records if sum(map(bool, record)) == 1]
    if width < (2 if alone else _FEWEST_COLUMNS) or any(len(record) != width for record in records):
        return False
    if delimiter == "\t":
        return bool(alone) and alone[0] is records[0] and bool(records[0][0])
    return bool(alone) or _quotes(lines, delimiter)


def _ends_where_it_ends(records: Sequence[list[str]], delimiter: str, lines: Sequence[str]) -> bool:
    """Records of one field, and runs of records as wide as each other; and something had to be quoted, or no
    comma is followed by a space, as those of prose are."""
    if delimiter == "\t":
        return False
    if not _quotes(lines, delimiter) and any(f"{delimiter} " in line for line in lines):
        return False
    runs = [(width, len(list(run))) for width, run in groupby(records, key=len)]
    tables = [length for width, length in runs if width >= _FEWEST_COLUMNS]
    alike = all(width == 1 or length > 1 for width, length in runs)
    return alike and sum(tables) >= _FEWEST_RECORDS


def _quotes(lines: Sequence[str], delimiter: str) -> bool:
    return any(line.startswith('"') or f'{delimiter}"' in line for line in lines)
