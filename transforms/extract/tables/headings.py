"""Column headings into roles, by the reference file of header wordings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from transforms.document import Row
from transforms.extract.measures.field_labels import FieldLabels
from transforms.extract.scores.wordings import NO_SCORE
from transforms.extract.tables.cell_contents import cell_contents
from transforms.normalize.codes import item_code
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import matching_key
from transforms.normalize.thai_dates import ERA, MONTH, YEAR
from transforms.reference import Reference

#: A heading is short; a longer cell is content.
_LONGEST_HEADING = 120
_SIMILAR_ENOUGH = 88
#: Begins the role of a column that is headed by a status (``HeadingReader.role``).
STATUS_COLUMN = "status:"
QUARTER_COLUMN = "quarter:"
#: Begins the role of a column that is headed by a month; the month follows as printed.
MONTH_COLUMN = "month:"
#: The role of a status column that is headed as a percentage: its cells are bare numbers.
PERCENT = "percent"
_AS_PERCENTAGE = ("ร้อยละ", "%", "เปอร์เซ็นต์")
_SHORTEST_STATUS = 6
_SHORTEST_BARE = 3
_SHORTEST_PREFIX = 6
_SHORTEST_FUZZY_PREFIX = 9
_TONE_MARKS = re.compile("[\u0e47-\u0e4e]")
_BETWEEN_NAMES = re.compile(r"[/(\n]|และ|หรือ")
#: "ปี ๒๕๖๕" above a column of scores.
_QUARTER_HEADING = re.compile(r"^ไตรมาส(?:ที่)?([1-4])(?!\d)")
_MONTH_HEADING = re.compile(rf"\s*(?:เดือน\s?)?{MONTH}\s?{ERA}(?:{YEAR})?\s*")
_YEAR_HEADING = re.compile(r"^(?:ปี|ประจำปี|ปีงบประมาณ|คะแนนปี|พศ)*25\d\d$")


def _bare(key: str) -> str:
    return _TONE_MARKS.sub("", key)


def _without_conflicts(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The roles by wording, without the wordings that mean two."""
    found: dict[str, set[str]] = {}
    for wording, role in pairs:
        found.setdefault(wording, set()).add(role)
    return {wording: next(iter(roles)) for wording, roles in found.items() if len(roles) == 1}


