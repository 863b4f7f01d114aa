"""One night with everything that nobody should open without care in the inbox, and one good report: the
report is published, each other file is set aside under its own reason, within its seconds and memory."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from benchmarks.formats.make import make
from flows import stages
from flows.run_request import run_request
from flows.settings import load_settings
from tests.integration.command_line import SAMPLES, prongsai
from tests.integration.hostile.measured import Cost, costs
from tests.integration.hostile.office import OFFICE
from tests.integration.hostile.packages import PACKAGES
from tests.integration.hostile.packing import zipped
from tests.integration.hostile.pdf import PDFS
from tests.integration.hostile.pictures import PICTURES
from tests.integration.hostile.text import TEXTS
from transforms.read.programs import LIBREOFFICE, TESSERACT
from warehouse.reference_files import load_reference
from warehouse.register import import_register

pytestmark = pytest.mark.skipif(
    LIBREOFFICE.found() is None,
    reason=f"no LibreOffice to make documents with: {LIBREOFFICE.install_command}",
)

GOOD = sorted((SAMPLES / "inbox").iterdir())[0]
_SECONDS = 20.0
_BYTES = 1.5 * (1 << 30)
_SOUND = ("docx", "odt", "ods", "pdf", "xlsx", "html", "md", "csv", "jpeg")
_NAMES_FOR = {"docx-as.pdf": "docx", "pdf-as.docx": "pdf", "html-as.xls": "html", "docx-as.txt": "docx"}
Made = Callable[[Mapping[str, bytes]], bytes]

#: Halves of sound documents, and what is left of them.
_HALVES = {
    "docx": "document-damaged",
    "xlsx": "workbook-damaged",
    "odt": "document-damaged",
    "ods": "document-damaged",
    "pdf": "document-damaged",
    "jpeg": "loaded",
    "html": "loaded",
    "md": "loaded",
    "csv": "loaded",
}
#: Names that a folder may hold.
_ODD_NAMES = (
    "n" * 251 + ".txt",
    "line\nbreak.txt",
    "\x1b]0;title\x07.txt",
    "!.txt",
    "-rf.txt",
    "a;b$(c).txt",
)


def _is_good(kind: str) -> Made:
    return lambda sound: sound[kind]


def _half(kind: str) -> Made:
    return lambda sound: sound[kind][: len(sound[kind]) // 2]


def _files() -> dict[str, tuple[Made, str]]:
    """Name → how it is made of sound documents, and what becomes of it (``|``: one of these)."""
    files: dict[str, tuple[Made, str]] = {**OFFICE, **PICTURES}
    for table in (PACKAGES, PDFS, TEXTS):
        files |= {name: (lambda _, make=make: make(), rule) for name, (make, rule) in table.items()}
    files |= {f"half.{kind}": (_half(kind), rule) for kind, rule in _HALVES.items()}
    files |= {name: (_is_good(kind), "loaded") for name, kind in _NAMES_FOR.items()}
    files["polyglot.pdf"] = (lambda sound: sound["pdf"] + zipped(("a.txt", b"a")), "loaded")
    files["picture-as.pdf"] = (lambda _: PICTURES["huge.png"][0]({}) + b" ", "document-too-large")
    files["zero.pdf"] = (lambda _: b"", "empty-file")
    for number, name in enumerate(_ODD_NAMES):
        files[name] = (lambda _, number=number: b"not a report, %d" % number, "not-an-ita-report")
    return files


FILES = _files()


@dataclass(frozen=True)
class Night:
    """What came of it: sha256 by name, state or reason by sha256, cost by sha256, rules by sha256, what the
    command said."""

    sha256: Mapping[str, str]
    outcomes: Mapping[str, str]
    costs: Mapping[str, Cost]
    rules: Mapping[str, set[str]]
    summary: Mapping[str, object]
    home: Path
    left: list[str]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    folder = tmp_path_factory.mktemp("hostile")
    home, inbox = folder / "home", folder / "inbox"
    inbox.mkdir()
    import_register(home, SAMPLES / "register.csv", load_settings().today)
    sound = {made.format: made.content for made in make({"good": GOOD.read_bytes()}, _SOUND, pages=[0])}
    sha256 = {}
    for name, (made, _) in {**FILES, "good.txt": (lambda _: GOOD.read_bytes(), "")}.items():
        content = made(sound)
        (inbox / name).write_bytes(content)
        sha256[name] = hashlib.sha256(content).hexdigest()
    before = _beside(folder)
    request = run_request(load_settings(home=home, inboxes=(inbox,)))
    with costs(os.getpid()) as cost:
        stages.collect(request)
        stages.read(request, load_reference(home))
    # Reading was watched from here; all the rest of the night is the command's.
    done = prongsai("run", "--inbox", inbox, "--home", home, "--json", cwd=folder)
    with duckdb.connect(str(home / "warehouse" / "prongsai.duckdb"), read_only=True) as warehouse:
        documents = warehouse.execute("SELECT sha256, coalesce(state_reason, state) FROM core.documents")
        outcomes = dict(documents.fetchall())
        issues = warehouse.execute(
            "SELECT sha256, rule FROM quality.issues JOIN core.documents USING (document_id)"
        )
        rules: dict[str, set[str]] = {}
        for document, rule in issues.fetchall():
            rules.setdefault(document, set()).add(rule)
    left = sorted(_beside(folder) - before)
    return Night(sha256, outcomes, cost, rules, json.loads(done.stdout), home, left)


def _beside(folder: Path) -> set[str]:
    """What stands where a file that leads elsewhere, or a program that is ended, might leave something."""
    temporary = Path(tempfile.gettempdir())
    kept = {
        path.name for path in temporary.iterdir() if path.name.startswith(("prongsai-office-", "hostile"))
    }
    return kept | {path.name for path in folder.iterdir() if path.name not in ("home", "inbox", "user")}


def test_the_good_report_is_published(night: Night) -> None:
    assert night.outcomes[night.sha256["good.txt"]] == "loaded"
    assert night.summary["run"]["state"] == "published"  # type: ignore[index]
    assert night.summary["read"]["documents"] == 0  # type: ignore[index]


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_known_for_what_it_is(night: Night, name: str) -> None:
    assert night.outcomes[night.sha256[name]] in FILES[name][1].split("|")


def test_none_takes_more_than_its_seconds_or_memory(night: Night) -> None:
    names = {sha256: name for name, sha256 in night.sha256.items()}
    assert set(names) <= set(night.costs)
    slow = {
        names.get(key, key): round(cost.seconds, 1)
        for key, cost in night.costs.items()
        if cost.seconds > _SECONDS
    }
    large = {
        names.get(key, key): cost.memory >> 20 for key, cost in night.costs.items() if cost.memory > _BYTES
    }
    assert (slow, large) == ({}, {})


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("macros.docm", "macros-not-run"),
        ("macros.xlsm", "macros-not-run"),
        ("template.docx", "external-links-not-followed"),
        ("picture-elsewhere.docx", "external-links-not-followed"),
        ("names.zip", "package-unpacked"),
    ],
)
def test_what_was_not_done_is_told(night: Night, name: str, rule: str) -> None:
    assert rule in night.rules[night.sha256[name]]


def test_files_in_packages_are_documents_whatever_they_are_called(night: Night) -> None:
    for number in range(11):
        content = "รายงานผลการประเมิน ITA".encode() + b" %d" % number
        assert hashlib.sha256(content).hexdigest() in night.outcomes


def test_nothing_is_left_outside_the_home_and_no_process(night: Night) -> None:
    assert night.left == []
    until = time.monotonic() + 5
    while (running := _running(str(night.home))) and time.monotonic() < until:
        time.sleep(0.1)
    assert running == []


def _running(word: str) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [
        line
        for line in listed.splitlines()
        if word in line or "UserInstallation=file:///tmp/prongsai" in line
    ]


def test_the_reader_of_pictures_was_there_or_said_so(night: Night) -> None:
    expected = "document-too-large" if TESSERACT.found() else "program-missing"
    assert night.outcomes[night.sha256["huge.png"]] == expected
