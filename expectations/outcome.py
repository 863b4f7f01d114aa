"""What a check found, as data and as the JSON file that the checking process leaves behind.

Knows nothing of Great Expectations, so that whoever reads the file need not import it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from transforms.errors import ProngsaiError

Severity = Literal["critical", "error", "warning", "info"]
Scope = Literal["rows", "whole"]
Level = Literal["field", "document", "warehouse", "time"]

#: What a check looks at: one value by itself; the rows of one document together; the file as a whole (its
#: keys, one current row a fact, tables that follow from others); this publication beside the ones before.
LEVELS: tuple[Level, ...] = get_args(Level)

#: Exit codes of ``python -m expectations``.
ALL_HELD, SOME_FAILED, CHECKS_BROKE = 0, 1, 2

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What one check found in one database.

    ``suite`` is the level and the table that the check is about (``field/core.measures``),
    ``expectation`` the id of the rule. ``unexpected_count`` is the exact number of offending rows
    and ``observed`` says it in words (``3 of 1200 rows`` where the check looks at one row at a time,
    else ``3 rows``). A check that could not be made has ``error`` set, ``success`` false and neither
    count nor observation: it says nothing about the data.
    """

    suite: str
    expectation: str
    success: bool
    observed: str | None
    unexpected_count: int | None
    severity: Severity
    scope: Scope
    error: str | None = None

    @property
    def level(self) -> str:
        """The first part of the suite."""
        return self.suite.partition("/")[0]

    @property
    def table(self) -> str:
        """The second part of the suite, the table with its schema."""
        return self.suite.partition("/")[2]

    @property
    def failed(self) -> bool:
        """Whether the check was made and rows offended."""
        return self.error is None and not self.success


def exit_code(outcomes: Iterable[CheckOutcome]) -> int:
    """0 all held, 1 some failed (of whatever severity), 2 some could not be made."""
    found = list(outcomes)
    if any(outcome.error is not None for outcome in found):
        return CHECKS_BROKE
    return ALL_HELD if all(outcome.success for outcome in found) else SOME_FAILED


def write_outcomes(path: Path, database: Path, outcomes: Sequence[CheckOutcome], seconds: float) -> None:
    """Write the outcomes as JSON, so that a reader sees the whole file or none of it."""
    text = json.dumps(
        {
            "format": _FORMAT,
            "database": str(database),
            "seconds": round(seconds, 3),
            "outcomes": [asdict(outcome) for outcome in outcomes],
        },
        ensure_ascii=False,
        indent=1,
    )
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


def read_outcomes(path: Path) -> tuple[CheckOutcome, ...]:
    """The outcomes of a result file, in the order of the checks.

    Raises ProngsaiError when the file is missing or was not written by :func:`write_outcomes`:
    without it nothing is known of the database.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != _FORMAT:
            raise ValueError(f"format {document['format']}")
        return tuple(CheckOutcome(**cast("dict[str, str]", entry)) for entry in document["outcomes"])  # type: ignore[arg-type]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise ProngsaiError(
            f"อ่านผลการตรวจสอบ {path} ไม่ได้ ({fault}) ให้สั่ง prongsai check เพื่อตรวจใหม่",
            f"The result of the checks {path} cannot be read ({fault}). Run prongsai check to check again.",
        ) from fault
