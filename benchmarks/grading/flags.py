"""Which stated facts carry a warning: a reason for null, a row to review, an issue on record and column."""

from __future__ import annotations

from collections import defaultdict

from transforms.facts import Extraction

#: Columns of rows that have no record id of their own: their issues stand at a column of the measure.
AT_THE_MEASURE = {"department": ("department", "responsible"), "recurrence": ("recurrence", "due_on")}


class Flags:
    """The warnings of one extraction, by record and column."""

    def __init__(self, found: Extraction) -> None:
        self._rules: dict[tuple[str, str | None], list[str]] = defaultdict(list)
        for issue in found.issues:
            self._rules[issue.record_id, issue.column_name].append(issue.rule)
        #: Record, column and line of what was read.
        self.read_at = [
            (row.record_id, row.column_name, int(row.locator.partition(":")[2].partition(":")[0] or 0))
            for row in found.evidence
            if row.table_name == "core.documents" and row.locator.startswith("line:")
        ]
        self._reasons: dict[tuple[str, str], str] = {
            (unknown.record_id, unknown.column_name): unknown.reason for unknown in found.unknowns
        }

    def of(
        self, record_id: str | None, column: str | None, certainty: str = "sure", *, is_null: bool = False
    ) -> tuple[bool, tuple[str, ...]]:
        """Whether the value of ``column`` is flagged, and by which rules and reasons. ``column`` is ``None``
        for the row as such. A reason counts only where the value is null."""
        if record_id is None:
            return False, ()
        rules: list[str] = []
        for name in AT_THE_MEASURE.get(column or "", (column,)):
            rules += self._rules.get((record_id, name), ())
        if is_null and column is not None and (reason := self._reasons.get((record_id, column))):
            rules.append(f"null: {reason}")
        if certainty == "needs_review":
            rules.append("needs_review")
        return bool(rules), tuple(dict.fromkeys(rules))
