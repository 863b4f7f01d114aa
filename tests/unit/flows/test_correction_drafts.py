"""Which value a correction has to name, so that the doubt of an issue is settled."""

from __future__ import annotations

import pytest

from flows.correction_drafts import _target
from transforms.corrections import COLUMNS, DOCUMENTS
from transforms.facts import document_id_of

SHA256 = "d" * 64


@pytest.mark.parametrize(
    ("table", "column", "there", "settled"),
    [
        ("core.assessments", "fiscal_year", DOCUMENTS, "scores_fiscal_year"),
        ("core.measures", "fiscal_year", DOCUMENTS, "measures_fiscal_year"),
        ("core.measures", "organization_id", DOCUMENTS, "organization_id"),
        ("core.assessments", "overall_recomputed", "core.assessments", "overall_score"),
        ("core.assessments", "level_recomputed", "core.assessments", "level"),
        ("core.assessments", "overall_score", "core.assessments", "overall_score"),
        ("core.measures", "status", "core.measures", "status"),
        (DOCUMENTS, "scores_fiscal_year", DOCUMENTS, "scores_fiscal_year"),
    ],
)
def test_a_draft_names_what_settles_the_doubt(table: str, column: str, there: str, settled: str) -> None:
    about = {"table_name": table, "record_id": "r-1", "column_name": column, "sha256": SHA256}
    record = document_id_of(SHA256) if there == DOCUMENTS != table else "r-1"
    assert _target(about) == (there, record, settled)
    assert settled in COLUMNS[there]
