"""Which column holds what: the heading of a table, torn or refined by a second row, and its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transforms.document import Cell, Row
from transforms.extract.tables.cell_contents import INDICATOR, RESPONSIBLE, TIME, WORDS
from transforms.extract.tables.guessed_roles import column_contents, guessed_roles, lies_below
from transforms.extract.tables.headings import STATUS_COLUMN, HeadingReader
from transforms.normalize.codes import item_code, question_codes
from transforms.normalize.digits import parse_score, to_arabic

MEASURES = "measures"
DISCLOSURES = "disclosures"
SCORES = "scores"
ORGANIZATIONS = "organizations"
OTHER = "other"

Roles = tuple[str | None, ...]

#: At most so many rows with a title of the whole table stand above its heading.
_TITLE_ROWS = 4
_LONGEST_TORN = 40
_MOST_TORN_ROWS = 3
_DIGITS = re.compile(r"[\d\s.()]+")
_SHORTEST_ISSUE = 6
#: Columns of a table of measures that hold nothing but the code of a question or item, or but the number
#: of an indicator.
CODE, INDICATOR_NUMBER = "code", "indicator_number"
_NUMBER_OF_INDICATOR = re.compile(r"\s*(?:10|[1-9])\s*\.?\s*")
_LONGEST_CODE = 12


@dataclass(frozen=True, slots=True)
class TableHeading:
    """``roles`` by column, ``rows`` that the heading takes, and its last row (``None`` where the table has
    none). ``guessed`` are the roles that only the content of their column gives."""

    roles: Roles
    rows: int
    cells: tuple[Cell, ...] = ()
    guessed: frozenset[str] = frozenset()


def table_heading(rows: Sequence[Row], headings: HeadingReader) -> TableHeading | None:
    """The heading among the first rows: one row, two of which the second refines the first, or a row
    that is torn over two lines."""
    for position in range(min(_TITLE_ROWS + 1, len(rows))):
        if position and len({cell.text for cell in rows[position - 1].cells if cell.text}) > 2:
            break  # not a title above the heading
        roles = headings.roles(rows[position])
        if roles is not None:
            merged = _refined(roles, rows[position + 1 :], headings)
            if merged is not None:
                return TableHeading(merged, position + 2, rows[position + 1].cells)
        torn = _torn(rows[position:], headings, roles)
        if torn is not None:
            return TableHeading(torn[0], position + torn[1], rows[position].cells)
        if roles is not None:
            return TableHeading(roles, position + 1, rows[position].cells)
    return None


def heading_by_content(rows: Sequence[Row], headings: HeadingReader) -> TableHeading | None:
    """The columns of a table of measures whose heading is missing or not known, by what its cells hold;
    what is known of its first row wins."""
    guess = guessed_roles(rows, headings.contents)
    if guess is None:
        return None
    first = rows[0]
    if len(rows) > 2 and lies_below(first, guess, headings.contents):
        said = [headings.role(cell.text) for cell in first.cells]
        roles = tuple(
            (said[at] if at < len(said) and said[at] not in guess else None) or role
            for at, role in enumerate(guess)
        )
        return TableHeading(roles, 1, first.cells, _free(guess) - {role for role in said if role})
    return TableHeading(guess, 0, (), _free(guess))


def _free(roles: Roles) -> frozenset[str]:
    return frozenset(role for role in roles if role in ("indicator", "issue", "measure", "steps"))


def _torn(rows: Sequence[Row], headings: HeadingReader, alone: Roles | None) -> tuple[Roles, int] | None:
    """The roles of a heading whose words are torn over two or three rows, if they tell more together."""
    known = sum(role is not None for role in alone or ())
    best: tuple[Roles, int] | None = None
    for count in range(2, min(_MOST_TORN_ROWS, len(rows) - 1) + 1):
        parts = rows[:count]
        if len({len(row.cells) for row in parts}) > 1 or not _is_headlike(parts[-1], headings):
            break
        joined = tuple(
            Cell("", "".join(row.cells[at].text for row in parts), parts[0].cells[at].place)
            for at in range(len(parts[0].cells))
        )
        roles = headings.roles(Row(joined, parts[0].place))
        told = sum(role is not None for role in roles or ())
        if roles is not None and told > known:
            best, known = (roles, count), told
    return best


def holds_content(row: Row, headings: HeadingReader) -> bool:
    """Whether a row whose words look like headings holds what no heading does."""
    return any(headings.contents.of(cell.text) in (RESPONSIBLE, INDICATOR) for cell in row.cells if cell.text)


def _is_headlike(row: Row, headings: HeadingReader) -> bool:
    texts = [cell.text for cell in row.cells if cell.text]
    typed = (RESPONSIBLE, TIME)
    return bool(texts) and all(
        len(text) <= _LONGEST_TORN and headings.contents.of(text) not in typed for text in texts
    )


def _refined(roles: Roles, rows: Sequence[Row], headings: HeadingReader) -> Roles | None:
    """The roles where the row below the heading refines it: as wide, or the statuses alone that stand
    below its column of results."""
    second = headings.roles(rows[0], below=True) if rows else None
    if second is None or holds_content(rows[0], headings):
        return None
    if len(second) >= len(roles):
        return tuple(low or (roles[at] if at < len(roles) else None) for at, low in enumerate(second))
    results = [at for at, role in enumerate(roles) if role in ("result", "status")]
    statuses = all(role is not None and role.startswith(STATUS_COLUMN) for role in second)
    width = len(roles) - 1 + len(second)
    if not statuses or not results or not any(len(row.cells) == width for row in rows[1:3]):
        return None
    return (*roles[: results[0]], *second, *roles[results[0] + 1 :])


def table_kind(roles: Roles, rows: Sequence[Row]) -> str:
    """What a table with these columns lists."""
    present = {role for role in roles if role}
    if "item_elements" in present or {"item_code", "item_name"} <= present or "item_name" in present:
        return DISCLOSURES
    coded = [item_code(row.cells[0].text) for row in rows if row.cells and row.cells[0].text]
    if rows and sum(code is not None for code in coded) * 2 > len(rows) and "measure" not in present:
        return DISCLOSURES
    years = any(role.startswith("year:") for role in present)
    if "organization" in present and ("score" in present or years):
        return ORGANIZATIONS
    if "measure" in present or "steps" in present or ({"issue", "responsible"} <= present):
        return MEASURES
    if {"responsible", "time"} <= present and "score" not in present:
        return MEASURES
    if {"issue", "time"} <= present or (
        present & {"issue", "indicator"} and "result" in present and not _are_numbers(roles, rows, "result")
    ):
        return MEASURES
    if "score" in present or years:
        return SCORES
    return OTHER


def _are_numbers(roles: Roles, rows: Sequence[Row], role: str) -> bool:
    """Whether a column holds numbers: results of an assessment, not of measures."""
    column = roles.index(role)
    texts = [row.cells[column].text for row in rows if column < len(row.cells) and row.cells[column].text]
    return bool(texts) and 2 * sum(parse_score(text) is not None for text in texts) > len(texts)


def settled_roles(roles: Roles, kind: str, rows: Sequence[Row], headings: HeadingReader) -> Roles:
    """Roles by position or content where the kind decides them: a table of disclosure items begins with
    the code and the name, whatever the scanner made of their headings."""
    settled = list(roles)
    if kind == DISCLOSURES:
        if len(settled) >= 2:
            settled[0] = "item_code"
            settled[1] = "item_name"
        for column, role in enumerate(settled):
            if role == "issue" and column > 1:
                settled[column] = "item_elements"
    if kind == MEASURES:
        _settle_measures(settled, rows, headings)
    return tuple(settled)


def _settle_measures(settled: list[str | None], rows: Sequence[Row], headings: HeadingReader) -> None:
    for column, role in enumerate(settled):
        if role in (None, "item_code", "ordinal", "indicator", "issue") and _most(rows, column, _is_code):
            settled[column] = CODE if CODE not in settled else None
        elif role == "indicator" and _most(rows, column, _is_number_of_indicator):
            settled[column] = INDICATOR_NUMBER
    for column, role in enumerate(settled):
        if role is None and (content := column_contents(rows, column, headings.contents)) in (
            RESPONSIBLE,
            TIME,
        ):
            settled[column] = content if content not in settled else None
    if "measure" in settled:
        first = settled.index("measure")
        for column in range(first + 1, len(settled)):
            if settled[column] == "measure" and settled.count("responsible") < 2:
                settled[column] = "steps" if "steps" not in settled else None
        if not {"issue", "indicator"} & set(settled):
            for column in range(first):
                if settled[column] is None and _has_words(rows, column):
                    settled[column] = "issue"  # whatever it is headed: what the measure is against
                    break
    elif "issue" not in settled and ("indicator" not in settled or RESPONSIBLE in settled):
        for column, role in enumerate(settled):
            if role is None and column_contents(rows, column, headings.contents) in (WORDS, None):
                settled[column] = "measure"
                break


def _is_code(text: str) -> bool:
    if len(text) > _LONGEST_CODE:
        return False
    return item_code(text) is not None or any(code.kind == "exact" for code in question_codes(text))


def _is_number_of_indicator(text: str) -> bool:
    return _NUMBER_OF_INDICATOR.fullmatch(to_arabic(text)) is not None


def _most(rows: Sequence[Row], column: int, holds: Callable[[str], bool]) -> bool:
    """Whether more than two thirds of the filled cells of a column, two or more, hold such a text."""
    texts = [row.cells[column].text for row in rows if column < len(row.cells) and row.cells[column].text]
    return len(texts) > 1 and 3 * sum(map(holds, texts)) > 2 * len(texts)


def _has_words(rows: Sequence[Row], column: int) -> bool:
    texts = [row.cells[column].text for row in rows if column < len(row.cells)]
    return any(len(_DIGITS.sub("", text)) >= _SHORTEST_ISSUE for text in texts)
