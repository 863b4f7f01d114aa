"""Text that the scanner's software invented or ruined, found block by block.

Signals: letters of a script that no Thai report is written in; the same 8 to 90 characters three
times in a row; one text many times in sequence; data rows that are all the same. What stands
between two ruined blocks, close to both, is taken with them. Ruined blocks give no facts of their
own; the rest of the document still counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from transforms.document import Document, Paragraph, Row, Table
from transforms.normalize.digits import find_numbers, to_arabic
from transforms.normalize.thai import squeeze

WRONG_SCRIPT = "wrong-script"
LOOP = "loop"
REPEATED_TEXT = "repeated-text"
IDENTICAL_ROWS = "identical-rows"
BETWEEN_RUINED = "between-ruined"

_FOREIGN_LETTER = re.compile(
    "[\u0400-\u052f\u0590-\u06ff\u0900-\u0dff\u0e80-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff"
    "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_LETTER = re.compile(r"[^\W\d_]")
_LOOP = re.compile(r"(.{8,90}?)\1{2,}")
_ENUMERATION = re.compile(r"^[\s\-–•*]*(?:\(?[0-9๐-๙]{1,3}[.)]\s*)?")
_FOREIGN_SHARE = 0.05
_REPEATS = 4
#: No list of villages or months is as long as this with nothing but its numbers changing.
_ENDLESS = 25
_DIGITS = re.compile("[0-9๐-๙]+")
#: A number with two decimals, of which nothing comes out the same in line after line.
_VALUE = re.compile(r"(?<![0-9๐-๙.])[0-9๐-๙]{1,3}\.[0-9๐-๙]{1,2}(?![0-9๐-๙.])")
_ROUND_VALUE = re.compile(r"100\.00?|0\.00?")
_VALUES = 6
_LONGEST_GAP = 6


@dataclass(frozen=True, slots=True)
class RuinedBlock:
    """``index`` into ``Document.blocks``, the reason, and the first and last line."""

    index: int
    reason: str
    first_line: int
    last_line: int


def ruined_blocks(document: Document, keep: frozenset[int] = frozenset()) -> dict[int, RuinedBlock]:
    """Ruined blocks by their index; blocks in ``keep`` (tables whose heading was understood) are
    judged by their own text alone, never by their neighbours."""
    reasons: dict[int, str] = {}
    for index, block in enumerate(document.blocks):
        reason = _reason(block, index in keep)
        if reason:
            reasons[index] = reason
    for index in _repeated(document):
        reasons.setdefault(index, REPEATED_TEXT)
    ordered = sorted(reasons)
    for before, after in pairwise(ordered):
        if 1 < after - before <= _LONGEST_GAP:
            for index in range(before + 1, after):
                if index not in keep:
                    reasons[index] = BETWEEN_RUINED
    found: dict[int, RuinedBlock] = {}
    for index in sorted(reasons):
        block = document.blocks[index]
        last = block.rows[-1].place.line if isinstance(block, Table) else block.place.line
        found[index] = RuinedBlock(index, reasons[index], block.place.line, last)
    return found


def without_ruined_rows(document: Document) -> tuple[Document, list[RuinedBlock]]:
    """``document`` without single table rows in the wrong script, and those rows (``index`` is their
    table's). A table that is mostly so stays whole, for :func:`ruined_blocks` to set aside."""
    blocks: list[Paragraph | Table] = []
    found: list[RuinedBlock] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table) and _FOREIGN_LETTER.search("".join(map(_row_text, block.rows))):
            ruined = [row for row in block.rows if _in_wrong_script(_row_text(row))]
            if 0 < 2 * len(ruined) < len(block.rows):
                found += [RuinedBlock(index, WRONG_SCRIPT, row.place.line, row.place.line) for row in ruined]
                block = Table(tuple(row for row in block.rows if row not in ruined))
        blocks.append(block)
    return (replace(document, blocks=tuple(blocks)), found) if found else (document, found)


def _row_text(row: Row) -> str:
    return "\n".join(cell.text for cell in row.cells)


