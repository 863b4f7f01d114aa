"""Which rows of an organization's reports of one year tell of the same measure.

The plan, the half-year report and the annual report write the same measure down again, seldom letter by
letter. Rows are matched one to one between documents, by question or item code, indicator and wording. A
wrong match is worse than a missing one: codes or indicators that contradict each other, numbers that differ,
or a second row that fits nearly as well keep rows apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from warehouse.wordings import comparable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: How alike wordings must be (0 to 100) where code or indicator speak for the match, and where nothing does.
SAME_ONLY_CODE, SAME_CODE, SAME_INDICATOR, WORDING_ALONE = 60.0, 78.0, 84.0, 90.0
#: By how much a match must be better than any other of either row.
MARGIN = 4.0
#: The measure's own wording must be this much alike whatever stands around it.
LEAST_TITLE = 55.0
#: What the columns weigh; those that either row lacks do not count.
_WEIGHTS = {"title": 0.7, "issue": 0.12, "steps": 0.12, "responsible": 0.06}
#: Taken off where one row has numbers that the other lacks.
_LACKS_NUMBERS = 4.0

_NUMBERING = re.compile(r"^\W*(?:[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*\s*[.)]|[-•*])\s*")
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class ToldMeasure:
    """One row of one report. ``key`` is the one that reading gave it, from the document alone;
    ``document`` orders documents: those whose measures name the keys come first."""

    measure_id: str
    key: str
    document: tuple[object, ...]
    ordinal: int
    indicator_no: int | None
    question_code: str | None
    texts: tuple[str | None, ...]
    """Title, issue, steps and responsible, as they stand in the warehouse."""


@dataclass(slots=True)
class _Row:
    told: ToldMeasure
    occurrence: int
    texts: tuple[str, ...]
    numbers: Counter[str]
    #: Whether no other row of its document has its code.
    only_of_code: bool


@dataclass(slots=True)
class _Measure:
    key: str
    rows: list[_Row] = field(default_factory=list)

    @property
    def keys(self) -> set[tuple[str, int]]:
        """What its rows were called in their documents."""
        return {(row.told.key, row.occurrence) for row in self.rows}


def matched_keys(told: Iterable[ToldMeasure]) -> dict[str, str]:
    """The key of every measure_id of one organization and year. It is the key that reading gave to the
    row of the earliest document, so a later round changes no key. Rows of one document never share one,
    unless reading gave them the same."""
    measures: list[_Measure] = []
    ordered = sorted(told, key=lambda one: (one.document, one.ordinal, one.measure_id))
    for _, group in groupby(ordered, key=lambda one: one.document):
        _add_document(measures, _rows(list(group)))
    return {row.told.measure_id: measure.key for measure in measures for row in measure.rows}


def _rows(document: Sequence[ToldMeasure]) -> list[_Row]:
    codes = Counter(one.question_code for one in document)
    seen: Counter[str] = Counter()
    rows = []
    for one in document:
        seen[one.key] += 1
        texts = tuple(comparable(_NUMBERING.sub("", text or "")) for text in one.texts)
        rows.append(
            _Row(one, seen[one.key], texts, Counter(_NUMBER.findall(texts[0])), codes[one.question_code] == 1)
        )
    return rows


def _add_document(measures: list[_Measure], rows: list[_Row]) -> None:
    open_rows = list(rows)
    open_measures = list(measures)

    def join(row: _Row, measure: _Measure) -> None:
        measure.rows.append(row)
        open_rows.remove(row)
        open_measures.remove(measure)

    # What reading called the same: first as the measure is called, then as a row of it was.
    named = {(measure.key, measure.rows[0].occurrence): measure for measure in measures}
    for row in rows:
        if (found := named.get((row.told.key, row.occurrence))) is not None:
            join(row, found)
    for row in list(open_rows):
        for measure in open_measures:
            if (row.told.key, row.occurrence) in measure.keys:
                join(row, measure)
                break
    if open_rows and open_measures:
        for row, measure in _best_pairs(open_rows, open_measures):
            join(row, measure)
    measures.extend(_Measure(row.told.key, [row]) for row in open_rows)


def _best_pairs(rows: Sequence[_Row], measures: Sequence[_Measure]) -> list[tuple[_Row, _Measure]]:
    """Pairs that fit, none of which could as well be another one: the best of its row and of its measure,
    by the margin. What a pair takes is no rival of others any more."""
    import numpy as np

    fits, enough = _fits(rows, measures)
    pairs: list[tuple[_Row, _Measure]] = []
    while True:
        best = [
            (-fits[i, j], i, j)
            for i, j in zip(*np.nonzero(enough & (fits > 0)), strict=True)
            if fits[i, j] >= MARGIN + max(_second(fits[i], j), _second(fits[:, j], i))
        ]
        if not best:
            return pairs
        # Every one of them is the best of its row and column, so they do not stand in each other's way.
        for _, i, j in best:
            pairs.append((rows[i], measures[j]))
            fits[i, :] = 0
            fits[:, j] = 0


def _second(values: NDArray[np.float64], without: int) -> float:
    """The greatest of the values but one."""
    rest = [float(value) for place, value in enumerate(values) if place != without]
    return max(rest, default=0.0)


def _fits(
    rows: Sequence[_Row], measures: Sequence[_Measure]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """How well each row fits each measure (0 where something contradicts it), and whether well enough."""
    import numpy as np

    others = [(place, row) for place, measure in enumerate(measures) for row in measure.rows]
    alike, titles = _alike(rows, [row for _, row in others])
    fits = np.zeros((len(rows), len(measures)))
    enough = np.zeros(fits.shape, dtype=bool)
    # What is less alike is neither a match nor a rival of one.
    for i, column in np.argwhere(alike >= SAME_ONLY_CODE - MARGIN).tolist():
        row, (place, other) = rows[i], others[column]
        if any(_contradict(row, one) for one in measures[place].rows):
            continue
        fit = float(alike[i, column])
        if row.numbers != other.numbers:
            fit = max(0.0, fit - _LACKS_NUMBERS)
        if fit > fits[i, place]:
            fits[i, place] = fit
            enough[i, place] = fit >= _least(row, other) and titles[i, column] >= LEAST_TITLE
    return fits, enough


def _alike(rows: Sequence[_Row], others: Sequence[_Row]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How alike the texts are (0 to 100): all columns by weight, and the titles alone."""
    import numpy as np
    from rapidfuzz import fuzz, process

    total = np.zeros((len(rows), len(others)))
    weight = np.zeros(total.shape)
    titles = np.zeros(total.shape)
    for column, (name, share) in enumerate(_WEIGHTS.items()):
        one = [row.texts[column] for row in rows]
        two = [row.texts[column] for row in others]
        both = np.outer([bool(text) for text in one], [bool(text) for text in two])
        if not both.any():
            continue
        scores = process.cdist(one, two, scorer=fuzz.ratio, dtype=np.float64)
        if name == "title":
            titles = np.where(both, scores, 0)
        total += np.where(both, scores * share, 0)
        weight += both * share
    # Without both titles there is nothing to compare.
    return np.where(titles > 0, total / np.maximum(weight, share), 0), titles


def _contradict(row: _Row, other: _Row) -> bool:
    one, two = row.told, other.told
    if _differ(one.question_code, two.question_code) or _differ(one.indicator_no, two.indicator_no):
        return True
    if row.numbers == other.numbers or row.numbers <= other.numbers or other.numbers <= row.numbers:
        return False
    # Other numbers make another measure, unless no other row can be meant.
    return not (_same(one.question_code, two.question_code) and row.only_of_code and other.only_of_code)


def _least(row: _Row, other: _Row) -> float:
    if _same(row.told.question_code, other.told.question_code):
        return SAME_ONLY_CODE if row.only_of_code and other.only_of_code else SAME_CODE
    return SAME_INDICATOR if _same(row.told.indicator_no, other.told.indicator_no) else WORDING_ALONE


def _same(one: object, two: object) -> bool:
    return one is not None and one == two


def _differ(one: object, two: object) -> bool:
    return one is not None and two is not None and one != two
