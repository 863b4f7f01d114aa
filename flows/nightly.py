"""The nightly run as one Prefect flow, one task a stage. Prefect orders, retries and shows; what a
stage does stands in :mod:`flows.stages`.

Importing this module imports Prefect (1 s): set :func:`flows.prefect_server.prefect_environment` first.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from prefect import Task, flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from flows import stages
from flows.checking import CheckProcess, ChecksUnavailable
from flows.failed_runs import record_failed_run
from flows.run_lock import run_lock
from flows.run_request import Built, Checked, Collected, RunOutcome, RunRequest, run_request
from flows.run_summary import markdown_summary
from flows.settings import load_settings
from flows.workers import ReadSummary
from transforms.errors import ProngsaiError
from transforms.reference import Reference
from warehouse import publication
from warehouse.reference_files import load_reference
from warehouse.run_history import RunRecord

_LASTING = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
_RETRY_SECONDS = 5


class NightlyRun:
    """What the stages of one run hand on. A plain object: Prefect looks into collections and dataclasses
    that are passed to a task, one by one."""

    reference: Reference
    read: ReadSummary
    built: Built
    checked: Checked
    record: RunRecord
    outcome: RunOutcome

    def __init__(self, request: RunRequest) -> None:
        self.request = request
        self.collected = Collected()
        self.checks: CheckProcess | None = None
        self.folder: Path | None = None
        self.seconds: dict[str, float] = {}

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Note how long the stage took, in seconds of the clock."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - started

    def end(self) -> None:
        """Leave nothing behind but what was published."""
        if self.checks is not None:
            self.checks.end()
        if self.folder is not None:
            publication.discard(self.folder)


def _a_second_try_helps(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """A check process that ended, a disk or network share that hiccuped; not a full disk, a lack of
    rights or a failed check, which will be the same in five seconds."""
    error = state.result(raise_on_failure=False)
    if isinstance(error, ChecksUnavailable):
        return True
    cause = error.__cause__ if isinstance(error, ProngsaiError) else error
    return isinstance(cause, OSError) and cause.errno not in _LASTING


@task(name="collect", cache_policy=NO_CACHE, persist_result=False)
def _collect(run: NightlyRun) -> None:
    with run.timed("collect"):
        run.collected = stages.collect(run.request)


@task(
    name="read",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=1,
    retry_delay_seconds=_RETRY_SECONDS,
    retry_condition_fn=_a_second_try_helps,
)
def _read(run: NightlyRun) -> None:
    with run.timed("read"):
        run.reference = load_reference(run.request.home)
        run.checks = run.checks or CheckProcess(run.request.home / "work")
        run.read = stages.read(run.request, run.reference)


@task(name="build", cache_policy=NO_CACHE, persist_result=False)
def _build(run: NightlyRun) -> None:
    with run.timed("build"):
        run.built = stages.build(run.request, run.reference, run.collected, run.read)
        run.folder = run.built.folder


@task(
    name="check",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=1,
    retry_delay_seconds=_RETRY_SECONDS,
    retry_condition_fn=_a_second_try_helps,
)
def _check(run: NightlyRun) -> None:
    assert run.checks is not None
    with run.timed("check"):
        run.checked = stages.check(run.request, run.reference, run.collected, run.read, run.built, run.checks)
        run.checks.end()


@task(
    name="export",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=1,
    retry_delay_seconds=_RETRY_SECONDS,
    retry_condition_fn=_a_second_try_helps,
)
def _export(run: NightlyRun) -> None:
    with run.timed("export"):
        run.record = stages.export(run.request, run.reference, run.collected, run.checked)


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
def _publish(run: NightlyRun) -> None:
    with run.timed("publish"):
        run.outcome = stages.publish(
            run.request, run.collected, run.read, run.checked, run.record, run.seconds
        )


@flow(name="nightly", persist_result=False, validate_parameters=False)
def nightly(
    settings: dict[str, Any] | None = None,
    as_of: str | None = None,
    full: bool = False,
    replay: bool = False,
    accept: str | None = None,
    reason: str | None = None,
    run_id: str | None = None,
) -> RunOutcome:
    """Collect, read, build, check, export, publish. ``settings`` are flags over variables and file;
    ``as_of`` is an ISO date (default: today in the time zone of the settings). Raises
    :class:`ProngsaiError`; the last publication is then as it was, and the run is remembered for the
    history of the next one."""
    request = run_request(
        load_settings(**(settings or {})),
        date.fromisoformat(as_of) if as_of else None,
        full=full,
        replay=replay,
        accept=accept,
        reason=reason,
        run_id=run_id,
    )
    with run_lock(request.home, request.run_id):
        run = NightlyRun(request)
        try:
            for stage in (_collect, _read, _build, _check, _export, _publish):
                stage(run)
        except BaseException as error:
            record_failed_run(request.home, stages.record_of_failure(request, run.collected, error))
            raise
        finally:
            run.end()
    create_markdown_artifact(key="nightly-summary", markdown=markdown_summary(run.outcome))
    return run.outcome
