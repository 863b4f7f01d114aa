"""``prongsai run`` and ``replay``: what is known to be wrong is told before Prefect starts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flows.inbox import demand_inboxes
from flows.prefect_server import server_for_run, wait_until_ready
from flows.run_lock import run_lock
from flows.run_request import RunOutcome, run_request
from flows.settings import Settings
from transforms.errors import WrongUse


def run_nightly(
    settings: Settings,
    flags: Mapping[str, Any],
    as_of: date | None = None,
    *,
    full: bool = False,
    replay: bool = False,
    accept: str | None = None,
    reason: str | None = None,
) -> RunOutcome:
    """One run of the flow under a lock, in this process. ``flags`` are those that ``settings`` were
    loaded with. Raises :class:`ProngsaiError`; Prefect then has a failed run."""
    request = run_request(settings, as_of, full=full, replay=replay, accept=accept, reason=reason)
    if not replay:
        demand_inboxes(settings.inbox_folders)
    # The lock first: a second run is told at once, not after Prefect has started.
    with run_lock(settings.home, request.run_id), server_for_run(settings.home):
        from flows.nightly import nightly

        wait_until_ready()
        outcome: RunOutcome = nightly(
            settings=dict(flags),
            as_of=request.as_of.isoformat(),
            full=full,
            replay=replay,
            accept=accept,
            reason=reason,
            run_id=request.run_id,
        )
        return outcome


def date_of(text: str | None) -> date | None:
    """The date of ``--as-of``. Raises :class:`WrongUse` for anything but a Gregorian ISO date."""
    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(
            f"วันที่ {text} ใช้ไม่ได้: ใส่ปี ค.ศ. เช่น --as-of 2026-09-30",
            f"The date {text} cannot be used: write it like --as-of 2026-09-30.",
        ) from error
    if found.year > 2400:
        raise WrongUse(
            f"วันที่ {text} เป็นปี พ.ศ.: ใส่ปี ค.ศ. เช่น --as-of {found.year - 543}{text[4:]}",
            f"The date {text} has a Buddhist year: write --as-of {found.year - 543}{text[4:]}.",
        )
    return found
