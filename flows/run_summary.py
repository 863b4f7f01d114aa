"""What a run did, for the person who started it and for the page of the flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows.messages import say
from flows.run_request import RunOutcome
from flows.terminal import show, table, tell
from flows.waiting import waiting_documents
from warehouse.manifest import DATABASE
from warehouse.query import connect_file

_MOST_WARNINGS = 10


@dataclass(frozen=True, slots=True)
class IssueCounts:
    """Open issues of a publication; ``new`` of them were first found by its run."""

    open: int
    new: int
    errors: int


def issue_counts(outcome: RunOutcome) -> IssueCounts:
    """The open issues of what the run published."""
    with connect_file(outcome.publication / DATABASE) as connection:
        found = connection.execute(
            "SELECT count(*), count(*) FILTER (first_run_id = ?), count(*) FILTER (severity = 'error') "
            "FROM quality.issues WHERE state = 'open'",
            [outcome.request.run_id],
        ).fetchall()
    return IssueCounts(*found[0])


def print_summary(outcome: RunOutcome, lang: str) -> None:
    """What came in, what was set aside and why, what the checks found, where the results are."""
    for note_th, note_en in (*outcome.collected.notes, *outcome.read.notes):
        tell(note_th if lang == "th" else note_en)
    for line in (_came_in(outcome, lang), _was_read(outcome, lang), *_carried(outcome, lang)):
        tell(line)
    tell(_is_in(outcome, lang))
    for line in _warnings(outcome, lang):
        tell(line)
    if outcome.set_aside:
        headings = [say(key, lang) for key in ("col-state", "col-reason", "col-documents", "col-examples")]
        show(table(headings, _set_aside_rows(outcome, lang), say("set-aside-title", lang), numbers=[2]))
    for line in _waiting(outcome, lang):
        tell(line)
    tell(_checks(outcome, lang))
    for line in _failed_checks(outcome):
        tell(line)
    for line in _issues(outcome, lang):
        tell(line)
    tell(say("published", lang, run_id=outcome.request.run_id, seconds=_total(outcome)))
    tell(f"  {say('warehouse', lang)}  {shown_path(outcome.database)}")
    tell(f"  {say('workbook', lang)}  {shown_path(outcome.workbook)}")
    tell(f"  {say('site', lang)}  {shown_path(outcome.front_page)}")


def markdown_summary(outcome: RunOutcome) -> str:
    """The same as Markdown, in English, for the page of the flow."""
    lines = [f"## {outcome.request.run_id}", ""]
    lines += [_came_in(outcome, "en"), "", _was_read(outcome, "en"), ""]
    for line in (*_carried(outcome, "en"), _is_in(outcome, "en")):
        lines += [line, ""]
    if outcome.set_aside:
        lines += ["| state | reason | documents |", "|---|---|---:|"]
        lines += [f"| {g.state} | {g.reason} | {g.documents} |" for g in outcome.set_aside]
        lines.append("")
    for line in _waiting(outcome, "en"):
        lines += [line, ""]
    lines += [_checks(outcome, "en"), "", *(f"- {line.strip()}" for line in _failed_checks(outcome)), ""]
    for line in _issues(outcome, "en"):
        lines += [line, ""]
    lines += ["| stage | seconds |", "|---|---:|"]
    lines += [f"| {stage} | {seconds:.1f} |" for stage, seconds in outcome.seconds.items()]
    return "\n".join(lines)


def json_summary(outcome: RunOutcome) -> dict[str, Any]:
    """The same as plain values."""
    collected, read = outcome.collected, outcome.read
    return {
        "run": asdict(outcome.record),
        "collected": {
            "files": collected.files,
            "new": collected.new,
            "changed": collected.changed,
            "duplicates": collected.duplicates,
            "unchanged": collected.unchanged,
            "unpacked": collected.unpacked,
            "warnings": [asdict(warning) for warning in collected.warnings],
        },
        "read": asdict(read),
        "set_aside": [asdict(group) for group in outcome.set_aside],
        "waiting": [asdict(one) for one in waiting_documents(outcome.publication / DATABASE)],
        "checks": {
            "total": len(outcome.checked.outcomes),
            "failed": [asdict(found) for found in outcome.checked.outcomes if not found.success],
            "set_aside": dict(outcome.checked.set_aside),
            "accepted": list(outcome.checked.accepted),
        },
        "issues": asdict(issue_counts(outcome)),
        "carried_forward": outcome.checked.built.summary.carried_forward,
        "figure_changes": outcome.checked.built.summary.figure_changes,
        "seconds": dict(outcome.seconds),
        "warehouse": str(outcome.database),
        "workbook": str(outcome.workbook),
        "site": str(outcome.front_page),
        "quality_page": str(outcome.quality_page),
    }


def shown_path(path: Path) -> str:
    """Relative to the working folder where it is within it."""
    absolute = Path.cwd() / path
    return str(absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute)


def _came_in(outcome: RunOutcome, lang: str) -> str:
    collected = outcome.collected
    if outcome.request.replay:
        return say("replayed", lang, documents=outcome.read.documents)
    line = say(
        "came-in",
        lang,
        files=collected.files,
        new=collected.new,
        changed=collected.changed,
        duplicates=collected.duplicates,
        unchanged=collected.unchanged,
        warnings=len(collected.warnings),
    )
    return line + say("unpacked", lang, files=collected.unpacked) if collected.unpacked else line


def _was_read(outcome: RunOutcome, lang: str) -> str:
    if outcome.read.documents == 0:
        return say("nothing-read", lang, documents=outcome.record.documents_unchanged)
    return say(
        "was-read",
        lang,
        documents=outcome.read.documents,
        unchanged=outcome.record.documents_unchanged,
        cpu=outcome.read.cpu_seconds,
    )


def _carried(outcome: RunOutcome, lang: str) -> Iterator[str]:
    if (last_run := outcome.checked.built.summary.carried_from) is not None:
        yield say("carried-forward", lang, run_id=last_run)


def _is_in(outcome: RunOutcome, lang: str) -> str:
    record = outcome.record
    return say(
        "is-in",
        lang,
        loaded=record.documents_loaded or 0,
        quarantined=record.documents_quarantined or 0,
        out_of_scope=record.documents_out_of_scope or 0,
        rows=record.rows_loaded or 0,
        changes=outcome.checked.built.summary.figure_changes,
    )


def _warnings(outcome: RunOutcome, lang: str) -> Iterator[str]:
    warnings = outcome.collected.warnings
    for warning in warnings[:_MOST_WARNINGS]:
        yield f"  ! {say(warning.rule, lang)}: {warning.path}" + (
            f" ({warning.detail})" if warning.detail else ""
        )
    if len(warnings) > _MOST_WARNINGS:
        yield say("more-warnings", lang, count=len(warnings) - _MOST_WARNINGS)


def _set_aside_rows(outcome: RunOutcome, lang: str) -> Iterator[Sequence[object]]:
    for group in outcome.set_aside:
        examples = ", ".join(group.examples) + (" …" if group.documents > len(group.examples) else "")
        yield say(f"state-{group.state}", lang), group.reason, group.documents, examples


def _waiting(outcome: RunOutcome, lang: str) -> Iterator[str]:
    for one in waiting_documents(outcome.publication / DATABASE):
        reads = one.reads or say("some-formats", lang)
        yield say("waiting", lang, documents=one.documents, reads=reads, command=one.install_command)


def _checks(outcome: RunOutcome, lang: str) -> str:
    outcomes = outcome.checked.outcomes
    failed = sum(not found.success for found in outcomes)
    line = say("checks", lang, total=len(outcomes), failed=failed)
    if outcome.checked.set_aside:
        line += " " + say("checks-set-aside", lang, documents=len(outcome.checked.set_aside))
    if outcome.checked.accepted:
        accepted = ", ".join(outcome.checked.accepted)
        line += " " + say("checks-accepted", lang, rules=accepted, reason=outcome.request.accepted_reason)
    return line


def _failed_checks(outcome: RunOutcome) -> Iterator[str]:
    for found in outcome.checked.outcomes:
        if not found.success:
            yield f"  {found.severity:<8} {found.expectation}: {found.error or found.observed}"


def _issues(outcome: RunOutcome, lang: str) -> Iterator[str]:
    counts = issue_counts(outcome)
    if counts.open:
        yield say("issues-found", lang, open=counts.open, new=counts.new, errors=counts.errors)


def _total(outcome: RunOutcome) -> float:
    return sum(outcome.seconds.values())
