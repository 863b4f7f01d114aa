"""What a report is about while it is being written, and the truth that is left of it when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from benchmarks.synthetic.chance import Chance
from benchmarks.synthetic.draft import Draft, Line
from benchmarks.synthetic.hand import Hand
from benchmarks.synthetic.organizations import Country, Organization
from benchmarks.synthetic.results import Result
from benchmarks.synthetic.truth import (
    TrueAssessment,
    TrueDisclosure,
    TrueMeasure,
    TrueReport,
)


@dataclass(slots=True)
class Story:
    """One report: its chance, hand and draft, who reports on which years, and the facts put in so far.

    A fact counts only while a line carries its key: ``org``, ``measures_year``, ``scores_year``, ``round``,
    ``total:A``, ``level:A``, ``score:A:N`` (A is the place in ``assessed``), ``measure:I``, ``item:O1``,
    ``link:URL``, ``foreign:CODE``."""

    chance: Chance
    hand: Hand
    country: Country
    organization: Organization | None
    measures_year: int | None
    scores_year: int | None
    round: str | None
    period: tuple[date, date] | None
    draft: Draft = field(default_factory=Draft)
    layout: list[str] = field(default_factory=list)
    state: str = "loaded"
    assessed: list[tuple[Organization, Result]] = field(default_factory=list)
    measures: list[TrueMeasure] = field(default_factory=list)
    disclosures: list[TrueDisclosure] = field(default_factory=list)

    @property
    def own(self) -> Organization:
        """The organization of a report about one."""
        assert self.organization is not None
        return self.organization

    def assess(self, organization: Organization, result: Result) -> int:
        """A result that the report prints; returns its place, the same for the same one."""
        for place, (known, found) in enumerate(self.assessed):
            if known.key == organization.key and found.year == result.year:
                return place
        self.assessed.append((organization, result))
        return len(self.assessed) - 1

    def measure(self, measure: TrueMeasure) -> str:
        """A measure that the report prints; returns the key of its first line."""
        self.measures.append(measure)
        return f"measure:{len(self.measures) - 1}"

    def disclose(self, code: str, status: str) -> str:
        """A disclosure item that the report prints; returns its key."""
        self.disclosures.append(TrueDisclosure(code, status))
        return f"item:{code}"


def truth_of(
    story: Story, file_name: str, seed: int, level: str, damage: Sequence[tuple[str, Line | None]]
) -> TrueReport:
    """The facts whose lines are still there, with the numbers of their lines."""
    at: dict[str, int] = {}
    place: dict[int, int] = {}
    for number, line in enumerate(story.draft.lines, 1):
        place[id(line)] = number
        for key in line.keys:
            at.setdefault(key, number)
    loaded = story.state == "loaded"
    measures = []
    for index, measure in enumerate(story.measures):
        line_no = at.get(f"measure:{index}")
        if line_no is not None:
            measures.append(
                TrueMeasure(
                    line=line_no,
                    title=measure.title,
                    indicator_no=measure.indicator_no,
                    question_code=measure.question_code,
                    departments=measure.departments,
                    status=measure.status,
                    status_basis=measure.status_basis,
                    percent_complete=measure.percent_complete,
                    starts_on=measure.starts_on,
                    deadlines=measure.deadlines,
                )
            )
    year_known = "measures_year" in at
    known = story.organization is not None and "org" in at
    return TrueReport(
        file_name=file_name,
        seed=seed,
        level=level,
        layout="+".join(story.layout),
        state=story.state,
        organization=story.own.true() if loaded and known else None,
        measures_fiscal_year=story.measures_year if loaded and year_known else None,
        scores_fiscal_year=story.scores_year if loaded and "scores_year" in at else None,
        reporting_round=story.round if loaded and "round" in at else None,
        period_start=str(story.period[0]) if loaded and story.period and year_known else None,
        period_end=str(story.period[1]) if loaded and story.period and year_known else None,
        assessments=_assessments(story, at) if loaded else [],
        measures=measures if loaded else [],
        disclosures=[one for one in story.disclosures if f"item:{one.item_code}" in at] if loaded else [],
        links=sorted(key[5:] for key in at if key.startswith("link:")) if loaded else [],
        foreign_organization_ids=sorted(key[8:] for key in at if key.startswith("foreign:")),
        damage=[f"{kind} {place[id(line)] if line and id(line) in place else '-'}" for kind, line in damage],
    )


def _assessments(story: Story, at: dict[str, int]) -> list[TrueAssessment]:
    found = []
    for index, (organization, result) in enumerate(story.assessed):
        scores = {str(no): str(score) for no, score in result.scores.items() if f"score:{index}:{no}" in at}
        total, level = f"total:{index}" in at, f"level:{index}" in at
        if scores or total or level:
            whole = len(scores) == 10
            found.append(
                TrueAssessment(
                    organization_id=organization.code,
                    fiscal_year=result.year,
                    overall_score=str(result.total) if total else None,
                    level=result.level if level else None,
                    recomputed=str(result.recomputed) if whole else None,
                    level_recomputed=result.level_recomputed if whole else None,
                    indicator_scores=scores,
                )
            )
    return found
