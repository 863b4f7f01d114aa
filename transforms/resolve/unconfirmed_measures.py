"""Measures, deadlines and items of disclosure that rest on an unconfirmed number, or on an unclear box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from transforms.extract.scores.indicators import IndicatorReader
from transforms.facts import DisclosureRow, MeasureDeadlineRow, MeasureRow
from transforms.normalize.digits import to_arabic
from transforms.resolve.number_review import NumberReview
from transforms.resolve.years import fiscal_year_of

_MEASURES, _DISCLOSURES = "core.measures", "core.disclosures"
_DIGITS = re.compile(r"[0-9]+")
_BUDDHIST, _LAST_DAY = 543, 31


class MeasureReview:
    """The part of a review that is of measures and items; ``indicators`` finds names of indicators, which
    confirm their numbers."""

    def __init__(self, review: NumberReview, indicators: IndicatorReader | None) -> None:
        self.review = review
        self.indicators = indicators

    def measure(self, row: MeasureRow, *, waits: bool) -> None:
        """Doubts about a measure; it ``waits`` in any case where its year does."""
        identity = row.measure_id
        if waits:
            self.review.waits.add(identity)
        around = self.review.around(identity)
        if row.indicator_no is not None and not self._named(row):
            locators = [one.locator for one in self.review.of(identity, "indicator_no")]
            if number := self.review.whole(dict.fromkeys([*locators, *around]), str(row.indicator_no)):
                self.review.doubt(_MEASURES, identity, "indicator_no", number)
        if row.question_code is not None:
            digits = "".join(_DIGITS.findall(row.question_code))
            if number := self.review.whole(around, digits):
                self.review.doubt(_MEASURES, identity, "question_code", number)
        if row.percent_complete is not None:
            printed = f"{row.percent_complete.normalize():f}"
            if number := self.review.whole(around, printed):
                self.review.doubt(_MEASURES, identity, "percent_complete", number)
                if row.status_basis == "percent":
                    self.review.doubt(_MEASURES, identity, "status", number)
        self._boxes(_MEASURES, identity)

    def _named(self, row: MeasureRow) -> bool:
        """Whether the row's title or issue names the indicator in words too."""
        texts = [text for text in (row.title, row.issue) if text]
        return self.indicators is not None and any(
            self.indicators.named_anywhere(text[:300]) == row.indicator_no for text in texts
        )

    def deadlines(self, *, is_year_sure: bool) -> set[tuple[str, int]]:
        """Measure and ordinal of the deadlines that hold an unconfirmed number. The year of a date is
        confirmed where it is that of the report's measures."""
        fiscal_year = self.review.found.document.measures_fiscal_year if is_year_sure else None
        unsure: set[tuple[str, int]] = set()
        for row in self.review.found.measure_deadlines:
            cells = self.review.of(row.measure_id, "due_on")
            numbers = [number for cell in cells for number in self.review.pieces.numbers(cell.locator)]
            number = _unconfirmed_in(row, numbers, fiscal_year)
            if number is None:
                continue
            unsure.add((row.measure_id, row.ordinal))
            for column, day in (("due_on", row.due_on), ("starts_on", row.starts_on)):
                if day is not None or column == "due_on":
                    self.review.doubt(_MEASURES, row.measure_id, column, number, waits=False)
        return unsure

    def item(self, row: DisclosureRow, *, waits: bool) -> None:
        """Doubts about an item of the disclosure check, likewise."""
        if waits:
            self.review.waits.add(row.disclosure_id)
        if row.item_code not in self.review.sources.titled:
            digits = "".join(_DIGITS.findall(row.item_code))
            if number := self.review.whole(self.review.around(row.disclosure_id), digits):
                self.review.doubt(_DISCLOSURES, row.disclosure_id, "item_code", number)
        self._boxes(_DISCLOSURES, row.disclosure_id)

    def _boxes(self, table: str, record_id: str) -> None:
        """A status that was read from boxes, of which one is hardly ticked or hardly empty."""
        for one in self.review.of(record_id, "status"):
            if one.rule == "status-checkbox" and self.review.pieces.boxes_unclear(one.locator):
                self.review.doubt(table, record_id, "status", "☑/☐")


def _unconfirmed_in(row: MeasureDeadlineRow, numbers: Sequence[str], fiscal_year: int | None) -> str | None:
    """The first of the unconfirmed ``numbers`` that stands in the deadline's wording and is not merely
    the year that follows from the report's."""
    text = to_arabic(row.text)
    days = [day for day in (row.starts_on, row.due_on) if day is not None]
    in_year = bool(days) and all(fiscal_year_of(day) == fiscal_year for day in days)
    for number in numbers:
        for group in _DIGITS.findall(to_arabic(number)):
            if not re.search(rf"(?<!\d){group}(?!\d)", text):
                continue
            if not (in_year and _is_year(group, days)):
                return number
    return None


def _is_year(group: str, days: Sequence[date]) -> bool:
    years = {str(day.year) for day in days} | {str(day.year + _BUDDHIST) for day in days}
    return group in years or (
        len(group) == 2 and group in {year[2:] for year in years} and int(group) > _LAST_DAY
    )
