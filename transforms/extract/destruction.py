"""How badly a document is damaged, by the injuries that show.

Single injuries are mended or flagged where they are. Where they stand in almost every line, others that do
not show stand beside them: no row of such a document is relied on before somebody has looked at it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from transforms.document import Document, Paragraph
from transforms.extract.tables.logical_tables import LogicalTable

#: Digits of two scripts or a letter in one number; a Latin scrap between Thai words; a mark torn off its
#: letter.
_SLIGHT = re.compile(
    r"[0-9][๐-๙]|[๐-๙][0-9]|[0-9๐-๙][OoIl|][0-9๐-๙]"
    r"|(?<=[ก-๎] )[a-z]{1,3}\.?(?= [ก-๎])"
    r"|[ก-๎] +[ั-ฺ็-๎]|[เแโใไ] +[ก-ฮ]"
)
#: Letters that nobody writes any more.
_OBSOLETE = re.compile("[ฃฅ]")
_GRAVE = 2
#: So many injuries at least, and so many in a thousand Thai letters.
_FEWEST, _IN_A_THOUSAND = 8, 2.0


def is_destroyed(document: Document, tables: Sequence[LogicalTable], ruined: Collection[int]) -> bool:
    """Whether injuries show all over the document: in its text outside ``ruined`` blocks, as rows that had
    to be put right, and as blocks that are ruined altogether."""
    parts: list[str] = []
    for index, block in enumerate(document.blocks):
        if index in ruined:
            continue
        if isinstance(block, Paragraph):
            parts.append(block.text)
        else:
            parts += (cell.text for row in block.rows for cell in row.cells)
    text = "\n".join(parts)
    rows = [row for table in tables for row in table.rows if row.block not in ruined]
    injuries = len(_SLIGHT.findall(text)) + _GRAVE * len(_OBSOLETE.findall(text))
    injuries += sum(bool(row.moved or row.doubtful) for row in rows) + _GRAVE * _stretches(ruined)
    if injuries < _FEWEST:
        return False
    letters = (len(text.encode()) - len(text)) // 2  # a Thai letter takes three bytes
    return 1000 * injuries >= _IN_A_THOUSAND * letters


def _stretches(ruined: Collection[int]) -> int:
    """Ruined blocks in sequence are one injury."""
    return sum(index - 1 not in ruined for index in ruined)
