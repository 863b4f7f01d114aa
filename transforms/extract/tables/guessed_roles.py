"""Columns of measures known by what their cells hold, where no heading tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from transforms.document import Row
from transforms.extract.tables.cell_contents import (
    EMPTY,
    INDICATOR,
    NUMBER,
    ORDINAL,
    RESPONSIBLE,
    STATUS,
    TIME,
    WORDS,
    CellContents,
)
from transforms.normalize.codes import item_code

_MOST_OF = 0.5
_FEWEST_ROWS = 2


def column_contents(rows: Sequence[Row], column: int, contents: CellContents) -> str | None:
    """What most of the filled cells of a column hold; ``None`` where they hold nothing or this and that."""
    found = Counter(
        contents.of(row.cells[column].text)
        for row in rows
        if column < len(row.cells) and row.cells[column].text
    )
    del found[EMPTY]
    if not found:
        return None
    content, count = found.most_common(1)[0]
    return content if count >= _MOST_OF * found.total() else None


def guessed_roles(rows: Sequence[Row], contents: CellContents) -> tuple[str | None, ...] | None:
    """The roles of a table without a heading. Codes of disclosure items tell themselves; it is one of
    measures only where one column holds departments, one words, and another times, statuses or indicators;
    one of a single row where there is a time."""
    width = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
    held = [column_contents(rows, column, contents) for column in range(width)]
    if lists_items(rows):
        return _roles_of_items(held) if len(rows) >= _FEWEST_ROWS else None
    if held.count(RESPONSIBLE) != 1 or held.count(TIME) > 1 or WORDS not in held or NUMBER in held:
        return None
    others = {TIME, STATUS, INDICATOR} & set(held)
    if not others or (len(rows) < _FEWEST_ROWS and TIME not in others):
        return None
    last = max(at for at, content in enumerate(held) if content in (RESPONSIBLE, TIME))
    words = [column for column, content in enumerate(held) if content == WORDS]
    before = [column for column in words if column < last] or words[:1]
    roles: list[str | None] = [
        {
            RESPONSIBLE: "responsible",
            TIME: "time",
            ORDINAL: "ordinal",
            INDICATOR: "indicator",
            STATUS: "status",
        }.get(content or "")
        for content in held
    ]
    if len(before) > 2 and "indicator" not in roles:
        names = ["issue", "measure", "steps"]
    elif len(before) == 2 and "indicator" not in roles and "ordinal" not in roles:
        names = ["issue", "measure"]
    else:
        names = ["measure", "steps"]
    for column, name in zip(before, names, strict=False):
        roles[column] = name
    behind = [column for column in words if column not in before]
    if behind:
        roles[behind[0]] = "result"
    return tuple(roles)


def lists_items(rows: Sequence[Row]) -> bool:
    """Whether most rows begin with the code of a disclosure item."""
    first = [next((cell.text for cell in row.cells if cell.text), "") for row in rows]
    return 2 * sum(item_code(text) is not None for text in first) > len(first)


def _roles_of_items(held: Sequence[str | None]) -> tuple[str | None, ...] | None:
    if len(held) < 3 or not {RESPONSIBLE, STATUS} & set(held):
        return None
    roles: list[str | None] = ["item_code", "item_name"]
    for column in range(2, len(held)):
        role = {RESPONSIBLE: "responsible", STATUS: "status", TIME: "time"}.get(held[column] or "")
        if role is None and held[column] == WORDS:
            role = (
                "item_elements" if "responsible" not in roles and "item_elements" not in roles else "result"
            )
        roles.append(role if role not in roles else None)
    return tuple(roles)


def lies_below(first: Row, roles: Sequence[str | None], contents: CellContents) -> bool:
    """Whether the first row is a heading that nobody knows: it holds neither departments nor a time where
    all other rows do."""
    typed = [
        contents.of(cell.text)
        for cell, role in zip(first.cells, roles, strict=False)
        if role in (RESPONSIBLE, TIME)
    ]
    return bool(typed) and all(content == WORDS for content in typed)
