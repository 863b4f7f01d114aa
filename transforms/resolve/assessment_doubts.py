"""What is doubtful about assessments and scores: issues on exactly the record and column."""

from __future__ import annotations

from transforms.extract.results.cells import NOT_STATED
from transforms.extract.scores.cells import OUT_OF_RANGE
from transforms.extract.scores.totals import TotalMention
from transforms.facts import stable_id
from transforms.reference import Reference
from transforms.resolve.formula import contradicts, possible_in, rounded, years_of_level
from transforms.resolve.ledger import Ledger
from transforms.resolve.score_merging import DecidedScore
from transforms.resolve.scores import DecidedAssessment

_ASSESSMENTS = "core.assessments"
_SCORES = "core.indicator_scores"
_LATTICE_INDICATORS = (9, 10)
_LONGEST_TEXT = 80
#: No organization's total is so low: a digit is lost.
_LOWEST_LIKELY = 10


def doubt_assessment(
    one: DecidedAssessment, assessment_id: str, ledger: Ledger, reference: Reference | None
) -> None:
    """Issues about total, level and their reconciliation."""
    _doubt_total(one, assessment_id, ledger, reference)
    _doubt_recomputed(one, assessment_id, ledger)
    _doubt_level(one, assessment_id, ledger, reference)
    if one.unordered is not None:
        first = one.unordered.mentions[0]
        values = ", ".join(str(mention.value) for mention in one.unordered.mentions)
        ledger.issue(
            "scores-without-labels",
            _ASSESSMENTS,
            assessment_id,
            "overall_recomputed",
            first.place,
            first.raw,
            candidates=values,
        )
    for stray in one.stray:
        first = stray.mentions[0]
        ledger.issue("score-list-set-aside", _ASSESSMENTS, assessment_id, None, first.place, first.raw)


def _doubt_total(
    one: DecidedAssessment, assessment_id: str, ledger: Ledger, reference: Reference | None
) -> None:
    damaged = one.damaged_total
    if damaged is not None:
        rule = damaged.reason if damaged.reason == OUT_OF_RANGE else "total-digits-damaged"
        candidates = ", ".join(map(str, damaged.readings)) or "—"
        ledger.issue(
            rule,
            _ASSESSMENTS,
            assessment_id,
            "overall_score",
            damaged.place,
            damaged.raw,
            printed=damaged.value or damaged.raw[:40],
            candidates=candidates,
        )
    if one.reconciliation == "mismatch" and one.total is not None and one.recomputed.total is not None:
        ledger.issue(
            "total-mismatch",
            _ASSESSMENTS,
            assessment_id,
            "overall_score",
            one.total.place,
            one.total.raw,
            printed=one.total.value,
            computed=rounded(one.recomputed.total),
        )
    if one.suspect is not None and one.suspect.indicator_no is None and one.total is not None:
        ledger.issue(
            "digit-misread-likely",
            _ASSESSMENTS,
            assessment_id,
            "overall_score",
            one.total.place,
            one.total.raw,
            name="คะแนนรวม",
            printed=one.suspect.printed,
            chosen=one.suspect.reading,
        )
    if one.two_years and one.total is not None:
        ledger.issue(
            "total-of-two-years",
            _ASSESSMENTS,
            assessment_id,
            "fiscal_year",
            one.total.place,
            one.total.raw,
            printed=one.total.value,
        )
    if one.total is not None and one.total.coarse and one.reconciliation != "match":
        ledger.issue(
            "total-decimals-lost",
            _ASSESSMENTS,
            assessment_id,
            "overall_score",
            one.total.place,
            one.total.raw,
            printed=one.total.value,
        )
    if one.alike is not None and one.total is not None and rounded(one.total.value) == rounded(one.alike):
        ledger.issue(
            "scores-all-alike",
            _ASSESSMENTS,
            assessment_id,
            "overall_score",
            one.total.place,
            one.total.raw,
            printed=one.alike,
        )
    if one.total is not None and not one.total_is_proven():
        _doubt_lone_total(one, one.total, assessment_id, ledger, reference)
    proven = one.reconciliation == "match" and all(s.method != "solved" for s in one.scores.values())
    for rival in one.rival_totals:
        ledger.issue(
            "score-conflict",
            _ASSESSMENTS,
            assessment_id,
            None if proven and not one.two_years else "overall_score",
            rival.place,
            rival.raw,
            printed=rival.value,
            chosen=one.total.value if one.total else "?",
        )


