"""``prongsai status``."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flows import listings
from flows.failed_runs import failed_runs
from flows.messages import say
from flows.run_lock import LockHolder, lock_holder
from flows.settings import Settings
from flows.terminal import show, table, tell
from warehouse.publication import current

_SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Status:
    """The last publication (its run, ``None`` where there is none), who is at work, the last runs (the
    latest first; times UTC), open issues by severity."""

    publication: str | None
    at_work: LockHolder | None
    runs: tuple[dict[str, Any], ...]
    open_issues: dict[str, int]
    timezone: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def status_of(settings: Settings, limit: int) -> Status:
    """How things stand in the home folder; runs that failed since the last publication included."""
    published = current(settings.home)
    runs: list[dict[str, Any]] = []
    counts = dict.fromkeys(_SEVERITIES, 0)
    if published is not None:
        runs = listings.runs(settings.home, limit).to_dicts()
        for row in listings.open_issue_counts(settings.home).to_dicts():
            counts[row["severity"]] = row["issues"]
    for failed in failed_runs(settings.home):
        runs.append({name: value for name, value in asdict(failed).items() if not runs or name in runs[0]})
    runs.sort(key=lambda run: _utc(run["started_at"]), reverse=True)
    return Status(
        published.name if published else None,
        lock_holder(settings.home),
        tuple(runs[:limit]),
        counts,
        settings.timezone,
    )


def print_status(status: Status, lang: str) -> None:
    """For people; times in the time zone of the settings."""
    zone = ZoneInfo(status.timezone)
    if status.at_work is not None:
        holder = status.at_work
        tell(say("status-running", lang, run_id=holder.run_id, started=holder.started, pid=holder.pid))
    published = next((run for run in status.runs if run["run_id"] == status.publication), None)
    if status.publication is None:
        tell(say("status-none", lang))
    else:
        moment = published["finished_at"] if published else None
        when = _local(moment, zone) if moment else "?"
        tell(say("status-published", lang, run_id=status.publication, when=when))
        errors, warnings, infos = (status.open_issues[severity] for severity in _SEVERITIES)
        tell(say("status-issues", lang, errors=errors, warnings=warnings, infos=infos))
    if not status.runs:
        return
    keys = ("run", "began", "state", "seconds", "new", "loaded", "quarantined", "out-of-scope", "rows")
    rows = [
        (
            run["run_id"],
            _local(run["started_at"], zone),
            say(f"run-state-{run['state']}", lang),
            _seconds(run),
            run["documents_new"],
            run["documents_loaded"],
            run["documents_quarantined"],
            run["documents_out_of_scope"],
            run["rows_loaded"],
        )
        for run in status.runs
    ]
    show(table([say(f"col-{key}", lang) for key in keys], rows, say("status-runs", lang), range(3, 9)))
    for run in status.runs:
        if run["error"]:
            tell(say("status-failed", lang, run_id=run["run_id"], error=run["error"]))


def _seconds(run: dict[str, Any]) -> str:
    if not run["finished_at"]:
        return "–"
    return f"{(_utc(run['finished_at']) - _utc(run['started_at'])).total_seconds():.0f}"


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return f"{_utc(moment).astimezone(zone):%Y-%m-%d %H:%M}"


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
