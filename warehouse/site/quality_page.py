"""The page on quality: what came, what was set aside and why, what the checks and the reading found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

QUALITY = "quality.html"


def quality_values(rows: Mapping[str, list[Any]]) -> dict[str, Any]:
    """From the rows by section (``queries/quality``): the run that the page is of, and the sums of its
    tiles. A package (zip) is no document of its own."""
    documents = {row.state: row.documents for row in rows["documents"] if row.state != "package"}
    runs = rows["runs"]
    return {
        **rows,
        "run": runs[0] if runs else None,
        "documents_in_all": sum(documents.values()),
        "documents_loaded": documents.get("loaded", 0) + documents.get("superseded", 0),
        "documents_aside": documents.get("quarantined", 0),
        "checks_in_all": sum(row.checks for row in rows["checks"]),
        "checks_not_held": sum(row.checks - row.held for row in rows["checks"]),
        "facts_in_all": sum(row.facts for row in rows["facts"]),
        "facts_waiting": sum(row.waiting for row in rows["facts"]),
        "open_issues": int(rows["issues"][0].issues_of_all) if rows["issues"] else 0,
        "most_new": max((row.documents_new or 0 for row in runs), default=0),
        "most_aside": max((row.documents_quarantined or 0 for row in runs), default=0),
    }
