"""Names of fields inside running text: ``ผู้รับผิดชอบ: กองคลัง  กำหนดแล้วเสร็จ ภายในเดือนมีนาคม``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.extract.tables.cell_contents import CellContents
from transforms.reference import Reference

#: Fields that a measure written without a table is made of.
FIELD_ROLES = frozenset(
    {
        "indicator", "issue", "measure", "steps", "responsible", "time", "result", "outcome",
        "expected", "recommendation", "status", "problem", "budget", "note",
    }
)  # fmt: skip
#: A shorter wording is a field only before a colon.
_SHORTEST_PLAIN = 7
_SHORTEST = 4
_COLON = r"\s?[:：]"


@dataclass(frozen=True, slots=True)
class Field:
    """The text of one field; ``role`` is ``None`` for what stands before the first field."""

    role: str | None
    text: str
    start: int


class FieldLabels:
    """Splits running text at the names of fields. A name without a colon counts only for departments
    and times, and only where such follow."""

    def __init__(self, reference: Reference, contents: CellContents) -> None:
        self._contents = contents
        self._roles: dict[str, str] = {}
        for header in reference.headers:
            wording = " ".join(header.wording.split())
            if header.match == "exact" and header.role in FIELD_ROLES and len(wording) >= _SHORTEST:
                self._roles.setdefault(wording, header.role)
        plain = [w for w, role in self._roles.items() if role in ("responsible", "time")]
        plain = [wording for wording in plain if len(wording) >= _SHORTEST_PLAIN]
        self._label = re.compile(
            rf"(?<![ก-๙A-Za-z])(?:(?P<colon>{_any(self._roles)}){_COLON}|(?P<plain>{_any(plain)})(?=[\s\-–]|$))\s*"
        )

    def fields(self, text: str) -> list[Field]:
        """The fields of one paragraph, in order; the first has no role where text stands before it."""
        matches = [match for match in self._label.finditer(text) if self._counts(text, match)]
        found: list[Field] = []
        first = matches[0].start() if matches else len(text)
        if lead := text[:first].strip(" -–•*\n("):
            found.append(Field(None, lead, text.index(lead)))
        ends = [match.start() for match in matches[1:]] + [len(text)]
        for match, end in zip(matches, ends, strict=False):
            value = text[match.end() : end]
            role = self._roles[match["colon"] or match["plain"]]
            found.append(Field(role, value.strip(" -–•*\n(|"), match.end()))
        return found

    def _counts(self, text: str, match: re.Match[str]) -> bool:
        if match["colon"]:
            return True
        following = self._label.search(text, match.end())
        value = text[match.end() : following.start() if following else len(text)].strip(" -–()")
        if not value:
            return match.start() == 0
        is_said = (
            self._contents.is_departments
            if self._roles[match["plain"]] == "responsible"
            else self._contents.is_time
        )
        return is_said(value)


def _any(wordings: object) -> str:
    assert hasattr(wordings, "__iter__")
    ordered = sorted(wordings, key=len, reverse=True)
    return "|".join(re.escape(wording).replace(r"\ ", r"\s?") for wording in ordered) or r"(?!)"