def _doubt_lone_total(
    one: DecidedAssessment,
    total: TotalMention,
    assessment_id: str,
    ledger: Ledger,
    reference: Reference | None,
) -> None:
    """Issues about a total that no indicators confirm."""
    contradicted = reference is not None and one.level and contradicts(total.value, one.level, reference)
    for rule, holds in (
        ("level-contradicts-total", contradicted),
        ("total-unlikely", total.value < _LOWEST_LIKELY),
        ("text-worn", one.worn),
    ):
        if holds:
            ledger.issue(
                rule,
                _ASSESSMENTS,
                assessment_id,
                "overall_score",
                total.place,
                total.raw,
                printed=one.level if rule == "level-contradicts-total" else total.value,
                other=total.value,
            )


def _doubt_recomputed(one: DecidedAssessment, assessment_id: str, ledger: Ledger) -> None:
    """What is computed from values that are in doubt themselves proves nothing."""
    solved = [no for no, score in one.scores.items() if score.method == "solved"]
    for no in solved:
        for column in ("overall_recomputed", "level_recomputed", "reconciliation"):
            ledger.issue("score-solved", _ASSESSMENTS, assessment_id, column, indicator=no)
    if one.recomputed.total is None:
        missing = sorted(set(range(1, 11)) - set(one.scores))
        if one.scores or one.damaged:
            lost = next((one.damaged[no] for no in missing if no in one.damaged), None)
            near = lost or min(one.scores.values(), key=lambda score: score.place.line)
            ledger.issue(
                "indicators-incomplete",
                _ASSESSMENTS,
                assessment_id,
                "overall_recomputed",
                near.place,
                (lost.raw or None) if lost is not None else None,
                missing=", ".join(map(str, missing)),
            )
        return
    doubtful = [
        no
        for no, score in one.scores.items()
        if no not in one.proven
        and (score.label_conflict or score.rivals or score.coarse or no in one.unlikely)
    ]
    for column in ("overall_recomputed", "level_recomputed"):
        if one.worn and not one.total_is_proven():
            ledger.issue(
                "text-worn", _ASSESSMENTS, assessment_id, column, printed=rounded(one.recomputed.total)
            )
        if one.alike is not None:
            first = next(score for score in one.scores.values() if score.value == one.alike)
            ledger.issue(
                "scores-all-alike",
                _ASSESSMENTS,
                assessment_id,
                column,
                first.place,
                first.raw,
                printed=one.alike,
            )
        for no in doubtful:
            ledger.issue("recomputed-from-doubtful", _ASSESSMENTS, assessment_id, column, indicator=no)
        if one.total is not None and one.reconciliation == "mismatch":
            ledger.issue(
                "total-mismatch",
                _ASSESSMENTS,
                assessment_id,
                column,
                one.total.place,
                one.total.raw,
                printed=one.total.value,
                computed=rounded(one.recomputed.total),
            )


def _doubt_level(
    one: DecidedAssessment, assessment_id: str, ledger: Ledger, reference: Reference | None
) -> None:
    if one.level is None:
        return
    place, raw = one.level_place, one.level_raw
    if one.level_recomputed not in (None, one.level):
        ledger.issue(
            "level-mismatch",
            _ASSESSMENTS,
            assessment_id,
            "level",
            place,
            raw,
            printed=one.level,
            computed=one.level_recomputed,
        )
    for other in one.rival_levels:
        ledger.issue(
            "level-printed-twice-differs",
            _ASSESSMENTS,
            assessment_id,
            "level",
            place,
            raw,
            printed=other,
            chosen=one.level,
        )
    if reference is None:
        return
    if one.total is not None and contradicts(one.total.value, one.level, reference):
        ledger.issue(
            "level-contradicts-total",
            _ASSESSMENTS,
            assessment_id,
            "level",
            place,
            raw,
            printed=one.level,
            other=one.total.value,
        )
    if is_of_other_scheme(one, reference):
        ledger.issue(
            "level-of-other-scheme",
            _ASSESSMENTS,
            assessment_id,
            "level",
            place,
            raw,
            printed=one.level,
            year=one.fiscal_year,
        )