class HeadingReader:
    """Reads the heading cells of tables. Made once a reference; results are remembered by wording."""

    def __init__(self, reference: Reference) -> None:
        self.contents = cell_contents(reference)
        self.labels = FieldLabels(reference, self.contents)
        self._exact = {matching_key(h.wording): h.role for h in reference.headers if h.match == "exact"}
        self._prefixes = sorted(
            ((matching_key(h.wording), h.role) for h in reference.headers if h.match == "prefix"),
            key=lambda pair: -len(pair[0]),
        )
        labels = {matching_key(s.wording): s.wording for s in reference.statuses if s.use == "label"}
        for key, wording in labels.items():
            if len(key) >= _SHORTEST_STATUS:
                self._exact.setdefault(key, STATUS_COLUMN + wording)
        self._wordings = [key for key in self._exact if len(key) >= 6]
        self._bare = _without_conflicts((_bare(key), role) for key, role in self._exact.items())
        self._bare_prefixes = [
            (_bare(prefix), role) for prefix, role in self._prefixes if len(_bare(prefix)) >= _SHORTEST_PREFIX
        ]
        self._known: dict[str, str | None] = {}

    def role(self, text: str) -> str | None:
        """The role of one heading (``HeaderWording.role``), ``year:2565`` for a year above scores,
        ``quarter:2``, ``month:ต.ค. ๖๔``, ``percent``, ``status:แล้วเสร็จ`` for a column that is ticked where
        that status holds, ``None`` where the wording is not known."""
        if not text or len(text) > _LONGEST_HEADING:
            return None
        if text not in self._known:
            if len(self._known) > 20_000:
                self._known.clear()
            month = _MONTH_HEADING.fullmatch(to_arabic(text)) is not None
            named = f"{MONTH_COLUMN}{' '.join(text.split())}" if month else self._look_up(matching_key(text))
            self._known[text] = named or self._of_first_part(text)
        return self._known[text]

    def names_field(self, text: str) -> str | None:
        """The role of a wording that is written as it stands in the reference file."""
        return self._exact.get(matching_key(text))

    def _of_first_part(self, text: str) -> str | None:
        """The role of ``มาตรการ`` in ``มาตรการ/แผนงานของหน่วยงาน``: the first of several names counts."""
        first, *others = _BETWEEN_NAMES.split(text)
        key = matching_key(first)
        if not others or len(key) < _SHORTEST_PREFIX:
            return None
        return self._exact.get(key) or self._bare.get(_bare(key))

    def _look_up(self, key: str) -> str | None:
        role = self._named(key)
        if role in ("result", "status") and key.endswith(_AS_PERCENTAGE):
            return PERCENT
        # "คะแนนเฉลี่ยจังหวัด", "ค่าเป้าหมาย": numbers like scores, of somebody else or of no year yet
        return "weight" if role == "score" and NO_SCORE.search(key) else role

    def _named(self, key: str) -> str | None:
        if not key:
            return None
        if quarter := _QUARTER_HEADING.match(key):
            return f"{QUARTER_COLUMN}{quarter[1]}"
        if key in self._exact:
            role = self._exact[key]
            return PERCENT if role == "status" and key.startswith("ร้อยละ") else role
        if _YEAR_HEADING.match(key):
            return f"year:{key[-4:]}"
        for prefix, role in self._prefixes:
            if key.startswith(prefix):
                return role
        return self._damaged(key)

    def _damaged(self, key: str) -> str | None:
        """The role of a wording that lost its tone marks or a letter or two."""
        bare = _bare(key)
        if len(bare) >= _SHORTEST_BARE and bare in self._bare:
            return self._bare[bare]
        for prefix, role in self._bare_prefixes:
            if bare.startswith(prefix):
                return role
        if len(key) >= 6:
            best = process.extractOne(key, self._wordings, scorer=fuzz.ratio, score_cutoff=_SIMILAR_ENOUGH)
            if best is not None:
                return self._exact[best[0]]
        for prefix, role in self._bare_prefixes:
            if len(prefix) >= _SHORTEST_FUZZY_PREFIX and len(bare) >= len(prefix) - 1:
                head = bare[: len(prefix)]
                if fuzz.ratio(head, prefix, score_cutoff=_SIMILAR_ENOUGH):
                    return role
        return None

    def roles(self, row: Row, below: bool = False) -> tuple[str | None, ...] | None:
        """The roles of a heading row, cell by cell, or ``None`` where the row is not a heading: at
        least two known headings, and at least half of the filled cells known. Names of statuses, quarters
        and months alone are a heading only ``below`` another one: elsewhere they are what a row says."""
        filled = [cell.text for cell in row.cells if cell.text]
        if len(filled) < 2 or any(len(text) > _LONGEST_HEADING for text in filled):
            return None
        if item_code(filled[0]) is not None:
            return None  # a row of a disclosure list, whose title may read like a heading
        roles = tuple(self.role(cell.text) for cell in row.cells)
        known = [role for role in roles if role]
        if len(known) < 2 or 2 * len(known) < len(filled) or len(set(known)) < 2:
            return None
        plain = {role for role in known if not role.startswith((STATUS_COLUMN, QUARTER_COLUMN, MONTH_COLUMN))}
        if len(plain) < len(set(known)) and all(
            role == "ordinal" or role.startswith("year:") for role in plain
        ):
            return roles if below else None  # the number and date of a letter between tabs
        return roles if below or len(plain) >= 2 else None


@lru_cache(maxsize=4)
def heading_reader(reference: Reference) -> HeadingReader:
    """The reader for ``reference``, made once."""
    return HeadingReader(reference)
