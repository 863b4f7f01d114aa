"""The stages of a run as plain functions: collect → read → build → check → export → publish.

Each takes what the ones before gave. Order, retries and the record of failures are those of
:mod:`flows.nightly`; nothing here knows of Prefect.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from expectations.rules import OffendingRow
from flows.batch_result import BatchResult, ReadTask
from flows.checking import CheckProcess, StoppedByChecks, check_rows, failed_rows, issues_of, verdict
from flows.collect import collect
from flows.failed_runs import failed_runs, forget_failed_runs
from flows.inbox import InboxWarning
from flows.masked_journal import masked_journal, masked_path, masking_digest
from flows.run_request import (
    Built,
    Checked,
    Collected,
    RunOutcome,
    RunRequest,
    SetAsideGroup,
    program_version,
)
from flows.settings import language
from flows.terminal import progress
from flows.wording_doubts import wording_doubts
from flows.worker_process import WorkerSettings
from flows.workers import ReadSummary, cache_key, extract_all, fresh_keys
from transforms.corrections import Correction, by_document
from transforms.errors import ProngsaiError
from transforms.facts import document_id_of
from transforms.persons import mask
from transforms.reference import Reference
from warehouse import publication
from warehouse.build import BuildRequest, BuildSummary, build_warehouse
from warehouse.carry_forward import carry_forward, inputs_digest, unchanged_since
from warehouse.correction_files import load_corrections
from warehouse.journal import Journal, printable
from warehouse.manifest import DATABASE
from warehouse.query import connect_file
from warehouse.readings import Readings
from warehouse.run_history import RuleIssue, RunRecord, finish, record_checks
from warehouse.store import Store

__all__ = ["build", "check", "collect", "export", "publish", "read"]

_EXAMPLES = 3
#: Reasons that tell as much about the machine as about the document.
_OF_THE_MACHINE = frozenset({"reader-timeout", "reader-out-of-memory", "reader-crashed"})


def read(request: RunRequest, reference: Reference) -> ReadSummary:
    """Read, in worker processes, every document of the journal that was not read under today's rules
    (all with ``full``, those set aside with ``replay``); each batch is saved as it comes back."""
    key = cache_key(reference)
    Readings(request.home).forget(everything=request.full)
    names: dict[str, str] = {}
    for entry in Journal(request.home).entries():
        names.setdefault(entry.sha256, entry.file_name)
    with Store(request.home) as store:
        again = set(names) if request.full else _set_aside_before(request)
        settled = by_document(load_corrections(request.home, reference))
        documents = [ReadTask(sha256, name, settled.get(sha256, ())) for sha256, name in names.items()]
        fresh = {
            own: set().union(*map(store.fresh, fresh_keys(own)))
            for own in {task.key(key) for task in documents}
        }
        tasks = [
            task for task in documents if task.sha256 in again or task.sha256 not in fresh[task.key(key)]
        ]
        limits = request.settings
        settings = WorkerSettings(request.home, key, limits.document_seconds, limits.document_megabytes)

        def save(result: BatchResult) -> None:
            import polars as pl

            frames = {name: pl.read_ipc(io.BytesIO(data)) for name, data in result.tables.items()}
            results = pl.read_ipc(io.BytesIO(result.results))
            held = store.loaded(
                [document_id_of(sha256) for sha256, rule in result.broken if rule in _OF_THE_MACHINE]
            )
            if held:
                kept.update(held)
                store.try_again(held)
                of_others = ~pl.col("document_id").is_in(list(held))
                frames = {name: frame.filter(of_others) for name, frame in frames.items()}
                results = results.filter(of_others)
            store.save(frames, results)

        kept: set[str] = set()
        with progress("reading", len(tasks), language(limits.lang)) as advance:
            summary = extract_all(tasks, settings, reference, save, limits.workers, advance)
    if kept:
        summary.notes.append(_read_before(len(kept)))
    summary.notes += [
        _no_document(one) for sha256 in settled.keys() - names.keys() for one in settled[sha256]
    ]
    return summary


def _read_before(documents: int) -> tuple[str, str]:
    """A document that was read before and now broke the reading keeps what was read: its figures do not go
    because a machine was short of time or memory."""
    return (
        f"เอกสาร {documents:,} ฉบับอ่านซ้ำไม่สำเร็จในรอบนี้ จึงใช้ข้อมูลที่อ่านได้ครั้งก่อนต่อไป และจะอ่านอีกในรอบหน้า",
        f"{documents:,} documents could not be read again this time: what was read of them before stays, and "
        "the next run tries again.",
    )


def _no_document(correction: Correction) -> tuple[str, str]:
    """A correction of a document that never came is told, lest somebody believes that it holds."""
    name = f"{correction.correction_id} ({correction.file_name})"
    return (
        f"การแก้ไข {name} ระบุเอกสารที่ไม่เคยได้รับ จึงไม่มีผล: ตรวจ sha256 ใน corrections/",
        f"The correction {name} names a document that never came, and does nothing: check its sha256.",
    )


def build(
    request: RunRequest,
    reference: Reference,
    collected: Collected,
    summary: ReadSummary,
    set_aside: Mapping[str, str] | None = None,
) -> Built:
    """Build the warehouse in a new folder of ``publications``, in which nothing is published yet; where
    nothing has changed, carry the last publication forward instead. The caller discards the folder when a
    later stage fails."""
    folder = publication.prepare(request.home, request.run_id)
    try:
        return Built(
            folder, folder / DATABASE, _build(request, reference, collected, summary, folder, set_aside)
        )
    except BaseException:
        publication.discard(folder)
        raise


def check(
    request: RunRequest,
    reference: Reference,
    collected: Collected,
    summary: ReadSummary,
    built: Built,
    process: CheckProcess,
) -> Checked:
    """Hold the built file against every rule. Documents whose rows break a critical rule are set aside
    and the file is built once more; a critical failure that remains, one about the whole, or a check
    that broke stops the run with :class:`ProngsaiError`, unless its rule was accepted."""
    outcomes = process.check(built.database)
    found = verdict(built.database, outcomes, request.accepted_rule)
    set_aside: Mapping[str, str] = found.set_aside
    of_set_aside: tuple[OffendingRow, ...] = ()
    if set_aside:
        of_set_aside = found.offending
        summary_again = _build(request, reference, collected, summary, built.folder, set_aside)
        built = replace(built, summary=summary_again)
        outcomes = process.check(built.database)
        found = verdict(built.database, outcomes, request.accepted_rule)
    if found.stops:
        raise StoppedByChecks(found.stops)
    rows = (*of_set_aside, *failed_rows(built.database, outcomes))
    accepted = tuple(outcome.expectation for outcome in found.accepted)
    return Checked(built, outcomes, set_aside, rows, accepted)


def export(request: RunRequest, reference: Reference, collected: Collected, checked: Checked) -> RunRecord:
    """Write checks, their issues and the run's final record into the built file, then the comparison
    files and the pages beside it. May be done again."""
    from warehouse.carried_exports import link_unchanged
    from warehouse.exports import FORMATS
    from warehouse.exports import export as write_exports
    from warehouse.site.pages import LastPublication
    from warehouse.site.site import write_site

    database = checked.built.database
    issues = issues_of(checked.offending) + _warnings(collected.warnings, reference)
    issues += wording_doubts(database, reference)
    record_checks(database, request.run_id, check_rows(checked.outcomes), issues)
    record = finish(
        database,
        replace(checked.built.summary.run, state="published", finished_at=datetime.now(UTC)),
    )
    exports = checked.built.folder / "exports"
    last = publication.current(request.home)
    carried = last if checked.built.summary.carried_forward else None
    if carried is not None:
        link_unchanged(database, carried, exports, checked.built.summary.changed_tables)
    write_exports(database, exports, FORMATS, lang="th", only_missing=carried is not None)
    site = checked.built.folder / "site"
    lang = language(request.settings.lang)
    changed_tables = checked.built.summary.changed_tables if carried is not None else None
    linked_from = LastPublication(last, changed_tables) if last is not None else None
    write_site(database, site, linked_from, lambda pages: progress("writing-pages", pages, lang))
    return record


def publish(
    request: RunRequest,
    collected: Collected,
    summary: ReadSummary,
    checked: Checked,
    record: RunRecord,
    seconds: Mapping[str, float],
) -> RunOutcome:
    """Publish the folder by switching one link; ``seconds`` by stage go into the outcome. Raises
    :class:`ProngsaiError` when the disk refuses; the last publication is then as it was."""
    groups = _set_aside_groups(checked.built.database)
    published = publication.publish(
        request.home,
        request.run_id,
        checked.built.folder,
        request.settings.keep,
        checked.built.summary.inputs_digest,
    )
    forget_failed_runs(request.home)
    return RunOutcome(request, collected, summary, checked, record, published, groups, seconds)


def _build(
    request: RunRequest,
    reference: Reference,
    collected: Collected,
    summary: ReadSummary,
    folder: Path,
    set_aside: Mapping[str, str] | None,
) -> BuildSummary:
    journal = tuple(Journal(request.home).entries())
    previous = publication.current(request.home)
    documents = len({entry.sha256 for entry in journal})
    record = RunRecord(
        run_id=request.run_id,
        started_at=request.started_at,
        version=program_version(),
        documents_new=collected.new,
        documents_unchanged=max(0, documents - summary.documents),
        accepted_rule=request.accepted_rule,
        accepted_reason=request.accepted_reason,
    )
    build_request = BuildRequest(
        home=request.home,
        run_id=request.run_id,
        as_of=request.as_of,
        version=record.version,
        reference=reference,
        store=Store(request.home).path,
        journal=journal,
        run=record,
        previous=previous / DATABASE if previous else None,
        quarantined=dict(set_aside or {}),
        coverage_provinces=request.settings.provinces,
        failed_runs=failed_runs(request.home),
        masked=masked_journal,
        masking_digest=masking_digest(),
    )
    if set_aside:
        # Never carried forward: whether the checks still set them aside shows in a file that has them.
        return build_warehouse(folder / DATABASE, build_request)
    digest = inputs_digest(build_request)
    last_run = None
    if not (request.full or request.replay or request.accepted_rule):
        last_run = unchanged_since(previous, digest)
    if last_run is None:
        built = build_warehouse(folder / DATABASE, build_request)
    else:
        built = carry_forward(folder / DATABASE, build_request, last_run)
    return replace(built, inputs_digest=digest)


def _set_aside_before(request: RunRequest) -> set[str]:
    """With ``replay``: the documents that the last publication has as set aside."""
    if not request.replay:
        return set()
    with connect_file(publication.published_database(request.home)) as connection:
        found = connection.execute("SELECT sha256 FROM core.documents WHERE state = 'quarantined'")
        return {sha256 for (sha256,) in found.fetchall()}


def _set_aside_groups(database: Path) -> tuple[SetAsideGroup, ...]:
    with connect_file(database) as connection:
        found = connection.execute(
            "SELECT state, coalesce(state_reason, ''), count(*), "
            f"list(file_name ORDER BY received_at DESC, file_name)[:{_EXAMPLES}] "
            "FROM core.documents WHERE state IN ('quarantined', 'out_of_scope') "
            "GROUP BY ALL ORDER BY 1 DESC, 3 DESC, 2"
        ).fetchall()
    return tuple(SetAsideGroup(state, why, count, tuple(names)) for state, why, count, names in found)


def _warnings(warnings: tuple[InboxWarning, ...], reference: Reference) -> list[RuleIssue]:
    """What could not be taken in, as issues without a document; they close when it can be."""
    issues = []
    taken: Counter[str] = Counter()
    for warning in warnings:
        rule = reference.issue_rules[warning.rule]
        path = masked_path(printable(warning.path))
        values = {"file_name": path, "detail": mask(warning.detail)}
        # Two that only a person's name told apart stay two.
        taken[path] += 1
        record_id = path if taken[path] == 1 else f"{path}#{taken[path]}"
        issues.append(
            RuleIssue(
                rule=warning.rule,
                severity=rule.severity,
                table_name="core.document_sources",
                record_id=record_id,
                column_name=None,
                document_id=None,
                message_th=f"{rule.message_th.format_map(values)} {rule.action_th.format_map(values)}",
                message_en=f"{rule.message_en.format_map(values)} {rule.action_en.format_map(values)}",
            )
        )
    return issues


def record_of_failure(request: RunRequest, collected: Collected, error: BaseException) -> RunRecord:
    """The record of a run that published nothing, for the history of the next publication."""
    said = error.message_en if isinstance(error, ProngsaiError) else f"{type(error).__name__}: {error}"
    return RunRecord(
        run_id=request.run_id,
        started_at=request.started_at,
        version=program_version(),
        state="stopped" if isinstance(error, StoppedByChecks) else "failed",
        finished_at=datetime.now(UTC),
        documents_new=collected.new,
        as_of=request.as_of,
        accepted_rule=request.accepted_rule,
        accepted_reason=request.accepted_reason,
        error=mask(said[:1000]),
    )
