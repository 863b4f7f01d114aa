"""The measuring commands say no where a promise is not kept."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from benchmarks.many_reports import Extraction, bounds
from benchmarks.measured_run import MeasuredRun, descendants
from benchmarks.readers import ReaderResult, faults


def run(seconds: float, pss: int | None = 900_000_000, **stages: float) -> MeasuredRun:
    everything = dict.fromkeys(("collect", "read", "build", "check", "export", "publish"), 0.0) | stages
    return MeasuredRun(seconds, seconds, 0.0, 1_600_000_000, pss, 5, {"seconds": everything})


def held(first: MeasuredRun, second: MeasuredRun, checks_start: float = 3.0, cpu: float = 10.0) -> list[bool]:
    extraction = Extraction(1000, cpu, cpu / 1000, cpu / 1000, cpu / 1000)
    return [bound.is_held for bound in bounds(first, second, run(8.0), extraction, checks_start)]


def test_each_bound_is_held_or_missed_by_itself() -> None:
    good_first, good_second = run(30.0, read=20.0), run(12.0, build=2.0, export=2.0)
    assert held(good_first, good_second) == [True, True, True]
    allowed = 30 + 1.5 * 10 / len(os.sched_getaffinity(0))
    assert held(run(allowed + 0.1, read=60.0), good_second) == [False, True, True]
    assert held(run(30.0, 1_500_000_001), good_second) == [True, False, True]
    assert held(good_first, run(14.0, build=2.0, export=3.1)) == [True, True, False]


def test_without_pss_the_sum_of_rss_counts() -> None:
    assert held(run(30.0, None), run(12.0, build=2.0)) == [True, False, True]


def test_only_waiting_for_the_start_of_the_checks_is_taken_off() -> None:
    # The checks need 3 s to start: 1 s of them was waited for after a build of 2 s, none after one of 4 s.
    assert held(run(30.0), run(13.9, build=2.0, check=3.9))[2]
    assert not held(run(30.0), run(14.2, build=2.0, check=4.2))[2]
    assert not held(run(30.0), run(13.9, build=4.0, check=1.9))[2]


def test_what_prefect_does_not_explain_counts() -> None:
    assert not held(run(30.0), run(16.0, build=2.0))[2]


@pytest.mark.parametrize(
    ("anew", "kept", "expected"),
    [
        (("r1", "r2"), ("r1",), 0),
        (("r1",), ("r1",), 1),  # never saw the last publication
        (("r1", "r2"), ("r1", "r2"), 1),  # the kept connection was moved to another file
    ],
)
def test_readers_that_saw_the_wrong_publications_are_told(
    anew: tuple[str, ...], kept: tuple[str, ...], expected: int
) -> None:
    results = [ReaderResult(False, 9, (), anew), ReaderResult(True, 9, (), kept)]
    assert len(faults(["r1", "r2"], results)) == expected


def test_a_failed_query_is_told() -> None:
    results = [ReaderResult(False, 9, ("IOException: gone",), ("r1",)), ReaderResult(True, 9, (), ("r1",))]
    assert faults(["r1"], results) == ["IOException: gone"]


def test_grandchildren_are_watched_too() -> None:
    script = "import subprocess; subprocess.run(['cat'])"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE) as child:
        deadline = time.monotonic() + 30
        while len(family := descendants(child.pid)) < 2 and time.monotonic() < deadline:
            pass
        assert child.stdin is not None
        child.stdin.close()
    assert len(family) == 2
