"""What stands in an original at the place of a figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from transforms.document import UnreadableDocument
from warehouse.archive import Archive, ArchiveDamaged
from warehouse.explained_places import Piece, in_words, piece_at
from warehouse.explanation import Trace

#: Reads a document, named by its sha256, again: what stands where, by locator. Raises
#: :class:`ArchiveDamaged` or :class:`UnreadableDocument`.
ReadAgain = Callable[[str], Mapping[str, Piece]]

#: The place of what no original says: a person settled it.
CORRECTION = "correction:"
_LOCATOR = re.compile(r"line:(\d+)(?::(\d+)-(\d+))?")
#: Whose places are lines of the decoded text.
_OF_LINES = frozenset({"text/plain", "text/csv"})


class Originals:
    """Reads originals, each once: text line by line, others by ``read_again``. Without it the warehouse has
    what stood there, persons masked. A ``document`` is its row of ``core.documents``."""

    def __init__(self, archive: Archive, read_again: ReadAgain | None = None) -> None:
        self._archive = archive
        self._read_again = read_again
        self._lines: dict[str, list[str] | ArchiveDamaged] = {}
        self._pieces: dict[str, Mapping[str, Piece] | tuple[str, str]] = {}

    def trace(
        self, document: dict[str, Any], locator: str, rule: str | None, version: str | None, raw: str | None
    ) -> Trace:
        """The place that ``locator`` names in the original, with the text that stands there."""
        if locator.startswith(CORRECTION):
            return Trace(locator, None, None, rule, version, None, raw, "การแก้ไข", "a correction")
        if _has_lines(document):
            return self._trace_of_line(document, locator, rule, version, raw)
        trace = Trace(locator, None, raw, rule, version, None, raw)
        pieces = self._pieces_of(document)
        if isinstance(pieces, tuple):
            trace = replace(trace, text=None, problem_th=pieces[0], problem=pieces[1])
        elif (piece := piece_at(pieces, locator)) is not None:
            trace = replace(trace, locator=piece.locator, line=piece.around, text=piece.text)
        elif pieces and rule is not None:
            trace = replace(trace, text=None, **_no_place(locator))
        thai, english = in_words(trace.locator, document["media_type"])
        return replace(trace, place_th=thai, place_en=english)

    def _trace_of_line(
        self, document: dict[str, Any], locator: str, rule: str | None, version: str | None, raw: str | None
    ) -> Trace:
        trace = Trace(locator, None, None, rule, version, None, raw, locator, locator)
        lines = self._lines_of(document)
        if isinstance(lines, ArchiveDamaged):
            return replace(trace, problem_th=lines.message_th, problem=lines.message_en)
        found = _LOCATOR.fullmatch(locator)
        number = int(found[1]) if found else 0
        if not found or not 1 <= number <= len(lines):
            return replace(trace, **_no_place(locator))
        line = lines[number - 1]
        text = line if found[2] is None else line[int(found[2]) : int(found[3])]
        return replace(trace, line=line, text=text)

    def row_trace(self, document: dict[str, Any], line: int) -> Trace:
        """The place of a whole row: no rule read the value itself there."""
        return self.trace(
            document, f"line:{line}" if _has_lines(document) else f"row:{line}", None, None, None
        )

    def _pieces_of(self, document: dict[str, Any]) -> Mapping[str, Piece] | tuple[str, str]:
        """What stands where in an original without lines, or why that cannot be told, in Thai and English;
        nothing where it is not read again."""
        sha256 = document["sha256"]
        if self._read_again is None:
            return {}
        if sha256 not in self._pieces:
            try:
                self._pieces[sha256] = self._read_again(sha256)
            except ArchiveDamaged as damaged:
                self._pieces[sha256] = damaged.message_th, damaged.message_en
            except UnreadableDocument as unreadable:
                why = f"{unreadable.rule} {unreadable.detail}".strip()
                self._pieces[sha256] = (
                    f"อ่านต้นฉบับซ้ำไม่ได้ ({why}) ข้อความนี้เป็นของคลังข้อมูล ซึ่งปิดชื่อบุคคลไว้",
                    f"the original could not be read again ({why}): this is the text of the warehouse, "
                    "persons masked",
                )
        return self._pieces[sha256]

    def _lines_of(self, document: dict[str, Any]) -> list[str] | ArchiveDamaged:
        """The lines of an original as its reader numbered them: decoded, without BOM."""
        sha256 = document["sha256"]
        if sha256 not in self._lines:
            try:
                content = self._archive.read(sha256)
                text = content.decode(document["encoding"] or "utf-8", errors="replace")
                self._lines[sha256] = text.removeprefix("\ufeff").splitlines()
            except ArchiveDamaged as damaged:
                self._lines[sha256] = damaged
        return self._lines[sha256]


def _has_lines(document: dict[str, Any]) -> bool:
    return document["media_type"] in _OF_LINES


def _no_place(locator: str) -> dict[str, str]:
    return {
        "problem_th": f"ต้นฉบับไม่มีตำแหน่ง {locator}",
        "problem": f"the original has no place {locator}",
    }
