"""Printed totals and lists of scores into assessments, one a year, each reconciled by the formula."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product
from math import prod
from typing import Literal

from transforms.document import Place
from transforms.extract.scores import ScoreList, ScoreMention
from transforms.extract.totals import LevelMention, TotalMention
from transforms.extract.years import YearStatement
from transforms.reference import Framework, Reference
from transforms.resolve.formula import TOLERANCE, Recomputed, level_of, recompute, rounded

_NEAR_BLOCKS = 8
_MOST_CHOICES = 512


@dataclass(frozen=True, slots=True)
class DecidedScore:
    """One indicator's score. ``rivals`` are other values printed for it in the same year."""

    indicator_no: int
    value: Decimal
    method: Literal["printed", "recovered", "solved"]
    place: Place
    raw: str
    label_conflict: bool = False
    rivals: tuple[Decimal, ...] = ()


@dataclass(slots=True)
class DecidedAssessment:
    """One result in one year. ``reconciliation`` is ``match`` where the printed and the recomputed
    total are within 0.02, ``mismatch`` where not, ``incomplete`` where one of them is missing."""

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


@dataclass(slots=True)
class _Year:
    totals: list[TotalMention] = field(default_factory=list)
    lists: list[ScoreList] = field(default_factory=list)


def printed_scores(lists: Sequence[ScoreList]) -> dict[int, Decimal]:
    """The scores of the longest printed list, for weighing years before anything is decided."""
    printed = [scores for scores in lists if _is_printed(scores) and scores.year is None]
    if not printed:
        return {}
    longest = max(printed, key=lambda scores: len(scores.mentions))
    return {mention.indicator_no: mention.value for mention in longest.mentions}


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
    total_clusters = _by_value(totals)
    for total_cluster in total_clusters:
        said = {total.year for total in total_cluster if total.year is not None}
        blocks = [total.block for total in total_cluster]
        year = _year_of(blocks, statements, scores_year, len(total_clusters), said)
        years.setdefault(year, _Year()).totals.extend(total_cluster)
    printed = [scores for scores in lists if _is_printed(scores)]
    clusters = _alike(printed)
    for list_cluster in clusters:
        headed = list_cluster[0].year
        year = headed or _year_of([one.block for one in list_cluster], statements, scores_year, len(clusters))
        years.setdefault(year, _Year()).lists.extend(list_cluster)
    numbered = [scores for scores in lists if not _is_printed(scores)]
    if numbered and not years:
        years[scores_year] = _Year()
    decided = []
    for year, found in years.items():
        framework = reference.framework(year)
        if not found.lists:
            found.lists.extend(_recovered(numbered, found.totals, framework))
        assessment = _assess(year, found, reference)
        if assessment is not None:
            decided.append(assessment)
    if decided:
        _add_lone_levels(decided, levels, scores_year)
    elif levels:
        first = levels[0]
        decided.append(
            DecidedAssessment(
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
        )
    return sorted(decided, key=lambda assessment: assessment.fiscal_year or 0)


def _is_printed(scores: ScoreList) -> bool:
    return not scores.ruined and all(mention.method == "printed" for mention in scores.mentions)


def _by_value(totals: Sequence[TotalMention]) -> list[list[TotalMention]]:
    clusters: dict[Decimal, list[TotalMention]] = {}
    for total in totals:
        clusters.setdefault(rounded(total.value), []).append(total)
    return list(clusters.values())


def _alike(lists: Sequence[ScoreList]) -> list[list[ScoreList]]:
    """Lists that agree wherever they speak of the same indicator, together (one may be shorter)."""
    clusters: list[list[ScoreList]] = []
    for scores in lists:
        mine = {mention.indicator_no: mention.value for mention in scores.mentions}
        for cluster in clusters:
            merged = {m.indicator_no: m.value for one in cluster for m in one.mentions}
            disagreeing = sum(merged.get(no, value) != value for no, value in mine.items())
            if cluster[0].year == scores.year and disagreeing <= len(mine) // 4:
                cluster.append(scores)
                break
        else:
            clusters.append([scores])
    return clusters


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


def _recovered(
    numbered: Sequence[ScoreList], totals: Sequence[TotalMention], framework: Framework
) -> list[ScoreList]:
    """A numbered list whose labels are ruined counts if its ten scores reproduce a printed total."""
    for scores in numbered:
        values = {mention.indicator_no: mention.value for mention in scores.mentions}
        total = recompute(values, framework).total
        if total is not None and any(abs(total - printed.value) <= TOLERANCE for printed in totals):
            return [scores]
    return []


def _assess(year: int | None, found: _Year, reference: Reference) -> DecidedAssessment | None:
    framework = reference.framework(year)
    scores = _by_arithmetic(_merged(found.lists), found.totals, framework)
    values = {no: score.value for no, score in scores.items()}
    recomputed = recompute(values, framework)
    clusters = _by_value(found.totals)
    total = _chosen_total(clusters, recomputed.total)
    if total is None and not scores:
        return None
    level = next(
        (t.level for cluster in clusters for t in cluster if t.level and total and t.value == total.value),
        None,
    )
    source = next((t for cluster in clusters for t in cluster if t.level == level and level), None)
    if total is None or recomputed.total is None:
        reconciliation: Literal["match", "mismatch", "incomplete"] = "incomplete"
    elif abs(total.value - recomputed.total) <= TOLERANCE:
        reconciliation = "match"
    else:
        reconciliation = "mismatch"
    return DecidedAssessment(
        year,
        total,
        level,
        source.place if source else None,
        source.raw if source else None,
        scores,
        recomputed,
        level_of(recomputed, year, reference),
        reconciliation,
        tuple(cluster[0] for cluster in clusters if total is not None and cluster[0].value != total.value),
    )


def _merged(lists: Sequence[ScoreList]) -> dict[int, DecidedScore]:
    """The first printed value of each indicator; a later other value is a rival."""
    mentions: dict[int, list[ScoreMention]] = {}
    for scores in lists:
        for mention in scores.mentions:
            mentions.setdefault(mention.indicator_no, []).append(mention)
    decided: dict[int, DecidedScore] = {}
    for no, found in sorted(mentions.items()):
        first = found[0]
        method: Literal["printed", "recovered"] = "recovered" if first.method == "numbered" else "printed"
        rivals = tuple(dict.fromkeys(m.value for m in found[1:] if m.value != first.value))
        decided[no] = DecidedScore(
            no, first.value, method, first.place, first.raw, first.label_conflict, rivals
        )
    return decided


def _by_arithmetic(
    scores: dict[int, DecidedScore], totals: Sequence[TotalMention], framework: Framework
) -> dict[int, DecidedScore]:
    """Where an indicator is printed with several values: those that reproduce a printed total, if only
    one choice of them does; else the first printed ones."""
    printed = [(no, (score.value, *score.rivals)) for no, score in scores.items() if score.rivals]
    if not printed or not totals or prod(len(values) for _, values in printed) > _MOST_CHOICES:
        return scores
    fitting = []
    for choice in product(*(values for _, values in printed)):
        chosen = {no: score.value for no, score in scores.items()}
        chosen.update(zip((no for no, _ in printed), choice, strict=True))
        computed = recompute(chosen, framework).total
        if computed is not None and any(abs(computed - total.value) <= TOLERANCE for total in totals):
            fitting.append(chosen)
    if len(fitting) != 1:
        return scores
    return {no: _with_value(score, fitting[0][no]) for no, score in scores.items()}


def _with_value(score: DecidedScore, value: Decimal) -> DecidedScore:
    if value == score.value:
        return score
    return replace(score, value=value, rivals=(score.value, *(r for r in score.rivals if r != value)))


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
