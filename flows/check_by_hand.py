"""``prongsai check``: the published file, or one that is named, held against every rule by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from expectations.column_rules import all_rules
from expectations.outcome import LEVELS, CheckOutcome
from expectations.rules import OffendingRow, Rule, offending_rows
from flows.checking import CheckProcess
from flows.messages import say
from flows.settings import Settings
from flows.terminal import show, table, tell
from transforms.errors import ProngsaiError, WrongUse
from warehouse.publication import published_database
from warehouse.query import connect_file

#: Offending rows that are told of a rule.
_EXAMPLES = 3
#: What every file of DuckDB has behind its first eight bytes.
_SIGNATURE, _BEFORE = b"DUCK", 8


@dataclass(frozen=True, slots=True)
class CheckedRule:
    """A rule, what its check found, and the first of the rows that break it."""

    rule: Rule
    outcome: CheckOutcome
    examples: tuple[OffendingRow, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Plain values, both languages."""
        outcome, rule = self.outcome, self.rule
        return {
            "level": rule.level,
            "suite": outcome.suite,
            "table": rule.table,
            "expectation": rule.id,
            "version": rule.version,
            "severity": rule.severity,
            "scope": rule.scope,
            "success": outcome.success,
            "observed": outcome.observed,
            "unexpected_count": outcome.unexpected_count,
            "error": outcome.error,
            "text_th": rule.text_th,
            "text_en": rule.text_en,
            "action_th": rule.action_th,
            "action_en": rule.action_en,
            "examples": [
                {
                    "table_name": row.table_name,
                    "record_id": row.record_id,
                    "column_name": row.column_name,
                    "document_id": row.document_id,
                    "message_th": row.message_th,
                    "message_en": row.message_en,
                }
                for row in self.examples
            ],
        }


def check_by_hand(settings: Settings, database: Path | None = None) -> tuple[CheckedRule, ...]:
    """Hold the file, else the published one, against every rule; nothing is written to it. Raises
    :class:`WrongUse` where it is not there, :class:`ProngsaiError` where nothing can be checked."""
    if database is None:
        return _checked(published_database(settings.home), settings.home / "work")
    if not database.is_file():
        raise WrongUse(
            f"ไม่มีไฟล์ {database} ให้ระบุไฟล์คลังข้อมูลที่ prongsai run สร้าง หรือไม่ระบุเลยเพื่อตรวจไฟล์ที่เผยแพร่",
            f"There is no file {database}. Name a warehouse that prongsai run has built, or none for the "
            "published one.",
        )
    with database.open("rb") as file:
        # Of other kinds DuckDB would look for an extension in the network.
        if file.read(len(_SIGNATURE) + _BEFORE)[_BEFORE:] != _SIGNATURE:
            raise ProngsaiError(
                f"{database} ไม่ใช่ไฟล์ DuckDB: ระบุไฟล์คลังข้อมูลที่ prongsai run สร้าง",
                f"{database} is no file of DuckDB. Name a warehouse that prongsai run has built.",
            )
    with tempfile.TemporaryDirectory(prefix="prongsai-check-") as work:
        return _checked(database, Path(work))


def print_checked(found: Sequence[CheckedRule], lang: str) -> None:
    """How many checks of each level held; of those that did not, what is wrong and what to do."""
    failed = [one for one in found if not one.outcome.success]
    headings = [say(f"col-{key}", lang) for key in ("level", "checks-made", "checks-failed")]
    rows = [
        (
            say(f"level-{level}", lang),
            sum(one.rule.level == level for one in found),
            sum(one.rule.level == level for one in failed),
        )
        for level in LEVELS
    ]
    show(table(headings, rows, say("checks", lang, total=len(found), failed=len(failed)), numbers=[1, 2]))
    for one in failed:
        tell(f"{one.rule.severity}  {one.rule.id}  ({one.outcome.suite}: {one.outcome.observed or '–'})")
        if one.outcome.error:
            tell("  " + say("check-broke", lang, error=one.outcome.error))
        for row in one.examples:
            tell(f"  {row.record_id}: {row.message_th if lang == 'th' else row.message_en}")
    if not failed:
        tell(say("checks-all-held", lang, total=len(found)))


def _checked(database: Path, work: Path) -> tuple[CheckedRule, ...]:
    with CheckProcess(work) as process:
        outcomes = process.check(database)
    with connect_file(database) as connection:
        rules = all_rules(connection)
        return tuple(
            CheckedRule(
                rules[one.expectation],
                one,
                offending_rows(connection, rules[one.expectation], _EXAMPLES) if one.failed else (),
            )
            for one in outcomes
        )