@lru_cache(maxsize=1024)
def has_loop(text: str) -> bool:
    """Whether the same 8 to 90 characters (white space removed) stand three times in a row."""
    squeezed = squeeze(text)[:6000]
    return any(len(set(match[1])) > 3 for part in _suspects(squeezed) for match in _LOOP.finditer(part))


def _suspects(squeezed: str) -> Iterator[str]:
    """The only stretches in which a loop can stand, since looking everywhere costs fifty times as much.
    Within the first repetition a stretch of eight characters begins at a multiple of eight; one period on it
    stands again, and so does all that is between."""
    first, last = 0, 0
    for at in range(0, len(squeezed) - 15, 8):
        start = squeezed[at : at + 8]
        longest = 0
        found = squeezed.find(start, at + 8, at + 98)
        while found >= 0:
            if squeezed.startswith(squeezed[at:found], found):
                longest = found - at
            found = squeezed.find(start, found + 1, at + 98)
        if not longest:
            continue
        if last and at - 8 > last:
            yield squeezed[first:last]
            last = 0
        if not last:
            first = max(0, at - 8)
        last = max(last, at + 4 * longest)
    if last:
        yield squeezed[first:last]


def _reason(block: Paragraph | Table, understood: bool) -> str | None:
    if isinstance(block, Paragraph):
        text = block.text
    else:
        text = "\n".join(cell.text for row in block.rows for cell in row.cells)
    if _in_wrong_script(text):
        return WRONG_SCRIPT
    if isinstance(block, Paragraph):
        return LOOP if has_loop(text) else None
    if not understood and _identical_rows(block):
        return IDENTICAL_ROWS
    return None


def _in_wrong_script(text: str) -> bool:
    """More than 5 % foreign letters, twenty or more; in a short text, more than half."""
    foreign = len(_FOREIGN_LETTER.findall(text))
    if foreign < 3:
        return False
    share = foreign / max(1, len(_LETTER.findall(text)))
    return share > 0.5 or (foreign >= 20 and share > _FOREIGN_SHARE)


def _identical_rows(table: Table) -> bool:
    """Three or more rows in sequence whose cells after the first are the same two or more numbers."""
    previous: tuple[str, ...] | None = None
    run = 1
    for row in table.rows:
        cells = tuple(squeeze(cell.text) for cell in row.cells[1:])
        numeric = len(cells) >= 2 and all(cell and len(find_numbers(cell)) == 1 for cell in cells)
        run = run + 1 if numeric and cells == previous else 1
        previous = cells if numeric else None
        if run >= 3:
            return True
    return False


def _repeated(document: Document) -> list[int]:
    """Indexes of paragraphs in sequence that say the same, numbering aside, four times or more; or the
    same but for their numbers, in a list that does not end; or the same value of one thing after another."""
    said = [
        squeeze(_ENUMERATION.sub("", block.text)) if isinstance(block, Paragraph) else ""
        for block in document.blocks
    ]
    found = _runs_alike(said, _REPEATS)
    found += _runs_alike([_DIGITS.sub("#", text) for text in said], _ENDLESS)
    found += _runs_alike([_with_value(text) for text in said], _VALUES)
    return sorted(set(found))


def _with_value(text: str) -> str:
    """``text`` without its digits but those of its one value: ``ตัวชี้วัดที่#ได้คะแนน81.37``. Empty where it has
    none, several, or one that many things can have."""
    values = _VALUE.findall(text)
    if len(values) != 1 or _ROUND_VALUE.fullmatch(to_arabic(values[0])):
        return ""
    before, _, behind = text.partition(values[0])
    return f"{_DIGITS.sub('#', before)}{to_arabic(values[0])}{_DIGITS.sub('#', behind)}"


def _runs_alike(said: list[str], least: int) -> list[int]:
    found: list[int] = []
    for text, run in groupby(enumerate(said), key=lambda pair: pair[1]):
        indexes = [index for index, _ in run]
        if len(set(text)) > 4 and len(indexes) >= least:
            found += indexes
    return found
