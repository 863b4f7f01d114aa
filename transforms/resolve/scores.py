"""Printed totals and lists of scores into assessments, one a year, each reconciled by the formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from transforms.document import Place
from transforms.extract.scores.score_list import DamagedScore, ScoreList
from transforms.extract.scores.totals import LevelMention, TotalMention
from transforms.extract.years.statements import YearStatement
from transforms.reference import Framework, Reference
from transforms.resolve.formula import (
    TOLERANCE,
    Recomputed,
    level_of,
    recompute,
    reconciliation_of,
    rounded,
)
from transforms.resolve.score_merging import DecidedScore, merged, values_of, with_solved
from transforms.resolve.score_recovery import (
    choices_of,
    confirmed,
    fitting_total,
    recovered,
    repeated_value,
    steps_of,
    unlikely,
)
from transforms.resolve.score_solving import Suspect, fitting, likeliest, proven_by_means, suspects

_NEAR_BLOCKS = 8
#: So many damaged, moved or missing scores make the others of a list doubtful.
_TORN = 3


@dataclass(slots=True)
class DecidedAssessment:
    """One result in one year. ``reconciliation`` is ``match`` where the printed and the recomputed
    total are within 0.02, ``mismatch`` where not, ``incomplete`` where one of them is missing.

    ``damaged`` are indicators without a value, with the readings that the total leaves; ``proven``
    the indicators that the total or the mean of their instrument confirms; ``suspect`` the one number
    of which one misread digit would explain a mismatch; ``damaged_total`` a total that could not be
    read, or only with the help of the indicators; ``unordered`` ten scores of which only the
    instruments are proven; ``two_years`` where the total is printed as that of another year too;
    ``unlikely`` are unproven scores far below all others; ``alike`` where most scores are one value, as a
    scanner repeats it; ``torn`` where scores are damaged, moved or missing in several places of a list that
    nothing proves; ``worn`` where the document's text is damaged all over."""

    fiscal_year: int | None
    total: TotalMention | None
    level: str | None
    level_place: Place | None
    level_raw: str | None
    scores: dict[int, DecidedScore]
    recomputed: Recomputed
    level_recomputed: str | None
    reconciliation: Literal["match", "mismatch", "incomplete"]
    rival_totals: tuple[TotalMention, ...] = ()
    notes: list[str] = field(default_factory=list)
    damaged: dict[int, DamagedScore] = field(default_factory=dict)
    proven: frozenset[int] = frozenset()
    suspect: Suspect | None = None
    damaged_total: TotalMention | None = None
    stray: tuple[ScoreList, ...] = ()
    unordered: ScoreList | None = None
    two_years: bool = False
    rival_levels: tuple[str, ...] = ()
    unlikely: frozenset[int] = frozenset()
    alike: Decimal | None = None
    torn: bool = False
    worn: bool = False

    def is_proven(self, indicator_no: int) -> bool:
        """Whether total or mean confirm the score. In a worn text a total confirms to the cent only."""
        return indicator_no in self.proven and not (self.worn and self._is_near_only())

    def total_is_proven(self) -> bool:
        """Whether ten indicators give the printed total."""
        return self.reconciliation == "match" and not (self.worn and self._is_near_only())

    def _is_near_only(self) -> bool:
        total, computed = self.total, self.recomputed.total
        return (
            self.reconciliation == "match"
            and total is not None
            and computed is not None
            and rounded(total.value) != rounded(computed)
        )


@dataclass(slots=True)
class _Year:
    totals: list[TotalMention] = field(default_factory=list)
    damaged_totals: list[TotalMention] = field(default_factory=list)
    lists: list[ScoreList] = field(default_factory=list)
    unordered: ScoreList | None = None


def printed_scores(lists: Sequence[ScoreList]) -> dict[int, Decimal]:
    """The scores of the longest printed list, for weighing years before anything is decided."""
    printed = [scores for scores in lists if _is_printed(scores) and scores.year is None]
    if not printed:
        return {}
    return values_of(max(printed, key=lambda scores: len(scores.mentions)))


def first_block(lists: Sequence[ScoreList], totals: Sequence[TotalMention]) -> int | None:
    """Where the scores begin: the block of the first printed list, else of the first total."""
    printed = [scores.block for scores in lists if _is_printed(scores) and scores.year is None]
    return min(printed or [total.block for total in totals], default=None)


