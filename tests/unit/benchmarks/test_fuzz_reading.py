"""The search for inputs that break the reading saves what it finds, small, once a kind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks import fuzz_checks
from benchmarks.fuzz_checks import TooLong, checked_reading
from benchmarks.fuzz_reading import Search, shortened
from transforms.facts import Extraction
from transforms.reference import Reference


@pytest.fixture
def search(tmp_path: Path) -> Search:
    return Search(tmp_path)


def plant(monkeypatch: pytest.MonkeyPatch) -> None:
    def planted(content: bytes, sha256: str, file_name: str, reference: Reference) -> Extraction:
        if b"boom" in content and b"bang" in content:
            raise ValueError("planted")
        return original(content, sha256, file_name, reference)

    original = fuzz_checks.extract_report
    monkeypatch.setattr(fuzz_checks, "extract_report", planted)


def test_a_crash_is_saved_once_and_made_small(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    content = b"a long line\nboom of it\nmore\nand\tbang too\n" * 3
    for _ in range(2):
        search.attempt(content)
    search.attempt(b"nothing the matter")
    (path,) = search.findings.glob("*.txt")
    assert path.name.startswith("ValueError-") and "planted" in path.with_suffix(".why").read_text()
    search.shrink(path)
    assert path.read_bytes() in (b"boom\nbang", b"boombang", b"bangboom", b"boom bang", b"boom\tbang")


def test_a_hang_is_stopped(monkeypatch: pytest.MonkeyPatch, reference: Reference) -> None:
    def for_ever(*_: object) -> Extraction:
        while True:
            pass

    monkeypatch.setattr(fuzz_checks, "extract_report", for_ever)
    monkeypatch.setattr(fuzz_checks, "SECONDS_IN_100_KB", 0.05)
    with pytest.raises(TooLong):
        checked_reading(b"any", reference)


def test_what_is_not_needed_is_left_out() -> None:
    until = time.monotonic() + 60
    small = shortened(
        b"one two three four five six", b" ", lambda left: b"two" in left and b"six" in left, until
    )
    assert small == b"two six"
    assert shortened(b"one two", b" ", lambda left: True, until=0) == b"one two"
