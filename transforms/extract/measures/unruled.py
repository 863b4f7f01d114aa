"""Measures written without a table of measures: numbered paragraphs, blocks of ``name: value``, tables of
two columns with a field a row, and tables that lie on their side.

What was not drawn as a table is a measure only where its fields prove it: departments or a time must be
read behind a name of such a field. Prose that merely mentions somebody is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from transforms.document import Cell, Document, Paragraph, Place, Row, Table
from transforms.extract.measures.field_labels import FIELD_ROLES
from transforms.extract.tables.cell_contents import RESPONSIBLE, TIME
from transforms.extract.tables.headings import HeadingReader
from transforms.extract.tables.logical_rows import LogicalRow
from transforms.normalize.digits import to_arabic
from transforms.normalize.thai import squeeze
from transforms.read.cell_html import text_of

_TITLES = ("measure", "issue", "steps")
_HEADS = frozenset({"indicator", "issue", "measure"})
_LISTS = frozenset({"steps", "issue", "result", "outcome", "recommendation", "problem", "measure"})
_EXPLICIT = re.compile(
    r"^\W*(?:มาตรการ|กิจกรรม|โครงการ)(?:/กิจกรรม)?\s?(?:ที่|ข้อที่)\s?([0-9]{1,2})(?![0-9.])\s?[:.)\-–]?\s*"
)
_NUMBER = re.compile(r"^\s*(\(?)([0-9]{1,2}(?:\.[0-9](?![0-9]))?)([.)]?)\s?(?=[^\d\s.)])")
_HEADING_OF_SECTION = re.compile(r"^\W*(?:ตัวชี้วัด|เครื่องมือ|แบบวัด|แบบตรวจ|IIT|EIT|OIT|ส่วนที่|ลงชื่อ|หมายเหตุ)")
#: A line that names an instrument or an indicator and nothing more.
_INDICATOR_ABOVE = re.compile(r"^(?:ตัวชี้วัด|เครื่องมือ|แบบวัด|แบบตรวจ|IIT|EIT|OIT)[^:：]{0,80}$")
_COLON = re.compile(r"\s?[:：]")
_LONGEST_LABEL = 60
_LONGEST_HEAD = 90
_FEWEST_NAMED = 4
_MOST_WORDS = 4
_SHORTEST_NAME = 5
_SHORTEST_LISTED = 9
_BOLD = re.compile(r"\W*[0-9๐-๙.]{0,4}[.)]?\s*(?:\*\*|<b>|<strong>)(.{2,90}?)(?:\*\*|</b>|</strong>)")
_FEWEST_FIELDS_ACROSS = 3


@dataclass(slots=True)
class _Record:
    """One measure while it is gathered."""

    block: int
    line: int
    explicit: int = 0  # its number, where the text calls it a measure
    named: bool = False  # a field names the wording of the measure
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)  # the fields that a name stands before
    last: str | None = None
    style: str = ""
    last_line: int = 0

    def put(self, role: str, text: str, place: Place) -> None:
        fragments = self.cells.setdefault(role, [])
        if text:
            fragments.append(Cell(text, text, place))
        self.last, self.last_line = role, place.line

    def text(self, role: str) -> str:
        return "\n".join(cell.text for cell in self.cells.get(role, ()))


@dataclass(frozen=True, slots=True)
class UnruledTable:
    """Measures that follow each other, as the rows of a table that was not drawn."""

    roles: tuple[str, ...]
    rows: tuple[LogicalRow, ...]
    block: int


def unruled_measures(
    document: Document, taken: frozenset[int], headings: HeadingReader
) -> list[UnruledTable]:
    """The measures outside the blocks in ``taken`` (tables that are understood)."""
    found: list[UnruledTable] = []
    gathering = _Gathering(headings)
    for index, block in enumerate(document.blocks):
        if index in taken:
            found += gathering.close_all()
        elif isinstance(block, Paragraph):
            gathering.paragraph(block, index)
        elif (across := on_its_side(block, index, headings)) is not None:
            found += [*gathering.close_all(), across]
        else:
            for row in block.rows:
                if (pair := _field_and_value(row, headings)) is not None:
                    gathering.named_field(*pair, index)
                else:
                    gathering.close_record()
    return [*found, *gathering.close_all()]


class _Gathering:
    """Records in their order, of the text read so far."""

    def __init__(self, headings: HeadingReader) -> None:
        self._headings = headings
        self._labels = headings.labels
        self._contents = headings.contents
        self._open: _Record | None = None
        self._done: list[_Record] = []

    def paragraph(self, paragraph: Paragraph, block: int) -> None:
        """Reads one line of running text."""
        text, place = paragraph.text, paragraph.place
        plain = to_arabic(text)
        if (explicit := _EXPLICIT.match(plain)) is not None and ":" not in plain[: explicit.start(1)]:
            self._begin(block, place.line, explicit=int(explicit[1]))
            self._fields(text[explicit.end() :], block, place, explicit.end(), "measure")
            return
        if _INDICATOR_ABOVE.match(plain):
            self.close_record()  # it heads the measures below, and is the first line of none
            return
        number = _NUMBER.match(plain)
        if (label := _label(paragraph, number.end() if number else 0, self._headings)) is not None:
            role, value, start = label
            self._field(role, value, block, replace(place, start=place.start + start))
            return
        fields = self._labels.fields(text[number.end() :] if number else text)
        if number is not None and not (fields and fields[0].role):
            style = f"{number[1]}{'.' if '.' in number[2] else ''}{number[3]}"
            goes_on = self._open is not None and self._open.last in _LISTS and self._open.style != style
            if not goes_on or any(one.role in (RESPONSIBLE, TIME) for one in fields):
                self._begin(block, place.line, style=style)
                self._fields(text[number.end() :], block, place, number.end(), "measure")
                return
        if not any(one.role for one in fields):
            self._continue(text, place)
            return
        self._fields(text[number.end() :] if number else text, block, place, number.end() if number else 0)

    def named_field(self, role: str, cell: Cell, block: int) -> None:
        """A field with its value, from a table of two columns."""
        self._field(role, cell.text, block, cell.place)

    def close_record(self) -> None:
        """What comes next does not belong to the record that is open."""
        if self._open is not None:
            self._done.append(self._open)
            self._open = None

    def close_all(self) -> list[UnruledTable]:
        """What was gathered, if it proves to be measures."""
        self.close_record()
        records, self._done = self._done, []
        proven = {id(record) for record in records if self._proves(record)}
        numbers = {record.explicit for record in records if id(record) in proven}
        kept = [
            record
            for record in records
            if id(record) in proven
            or (record.explicit and numbers - {0} and record.explicit not in numbers and _titled(record))
        ]
        if not kept:
            return []
        roles = tuple(dict.fromkeys(role for record in kept for role in record.cells))
        rows = tuple(LogicalRow(record.cells, record.line, record.block) for record in kept)
        return [UnruledTable(roles, rows, kept[0].block)]

    def _proves(self, record: _Record) -> bool:
        if not _titled(record):
            return False
        said = bool(self._contents.is_departments(record.text(RESPONSIBLE)[:240])) + bool(
            self._contents.is_time(record.text(TIME)[:240])
        )
        others = sum(bool(record.text(role)) for role in ("steps", "result", "status", "outcome"))
        if said == 2 or (said == 1 and bool(record.explicit or record.named)):
            return True
        if len(record.labels) >= _FEWEST_NAMED and {RESPONSIBLE, TIME} & record.labels:
            return bool({"measure", "issue"} & record.labels)
        titled_by_name = record.named or ("issue" in record.cells and said == 1)
        return titled_by_name and bool(record.text(RESPONSIBLE)) and others > 0

    def _begin(self, block: int, line: int, explicit: int = 0, style: str = "") -> None:
        head = self._open
        if (
            head is not None
            and head.cells
            and set(head.cells) <= {"indicator", "issue"}
            and not head.explicit
        ):
            head.explicit, head.style = explicit, style  # what the measure is against stands above it
            return
        self.close_record()
        self._open = _Record(block, line, explicit=explicit, style=style)

    def _fields(self, text: str, block: int, place: Place, offset: int, lead: str | None = None) -> None:
        for one in self._labels.fields(text):
            where = replace(place, start=place.start + offset + one.start)
            if one.role is not None:
                self._field(one.role, one.text, block, where)
            elif lead is not None and self._open is not None:
                self._open.put(lead, one.text, where)
            elif self._open is not None:
                self._continue(one.text, where)

    def _field(self, role: str, text: str, block: int, place: Place) -> None:
        record = self._open
        if (
            record is None
            or (role in record.cells and record.text(role))
            or (
                role in _HEADS
                and any(one in record.cells for one in ("steps", RESPONSIBLE, TIME, "result"))
                and (record.text("measure") or role != "measure")
            )
        ):
            self.close_record()
            record = None
        if record is None:
            record = self._open = _Record(block, place.line)
        record.named = record.named or role == "measure"
        record.labels.add(role)
        record.put(role, text, place)

    def _continue(self, text: str, place: Place) -> None:
        record = self._open
        if record is None:
            return
        waiting = record.last is None or not record.text(record.last)
        near = place.line - record.last_line <= 1
        if _HEADING_OF_SECTION.match(text) or not (waiting or (near and record.last in _LISTS)):
            self.close_record()
            return
        record.put(record.last or "measure", text, place)


def _label(paragraph: Paragraph, start: int, headings: HeadingReader) -> tuple[str, str, int] | None:
    """The field whose name the line begins with, its value, and where that begins. The name stands in bold,
    or in a paragraph of its own, or it is written as in the reference file; behind a bullet nearly so."""
    line = paragraph.text[start:].lstrip(" -–•*")
    bulleted = paragraph.text[start:].lstrip()[:1] in "-–•"
    offset = len(paragraph.text) - len(line)
    bold = _BOLD.match(paragraph.raw)
    head, _, rest = line.partition("\n")
    if bold is not None and (role := headings.role(text_of(bold[1]).rstrip(" :："))) in FIELD_ROLES:
        name = text_of(bold[1])
        return role, line[len(name) :].strip(" :：-–") if line.startswith(name) else rest, offset
    if rest and len(head) <= _LONGEST_HEAD and (role := headings.role(head.rstrip(" :："))) in FIELD_ROLES:
        return role, rest.strip(), offset + len(head) + 1
    if (colon := _COLON.search(line[:_LONGEST_HEAD])) is not None and colon.start() >= _SHORTEST_NAME:
        name = line[: colon.start()]
        if "\n" not in name and (role := headings.role(name)) in FIELD_ROLES:
            return role, line[colon.end() :].strip(" -–\n"), offset + colon.end()
    words = head.split(" ")
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        name = " ".join(words[:count])
        role = headings.names_field(name) if len(name) >= _SHORTEST_NAME else None
        if role is None and count == 1 and bulleted and len(name) >= _SHORTEST_LISTED:
            role = headings.role(name)
        if role in FIELD_ROLES:
            return role, line[len(name) :].strip(" :：-–\n"), offset + len(name) + 1
    return None


def _titled(record: _Record) -> bool:
    return any(len(squeeze(record.text(role))) >= 4 for role in _TITLES)


def _field_and_value(row: Row, headings: HeadingReader) -> tuple[str, Cell] | None:
    """``มาตรการ`` and its value, in a row of two cells (a number may stand before them)."""
    cells = [cell for cell in row.cells if cell.text]
    if len(cells) == 3 and re.fullmatch(r"\W*[0-9]{1,2}\W*", to_arabic(cells[0].text)):
        cells = cells[1:]
    if len(cells) != 2 or len(cells[0].text) > _LONGEST_LABEL:
        return None
    role = headings.role(cells[0].text.rstrip(" :："))
    return (role, cells[1]) if role in FIELD_ROLES else None


def names_fields(table: Table, headings: HeadingReader) -> bool:
    """Whether a table of two columns holds one field a row, its name first."""
    if max(len(row.cells) for row in table.rows) > 3:
        return False
    pairs = [_field_and_value(row, headings) for row in table.rows]
    roles = {pair[0] for pair in pairs if pair is not None}
    return (
        len(roles) >= _FEWEST_FIELDS_ACROSS
        and bool({RESPONSIBLE, TIME} & roles)
        and 2 * pairs.count(None) < len(pairs)
    )


def on_its_side(table: Table, block: int, headings: HeadingReader) -> UnruledTable | None:
    """A table whose first column names the fields and whose other columns are a measure each."""
    width = max(len(row.cells) for row in table.rows)
    if width < 3 or len(table.rows) < _FEWEST_FIELDS_ACROSS:
        return None
    fields = list(_fields_down(table.rows, headings))
    roles = [role for role, _ in fields]
    if len(fields) > 1 and roles[0] in roles[1:] and fields[0][1] is table.rows[0]:
        del fields[0], roles[0]  # "หัวข้อ" above the names of the fields
    if len(set(roles)) < _FEWEST_FIELDS_ACROSS or len(set(roles)) != len(roles):
        return None
    if len(fields) < len(table.rows) - 1 or not {RESPONSIBLE, TIME} & set(roles):
        return None
    if not set(_TITLES) & set(roles):
        if len(fields) == len(table.rows) or not table.rows[0].cells[0].text:
            return None
        fields.insert(0, ("measure", table.rows[0]))
    measures = []
    for column in range(1, width):
        cells = {role: [row.cells[column]] for role, row in fields if column < len(row.cells)}
        if not any(cell.text for role in _TITLES for cell in cells.get(role, ())):
            continue
        first = next(cell for fragments in cells.values() for cell in fragments if cell.text)
        measures.append(LogicalRow(cells, first.place.line, block))
    return UnruledTable(tuple(role for role, _ in fields), tuple(measures), block) if measures else None


def _fields_down(rows: Sequence[Row], headings: HeadingReader) -> Iterator[tuple[str, Row]]:
    for row in rows:
        role = headings.role(row.cells[0].text.rstrip(" :：")) if row.cells[0].text else None
        if role in FIELD_ROLES:
            yield role, row
