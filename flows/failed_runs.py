"""Runs that published nothing: kept in ``failed_runs.jsonl`` of the home's work folder until the next
publication takes them into its history."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from warehouse.run_history import RunRecord

_KEPT = 100


def record_failed_run(home: Path, record: RunRecord) -> None:
    """Remember the run. Where even that cannot be written the run's error stays the one to tell."""
    with suppress(OSError):
        path = _path(home)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(record), ensure_ascii=False, default=_plain) + "\n")


def failed_runs(home: Path) -> Sequence[RunRecord]:
    """The remembered runs, oldest first, at most a hundred; a line that cannot be read is passed over."""
    records = []
    try:
        lines = _path(home).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    for line in lines[-_KEPT:]:
        with suppress(ValueError, TypeError, KeyError):
            fields = json.loads(line)
            for name in ("started_at", "finished_at"):
                fields[name] = fields[name] and datetime.fromisoformat(fields[name])
            fields["as_of"] = fields["as_of"] and date.fromisoformat(fields["as_of"])
            records.append(RunRecord(**fields))
    return records


def forget_failed_runs(home: Path) -> None:
    """Drop them: a publication holds them now."""
    with suppress(OSError):
        _path(home).unlink(missing_ok=True)


def _path(home: Path) -> Path:
    return home / "work" / "failed_runs.jsonl"


def _plain(value: object) -> str:
    assert isinstance(value, date | datetime)
    return value.isoformat()
