"""Corrections of wordings that nobody needs: the reference tables know the wording by now, or no document is
read otherwise for it. They are told as issues until they are deleted or mended."""

from __future__ import annotations

from pathlib import Path

from transforms.corrections import WordingCorrection
from transforms.reference import Reference
from warehouse.query import connect_file
from warehouse.run_history import RuleIssue
from warehouse.wording_corrections import refused

_TABLE = "reference.wording_corrections"


def wording_doubts(database: Path, reference: Reference) -> list[RuleIssue]:
    """One issue for each correction of wordings of ``reference`` that does not hold, or that changes no
    value in the built file ``database``."""
    if not reference.wording_corrections:
        return []
    with connect_file(database) as connection:
        rows = connection.execute(
            "SELECT DISTINCT correction_id FROM quality.wordings WHERE correction_id IS NOT NULL"
        ).fetchall()
    used = {correction for (correction,) in rows}
    return [
        _issue("wording-in-no-document" if one.holds else "wording-expectation-failed", one, reference)
        for one in reference.wording_corrections
        if not (one.holds and one.correction_id in used)
    ]


def _issue(name: str, correction: WordingCorrection, reference: Reference) -> RuleIssue:
    rule = reference.issue_rules[name]
    values = refused(correction)
    return RuleIssue(
        rule=name,
        severity=rule.severity,
        table_name=_TABLE,
        record_id=correction.correction_id,
        column_name=None,
        document_id=None,
        message_th=f"{rule.message_th.format_map(values)} {rule.action_th}",
        message_en=f"{rule.message_en.format_map(values)} {rule.action_en}",
    )
