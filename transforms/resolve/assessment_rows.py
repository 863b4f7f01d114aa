"""Decided assessments into rows of assessments and indicator scores, with evidence and doubts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from transforms.facts import AssessmentRow, IndicatorScoreRow, stable_id
from transforms.resolve.formula import rounded
from transforms.resolve.ledger import Ledger
from transforms.resolve.scores import DecidedAssessment

ASSESSMENTS = "core.assessments"
SCORES = "core.indicator_scores"


def assessment_rows(
    decided: Sequence[DecidedAssessment], organization_id: str, ledger: Ledger
) -> tuple[list[AssessmentRow], list[IndicatorScoreRow]]:
    """The rows of ``core.assessments`` and ``core.indicator_scores``."""
    assessments: list[AssessmentRow] = []
    scores: list[IndicatorScoreRow] = []
    for one in decided:
        assessment_id = stable_id("a", ledger.document_id, organization_id, one.fiscal_year)
        places = [one.total.place] if one.total else [score.place for score in one.scores.values()]
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
                certainty="sure",
            )
        )
        _assessment_evidence(one, assessment_id, ledger)
        scores.extend(_score_rows(one, assessment_id, organization_id, ledger))
    return assessments, scores


def _assessment_evidence(one: DecidedAssessment, assessment_id: str, ledger: Ledger) -> None:
    if one.total is not None:
        ledger.evidence(
            ASSESSMENTS, assessment_id, "overall_score", one.total.place, one.total.raw, "printed-total"
        )
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
        reason = "indicators-incomplete" if one.scores else "indicators-not-stated"
        ledger.unknown(
            ASSESSMENTS,
            assessment_id,
            "overall_recomputed",
            reason,
            " | ".join(f"indicator {no}" for no in missing),
        )
        if one.scores:
            ledger.issue(
                "indicators-incomplete",
                ASSESSMENTS,
                assessment_id,
                "overall_recomputed",
                missing=", ".join(map(str, missing)),
            )
    if one.reconciliation == "mismatch" and one.total is not None and one.recomputed.total is not None:
        ledger.issue(
            "total-mismatch",
            ASSESSMENTS,
            assessment_id,
            "overall_score",
            one.total.place,
            one.total.raw,
            printed=one.total.value,
            computed=rounded(one.recomputed.total),
        )
    if one.level is not None and one.level_recomputed not in (None, one.level):
        ledger.issue(
            "level-mismatch",
            ASSESSMENTS,
            assessment_id,
            "level",
            one.level_place,
            one.level_raw,
            printed=one.level,
            computed=one.level_recomputed,
        )
    for rival in one.rival_totals:
        ledger.issue(
            "score-conflict",
            ASSESSMENTS,
            assessment_id,
            "overall_score",
            rival.place,
            rival.raw,
            printed=rival.value,
            chosen=one.total.value if one.total else "?",
        )


def _score_rows(
    one: DecidedAssessment, assessment_id: str, organization_id: str, ledger: Ledger
) -> list[IndicatorScoreRow]:
    rows: list[IndicatorScoreRow] = []
    for no, score in one.scores.items():
        score_id = stable_id("s", ledger.document_id, organization_id, one.fiscal_year, no)
        proven = one.reconciliation == "match"
        doubtful = not proven and (
            score.label_conflict or bool(score.rivals) or not 0 <= score.value <= Decimal(100)
        )
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
                certainty="needs_review" if doubtful else "sure",
            )
        )
        ledger.evidence(SCORES, score_id, "score", score.place, score.raw, f"{score.method}-score")
        for rival in score.rivals:
            ledger.issue(
                "score-printed-twice-differs",
                SCORES,
                score_id,
                "score",
                score.place,
                score.raw,
                indicator=no,
                printed=rival,
                chosen=score.value,
            )
    if any(score.method == "recovered" for score in one.scores.values()):
        first = min(one.scores.values(), key=lambda score: score.place.line)
        ledger.issue("scores-recovered", ASSESSMENTS, assessment_id, None, first.place, first.raw)
    return rows
