import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "warehouse"))
from small_warehouse import SmallWarehouse

from flows import doctor_programs
from flows.doctor_programs import libraries, programs
from flows.waiting import Waiting, waiting_documents
from transforms.read.programs import LIBREOFFICE, TESSERACT, WITHOUT, Program
from warehouse import publication
from warehouse.manifest import DATABASE


def filled(database: Path, *commands: str) -> None:
    """A published database in which one document waits for each command."""
    warehouse = SmallWarehouse(database).create()
    for number, command in enumerate(commands):
        document = f"d-{number}"
        warehouse.add(
            "core.documents",
            {
                "document_id": document,
                "sha256": f"{number:064x}",
                "file_name": f"{number}.doc",
                "state": "quarantined",
                "state_reason": "program-missing",
            },
        )
        warehouse.add(
            "quality.issues",
            {
                "issue_id": f"i-{number}",
                "document_id": document,
                "table_name": "core.documents",
                "record_id": document,
                "rule": "program-missing",
                "state": "open",
                "severity": "error",
                "message_th": f"ติดตั้งด้วย: {command} ติดตั้งตามคำสั่ง",
                "message_en": f"It is not on this machine. Install it: {command} Install it with …",
            },
        )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = publication.prepare(tmp_path, "r-1")
    (folder / DATABASE).parent.mkdir(parents=True, exist_ok=True)
    filled(folder / DATABASE, *[LIBREOFFICE.install_command] * 2, TESSERACT.install_command)
    publication.publish(tmp_path, "r-1", folder, 3)
    return tmp_path


def test_what_waits_is_counted_by_program(tmp_path: Path) -> None:
    database = tmp_path / "small.duckdb"
    filled(
        database, LIBREOFFICE.install_command, "sudo apt install other-program", LIBREOFFICE.install_command
    )
    assert waiting_documents(database) == [
        Waiting("libreoffice", LIBREOFFICE.reads, LIBREOFFICE.install_command, 2),
        Waiting("", "", "sudo apt install other-program", 1),
    ]


def test_a_program_that_is_switched_off_or_missing_says_what_waits(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Program("tesseract-ocr-tha", "PNG", TESSERACT.packages, ("/nowhere",))
    monkeypatch.setattr(doctor_programs, "PROGRAMS", (LIBREOFFICE, gone))
    monkeypatch.setenv(WITHOUT, "libreoffice")
    off, missing = programs(home)
    assert (off.name, off.ok, off.is_there) == ("libreoffice", True, False)
    assert WITHOUT in off.said_en
    assert "2 documents" in off.said_en
    assert (missing.ok, missing.is_there) == (True, False)
    for said in (missing.said_th, missing.said_en):
        assert TESSERACT.install_command in said
    assert "1 ฉบับ" in missing.said_th


def test_a_program_that_is_there_says_its_version(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WITHOUT, raising=False)
    if LIBREOFFICE.found() is None:
        pytest.skip("LibreOffice is not installed")
    found, *_ = programs(home)
    assert found.is_there
    assert found.said_en[0].isdigit()
    assert "2 waiting documents are read by the next" in found.said_en


def test_libraries_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = libraries()
    assert found.ok == found.is_there
    assert "pypdfium2" in found.said_en
    monkeypatch.setattr(doctor_programs, "_LIBRARIES", ("json", "no_such_module"))
    (found,) = libraries()
    assert not found.ok
    assert "no_such_module" in found.said_th
    assert found.said_en.endswith("make setup")
