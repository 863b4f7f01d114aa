"""Lists of indicator scores as printed, in tables and in running text.

What looks like a score and is none stays out here: means of a country, a province or a type,
targets, differences, weighted points, ranks, other schemes (LPA, MOIT).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from transforms.document import Document, Paragraph
from transforms.extract.scores.attribution import ScoreRow, attributed
from transforms.extract.scores.indicators import IndicatorReader
from transforms.extract.scores.plain_tables import in_plain_table
from transforms.extract.scores.prose import listed_without_label, means_in_text, rows_in_text
from transforms.extract.scores.score_list import DamagedScore, InstrumentMean, ScoreList, ScoreMention
from transforms.extract.scores.tables import in_headed_table
from transforms.extract.scores.wordings import foreign_tables
from transforms.extract.tables.logical_tables import MEASURES, ORGANIZATIONS, SCORES, LogicalTable

__all__ = ["DamagedScore", "InstrumentMean", "ScoreList", "ScoreMention", "score_lists"]

#: A paragraph longer than this between two lines of scores ends a list.
_LONGEST_BETWEEN = 60
#: A table of so few rows so near to a list is a part of it that a page or a ruined row cut off.
_FRAGMENT, _NEAR = 6, 2


def score_lists(
    document: Document,
    tables: Iterable[LogicalTable],
    ruined: Iterable[int],
    indicators: IndicatorReader,
) -> list[ScoreList]:
    """Lists of indicator scores in tables and in running text, in order. Lists in ruined blocks are
    given too, marked: they count only if their sum proves them. A list may hold means alone."""
    skipped = set(ruined)
    kinds: dict[int, LogicalTable] = {}
    goes_on_in: set[int] = set()  # blocks that a page break cut off from the table above
    for table in tables:
        kinds[table.block] = table
        if table.kind in (MEASURES, SCORES):
            goes_on_in.update(row.block for row in table.rows)
    found: list[ScoreList] = []
    run = _Run()
    last_list = -_NEAR - 1
    foreign = foreign_tables(document)
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if index in skipped:
                mention = listed_without_label(block.text, block.place)
                run.add_unlabelled(mention, index)
                continue
            rows = rows_in_text(block.text, block.place, indicators)
            means = means_in_text(block.text, block.place)
            if rows:
                last_list = index
            if rows or means:
                run.add(rows, means, index)
            elif len(block.text) > _LONGEST_BETWEEN:
                found.extend(run.closed())
            continue
        found.extend(run.closed())
        part = kinds.get(index)
        if index in foreign:
            continue
        if part is None and index in goes_on_in and index not in skipped:
            found.extend(_further(in_plain_table(block, index, False, indicators), found))
            last_list = index
            continue
        if part is not None and part.kind == ORGANIZATIONS and index not in skipped:
            continue
        headed: list[ScoreList] = []
        if part is not None and part.kind in (SCORES, MEASURES) and index not in skipped:
            headed = in_headed_table(part, indicators)
            found.extend(headed)
        if part is None or part.kind not in (MEASURES, SCORES) or index in skipped:
            goes_on = bool(found) and 0 < index - last_list <= _NEAR and len(block.rows) <= _FRAGMENT
            least = 1 if goes_on else 3
            headed = in_plain_table(block, index, index in skipped, indicators, least)
            found.extend(headed)
        if headed:
            last_list = index
    found.extend(run.closed())
    return [scores for scores in found if scores.mentions or scores.damaged or scores.means]


def _further(plain: Iterable[ScoreList], known: Iterable[ScoreList]) -> list[ScoreList]:
    """Of lists in the continuation of a table that is read already what its columns did not give: these
    scores do not stand where their columns are."""
    numbers = {mention.indicator_no for scores in known for mention in scores.mentions}
    numbers |= {one.indicator_no for scores in known for one in scores.damaged}
    return [
        replace(
            scores,
            mentions=tuple(
                replace(mention, label_conflict=True)
                for mention in scores.mentions
                if mention.indicator_no not in numbers
            ),
            damaged=tuple(one for one in scores.damaged if one.indicator_no not in numbers),
        )
        for scores in plain
    ]


class _Run:
    """Lines of scores that follow each other."""

    def __init__(self) -> None:
        self._rows: list[ScoreRow] = []
        self._means: list[InstrumentMean] = []
        self._unlabelled: list[ScoreMention] = []
        self._block = 0

    def add(self, rows: list[ScoreRow], means: list[InstrumentMean], block: int) -> None:
        """One more line or paragraph."""
        if not self._rows and not self._means:
            self._block = block
        self._rows.extend(rows)
        self._means.extend(means)

    def add_unlabelled(self, mention: ScoreMention | None, block: int) -> None:
        """One more ruined line, if it is a number and a score."""
        if mention is not None:
            if not self._unlabelled and not self._rows:
                self._block = block
            self._unlabelled.append(mention)

    def closed(self) -> list[ScoreList]:
        """The list of the lines so far; begins a new one."""
        mentions, damaged = attributed(self._rows)
        found = [ScoreList(mentions, None, self._block, False, damaged, tuple(self._means))]
        if sorted(mention.indicator_no for mention in self._unlabelled) == list(range(1, 11)):
            found.append(ScoreList(tuple(self._unlabelled), None, self._block, True))
        self._rows, self._means, self._unlabelled = [], [], []
        return found
