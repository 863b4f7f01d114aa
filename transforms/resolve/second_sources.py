"""What says a number a second time: where it stands, and where else the same thing is printed.

Numbers of a picture that one reading gave only stand in ``Document.unconfirmed``. Evidence names a piece
of the document; this module tells which of the numbers in that piece are such, and which facts are
printed again in another line, read there by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from transforms.document import BOX_EMPTY, BOX_TICKED, Cell, Document, Place
from transforms.extract.results.stated_result import StatedResult
from transforms.extract.scores.totals import TotalMention
from transforms.extract.years.rounds import RoundStatement
from transforms.extract.years.statements import YearStatement
from transforms.facts import stable_id
from transforms.normalize.deadlines import deadlines
from transforms.normalize.digits import find_numbers, to_arabic
from transforms.resolve.formula import rounded
from transforms.resolve.scores import DecidedAssessment
from transforms.resolve.years import fiscal_year_of

#: An item whose title is so alike is known without its code (0 to 100).
SURELY_TITLED = 90.0
_LINE = re.compile(r"line:(\d+)(?::|$)")
_DIGITS = re.compile(r"[0-9]+")
_BOXES = (BOX_TICKED, BOX_EMPTY)


class UnconfirmedPieces:
    """The pieces of a document by locator and by line, with their unconfirmed numbers."""

    def __init__(self, document: Document) -> None:
        self._unconfirmed = document.unconfirmed
        self._text: dict[str, str] = {}
        self._line: dict[str, int] = {}
        self._on_line: dict[int, list[str]] = {}
        for text, place in document.pieces():
            locator = place.locator()
            if self._text.get(locator, text) != text:
                text = f"{self._text[locator]}\n{text}"
            else:
                self._on_line.setdefault(place.line, []).append(locator)
            self._text[locator] = text
            self._line[locator] = place.line

    def around(self, locators: Iterable[str]) -> list[str]:
        """The pieces that stand on the lines of these locators."""
        lines = dict.fromkeys(line for locator in locators if (line := self._line_of(locator)) is not None)
        return [piece for line in lines for piece in self._on_line.get(line, [])]

    def numbers(self, locator: str) -> tuple[str, ...]:
        """The unconfirmed numbers, as printed, of the piece at ``locator``; of the whole line where it
        names a part that is no piece by itself."""
        if locator in self._text:
            return self._unconfirmed.get(locator, ())
        return tuple(
            number for piece in self.around([locator]) for number in self._unconfirmed.get(piece, ())
        )

    def boxes_unclear(self, locator: str) -> bool:
        """Whether the reader could not tell for sure if a box there is ticked: it then gives the box
        itself among the unconfirmed."""
        return any(box in number for number in self.numbers(locator) for box in _BOXES)

    def under(self, locator: str, value: Decimal) -> str | None:
        """The unconfirmed number, as printed, that ``value`` rests on: it stands there nowhere outside
        unconfirmed numbers. ``None`` where it does, or where no number there is unconfirmed."""
        numbers = [number for number in self.numbers(locator) if _DIGITS.search(to_arabic(number))]
        if not numbers:
            return None
        text = self._text.get(locator) or "\n".join(self._text[piece] for piece in self.around([locator]))
        doubted = _spans(text, numbers)
        printed = [(one.start, one.end) for one in find_numbers(text) if one.value == value]
        if not printed:
            return numbers[0]  # it was made out of what stands there
        meets = [
            next((text[left:right] for left, right in doubted if left < end and start < right), None)
            for start, end in printed
        ]
        return None if None in meets else meets[0]

    def sure(self, places: Iterable[Place], value: Decimal) -> bool:
        """Whether ``value`` is printed at two lines, or at one where it is confirmed."""
        places = list(places)
        if len({place.line for place in places}) > 1:
            return True
        return any(self.under(place.locator(), value) is None for place in places)

    def _line_of(self, locator: str) -> int | None:
        if locator in self._line:
            return self._line[locator]
        match = _LINE.match(locator)
        return int(match[1]) if match else None


def _spans(text: str, numbers: Sequence[str]) -> list[tuple[int, int]]:
    """Where the unconfirmed ``numbers`` stand. One that stands there more often than it is unconfirmed was
    read twice alike, and is none."""
    spans: list[tuple[int, int]] = []
    for number, times in Counter(numbers).items():
        whole = rf"(?<![0-9๐-๙]){re.escape(number)}(?![0-9๐-๙])"
        found = [match.span() for match in re.finditer(whole, text)]
        spans += found if len(found) <= times else []
    return spans


@dataclass(frozen=True, slots=True)
class SecondSources:
    """Where facts of a report are printed: ``scores`` and ``totals`` by the id of their record, ``years``
    by year, ``due_years`` deadlines by the fiscal year in which they fall, ``rounds`` by round. ``by_mean``
    are scores that give the printed mean of their instrument, ``titled`` codes of items that their title
    names too."""

    totals: Mapping[str, Sequence[Place]] = field(default_factory=dict)
    scores: Mapping[str, Sequence[Place]] = field(default_factory=dict)
    years: Mapping[int, Sequence[Place]] = field(default_factory=dict)
    due_years: Mapping[int, Sequence[Place]] = field(default_factory=dict)
    rounds: Mapping[str, Sequence[Place]] = field(default_factory=dict)
    by_mean: frozenset[str] = frozenset()
    titled: frozenset[str] = frozenset()


def second_sources(
    document_id: str,
    organization_id: str,
    decided: Sequence[DecidedAssessment],
    totals: Sequence[TotalMention],
    own: Sequence[StatedResult],
    years: Sequence[YearStatement],
    rounds: Sequence[RoundStatement],
    times: Sequence[tuple[Cell, int]],
    titled: Iterable[str],
) -> SecondSources:
    """All printings of an organization's own figures: of totals with the same value and no other year, of
    scores of the same indicator and value, of years and rounds. ``times`` are the cells of deadlines,
    ``titled`` the codes of items that their title names as well."""
    stated = [
        (number.place, number.value, result.year.year if result.year else None)
        for result in own
        if (number := result.total) is not None
    ]
    stated += [(total.place, total.value, total.year) for total in totals if total.reason is None]
    by_total: dict[str, list[Place]] = {}
    by_score: dict[str, list[Place]] = {}
    by_mean: set[str] = set()
    for one in decided:
        assessment_id = stable_id("a", document_id, organization_id, one.fiscal_year)
        if one.total is not None:
            value = rounded(one.total.value)
            by_total[assessment_id] = [
                place
                for place, total, year in stated
                if rounded(total) == value and year in (None, one.fiscal_year)
            ]
        for no, score in one.scores.items():
            score_id = stable_id("s", document_id, organization_id, one.fiscal_year, no)
            by_score[score_id] = [mention.place for mention in score.printed if mention.value == score.value]
            if no in one.proven and one.reconciliation != "match":
                by_mean.add(score_id)
    by_year: dict[int, list[Place]] = {}
    for statement in years:
        by_year.setdefault(statement.year, []).append(statement.place)
    by_round: dict[str, list[Place]] = {}
    for said in rounds:
        by_round.setdefault(said.reporting_round, []).append(said.place)
    due: dict[int, list[Place]] = {}
    for cell, _ in times:
        for deadline in deadlines(cell.text, None):
            day = deadline.due_on or deadline.starts_on
            if day is not None and not deadline.year_inferred:
                due.setdefault(fiscal_year_of(day), []).append(cell.place)
    return SecondSources(by_total, by_score, by_year, due, by_round, frozenset(by_mean), frozenset(titled))
