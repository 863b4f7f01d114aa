"""Measure candidates into rows: status, deadlines, departments, links, evidence, doubts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from transforms.document import Cell, Place
from transforms.extract.links import links_in
from transforms.extract.measures.candidate import MeasureCandidate
from transforms.extract.ruined import has_loop
from transforms.facts import (
    EvidenceLinkRow,
    MeasureDeadlineRow,
    MeasureDepartmentRow,
    MeasureRow,
    stable_id,
)
from transforms.normalize.deadlines import Deadline, deadlines
from transforms.normalize.departments import DepartmentMatcher
from transforms.normalize.status import StatusReader
from transforms.normalize.thai import matching_key
from transforms.persons import mask
from transforms.resolve.ledger import Ledger
from transforms.resolve.link_rows import doubt_repaired
from transforms.resolve.measure_status import measure_status, most_tell
from transforms.resolve.row_doubts import doubt_row

TABLE = "core.measures"
_LETTER = re.compile("[ก-ฮA-Za-z]")
_FEWEST_LETTERS = 3
_TEXT_COLUMNS = ("issue", "steps", "responsible", "result", "outcome", "recommendation")


class MeasureRows:
    """Makes the rows of one document's measures."""

    def __init__(
        self,
        ledger: Ledger,
        organization_id: str,
        fiscal_year: int | None,
        reporting_round: str | None,
        statuses: StatusReader,
        departments: DepartmentMatcher,
        pasted: Mapping[int, str] | None = None,
    ) -> None:
        """``pasted`` are blocks that seem to be another organization's, with its name."""
        self.ledger = ledger
        self.organization_id = organization_id
        self.fiscal_year = fiscal_year
        self.reporting_round = reporting_round
        self._statuses = statuses
        self._departments = departments
        self._pasted = pasted or {}
        self.measures: list[MeasureRow] = []
        self.deadlines: list[MeasureDeadlineRow] = []
        self.departments: list[MeasureDepartmentRow] = []
        self.links: list[EvidenceLinkRow] = []
        self._keys: dict[str, int] = {}
        self._all_tell = False

    def add_all(self, candidates: Sequence[MeasureCandidate]) -> None:
        """One row a candidate, numbered from 1 in the order of the report."""
        self._all_tell = most_tell(candidates)
        for ordinal, candidate in enumerate(candidates, start=1):
            self._add(ordinal, candidate)

    def _add(self, ordinal: int, candidate: MeasureCandidate) -> None:
        ledger, document_id = self.ledger, self.ledger.document_id
        first = candidate.row.first_filled()
        measure_id = stable_id("m", document_id, *_standing(first.place, candidate.row.line))
        texts = candidate.texts
        doubtful = candidate.row.block in self._pasted
        found_deadlines = self._deadlines(measure_id, candidate)
        self._departments_of(measure_id, candidate)
        status = measure_status(ledger, self._statuses, measure_id, candidate, all_tell=self._all_tell)
        self._links(measure_id, candidate)
        self._evidence(measure_id, candidate)
        starts = [d.starts_on for d in found_deadlines if d.starts_on is not None]
        dues = [d.due_on for d in found_deadlines if d.due_on is not None]
        self.measures.append(
            MeasureRow(
                measure_id=measure_id,
                measure_key=self._key(candidate),
                document_id=document_id,
                organization_id=self.organization_id,
                fiscal_year=self.fiscal_year,
                reporting_round=self.reporting_round,
                ordinal=ordinal,
                indicator_no=candidate.indicator_no,
                question_code=candidate.question_code,
                title=mask(candidate.title),
                issue=_masked(texts.get("issue")),
                steps=_masked(texts.get("steps")),
                responsible=_masked(texts.get("responsible")),
                result=_masked(texts.get("result") or texts.get("status")),
                outcome=_masked(texts.get("outcome") or texts.get("expected")),
                recommendation=_masked(texts.get("recommendation")),
                status=status.status,
                status_basis=status.basis,
                percent_complete=status.percent,
                starts_on=min(starts, default=None),
                due_on=max(dues, default=None),
                source_line=candidate.source_line,
                certainty="needs_review" if doubtful or self._is_doubtful(candidate) else "sure",
            )
        )
        if candidate.indicator_no is None:
            ledger.unknown(TABLE, measure_id, "indicator_no", "not-stated")
        self._doubts(measure_id, candidate)

    @staticmethod
    def _is_doubtful(candidate: MeasureCandidate) -> bool:
        """Whether nobody should rely on the row: looped text in it, or a title without a word."""
        looped = any(has_loop(cell.text) for cell in candidate.row.all_cells())
        return looped or len(_LETTER.findall(candidate.title)) < _FEWEST_LETTERS

    def _key(self, candidate: MeasureCandidate) -> str:
        """The same for one organization's measure in all rounds of a year: by indicator, question and
        wording; a wording that stands twice in one report is told apart by its order."""
        base = stable_id(
            "k",
            self.organization_id,
            self.fiscal_year,
            candidate.indicator_no,
            candidate.question_code,
            matching_key(candidate.title),
        )
        count = self._keys[base] = self._keys.get(base, 0) + 1
        return base if count == 1 else f"{base}-{count}"

    def _deadlines(self, measure_id: str, candidate: MeasureCandidate) -> list[Deadline]:
        text = candidate.texts.get("time", "")
        if not text:
            self.ledger.unknown(TABLE, measure_id, "due_on", "not-stated")
            return []
        found = deadlines(text, self.fiscal_year)
        place = _time_cell(candidate).place
        unreadable = not found or any(deadline.open_ended for deadline in found)
        if unreadable:
            self.ledger.issue("deadline-unreadable", TABLE, measure_id, "due_on", place, text, text=text[:80])
        if not found:
            self.ledger.unknown(TABLE, measure_id, "due_on", "deadline-unreadable")
        for ordinal, deadline in enumerate(found, start=1):
            self.deadlines.append(
                MeasureDeadlineRow(
                    measure_id,
                    self.ledger.document_id,
                    ordinal,
                    mask(deadline.text),
                    deadline.starts_on,
                    deadline.due_on,
                    deadline.recurrence,
                    "sure",
                )
            )
            self._check_deadline(measure_id, candidate, deadline)
        if found:
            rule = "deadline" if not any(d.year_inferred for d in found) else "deadline+year-inferred"
            self.ledger.evidence(TABLE, measure_id, "due_on", place, _time_cell(candidate).raw, rule)
            if all(d.due_on is None for d in found):
                impossible = any(d.impossible for d in found)
                reason = "deadline-impossible" if impossible else "recurring-or-relative"
                reason = "deadline-unreadable" if unreadable else reason
                self.ledger.unknown(TABLE, measure_id, "due_on", reason)
        return found

    def _check_deadline(self, measure_id: str, candidate: MeasureCandidate, deadline: Deadline) -> None:
        place = _time_cell(candidate).place
        for rule, doubted in (
            ("deadline-impossible", deadline.impossible),
            ("deadline-month-mended", deadline.mended),
            ("deadline-number-damaged", deadline.damaged),
        ):
            if doubted:
                self.ledger.issue(
                    rule, TABLE, measure_id, "due_on", place, deadline.text, text=deadline.text[:80]
                )
        if deadline.damaged and deadline.starts_on is not None:
            self.ledger.issue(
                "deadline-number-damaged",
                TABLE,
                measure_id,
                "starts_on",
                place,
                deadline.text,
                text=deadline.text[:80],
            )
        if deadline.due_on is None or self.fiscal_year is None:
            return
        year = self.fiscal_year - 543
        if not date(year - 1, 10, 1) <= deadline.due_on <= date(year, 12, 31):
            self.ledger.issue(
                "deadline-outside-year",
                TABLE,
                measure_id,
                "due_on",
                place,
                deadline.text,
                due=deadline.due_on,
            )

    def _departments_of(self, measure_id: str, candidate: MeasureCandidate) -> None:
        text = candidate.texts.get("responsible", "")
        if not text:
            return
        place = candidate.cells("responsible")[0].place
        found = self._departments.find(mask(text))  # what matches nothing is named in an issue
        for name in found.names:
            self.departments.append(MeasureDepartmentRow(measure_id, self.ledger.document_id, name, "sure"))
        for name, printed in found.similar:
            self.ledger.issue(
                "department-similar",
                TABLE,
                measure_id,
                "responsible",
                place,
                text,
                printed=printed,
                chosen=name,
            )
        for wording in found.unmatched:
            self.ledger.issue(
                "department-unknown", TABLE, measure_id, "responsible", place, text, wording=wording
            )

    def _links(self, measure_id: str, candidate: MeasureCandidate) -> None:
        seen: set[str] = set()
        for cell in candidate.row.all_cells():
            for link in links_in(cell.raw, cell.text, cell.place):
                if link.url in seen:
                    continue
                seen.add(link.url)
                link_id = stable_id("l", self.ledger.document_id, measure_id, link.url)
                self.links.append(
                    EvidenceLinkRow(
                        link_id, self.ledger.document_id, measure_id, None, link.url, link.place.line, "sure"
                    )
                )
                doubt_repaired(self.ledger, link_id, link)

    def _evidence(self, measure_id: str, candidate: MeasureCandidate) -> None:
        ledger = self.ledger
        title = next(cell for cell in candidate.cells(candidate.title_role) if cell.text)
        ledger.evidence(TABLE, measure_id, "title", title.place, title.raw, f"column-{candidate.title_role}")
        for column in _TEXT_COLUMNS:
            expected = column == "outcome" and not candidate.texts.get(column)
            role = "expected" if expected else column
            for cell in candidate.cells(role):
                if cell.text and role != candidate.title_role:
                    ledger.evidence(TABLE, measure_id, column, cell.place, cell.raw, f"column-{role}")
        if candidate.indicator_no is not None:
            ledger.evidence(
                TABLE,
                measure_id,
                "indicator_no",
                title.place,
                title.raw,
                f"indicator-{candidate.indicator_basis}",
            )
        if candidate.question_code is not None:
            ledger.evidence(
                TABLE, measure_id, "question_code", title.place, candidate.question_printed, "question-code"
            )

    def _doubts(self, measure_id: str, candidate: MeasureCandidate) -> None:
        ledger = self.ledger
        place = candidate.row.first_filled().place
        if candidate.repeated_until is not None:
            ledger.issue(
                "block-ruined",
                TABLE,
                measure_id,
                None,
                place,
                candidate.title,
                reason="identical-rows",
                first_line=candidate.source_line,
                last_line=candidate.repeated_until,
            )
        if (name := self._pasted.get(candidate.row.block)) is not None:
            ledger.issue("measure-of-another", TABLE, measure_id, None, place, candidate.title, name=name)
        doubt_row(ledger, measure_id, candidate)
        if candidate.question_assumed:
            ledger.issue(
                "question-code-mended",
                TABLE,
                measure_id,
                "question_code",
                place,
                candidate.title,
                printed=candidate.question_printed or "—",
                chosen=candidate.question_code,
            )
        if candidate.question_indicator not in (None, candidate.indicator_no):
            ledger.issue(
                "question-code-conflict",
                TABLE,
                measure_id,
                "question_code",
                place,
                candidate.title,
                code=candidate.question_code,
                indicator=candidate.indicator_no,
            )
        for cell in candidate.row.all_cells():
            if has_loop(cell.text):
                ledger.issue(
                    "block-ruined",
                    TABLE,
                    measure_id,
                    None,
                    cell.place,
                    cell.text,
                    reason="loop",
                    first_line=cell.place.line,
                    last_line=cell.place.line,
                )


def _standing(place: Place, line: int) -> tuple[object, ...]:
    """What tells the place of a measure's first cell from all others, whatever else of the document is
    read better one day."""
    if place.path:
        return (place.path, place.start)
    if place.sheet:
        return (place.line, place.start, place.sheet, line)
    return (place.line, place.start)


def _masked(text: str | None) -> str | None:
    return mask(text) if text else None


def _time_cell(candidate: MeasureCandidate) -> Cell:
    return (candidate.cells("time") or [candidate.row.first_filled()])[0]
