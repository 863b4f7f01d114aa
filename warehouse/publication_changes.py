"""What the publication of a run changed, held against the one before it.

Facts only: wordings are for who shows them. :func:`warehouse.changes_of_run.changes_of` makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from warehouse.changed_organizations import (
    MissingOrganization,
    NamedOrganization,
    OrganizationChange,
    Succession,
)


@dataclass(frozen=True, slots=True)
class PublishedRun:
    """A run that published. Times are UTC without a zone; documents as they stood in its publication,
    ``documents_new`` those that came with it."""

    run_id: str
    started_at: datetime
    finished_at: datetime | None
    as_of: date | None
    version: str
    documents_new: int
    documents_loaded: int
    documents_superseded: int | None
    documents_quarantined: int
    documents_out_of_scope: int
    rows_loaded: int


@dataclass(frozen=True, slots=True)
class ScoreMove:
    """An overall score that changed."""

    organization: NamedOrganization
    fiscal_year: int
    old: Decimal
    new: Decimal
    cause: str
    document_id: str | None

    @property
    def difference(self) -> Decimal:
        """New less old, in points."""
        return self.new - self.old


@dataclass(frozen=True, slots=True)
class CompletionMove:
    """A completion rate that changed: completed of reported measures, of one year and round."""

    organization: NamedOrganization
    fiscal_year: int
    reporting_round: str | None
    old_completed: int
    old_reported: int
    new_completed: int
    new_reported: int
    cause: str
    document_id: str | None

    @property
    def old(self) -> Decimal:
        """Per cent, two decimals, rounded half up."""
        return _per_cent(self.old_completed, self.old_reported)

    @property
    def new(self) -> Decimal:
        """As :attr:`old`."""
        return _per_cent(self.new_completed, self.new_reported)

    @property
    def difference(self) -> Decimal:
        """New less old, in percentage points."""
        return self.new - self.old


@dataclass(frozen=True, slots=True)
class IssueExample:
    """One issue of many."""

    issue_id: str
    organization: str | None
    file_name: str | None
    source_line: int | None
    message_th: str
    message_en: str


@dataclass(frozen=True, slots=True)
class IssueCount:
    """Issues of one rule and severity."""

    severity: str
    rule: str
    issues: int
    documents: int
    organizations: int
    example: IssueExample


@dataclass(frozen=True, slots=True)
class ArrivedDocuments:
    """Documents that arrived since the publication before and stand in one state now."""

    state: str
    state_reason: str | None
    documents: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table's number of rows in this publication and in the one before; ``None``: not known."""

    table_name: str
    before: int | None
    after: int

    @property
    def difference(self) -> int | None:
        """After less before."""
        return None if self.before is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class FigureCount:
    """Figures of one column that one cause touched; ``recoded`` stand under another code with the same
    value, which is no change."""

    table_name: str
    column_name: str
    cause: str
    appeared: int
    changed: int
    gone: int
    recoded: int


@dataclass(frozen=True, slots=True)
class PublicationChanges:
    """What changed. ``previous`` is ``None`` for a first publication: everything is new then, and no
    organization is listed. ``provinces`` limit all but ``tables``, the numbers of the runs and
    ``organizations_before`` and ``_after`` (organizations with figures). ``score_moves`` and
    ``completion_moves`` are the largest; ``…_total`` says how many there are."""

    run: PublishedRun
    previous: PublishedRun | None
    provinces: tuple[str, ...]
    organizations_before: int
    organizations_after: int
    added: tuple[OrganizationChange, ...]
    changed: tuple[OrganizationChange, ...]
    missing: tuple[MissingOrganization, ...]
    successions: tuple[Succession, ...]
    figures: tuple[FigureCount, ...]
    score_moves: tuple[ScoreMove, ...]
    score_moves_total: int
    completion_moves: tuple[CompletionMove, ...]
    completion_moves_total: int
    new_issues: tuple[IssueCount, ...]
    closed_issues: tuple[IssueCount, ...]
    documents: tuple[ArrivedDocuments, ...]
    tables: tuple[TableRows, ...]
    #: In how many documents the issues are: one document may have several kinds of them.
    new_issue_documents: int = 0
    closed_issue_documents: int = 0

    @property
    def is_first(self) -> bool:
        """Whether there was no publication before it."""
        return self.previous is None

    @property
    def figures_changed(self) -> int:
        """Figures that came, changed or went."""
        return sum(one.appeared + one.changed + one.gone for one in self.figures)

    @property
    def changed_nothing(self) -> bool:
        """Whether it is as the one before: no document, figure, organization or issue came, changed or
        went. What only the day or the history of runs decides is not counted."""
        return not (self.is_first or self.figures_changed or self.documents or self.successions) and not (
            self.added or self.missing or self.new_issues or self.closed_issues
        )

    def figures_by_cause(self) -> dict[str, int]:
        """Figures that came, changed or went, by what changed them; the most first."""
        return self._figures_by("cause")

    def figures_by_column(self) -> dict[tuple[str, str], int]:
        """The same by table and column."""
        return self._figures_by("table_name", "column_name")

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, with what is derived beside what is counted."""
        return {
            **asdict(self),
            "is_first": self.is_first,
            "changed_nothing": self.changed_nothing,
            "figures_changed": self.figures_changed,
            "missing": [{**asdict(one), "reason": one.reason} for one in self.missing],
            "score_moves": [{**asdict(one), "difference": one.difference} for one in self.score_moves],
            "completion_moves": [
                {**asdict(one), "old": one.old, "new": one.new, "difference": one.difference}
                for one in self.completion_moves
            ],
            "tables": [{**asdict(one), "difference": one.difference} for one in self.tables],
        }

    def _figures_by(self, *names: str) -> dict[Any, int]:
        counts: dict[Any, int] = {}
        for one in self.figures:
            values = tuple(getattr(one, name) for name in names)
            key = values if len(names) > 1 else values[0]
            counts[key] = counts.get(key, 0) + one.appeared + one.changed + one.gone
        return dict(sorted(((k, n) for k, n in counts.items() if n), key=lambda pair: -pair[1]))


def issues_by_severity(counts: Sequence[IssueCount]) -> dict[str, int]:
    """How many issues of each severity, the gravest first; all of them are there."""
    found = {"error": 0, "warning": 0, "info": 0}
    for one in counts:
        found[one.severity] = found.get(one.severity, 0) + one.issues
    return found


def _per_cent(part: int, whole: int) -> Decimal:
    # Exact on integers: half up to two decimals.
    return Decimal((2 * 10000 * part + whole) // (2 * whole)) / 100
