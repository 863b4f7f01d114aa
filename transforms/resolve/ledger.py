"""Collects, while a document is resolved, where each value comes from and what is doubtful."""

from __future__ import annotations

from transforms import RULES_VERSION
from transforms.document import Place
from transforms.facts import EvidenceRow, IssueRow, UnknownRow, WordingRow, stable_id
from transforms.persons import mask
from transforms.reference import Reference
from transforms.resolve.unmatched_wordings import unmatched_wording

_LONGEST_RAW = 400


class Ledger:
    """Evidence, unknowns and issues of one document. Texts are masked as they come in: nothing that
    names a person leaves the reading of a document other than through its original."""

    def __init__(self, document_id: str, reference: Reference) -> None:
        self.document_id = document_id
        self.organization_id: str | None = None
        self._reference = reference
        self.evidence_rows: list[EvidenceRow] = []
        self.unknown_rows: list[UnknownRow] = []
        self.wording_rows: list[WordingRow] = []
        self._issues: dict[str, IssueRow] = {}

    def evidence(
        self, table: str, record_id: str, column: str, place: Place, raw: str | None, rule: str
    ) -> None:
        """``column`` of ``record_id`` was read at ``place`` from ``raw`` by ``rule``."""
        text = mask(raw)[:_LONGEST_RAW] if raw is not None else None
        self.evidence_rows.append(
            EvidenceRow(
                record_id, table, column, self.document_id, place.locator(), text, rule, RULES_VERSION
            )
        )

    def unknown(
        self, table: str, record_id: str, column: str, reason: str, candidates: str | None = None
    ) -> None:
        """``column`` of ``record_id`` is null, and why."""
        self.unknown_rows.append(UnknownRow(record_id, table, column, self.document_id, reason, candidates))

    def issue(
        self,
        rule: str,
        table: str,
        record_id: str,
        column: str | None = None,
        place: Place | None = None,
        raw: str | None = None,
        **values: object,
    ) -> None:
        """A doubt or fault; ``values`` fill the placeholders of the rule's texts. The same rule at the
        same record, column and values is one issue."""
        entry = self._reference.issue_rules[rule]
        printed = {key: mask(str(value)) for key, value in values.items()}
        identity = stable_id(
            "i",
            self.document_id,
            rule,
            table,
            record_id,
            column,
            *(f"{k}={v}" for k, v in sorted(printed.items())),
        )
        if identity in self._issues:
            return
        self._issues[identity] = IssueRow(
            identity,
            self.document_id,
            self.organization_id,
            table,
            record_id,
            column,
            entry.severity,  # type: ignore[arg-type]
            rule,
            _filled(entry.message_th, printed),
            _filled(entry.message_en, printed),
            place.line if place is not None else None,
            mask(raw)[:_LONGEST_RAW] if raw is not None else None,
        )

        wording = unmatched_wording(self._issues[identity], printed)
        if wording is not None:
            self.wording_rows.append(wording)

    def issues(self) -> tuple[IssueRow, ...]:
        """All issues, in the order in which they were raised, each once."""
        return tuple(self._issues.values())


def _filled(template: str, values: dict[str, str]) -> str:
    """``template`` with its placeholders; one without a value stays visible as ``?``."""

    class _Missing(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return "?"

    return template.format_map(_Missing(values))
