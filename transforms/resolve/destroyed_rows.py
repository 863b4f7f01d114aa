"""Rows of a document that is damaged all over: they wait for review, whatever they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from transforms.facts import (
    DisclosureRow,
    EvidenceLinkRow,
    Extraction,
    MeasureDeadlineRow,
    MeasureDepartmentRow,
    MeasureRow,
)

_Row = TypeVar("_Row", MeasureRow, MeasureDeadlineRow, MeasureDepartmentRow, DisclosureRow, EvidenceLinkRow)


def waiting(found: Extraction) -> Extraction:
    """``found`` with its measures, items and links to be reviewed. Scores stay as they are: sums and
    levels prove them, or tell that they are wrong."""
    return replace(
        found,
        measures=_doubted(found.measures),
        measure_deadlines=_doubted(found.measure_deadlines),
        measure_departments=_doubted(found.measure_departments),
        disclosures=_doubted(found.disclosures),
        evidence_links=_doubted(found.evidence_links),
    )


def _doubted(rows: Sequence[_Row]) -> tuple[_Row, ...]:
    return tuple(replace(row, certainty="needs_review") for row in rows)
