"""Why a row gave way, in words: the rank of a source depends on whom it speaks of."""

from __future__ import annotations

import pytest

from warehouse.precedence_reasons import source_rank, why_not_in_force

OWN = {"source_kind": "own_report", "organization_id": "5999107", "state": "loaded", "document_id": "d-1"}
LIST = {"source_kind": "official_result_list", "organization_id": None}


@pytest.mark.parametrize(
    ("document", "reconciles", "organization_id", "rank"),
    [
        (LIST, False, "5999107", 1),
        (OWN, True, "5999107", 2),
        (OWN, False, "5999107", 3),
        (OWN, True, "6999101", 4),
        ({"source_kind": "other"}, True, "5999107", 4),
    ],
)
def test_ranks(document: dict[str, object], reconciles: bool, organization_id: str, rank: int) -> None:
    assert source_rank(document, reconciles, organization_id) == rank


def test_what_somebody_else_tells_is_called_so() -> None:
    row = {"certainty": "sure", "document_id": "d-1"}
    winner = {"certainty": "sure", "document_id": "d-2"}
    other = {**OWN, "document_id": "d-2", "organization_id": "6999101"}
    _, english = why_not_in_force(row, OWN, 4, winner, other, 3)
    assert english == "an own report comes before what another organization's report tells"
