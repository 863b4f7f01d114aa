"""Decided assessments into rows of assessments and indicator scores, with evidence and doubts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.extract.scores.totals import TotalMention
from transforms.facts import AssessmentRow, IndicatorScoreRow, stable_id
from transforms.normalize.digits import to_arabic
from transforms.reference import Reference
from transforms.resolve.assessment_doubts import (
    doubt_assessment,
    doubt_score,
    is_of_other_scheme,
    state_unknown_scores,
)
from transforms.resolve.formula import rounded
from transforms.resolve.ledger import Ledger
from transforms.resolve.score_merging import DecidedScore
from transforms.resolve.scores import DecidedAssessment

ASSESSMENTS = "core.assessments"
SCORES = "core.indicator_scores"


def assessment_rows(
    decided: Sequence[DecidedAssessment],
    organization_id: str,
    ledger: Ledger,
    reference: Reference | None = None,
) -> tuple[list[AssessmentRow], list[IndicatorScoreRow]]:
    """The rows of ``core.assessments`` and ``core.indicator_scores``. With a ``reference`` levels and
    disclosure scores are held against the schemes of the years, too."""
    assessments: list[AssessmentRow] = []
    scores: list[IndicatorScoreRow] = []
    for one in decided:
        if one.total is not None and not one.total.coarse and _lacks_a_decimal(one.total):
            one.total = replace(one.total, coarse=True)
        assessment_id = stable_id("a", ledger.document_id, organization_id, one.fiscal_year)
        places = [one.total.place] if one.total else [score.place for score in one.scores.values()]
        places += [one.damaged_total.place] if one.damaged_total else []
        places += [damaged.place for damaged in one.damaged.values()]
        assessments.append(
            AssessmentRow(
                assessment_id=assessment_id,
                document_id=ledger.document_id,
                organization_id=organization_id,
                fiscal_year=one.fiscal_year,
                overall_score=rounded(one.total.value) if one.total else None,
                level=one.level,
                iit_score=one.recomputed.instruments.get("IIT"),
                eit_score=one.recomputed.instruments.get("EIT"),
                oit_score=one.recomputed.instruments.get("OIT"),
                overall_recomputed=one.recomputed.total,
                level_recomputed=one.level_recomputed,
                reconciliation=one.reconciliation,
                source_line=places[0].line if places else (one.level_place.line if one.level_place else None),
                certainty="needs_review" if one.two_years or is_of_other_scheme(one, reference) else "sure",
            )
        )
        _assessment_evidence(one, assessment_id, ledger)
        doubt_assessment(one, assessment_id, ledger, reference)
        scores.extend(_score_rows(one, organization_id, ledger, reference))
        state_unknown_scores(one, organization_id, ledger)
        recovered = [score for score in one.scores.values() if score.method == "recovered"]
        if recovered:
            first = min(recovered, key=lambda score: score.place.line)
            ledger.issue("scores-recovered", ASSESSMENTS, assessment_id, None, first.place, first.raw)
    return assessments, scores


def _assessment_evidence(one: DecidedAssessment, assessment_id: str, ledger: Ledger) -> None:
    if one.total is not None:
        ledger.evidence(
            ASSESSMENTS, assessment_id, "overall_score", one.total.place, one.total.raw, "printed-total"
        )
    elif one.damaged_total is not None:
        printed = (one.damaged_total.value,) if one.damaged_total.value else ()
        candidates = " | ".join(map(str, one.damaged_total.readings or printed)) or None
        reason = one.damaged_total.reason or "digits-damaged"
        ledger.unknown(ASSESSMENTS, assessment_id, "overall_score", reason, candidates)
    else:
        ledger.unknown(ASSESSMENTS, assessment_id, "overall_score", "not-stated")
    if one.level is not None and one.level_place is not None:
        ledger.evidence(ASSESSMENTS, assessment_id, "level", one.level_place, one.level_raw, "printed-level")
    else:
        ledger.unknown(ASSESSMENTS, assessment_id, "level", "not-stated")
    if one.fiscal_year is None:
        ledger.unknown(ASSESSMENTS, assessment_id, "fiscal_year", "year-unknown")
    missing = sorted(set(range(1, 11)) - set(one.scores))
    if one.recomputed.total is None:
        reason = "indicators-incomplete" if one.scores or one.damaged else "indicators-not-stated"
        candidates = " | ".join(f"indicator {no}" for no in missing)
        ledger.unknown(ASSESSMENTS, assessment_id, "overall_recomputed", reason, candidates)
    if one.level_recomputed is None:
        reason = "total-not-recomputed" if one.recomputed.total is None else "level-not-decided"
        ledger.unknown(ASSESSMENTS, assessment_id, "level_recomputed", reason)


def _score_rows(
    one: DecidedAssessment, organization_id: str, ledger: Ledger, reference: Reference | None
) -> list[IndicatorScoreRow]:
    rows: list[IndicatorScoreRow] = []
    for no, score in one.scores.items():
        score_id = stable_id("s", ledger.document_id, organization_id, one.fiscal_year, no)
        rows.append(
            IndicatorScoreRow(
                score_id=score_id,
                document_id=ledger.document_id,
                organization_id=organization_id,
                fiscal_year=one.fiscal_year,
                indicator_no=no,
                score=rounded(score.value),
                method=score.method,
                source_line=score.place.line,
                certainty="needs_review" if _is_doubtful(one, score) else "sure",
            )
        )
        ledger.evidence(SCORES, score_id, "score", score.place, score.raw, f"{score.method}-score")
        if score.steps:
            ledger.evidence(SCORES, score_id, "score", score.place, score.steps, "solved-steps")
        doubt_score(one, score, score_id, ledger, reference)
    return rows


def _is_doubtful(one: DecidedAssessment, score: DecidedScore) -> bool:
    """Whether a score waits for review: solved, or not proven although something speaks against it."""
    if score.method == "solved" or score.coarse or one.two_years or one.alike is not None:
        return True
    if one.is_proven(score.indicator_no):
        return False
    if score.indicator_no in one.unlikely or one.torn or one.worn:
        return True
    return one.reconciliation == "mismatch" or score.label_conflict or bool(score.rivals)


def _lacks_a_decimal(total: TotalMention) -> bool:
    """Whether a total that ends in zero stands in its text without that zero."""
    printed = f"{total.value:.2f}"
    if not printed.endswith("0") or total.value == total.value.to_integral_value():
        return False
    text = to_arabic(total.raw).replace(",", ".").replace(" ", "")
    return printed not in text and re.search(re.escape(printed[:-1]) + r"(?!\d)", text) is not None
