"""``prongsai schedule``: the nightly run by cron, one at a time, on a Prefect server of this machine."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

from flows.inbox import demand_inboxes
from flows.messages import say
from flows.prefect_server import (
    announce_schedule,
    api_url,
    free_port,
    is_free,
    prepare_prefect,
    start_server,
    stop_server,
    wait_for,
    withdraw_schedule,
)
from flows.settings import Settings
from flows.terminal import tell
from transforms.errors import WrongUse

DEPLOYMENT = "nightly"


def serve_nightly(settings: Settings, flags: Mapping[str, Any], cron: str, port: int, lang: str) -> None:
    """Start a server on ``port`` of loopback (0: any free one) and serve the flow until SIGINT or
    SIGTERM. With ``PREFECT_API_URL`` set that server is used instead. Raises :class:`WrongUse` for a
    cron expression that is none or an inbox that does not exist."""
    demand_inboxes(settings.inbox_folders)
    # A flow run is its own process, started in this folder: what it is told must not depend on it.
    told = _absolute(flags, settings)
    prepare_prefect(settings.home)
    with _stopped_by_signals(), suppress(KeyboardInterrupt), _Server(settings.home, port) as server:
        demand_cron(cron)
        server.wait()
        _serve(
            cron,
            settings.timezone,
            told,
            lambda: tell(
                say("schedule-serving", lang, cron=cron, timezone=settings.timezone, ui=server.page)
            ),
        )
    tell(say("schedule-stopped", lang))


def demand_cron(cron: str) -> None:
    """Raise :class:`WrongUse` for what is no cron expression of five fields. Imports Prefect, which then
    keeps to the server that the environment names."""
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


def _serve(cron: str, timezone: str, told: dict[str, Any], say_when_ready: Callable[[], None]) -> None:
    """Serve until interrupted. What ``flow.serve`` does, but stopping in order on SIGTERM too: Prefect's
    own handler leaves without ending the run that is under way."""
    from prefect.runner import Runner
    from prefect.schedules import Cron

    from flows.nightly import nightly

    class OrderlyRunner(Runner):
        def handle_sigterm(self, *_args: Any, **_kwargs: Any) -> None:
            signal.raise_signal(signal.SIGINT)  # which asyncio turns into the end of its main task

    # Not paused when stopped: a run that fell into a restart of the machine is made up for.
    runner = OrderlyRunner(name=DEPLOYMENT, pause_on_shutdown=False, limit=1)
    runner.add_flow(
        nightly,
        name=DEPLOYMENT,
        schedule=Cron(cron, timezone=timezone),
        parameters={"settings": told},
        concurrency_limit=1,
    )
    say_when_ready()
    asyncio.run(runner.start())


class _Server:
    """The server of the schedule: named in ``PREFECT_API_URL`` from the start, ready after :meth:`wait`."""

    def __init__(self, home: Path, port: int) -> None:
        self._home = home
        self._port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if not os.environ.get("PREFECT_API_URL"):
            if not is_free(self._port):
                raise WrongUse(
                    f"พอร์ต {self._port} ถูกใช้อยู่: ระบุพอร์ตอื่น หรือใช้ --port 0 เพื่อเลือกพอร์ตว่าง",
                    f"Port {self._port} is taken: name another with --port, or let --port 0 take a free one.",
                )
            self._process = start_server(self._home, self._port, ui=True)
            os.environ["PREFECT_API_URL"] = api_url(self._port)
        return self

    @property
    def page(self) -> str:
        """The address for a browser."""
        return os.environ["PREFECT_API_URL"].removesuffix("/api")

    def wait(self) -> None:
        """Wait until it answers. Raises :class:`ProngsaiError` when it does not."""
        if self._process is None:
            return
        wait_for(api_url(self._port), self._process)
        announce_schedule(self._home, self._port)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            withdraw_schedule(self._home)
            os.environ.pop("PREFECT_API_URL", None)
            stop_server(self._process)


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """SIGTERM stops as Ctrl-C does, so that systemd and people see the same order."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    # A shell starts what it puts into the background with SIGINT ignored; asyncio then installs no
    # handler of its own, and nothing would stop the runner.
    interrupt = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        signal.signal(signal.SIGINT, interrupt)


def _absolute(flags: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """The flags as JSON has them, with folders that do not depend on the working folder."""
    told = dict(flags)
    told["home"] = str(settings.home.resolve())
    if settings.inboxes:
        told["inboxes"] = [str(inbox.resolve()) for inbox in settings.inboxes]
    plain: dict[str, Any] = json.loads(json.dumps(told, default=str))
    return plain