def decide_assessments(
    totals: Sequence[TotalMention],
    levels: Sequence[LevelMention],
    lists: Sequence[ScoreList],
    statements: Sequence[YearStatement],
    scores_year: int | None,
    reference: Reference,
) -> list[DecidedAssessment]:
    """Every result that the document states, by year. The document's own scores year is that of all
    that is not plainly of another year."""
    years: dict[int | None, _Year] = {}
    total_clusters = _by_value([total for total in totals if total.reason is None])
    of_two_years: set[int] = set()
    for total_cluster in total_clusters:
        said = {total.year for total in total_cluster if total.year is not None}
        of_two_years |= said if len(said) > 1 else set()
        blocks = [total.block for total in total_cluster]
        year = _year_of(blocks, statements, scores_year, len(total_clusters), said)
        years.setdefault(year, _Year()).totals.extend(total_cluster)
    printed = [scores for scores in lists if _is_printed(scores)]
    clusters = _alike([scores for scores in printed if scores.mentions or scores.damaged])
    for list_cluster in clusters:
        headed = list_cluster[0].year
        year = headed or _year_of([one.block for one in list_cluster], statements, scores_year, len(clusters))
        years.setdefault(year, _Year()).lists.extend(list_cluster)
    for total in (total for total in totals if total.reason is not None):
        year = total.year if total.year in years else scores_year
        years.setdefault(year, _Year()).damaged_totals.append(total)
    _add_means(years, printed, scores_year)
    unlabelled = [scores for scores in lists if not _is_printed(scores)]
    decided = []
    for year, found in years.items():
        if not any(scores.mentions for scores in found.lists):
            restored, found.unordered = recovered(found.totals, unlabelled, year, reference)
            found.lists.extend([restored] if restored is not None else [])
        assessment = _assess(year, found, reference)
        if assessment is not None:
            assessment.two_years = year in of_two_years
            decided.append(assessment)
    if decided:
        _add_lone_levels(decided, levels, scores_year)
    elif levels:
        decided.append(_of_level_alone(levels, scores_year))
    return sorted(decided, key=lambda assessment: assessment.fiscal_year or 0)


def _of_level_alone(levels: Sequence[LevelMention], scores_year: int | None) -> DecidedAssessment:
    first = levels[0]
    alone = DecidedAssessment(
        scores_year,
        None,
        first.level,
        first.place,
        first.raw,
        {},
        Recomputed({}, None),
        None,
        "incomplete",
    )
    alone.rival_levels = _others(first.level, levels)
    return alone


def _others(level: str, levels: Iterable[LevelMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.level for one in levels if one.level != level))


def _is_printed(scores: ScoreList) -> bool:
    return not (scores.ruined or scores.tentative) and all(
        mention.method == "printed" for mention in scores.mentions
    )


def _by_value(totals: Sequence[TotalMention]) -> list[list[TotalMention]]:
    clusters: dict[Decimal, list[TotalMention]] = {}
    for total in totals:
        clusters.setdefault(rounded(total.value), []).append(total)
    return list(clusters.values())


def _alike(lists: Sequence[ScoreList]) -> list[list[ScoreList]]:
    """Lists that agree wherever they speak of the same indicator, together (one may be shorter)."""
    clusters: list[list[ScoreList]] = []
    for scores in lists:
        mine = values_of(scores)
        for cluster in clusters:
            known = {m.indicator_no: m.value for one in cluster for m in one.mentions}
            disagreeing = sum(known.get(no, value) != value for no, value in mine.items())
            if cluster[0].year == scores.year and disagreeing <= len(mine) // 4:
                cluster.append(scores)
                break
        else:
            clusters.append([scores])
    return clusters


def _add_means(years: dict[int | None, _Year], printed: Sequence[ScoreList], scores_year: int | None) -> None:
    """Means that stand apart from any list of scores belong to the year that their list is headed by,
    else to the document's own."""
    for scores in printed:
        if scores.means and not (scores.mentions or scores.damaged):
            year = scores.year or scores_year
            if year in years:
                years[year].lists.append(scores)


def _year_of(
    blocks: Sequence[int],
    statements: Sequence[YearStatement],
    scores_year: int | None,
    clusters: int,
    said: Set[int] = frozenset(),
) -> int | None:
    """The year of values that stand in these blocks: the document's, unless several sets of values
    stand in it and the nearest printed year before this one (``said`` where it stands in the same
    sentence) is another."""
    if clusters <= 1:
        return scores_year
    local = said or {year for block in blocks if (year := _local_year(block, statements)) is not None}
    if scores_year in local or not local:
        return scores_year
    return next(iter(local)) if len(local) == 1 else scores_year


def _local_year(block: int, statements: Sequence[YearStatement]) -> int | None:
    near = [s for s in statements if s.of != "measures" and 0 <= block - s.block <= _NEAR_BLOCKS]
    if not near:
        return None
    nearest = max(statement.block for statement in near)
    years = {statement.year for statement in near if statement.block == nearest}
    return years.pop() if len(years) == 1 else None


