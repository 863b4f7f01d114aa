"""Prefect's server on this machine: a short-lived one for a run, a lasting one for the schedule.

Prefect starts a server by itself where none is named, but one that outlives a killed run. The one here
ends with whoever started it, starts while Prefect is still being imported, and keeps its database in
the home's own work folder: nothing is written to the user's own folder.

``python -m flows.prefect_server --port N [--ui]`` is what runs inside.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from transforms.errors import ProngsaiError
from warehouse.disk import disk_error

_PR_SET_PDEATHSIG = 1
_START_SECONDS = 120.0

_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_ROOT_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
}


def prefect_folder(home: Path) -> Path:
    """Where Prefect keeps its profile and database for this home folder."""
    return home.resolve() / "work" / "prefect"


def prefect_environment(home: Path) -> dict[str, str]:
    """The variables that keep Prefect quiet, offline and inside the home folder. What a person has set
    stays. To be set before Prefect is imported."""
    wanted = {**_QUIET, "PREFECT_HOME": str(prefect_folder(home))}
    return {name: value for name, value in wanted.items() if name not in os.environ}


def prepare_prefect(home: Path) -> None:
    """Make Prefect's folder and set its environment in this process: before it is imported."""
    folder = prefect_folder(home)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_error(error, "ขณะเตรียมโฟลเดอร์ของ Prefect", "while Prefect's folder was made") from error
    os.environ.update(prefect_environment(home))


@contextmanager
def server_for_run(home: Path) -> Iterator[None]:
    """Within, ``PREFECT_API_URL`` names a server: the one that a person set, else that of a schedule at
    work in this home folder, else one of this run alone, which may still be starting (see
    :func:`wait_until_ready`)."""
    prepare_prefect(home)
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    url = address_of_schedule(home)
    process = None
    if url is None:
        port = free_port()
        process = start_server(home, port, ui=False)
        url = api_url(port)
    os.environ["PREFECT_API_URL"] = url
    try:
        if process is not None:
            _starting[url] = process
        yield
    finally:
        os.environ.pop("PREFECT_API_URL", None)
        if process is not None:
            _starting.pop(url, None)
            stop_server(process)


_starting: dict[str, subprocess.Popen[bytes]] = {}


def wait_until_ready() -> None:
    """Wait for the server of this run. Raises :class:`ProngsaiError` when it does not come up."""
    url = os.environ.get("PREFECT_API_URL", "")
    process = _starting.get(url)
    if process is not None:
        wait_for(url, process)


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = _START_SECONDS) -> None:
    """Poll a server that is starting until it answers. Raises :class:`ProngsaiError` when it ends or
    takes too long."""
    deadline = time.monotonic() + seconds
    while not is_healthy(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise ProngsaiError(
                f"เริ่มเซิร์ฟเวอร์ Prefect ไม่ได้ (รหัส {process.poll()}): ตรวจเครื่องด้วย `prongsai doctor` "
                "แล้วสั่งใหม่อีกครั้ง",
                f"The Prefect server could not be started (exit code {process.poll()}). Look at this machine "
                "with `prongsai doctor`, then try again.",
            )
        time.sleep(0.05)


def start_server(home: Path, port: int, ui: bool) -> subprocess.Popen[bytes]:
    """Start a server on loopback; it ends when this process does. After :func:`prepare_prefect`."""
    with (prefect_folder(home) / "server.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "flows.prefect_server", "--port", str(port), *(["--ui"] if ui else [])],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, **prefect_environment(home), "PYTHONPATH": _import_path()},
            start_new_session=True,  # Ctrl-C is for the parent, which then ends it in order
        )


def stop_server(process: subprocess.Popen[bytes]) -> None:
    """End a server in order, or by force after five seconds."""
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether nothing listens on the port of loopback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def api_url(port: int) -> str:
    """The address of the API of a server on this machine."""
    return f"http://127.0.0.1:{port}/api"


def is_healthy(url: str) -> bool:
    """Whether a server answers there."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback has no proxy
    try:
        with opener.open(f"{url}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError, ValueError):
        return False


def announce_schedule(home: Path, port: int) -> None:
    """Let runs by hand find the schedule's server, so that its page shows them too."""
    (prefect_folder(home) / "schedule.json").write_text(json.dumps({"pid": os.getpid(), "port": port}))


def withdraw_schedule(home: Path) -> None:
    """The schedule's server has ended."""
    (prefect_folder(home) / "schedule.json").unlink(missing_ok=True)


def address_of_schedule(home: Path) -> str | None:
    """The API of the schedule's server of this home folder, if it answers."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        announced = json.loads((prefect_folder(home) / "schedule.json").read_text())
        os.kill(int(announced["pid"]), 0)
        url = api_url(int(announced["port"]))
        if is_healthy(url):
            return url
    return None


def _import_path() -> str:
    root = str(Path(__file__).parent.parent)
    return os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])


def _serve(port: int, ui: bool) -> None:
    parent = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it died before the line above
        return
    os.environ["PREFECT__SERVER_FINAL"] = "1"
    if ui:
        os.environ["PREFECT_UI_API_URL"] = api_url(port)
    else:
        os.environ.update(PREFECT__SERVER_EPHEMERAL="1", PREFECT_UI_ENABLED="0")
    import uvicorn
    from prefect.server.api.server import create_app

    uvicorn.run(create_app(), host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=2)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--ui", action="store_true")
    asked = parser.parse_args()
    _serve(asked.port, asked.ui)
