"""Columns of measures known by what their cells hold, where no heading tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from transforms.document import Row
from transforms.extract.cell_contents import (
    EMPTY,
    INDICATOR,
    ORDINAL,
    RESPONSIBLE,
    STATUS,
    TIME,
    WORDS,
    CellContents,
)

_MOST_OF = 0.6
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
    """The roles of a table without a heading: it is one of measures only where one column holds
    departments, one times, and one words."""
    if len(rows) < _FEWEST_ROWS:
        return None
    width = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
    held = [column_contents(rows, column, contents) for column in range(width)]
    if held.count(RESPONSIBLE) != 1 or held.count(TIME) != 1 or WORDS not in held:
        return None
    last = max(held.index(RESPONSIBLE), held.index(TIME))
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


def lies_below(first: Row, roles: Sequence[str | None], contents: CellContents) -> bool:
    """Whether the first row is a heading that nobody knows: it holds neither departments nor a time where
    all other rows do."""
    typed = [
        contents.of(cell.text)
        for cell, role in zip(first.cells, roles, strict=False)
        if role in (RESPONSIBLE, TIME)
    ]
    return bool(typed) and all(content == WORDS for content in typed)