def _assess(year: int | None, found: _Year, reference: Reference) -> DecidedAssessment | None:
    framework = reference.framework(year)
    totals = [total.value for total in found.totals]
    means = {mean.code: mean.value for scores in found.lists for mean in scores.means}
    lists = merged(found.lists, totals, framework)
    scores, damaged = lists.scores, lists.damaged
    known = {no: score.value for no, score in scores.items()}
    if damaged and len(scores) + len(damaged) == len(framework.indicators):
        choices = {no: choices_of(one, year, reference) for no, one in damaged.items()}
        fits = likeliest(fitting(known, choices, totals, means, framework), known, choices, totals, framework)
        if len(fits) == 1:
            total = fitting_total({**known, **fits[0]}, totals, framework)
            scores = with_solved(scores, fits[0], damaged, steps_of(choices, total, means))
            damaged = {}
        elif fits:
            damaged = {
                no: replace(one, readings=tuple(dict.fromkeys(fit[no] for fit in fits)))
                for no, one in damaged.items()
            }
    recomputed = recompute({no: score.value for no, score in scores.items()}, framework)
    clusters = _by_value(found.totals)
    chosen = _chosen_total(clusters, recomputed.total)
    damaged_total = None
    if chosen is None and found.damaged_totals:
        damaged_total = found.damaged_totals[0]
        chosen = confirmed(damaged_total, recomputed.total)
    elif found.damaged_totals and chosen is not None and recomputed.total is None:
        other = [total for total in found.damaged_totals if chosen.value not in total.readings]
        damaged_total = other[0] if other else None
    if (
        chosen is None
        and not scores
        and not damaged
        and (damaged_total is None or damaged_total.value in damaged_total.readings)
    ):
        return None
    level = next(
        (t.level for cluster in clusters for t in cluster if t.level and chosen and t.value == chosen.value),
        None,
    ) or (damaged_total.level if damaged_total else None)
    source = next((t for t in (*found.totals, *found.damaged_totals) if t.level == level and level), None)
    assessment = DecidedAssessment(
        year,
        chosen,
        level,
        source.place if source else None,
        source.raw if source else None,
        scores,
        recomputed,
        level_of(recomputed, year, reference),
        reconciliation_of(chosen.value if chosen else None, recomputed.total),
        tuple(cluster[0] for cluster in clusters if chosen is not None and cluster[0].value != chosen.value),
        damaged=damaged,
        damaged_total=damaged_total,
        stray=lists.stray,
        unordered=found.unordered,
    )
    assessment.rival_levels = tuple(
        dict.fromkeys(
            t.level
            for t in found.totals
            if t.level and t.level != level and chosen and t.value == chosen.value
        )
    )
    _weigh(assessment, means, framework, corroborated=_printings(found.totals, chosen) > 1)
    return assessment


def _printings(totals: Sequence[TotalMention], chosen: TotalMention | None) -> int:
    """In how many places the total is printed."""
    return len({total.place.line for total in totals if chosen is not None and total.value == chosen.value})


def _weigh(
    assessment: DecidedAssessment, means: dict[str, Decimal], framework: Framework, *, corroborated: bool
) -> None:
    """What is proven, and which number is suspect where the total does not reconcile."""
    values = {no: score.value for no, score in assessment.scores.items()}
    assessment.alike = repeated_value(values)
    if assessment.reconciliation == "match":
        assessment.proven = frozenset(values)
        return
    assessment.proven = proven_by_means(values, means, framework)
    assessment.unlikely = unlikely(values, assessment.proven)
    assessment.torn = _is_torn(assessment, len(framework.indicators))
    if assessment.reconciliation == "mismatch" and assessment.total is not None:
        found = suspects(values, assessment.total.value, means, framework, total_corroborated=corroborated)
        assessment.suspect = found[0] if len(found) == 1 else None


def _is_torn(assessment: DecidedAssessment, whole: int) -> bool:
    scores = assessment.scores
    missing = whole - len(scores) if len(scores) * 2 > whole else 0
    marked = sum(score.label_conflict or score.coarse or bool(score.rivals) for score in scores.values())
    return marked > 0 and missing + marked >= _TORN


def _chosen_total(
    clusters: Sequence[Sequence[TotalMention]], computed: Decimal | None
) -> TotalMention | None:
    """The total that the indicators reproduce; else one with a level, the most often printed."""
    if not clusters:
        return None
    if computed is not None:
        for cluster in clusters:
            if abs(cluster[0].value - computed) <= TOLERANCE:
                return cluster[0]
    ranked = sorted(clusters, key=lambda cluster: (-any(t.level for t in cluster), -len(cluster)))
    return ranked[0][0]


def _add_lone_levels(
    decided: Sequence[DecidedAssessment], levels: Sequence[LevelMention], scores_year: int | None
) -> None:
    """A level printed apart from the total belongs to the document's own year."""
    names = {mention.level for mention in levels}
    for assessment in decided:
        if assessment.level is None and assessment.fiscal_year == scores_year and len(names) == 1:
            assessment.level = levels[0].level
            assessment.level_place, assessment.level_raw = levels[0].place, levels[0].raw
