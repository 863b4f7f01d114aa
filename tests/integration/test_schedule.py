"""The pinned versions really produce scheduled runs at the right hour: with other ones of SQLAlchemy
Prefect's scheduler silently makes none."""

import json
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.integration.command_line import command, environment, prongsai

SECONDS = 120


class Served:
    """A schedule at work."""

    def __init__(self, process: subprocess.Popen[str], page: str) -> None:
        self.process = process
        self.page = page

    def ask(self, path: str, body: dict[str, Any]) -> Any:
        request = urllib.request.Request(
            f"{self.page}/api{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def runs(self, state: str) -> list[dict[str, Any]]:
        wanted = {"flow_runs": {"state": {"type": {"any_": [state]}}}, "sort": "EXPECTED_START_TIME_ASC"}
        found: list[dict[str, Any]] = self.ask("/flow_runs/filter", wanted)
        return found


def _wait_for(ask: Callable[[], Any], what: str) -> Any:
    deadline = time.monotonic() + SECONDS
    while not (found := ask()):
        assert time.monotonic() < deadline, f"no {what} within {SECONDS} s"
        time.sleep(0.2)
    return found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("schedule")
    (folder / "home" / "inbox").mkdir(parents=True)
    process = subprocess.Popen(
        command("schedule", "--home", folder / "home", "--port", "0"),
        cwd=folder,
        env=environment(folder / "user"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        said = process.stdout.readline()
        page = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert page, said + process.stdout.read()
        yield Served(process, page[0])
        # Stopped when all is seen: a test of its own would end what the others use.
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0, output
        assert "The schedule has stopped" in output
        assert "Traceback" not in output
        with pytest.raises(OSError, match="refused"):
            urllib.request.urlopen(page[0], timeout=5)
    finally:
        process.kill()
        process.wait()


def test_runs_are_scheduled_at_one_in_the_morning_in_bangkok(served: Served) -> None:
    runs = _wait_for(lambda: served.runs("SCHEDULED"), "scheduled run")
    bangkok = ZoneInfo("Asia/Bangkok")
    times = [datetime.fromisoformat(run["expected_start_time"]).astimezone(bangkok) for run in runs]
    assert {(moment.hour, moment.minute) for moment in times} == {(1, 0)}
    days = {moment.date() for moment in times}
    assert len(days) == len(times)
    assert min(times) > datetime.now(bangkok)


def test_one_run_at_a_time_in_the_home_that_was_named(served: Served) -> None:
    (deployment,) = _wait_for(lambda: served.ask("/deployments/filter", {}), "deployment")
    assert Path(deployment["parameters"]["settings"]["home"]).is_absolute()
    assert deployment["global_concurrency_limit"]["limit"] == 1


def test_the_page_is_served(served: Served) -> None:
    with urllib.request.urlopen(served.page, timeout=20) as answer:
        assert b"<html" in answer.read().lower()


def test_what_is_no_cron_expression_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    done = prongsai("schedule", "--home", tmp_path, "--cron", "0 25 * * *", cwd=tmp_path, expect=2)
    assert "cron" in done.stderr


def test_a_port_that_is_taken_is_wrong_use(tmp_path: Path) -> None:
    import socket

    (tmp_path / "inbox").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = prongsai("schedule", "--home", tmp_path, "--port", str(port), cwd=tmp_path, expect=2)
    assert str(port) in done.stderr
