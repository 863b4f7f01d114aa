"""The checks of a built file: their process, started early, and what follows from what they found."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import expectations
from expectations.column_rules import all_rules
from expectations.outcome import CheckOutcome, read_outcomes
from expectations.rules import OffendingRow, Rule, offending_rows
from transforms.errors import ProngsaiError, WrongUse
from warehouse.query import connect_file
from warehouse.run_history import CheckRow, RuleIssue

#: A rule that finds more rows than this is told by its count; the rows come from its SQL.
MOST_ISSUES_A_RULE = 5_000
_CHECK_SECONDS = 900.0


class ChecksUnavailable(ProngsaiError):
    """The process of the checks ended or does not answer. A second try may help."""

    def __init__(self, reason: str, log: Path) -> None:
        super().__init__(
            f"กระบวนการตรวจสอบหยุดทำงาน ({reason}) จึงไม่เผยแพร่: ดู {log} แล้วสั่ง `prongsai run` อีกครั้ง",
            f"The process of the checks ended ({reason}), so nothing was published. "
            f"Read {log}, then `prongsai run` again.",
        )


class StoppedByChecks(ProngsaiError):
    """What the checks found stands against publication."""

    def __init__(self, stops: Sequence[CheckOutcome]) -> None:
        named = "; ".join(
            f"{stop.expectation} ({stop.suite}: {stop.error or stop.observed})" for stop in stops[:5]
        )
        more = f" +{len(stops) - 5}" if len(stops) > 5 else ""
        accepting = f"`prongsai run --accept {stops[0].expectation} --reason …`"
        super().__init__(
            f"การตรวจสอบไม่ผ่าน จึงไม่เผยแพร่ การเผยแพร่ครั้งก่อนยังอยู่เหมือนเดิม: {named}{more} "
            f"แก้ที่สาเหตุแล้วสั่งใหม่ หรือยอมให้ผ่านครั้งเดียวด้วย {accepting}",
            f"The checks stopped the publication; the last one is as it was: {named}{more}. "
            f"Mend the cause and run again, or let it pass once with {accepting}.",
        )


class CheckProcess:
    """``python -m expectations --stdin``: starts at once, so that nobody waits for its import later.
    It ends with this process, because its input then does."""

    def __init__(self, work: Path) -> None:
        work.mkdir(parents=True, exist_ok=True)
        self._work = work
        self._log = work / "checks.log"
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str | None] = queue.Queue()
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def check(self, database: Path) -> tuple[CheckOutcome, ...]:
        """Hold the file against every rule. Starts the process again where it has ended. Raises
        :class:`ChecksUnavailable` where it does not answer, :class:`ProngsaiError` where nothing
        could be checked."""
        if self._process is None or self._process.poll() is not None:
            self._start()
        assert self._process is not None
        assert self._process.stdin is not None
        result = self._work / "checks.json"
        try:
            request = json.dumps({"database": str(database.resolve()), "result": str(result.resolve())})
            self._process.stdin.write(request + "\n")
            self._process.stdin.flush()
            answer = self._answer()
        except (OSError, EOFError, ValueError, queue.Empty) as fault:
            self.end()  # whatever is left of it must not be asked again
            raise ChecksUnavailable(str(fault) or type(fault).__name__, self._log) from fault
        if answer["error"]:
            error = answer["error"]
            assert isinstance(error, Mapping)
            raise ProngsaiError(str(error["th"]), str(error["en"]))
        return read_outcomes(result)

    def end(self) -> None:
        """End the process. Does nothing when it has ended."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        with suppress(OSError):
            process.stdin.close()
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def _start(self) -> None:
        self.end()
        root = str(Path(expectations.__file__).parent.parent)
        path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._answers = queue.Queue()
        with self._log.open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "expectations", "--stdin"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # Ctrl-C is for this process, which then ends that one
            )
        assert self._process.stdout is not None
        listener = threading.Thread(
            target=_listen, args=(self._process.stdout, self._answers), daemon=True, name="checks"
        )
        listener.start()

    def _answer(self) -> dict[str, object]:
        while True:
            line = self._answers.get(timeout=_CHECK_SECONDS)
            if line is None:
                raise EOFError("it ended without an answer")
            answer = json.loads(line)
            if "exit_code" in answer:  # the other kind says that it is ready
                return dict(answer)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the outcomes mean. ``set_aside``: document_id -> the critical rule that its rows break, with
    those rows in ``offending``; ``stops``: what stands against publication when nothing (more) can be
    set aside; ``accepted``: what was let pass."""

    set_aside: Mapping[str, str]
    offending: tuple[OffendingRow, ...]
    stops: tuple[CheckOutcome, ...]
    accepted: tuple[CheckOutcome, ...]


def verdict(database: Path, outcomes: Sequence[CheckOutcome], accepted_rule: str | None) -> Verdict:
    """Judge the outcomes of a built file. A check that broke and a critical failure stand against
    publication, unless their rule is accepted. Raises :class:`WrongUse` where that is no rule at all: an
    acceptance goes on record, and one of a misspelt rule would let nothing pass."""
    if accepted_rule is not None and accepted_rule not in {outcome.expectation for outcome in outcomes}:
        near = get_close_matches(
            accepted_rule, [outcome.expectation for outcome in outcomes], n=3, cutoff=0.5
        )
        named = ", ".join(near) or "-"
        raise WrongUse(
            f"ไม่มีกฎชื่อ {accepted_rule}: ที่ใกล้เคียงคือ {named} ดูชื่อกฎด้วย prongsai check",
            f"There is no rule {accepted_rule}: near it are {named}. `prongsai check` names those that fail.",
        )
    against = [o for o in outcomes if o.error is not None or (o.failed and o.severity == "critical")]
    accepted = tuple(outcome for outcome in against if outcome.expectation == accepted_rule)
    stops = tuple(outcome for outcome in against if outcome.expectation != accepted_rule)
    of_rows = [outcome for outcome in stops if outcome.failed and outcome.scope == "rows"]
    found = tuple(row for rows in _offending(database, of_rows, None).values() for row in rows)
    set_aside: dict[str, str] = {}
    for row in found:
        if row.document_id is not None:
            set_aside.setdefault(row.document_id, row.rule)
    return Verdict(set_aside, found, stops, accepted)


def issues_of(rows: Iterable[OffendingRow]) -> list[RuleIssue]:
    """The rows that break rules, as issues; one a rule and record."""
    return [
        RuleIssue(
            rule=row.rule,
            severity=row.severity,
            table_name=row.table_name,
            record_id=row.record_id,
            column_name=row.column_name,
            document_id=row.document_id,
            message_th=row.message_th,
            message_en=row.message_en,
        )
        for row in rows
    ]


def failed_rows(database: Path, outcomes: Iterable[CheckOutcome]) -> list[OffendingRow]:
    """The rows of every rule that failed, at most :data:`MOST_ISSUES_A_RULE` of each."""
    failed = [outcome for outcome in outcomes if outcome.failed]
    return [row for rows in _offending(database, failed, MOST_ISSUES_A_RULE).values() for row in rows]


def check_rows(outcomes: Iterable[CheckOutcome]) -> list[CheckRow]:
    """The outcomes as rows of ``quality.checks``."""
    return [
        CheckRow(
            suite=outcome.suite,
            expectation=outcome.expectation,
            success=outcome.success,
            observed=outcome.observed,
            unexpected_count=outcome.unexpected_count,
            severity=outcome.severity,
            scope=outcome.scope,
            error=outcome.error,
        )
        for outcome in outcomes
    ]


def _offending(
    database: Path, outcomes: Sequence[CheckOutcome], limit: int | None
) -> dict[str, tuple[OffendingRow, ...]]:
    if not outcomes:
        return {}
    with connect_file(database) as connection:
        rules: Mapping[str, Rule] = all_rules(connection)
        return {
            outcome.expectation: offending_rows(connection, rules[outcome.expectation], limit)
            for outcome in outcomes
        }


def _listen(stream: IO[str], answers: queue.Queue[str | None]) -> None:
    with suppress(OSError, ValueError):
        for line in stream:
            answers.put(line)
    answers.put(None)
