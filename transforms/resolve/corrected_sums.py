"""Corrected scores: what follows from them, and what they prove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from transforms.corrections import Correction, DocumentCorrections
from transforms.facts import AssessmentRow, Extraction, IndicatorScoreRow, stable_id
from transforms.reference import Reference
from transforms.resolve.assessment_rows import ASSESSMENTS
from transforms.resolve.formula import level_of, recompute, reconciliation_of, rounded
from transforms.resolve.ledger import Ledger


def stated_scores(
    assessments: Sequence[AssessmentRow], of_table: Sequence[Correction], corrections: DocumentCorrections
) -> list[IndicatorScoreRow]:
    """Rows for scores that the reading did not give and a person states."""
    rows = []
    for assessment in assessments:
        for no in range(1, 11):
            record = stable_id(
                "s", assessment.document_id, assessment.organization_id, assessment.fiscal_year, no
            )
            for one in of_table:
                if (one.record_id, one.column_name) != (record, "score"):
                    continue
                if one.correction_id in corrections.outcomes or not isinstance(one.value, Decimal):
                    continue
                if corrections.fits(one, None):
                    rows.append(
                        IndicatorScoreRow(
                            record,
                            assessment.document_id,
                            assessment.organization_id,
                            assessment.fiscal_year,
                            no,
                            one.value,
                            "printed",
                            assessment.source_line,
                            "sure",
                        )
                    )
    return rows


def held_anew(
    assessment: AssessmentRow, scores: Iterable[IndicatorScoreRow], reference: Reference
) -> AssessmentRow:
    """The result with means, total, level and reconciliation computed from the scores as they now stand."""
    own = {
        row.indicator_no: row.score
        for row in scores
        if (row.organization_id, row.fiscal_year) == (assessment.organization_id, assessment.fiscal_year)
    }
    recomputed = recompute(own, reference.framework(assessment.fiscal_year))
    return replace(
        assessment,
        iit_score=recomputed.instruments.get("IIT"),
        eit_score=recomputed.instruments.get("EIT"),
        oit_score=recomputed.instruments.get("OIT"),
        overall_recomputed=recomputed.total,
        level_recomputed=level_of(recomputed, assessment.fiscal_year, reference),
        reconciliation=reconciliation_of(assessment.overall_score, recomputed.total),
    )


def proven_scores(found: Extraction) -> Iterable[IndicatorScoreRow]:
    """The scores; those that give the total as it now stands are proven by it."""
    matching = {
        (row.organization_id, row.fiscal_year) for row in found.assessments if row.reconciliation == "match"
    }
    for row in found.indicator_scores:
        proven = row.method != "solved" and (row.organization_id, row.fiscal_year) in matching
        yield replace(row, certainty="sure") if proven else row


def doubt_sums(assessment: AssessmentRow, ledger: Ledger) -> None:
    """Issues where the printed total or level is another than the computed one."""
    identity = assessment.assessment_id
    if assessment.reconciliation == "mismatch" and assessment.overall_recomputed is not None:
        ledger.issue(
            "total-mismatch",
            ASSESSMENTS,
            identity,
            "overall_score",
            printed=assessment.overall_score,
            computed=rounded(assessment.overall_recomputed),
        )
    if (
        assessment.level is not None
        and assessment.level_recomputed is not None
        and assessment.level != assessment.level_recomputed
    ):
        ledger.issue(
            "level-mismatch",
            ASSESSMENTS,
            identity,
            "level",
            printed=assessment.level,
            computed=assessment.level_recomputed,
        )
