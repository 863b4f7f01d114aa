"""Fields of Word: the code is not text, its result is. A page number says nothing, nor does the day on which
the document was opened last."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from transforms.document import BOX_EMPTY, BOX_TICKED
from transforms.read.word.names import child, is_on, number, value, w

_NOT_SAID = frozenset({"PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES", "DATE", "TIME"})
_ADDRESS = re.compile(r"\s*HYPERLINK\s+\"?(https?:[^\"\s]+)", re.IGNORECASE)
_LONGEST_CODE = 4_000


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    has_result: bool = False


class Fields:
    """The fields that are open at the place of reading: they begin in one run and may end in a later
    paragraph."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def hides(self) -> bool:
        """Whether what stands here is a code, or a result that says nothing."""
        return any(not opened.has_result or self._command(opened) in _NOT_SAID for opened in self._open)

    @property
    def address(self) -> str:
        """Where the innermost field that is a hyperlink points; else ``""``."""
        for opened in reversed(self._open):
            if opened.has_result and (match := _ADDRESS.match("".join(opened.code))):
                return match[1]
        return ""

    def mark(self, element: Any) -> str:
        """Goes over one ``w:fldChar``; returns what a form's own box or list shows here."""
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            shown = "" if self.hides else form_field(child(element, "ffData"))
            self._open.append(_Field())
            return shown
        if kind == "separate" and self._open:
            self._open[-1].has_result = True
        elif kind == "end" and self._open:
            self._open.pop()
        return ""

    def end_paragraph(self) -> None:
        """Forgets fields that were never ended and would hide all that follows."""
        self._open = [
            opened for opened in self._open if opened.has_result and self._command(opened) not in _NOT_SAID
        ]

    def add_code(self, text: str) -> None:
        """A piece of a field's code."""
        if self._open and not self._open[-1].has_result and len(self._open[-1].code) < _LONGEST_CODE:
            self._open[-1].code.append(text)

    @staticmethod
    def _command(opened: _Field) -> str:
        return "".join(opened.code).strip().partition(" ")[0].upper()


def says_nothing(code: str) -> bool:
    """Whether the result of a field of this code is no text of the document."""
    return code.strip().partition(" ")[0].upper() in _NOT_SAID


def form_field(data: Any) -> str:
    """What ``w:ffData`` (or ``None``) shows without a run of its own: a box, the chosen entry of a list."""
    box = child(data, "checkBox")
    if box is not None:
        ticked = is_on(child(box, "checked"))
        if ticked is None:
            ticked = bool(is_on(child(box, "default")))
        return BOX_TICKED if ticked else BOX_EMPTY
    choices = child(data, "ddList")
    if choices is not None:
        entries = [value(entry) for entry in choices.findall(w("listEntry"))]
        chosen = child(choices, "result")
        at = number(value(chosen if chosen is not None else child(choices, "default"), "0"))
        return entries[at] if 0 <= at < len(entries) else ""
    return ""