def is_of_other_scheme(one: DecidedAssessment, reference: Reference | None) -> bool:
    """Whether the level exists in other years only: it, or the year, is misread."""
    if reference is None or one.level is None or one.fiscal_year is None:
        return False
    span = years_of_level(one.level, reference)
    return span is not None and (
        one.fiscal_year < span[0] or (span[1] is not None and one.fiscal_year > span[1])
    )


def doubt_score(
    one: DecidedAssessment, score: DecidedScore, score_id: str, ledger: Ledger, reference: Reference | None
) -> None:
    """Issues about one score that is stated."""
    no, place, raw = score.indicator_no, score.place, score.raw
    for rival in score.rivals:
        ledger.issue(
            "score-printed-twice-differs",
            _SCORES,
            score_id,
            "score",
            place,
            raw,
            indicator=no,
            printed=rival,
            chosen=score.value,
        )
    if score.method == "solved":
        ledger.issue("score-solved", _SCORES, score_id, "score", place, raw, indicator=no)
    if score.coarse:
        ledger.issue(
            "score-decimals-lost", _SCORES, score_id, "score", place, raw, indicator=no, printed=score.value
        )
    if no in one.unlikely:
        ledger.issue(
            "score-unlikely", _SCORES, score_id, "score", place, raw, indicator=no, printed=score.value
        )
    if one.alike is not None:
        ledger.issue("scores-all-alike", _SCORES, score_id, "score", place, raw, printed=one.alike)
    if not one.is_proven(no) and (one.torn or one.worn):
        rule = "scores-torn" if one.torn else "text-worn"
        ledger.issue(rule, _SCORES, score_id, "score", place, raw, printed=score.value)
    if score.label_conflict and no not in one.proven:
        text = " ".join(raw.split())[:_LONGEST_TEXT]
        ledger.issue(
            "indicator-label-conflict", _SCORES, score_id, "score", place, raw, indicator=no, text=text
        )
    if one.suspect is not None and one.suspect.indicator_no == no:
        ledger.issue(
            "digit-misread-likely",
            _SCORES,
            score_id,
            "score",
            place,
            raw,
            name=f"ตัวชี้วัดที่ {no}",
            printed=one.suspect.printed,
            chosen=one.suspect.reading,
        )
    year = one.fiscal_year
    if reference is None or year is None or no not in _LATTICE_INDICATORS:
        return
    if possible_in(score.value, no, year, reference) is False:
        ledger.issue(
            "score-off-lattice",
            _SCORES,
            score_id,
            "score",
            place,
            raw,
            indicator=no,
            printed=score.value,
            year=year,
        )


def state_unknown_scores(one: DecidedAssessment, organization_id: str, ledger: Ledger) -> None:
    """Why indicators whose digits are printed have no score, with what they can be. They have no row:
    the reason stands under the id that the row would have."""
    for no, damaged in one.damaged.items():
        score_id = stable_id("s", ledger.document_id, organization_id, one.fiscal_year, no)
        candidates = " | ".join(map(str, damaged.readings[:20])) or None
        ledger.unknown(_SCORES, score_id, "score", damaged.reason, candidates)
        if damaged.reason == NOT_STATED:
            continue  # the assessment says which are missing
        rule = OUT_OF_RANGE if damaged.reason == OUT_OF_RANGE else "score-digits-damaged"
        ledger.issue(
            rule,
            _SCORES,
            score_id,
            "score",
            damaged.place,
            damaged.raw,
            indicator=no,
            printed=" ".join(damaged.raw.split())[:_LONGEST_TEXT],
            candidates=(candidates or "—").replace(" | ", ", "),
        )
