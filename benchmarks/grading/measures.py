"""The measures of a report compared with those that were read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from benchmarks.grading.flags import Flags
from benchmarks.grading.outcomes import Outcome, Verdict
from benchmarks.grading.values import holds, is_title
from benchmarks.synthetic.truth import TrueMeasure
from transforms.facts import Extraction, MeasureRow

#: What it takes to be taken for the same measure: its title or its line alone are enough.
_LEAST_ALIKE = 4.0


@dataclass(frozen=True, slots=True)
class FoundMeasure:
    """A measure that was read, with the rows that belong to it."""

    row: MeasureRow
    departments: frozenset[str]
    due: frozenset[str]
    recurrences: frozenset[str]
    unsure_deadlines: bool
    unsure_departments: bool


def found_measures(found: Extraction) -> list[FoundMeasure]:
    """The measures in their order."""
    measures = []
    for row in sorted(found.measures, key=lambda row: row.ordinal):
        departments = [d for d in found.measure_departments if d.measure_id == row.measure_id]
        deadlines = [d for d in found.measure_deadlines if d.measure_id == row.measure_id]
        due = {d.due_on for d in deadlines} | {row.due_on}
        measures.append(
            FoundMeasure(
                row,
                frozenset(d.department for d in departments),
                frozenset(day.isoformat() for day in due if day is not None),
                # "Within 30 days of …" is due once, on no date that the report could tell.
                frozenset(d.recurrence for d in deadlines if d.due_on or d.recurrence != "once"),
                any(d.certainty != "sure" for d in deadlines),
                any(d.certainty != "sure" for d in departments),
            )
        )
    return measures


class MeasureComparison:
    """Compares the measures of one report. ``lines`` are those of the file; ``damaged`` allows titles that
    are nearly the same; ``period_end`` is the day on which a recurring measure may be said to be due."""

    def __init__(self, flags: Flags, lines: Sequence[str], *, damaged: bool, year: int | None) -> None:
        self._flags = flags
        self._lines = lines
        self._damaged = damaged
        self._period_end = date(year - 543, 9, 30).isoformat() if year else None

    def outcomes(self, wanted: Sequence[TrueMeasure], found: Extraction) -> Iterator[Outcome]:
        """The outcome of each fact; measures are paired in their order so that most of them agree."""
        got = found_measures(found)
        pairs = self._pairs(wanted, got)
        for number, want in enumerate(wanted):
            where = f"measure {number + 1} “{want.title[:48]}”"
            mate = pairs.get(number)
            if mate is None:
                yield Outcome("measure", "missing", False, where, want.title, None, want.line)
                yield from self._facts(want, None, where, "measure missing")
            else:
                flagged, rules = self._flags.of(mate.row.measure_id, None, mate.row.certainty)
                yield Outcome(
                    "measure", "right", flagged, where, want.title, mate.row.title, want.line, rules
                )
                yield from self._facts(want, mate, where, None)
        paired = {mate.row.measure_id for mate in pairs.values()}
        for mate in got:
            if mate.row.measure_id in paired:
                continue
            where = f"measure row {mate.row.ordinal}"
            flagged, rules = self._flags.of(mate.row.measure_id, None, mate.row.certainty)
            line = mate.row.source_line
            yield Outcome("measure", "extra", flagged, where, None, mate.row.title, line, rules)
            yield from self._facts(None, mate, where, "measure extra")

    def _pairs(self, wanted: Sequence[TrueMeasure], got: Sequence[FoundMeasure]) -> dict[int, FoundMeasure]:
        n, m = len(wanted), len(got)
        alike = [[self._likeness(want, mate) for mate in got] for want in wanted]
        best = [[0.0] * (m + 1) for _ in range(n + 1)]
        for i in range(n - 1, -1, -1):
            for j in range(m - 1, -1, -1):
                best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1])
        pairs: dict[int, FoundMeasure] = {}
        i = j = 0
        while i < n and j < m:
            if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
                pairs[i] = got[j]
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1
        taken = {mate.row.measure_id for mate in pairs.values()}
        for i, want in enumerate(wanted):
            # Of two pages in the wrong order neither is read wrong.
            mates = [] if i in pairs else [j for j in range(m) if got[j].row.measure_id not in taken]
            j = max(mates, key=lambda j: alike[i][j], default=-1)
            if j >= 0 and alike[i][j] and want.line == got[j].row.source_line:
                pairs[i] = got[j]
                taken.add(got[j].row.measure_id)
        return pairs

    def _likeness(self, want: TrueMeasure, mate: FoundMeasure) -> float:
        row = mate.row
        value = 4.0 * is_title(row.title, want.title, damaged=self._damaged)
        value += 4.0 * (want.line is not None and row.source_line == want.line)
        if not value and not want.question_code:
            return 0.0  # what is left tells too little
        value += 2.0 * (want.question_code is not None and _same_code(want.question_code, row.question_code))
        value += 0.5 * (want.indicator_no is not None and want.indicator_no == row.indicator_no)
        value += 0.5 * (want.status == row.status)
        value += 1.0 * (bool(want.departments) and set(want.departments) == mate.departments)
        value += 0.5 * (bool(want.deadlines) and _due(want) == mate.due)
        return value if value >= _LEAST_ALIKE else 0.0

    def _facts(
        self, want: TrueMeasure | None, mate: FoundMeasure | None, where: str, root: str | None
    ) -> Iterator[Outcome]:
        row = mate.row if mate else None
        line = want.line if want and want.line else row.source_line if row else None

        def single(
            kind: str, column: str, wanted: str | None, got: str | None, same: bool
        ) -> Iterator[Outcome]:
            verdict = verdict_of(wanted, got, same)
            if verdict:
                yield self._outcome(kind, verdict, column, row, where, wanted, got, line, root)

        title = row.title if row else None
        yield from single(
            "title",
            "title",
            want.title if want else None,
            title or None,
            want is not None and is_title(title, want.title, damaged=self._damaged),
        )
        for kind, column in (
            ("indicator", "indicator_no"),
            ("status", "status"),
            ("status basis", "status_basis"),
        ):
            wanted, got = _text(want, column), _text(row, column)
            yield from single(kind, column, wanted, got, wanted == got)
        wanted, got = _text(want, "question_code"), _text(row, "question_code")
        yield from single("question", "question_code", wanted, got, _same_code(wanted, got))
        wanted, got = _text(want, "percent_complete"), _text(row, "percent_complete")
        same = bool(wanted and got) and Decimal(wanted or 0) == Decimal(got or 0)
        yield from single("percent", "percent_complete", wanted, got, same)
        wanted, got = _text(want, "starts_on"), _text(row, "starts_on")
        yield from single("start", "starts_on", wanted, got, wanted == got)
        if row is not None and want is not None:
            printed = str(row.source_line)
            yield from single(
                "source line", "source_line", str(want.line), printed, self._is_place(want, row)
            )
        unsure = mate.unsure_departments if mate else False
        for verdict, one, other in compared_sets(
            want.departments if want else (), mate.departments if mate else ()
        ):
            yield self._outcome(
                "department", verdict, "department", row, where, one, other, line, root, unsure
            )
        unsure = mate.unsure_deadlines if mate else False
        stated = set(mate.due) if mate else set()
        stated -= self._may_be_due(want) - _due(want)
        for verdict, one, other in compared_sets(_due(want), stated):
            yield self._outcome("deadline", verdict, "due_on", row, where, one, other, line, root, unsure)
        recurrences = _recurrences(want, mate)
        for verdict, one, other in compared_sets(recurrences, mate.recurrences if mate else ()):
            yield self._outcome(
                "recurrence", verdict, "recurrence", row, where, one, other, line, root, unsure
            )

    def _may_be_due(self, want: TrueMeasure | None) -> set[str]:
        """Dates that are neither asked for nor wrong: the end of the year for what recurs within it."""
        if want is None:
            return set()
        dates = {day for deadline in want.deadlines for day in deadline.may_be_due_on}
        if self._period_end and any(deadline.due_on is None for deadline in want.deadlines):
            dates.add(self._period_end)
        return dates

    def _is_place(self, want: TrueMeasure, row: MeasureRow) -> bool:
        if row.source_line == want.line:
            return True
        text = self._lines[row.source_line - 1] if 0 < row.source_line <= len(self._lines) else ""
        return holds(text, want.title, damaged=self._damaged)

    def _outcome(
        self,
        kind: str,
        verdict: Verdict,
        column: str,
        row: MeasureRow | None,
        where: str,
        wanted: str | None,
        got: str | None,
        line: int | None,
        root: str | None,
        unsure: bool = False,
    ) -> Outcome:
        certainty = "needs_review" if unsure else row.certainty if row else "sure"
        flagged, rules = self._flags.of(
            row.measure_id if row else None, column, certainty, is_null=verdict == "missing"
        )
        return Outcome(kind, verdict, flagged, where, wanted, got, line, rules, root)


def verdict_of(wanted: str | None, got: str | None, same: bool) -> Verdict | None:
    """The verdict on a single value; ``None`` where nothing is true and nothing is stated."""
    if wanted is None:
        return None if got is None else "extra"
    if got is None:
        return "missing"
    return "right" if same else "wrong"


def compared_sets(
    wanted: Iterable[str], got: Iterable[str]
) -> Iterator[tuple[Verdict, str | None, str | None]]:
    """The verdict on each element. What is lacking and what is too much make pairs of one wrong fact."""
    want, found = set(wanted), set(got)
    for one in sorted(want & found):
        yield "right", one, one
    lacking, left = sorted(want - found), sorted(found - want)
    for one, other in zip(lacking, left, strict=False):
        yield "wrong", one, other
    for one in lacking[len(left) :]:
        yield "missing", one, None
    for other in left[len(lacking) :]:
        yield "extra", None, other


def _due(want: TrueMeasure | None) -> set[str]:
    return {d.due_on for d in want.deadlines if d.due_on} if want else set()


def _recurrences(want: TrueMeasure | None, mate: FoundMeasure | None) -> set[str]:
    """What is true; of two months of every year, ``semiannual`` is as true as ``annual``."""
    true = {deadline.recurrence for deadline in want.deadlines if deadline.recurrence} if want else set()
    twice = want is not None and any(len(deadline.may_be_due_on) > 1 for deadline in want.deadlines)
    if twice and mate is not None and "semiannual" in mate.recurrences and "annual" in true:
        return true - {"annual"} | {"semiannual"}
    return true


def _text(row: TrueMeasure | MeasureRow | None, column: str) -> str | None:
    value = getattr(row, column) if row is not None else None
    return None if value is None or value == "" else str(value)


def _same_code(wanted: str | None, got: str | None) -> bool:
    return (wanted or "").lower() == (got or "").lower()
