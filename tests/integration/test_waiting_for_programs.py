"""A document that needs a program of the system waits for it, and is read by itself once it is there."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows import stages
from flows.checking import CheckProcess
from flows.cli_base import print_json
from flows.doctor_programs import programs
from flows.run_request import RunOutcome, run_request
from flows.run_summary import json_summary, markdown_summary, print_summary
from flows.settings import load_settings
from tests.integration.command_line import SAMPLES
from transforms.read.programs import LIBREOFFICE, WITHOUT
from warehouse.reference_files import load_reference
from warehouse.register import import_register

AS_OF = date(2026, 1, 15)
REPORT = "05_tankhufa_2566_annual"


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckProcess]:
    with CheckProcess(tmp_path_factory.mktemp("checks")) as started:
        yield started


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder whose inbox holds a report as LibreOffice writes it, and one of text."""
    if LIBREOFFICE.found() is None:
        pytest.skip(f"LibreOffice is not installed: {LIBREOFFICE.install_command}")
    from benchmarks.formats.make import make

    home = tmp_path / "home"
    import_register(home, SAMPLES / "register.csv", AS_OF)
    (home / "inbox").mkdir()
    (document,) = make({REPORT: (SAMPLES / "inbox" / f"{REPORT}.txt").read_bytes()}, ["odt"])
    (home / "inbox" / document.file_name).write_bytes(document.content)
    other = "01_nongfakhram_2566_annual.txt"
    (home / "inbox" / other).write_bytes((SAMPLES / "inbox" / other).read_bytes())
    return home


def run(home: Path, process: CheckProcess) -> RunOutcome:
    request = run_request(load_settings(home=home, workers=1), AS_OF)
    reference = load_reference(home)
    collected = stages.collect(request)
    read = stages.read(request, reference)
    built = stages.build(request, reference, collected, read)
    checked = stages.check(request, reference, collected, read, built, process)
    record = stages.export(request, reference, collected, checked)
    return stages.publish(request, collected, read, checked, record, {})


def states(outcome: RunOutcome) -> dict[str, tuple[str, str | None]]:
    with duckdb.connect(str(outcome.database), read_only=True) as connection:
        found = connection.execute("SELECT file_name, state, state_reason FROM core.documents").fetchall()
    return {name: (state, reason) for name, state, reason in found}


@pytest.mark.slow
def test_a_document_waits_for_its_program_and_is_read_once_it_is_there(
    home: Path, process: CheckProcess, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(WITHOUT, "libreoffice")
    waiting = run(home, process)
    assert states(waiting)[f"{REPORT}.odt"] == ("quarantined", "program-missing")
    for lang in ("th", "en"):
        print_summary(waiting, lang)
        said = capsys.readouterr().out
        (line,) = [line for line in said.splitlines() if LIBREOFFICE.install_command in line]
        assert "1 " in line
        assert LIBREOFFICE.reads in line
    assert LIBREOFFICE.install_command in markdown_summary(waiting)
    print_json(json_summary(waiting))
    assert json.loads(capsys.readouterr().out)["waiting"][0]["documents"] == 1
    assert "1 documents now" in next(one.said_en for one in programs(home) if one.name == "libreoffice")

    # Still missing: nothing is read again.
    again = run(home, process)
    assert again.read.documents == 0
    assert states(again) == states(waiting)

    monkeypatch.delenv(WITHOUT)
    there = run(home, process)
    assert there.read.documents == 1
    assert states(there)[f"{REPORT}.odt"] == ("loaded", None)
    print_summary(there, "en")
    assert LIBREOFFICE.install_command not in capsys.readouterr().out
    assert json_summary(there)["waiting"] == []
