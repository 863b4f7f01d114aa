"""The review of a document's numbers: which record rests on which unconfirmed number, and what then waits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from transforms.document import Document
from transforms.facts import EvidenceRow, Extraction
from transforms.normalize.digits import to_arabic
from transforms.resolve.ledger import Ledger
from transforms.resolve.second_sources import SecondSources, UnconfirmedPieces

RULE = "number-unconfirmed"
_DIGITS = re.compile(r"[0-9]+")


class NumberReview:
    """One pass over the rows of a document; ``waits`` are the ids of records to be reviewed."""

    def __init__(self, found: Extraction, document: Document, ledger: Ledger, sources: SecondSources) -> None:
        self.found = found
        self.pieces = UnconfirmedPieces(document)
        self.ledger = ledger
        self.sources = sources
        self.waits: set[str] = set()
        self._evidence: dict[str, list[EvidenceRow]] = {}
        for row in found.evidence:
            self._evidence.setdefault(row.record_id, []).append(row)

    def of(self, record_id: str, column: str) -> list[EvidenceRow]:
        """The evidence of one column of a record."""
        return [row for row in self._evidence.get(record_id, ()) if row.column_name == column]

    def around(self, record_id: str) -> list[str]:
        """The pieces on all lines that a record was read from."""
        return self.pieces.around(row.locator for row in self._evidence.get(record_id, ()))

    def number(self, record_id: str, column: str, value: Decimal) -> str | None:
        """The unconfirmed number that a value rests on, by its evidence."""
        for row in self.of(record_id, column):
            if number := self.pieces.under(row.locator, value):
                return number
        return None

    def whole(self, locators: Iterable[str], digits: str) -> str | None:
        """The unconfirmed number of these pieces whose digits are ``digits``."""
        for locator in locators:
            for number in self.pieces.numbers(locator):
                if any(group.lstrip("0") == digits.lstrip("0") for group in _groups(number)):
                    return number
        return None

    def doubt(self, table: str, record_id: str, column: str, number: str, *, waits: bool = True) -> None:
        """``column`` rests on ``number``; the record is to be reviewed where it ``waits``."""
        if waits:
            self.waits.add(record_id)
        raw = next((row.raw_text for row in self.of(record_id, column)), None)
        self.ledger.issue(RULE, table, record_id, column, None, raw, detail=number)


def _groups(number: str) -> list[str]:
    plain = to_arabic(number).strip("%.()")
    return [plain, *_DIGITS.findall(plain)]
