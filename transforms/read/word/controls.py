"""Boxes that are ActiveX controls: their state and label stand in parts of their own."""

from __future__ import annotations

from transforms.read.word.package import Package, Relation


def control_boxes(package: Package, relations: dict[str, Relation]) -> dict[str, str]:
    """Identifier of a relation → what its control shows."""
    return {}
