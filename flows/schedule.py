"""``prongsai schedule``: the nightly run by cron, one at a time, on a Prefect server of this machine."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from flows.inbox import demand_inboxes
from flows.messages import say
from flows.prefect_server import (
    announce_schedule,
    api_url,
    free_port,
    prefect_environment,
    prefect_folder,
    start_server,
    stop_server,
    wait_for,
    withdraw_schedule,
)
from flows.settings import Settings
from flows.terminal import tell
from transforms.errors import ProngsaiError, WrongUse

DEPLOYMENT = "nightly"


def serve_nightly(settings: Settings, flags: Mapping[str, Any], cron: str, port: int, lang: str) -> None:
    """Start a server on ``port`` of loopback (0: any free one) and serve the flow until SIGINT or
    SIGTERM. With ``PREFECT_API_URL`` set that server is used instead. Raises :class:`WrongUse` for a
    cron expression that is none or an inbox that does not exist."""
    demand_inboxes(settings.inbox_folders)
    os.environ.update(prefect_environment(settings.home))
    demand_cron(cron)
    # A flow run is its own process, started in this folder: what it is told must not depend on it.
    told = _absolute(flags, settings)
    with _stopped_by_signals(), _server(settings.home, port) as page:
        from prefect.schedules import Cron

        from flows.nightly import nightly

        tell(say("schedule-serving", lang, cron=cron, timezone=settings.timezone, ui=page))
        with suppress(KeyboardInterrupt):
            nightly.serve(
                name=DEPLOYMENT,
                schedule=Cron(cron, timezone=settings.timezone),
                parameters={"settings": told},
                limit=1,
                print_starting_message=False,
            )
    tell(say("schedule-stopped", lang))


def demand_cron(cron: str) -> None:
    """Raise :class:`WrongUse` for what is no cron expression of five fields. Imports Prefect."""
    from prefect.client.schemas.schedules import CronSchedule
    from pydantic import ValidationError

    try:
        if len(cron.split()) == 5:
            CronSchedule(cron=cron)
            return
    except ValidationError:
        pass
    raise WrongUse(
        f'เวลา {cron!r} ไม่ใช่ cron ห้าช่อง: ใช้เช่น --cron "0 1 * * *" (ตีหนึ่งทุกคืน)',
        f'{cron!r} is no cron expression of five fields: use, say, --cron "0 1 * * *" (every night at one).',
    )


@contextmanager
def _server(home: Path, port: int) -> Iterator[str]:
    """The server within, and the address of its page."""
    if url := os.environ.get("PREFECT_API_URL"):
        yield url.removesuffix("/api")
        return
    port = port or free_port()
    process = start_server(home, port, ui=True)
    try:
        try:
            wait_for(api_url(port), process)
        except ProngsaiError as error:
            log = prefect_folder(home) / "server.log"
            raise ProngsaiError(
                f"{error.message_th} พอร์ต {port} อาจถูกใช้อยู่ (--port 0 เลือกพอร์ตว่าง) ดู {log}",
                f"{error.message_en} Port {port} may be taken (--port 0 takes a free one); see {log}.",
            ) from error
        os.environ["PREFECT_API_URL"] = api_url(port)
        announce_schedule(home, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        withdraw_schedule(home)
        os.environ.pop("PREFECT_API_URL", None)
        stop_server(process)


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """SIGTERM stops as Ctrl-C does, so that systemd and people see the same order."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _absolute(flags: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """The flags as JSON has them, with folders that do not depend on the working folder."""
    told = dict(flags)
    told["home"] = str(settings.home.resolve())
    if settings.inboxes:
        told["inboxes"] = [str(inbox.resolve()) for inbox in settings.inboxes]
    plain: dict[str, Any] = json.loads(json.dumps(told, default=str))
    return plain
