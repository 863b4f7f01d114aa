"""What LibreOffice turns into something that is read: all formats, passwords, limits, nothing left behind."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from transforms.document import Document, Table, UnreadableDocument
from transforms.read import choose, office, pace, programs
from transforms.read.choose import media_type_of, read_document
from transforms.read.programs import LIBREOFFICE, Program, ProgramFailed, run

pytestmark = pytest.mark.skipif(LIBREOFFICE.found() is None, reason=LIBREOFFICE.install_command)

PAGE = """<html><head><meta charset="utf-8"></head><body><p>องค์การบริหารส่วนตำบลตัวอย่าง</p>
<table border="1"><tr><td>ที่</td><td>มาตรการ</td><td>สถานะ</td></tr>
<tr><td>๑</td><td rowspan="2">ประชุมชี้แจง<br>จัดทำคู่มือ</td><td>☑ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ</td></tr>
<tr><td>๒</td><td>☐ ดำเนินการแล้ว ☑ ยังไม่ดำเนินการ</td></tr></table>
<p><a href="https://www.example.go.th/ita">ที่นี่</a></p></body></html>"""
TEXTS = {
    choose.DOC: ("doc", "MS Word 97"),
    choose.RTF: ("rtf", "Rich Text Format"),
    choose.ODT: ("odt", "writer8"),
}
SHEETS = {choose.XLS: ("xls", "MS Excel 97"), choose.ODS: ("ods", "calc8")}


def read(content: bytes) -> Document:
    return read_document(content, "0" * 64)


def reason(content: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as raised:
        read(content)
    return raised.value


class Made:
    """Files that LibreOffice writes, with one profile for all of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, content: bytes, suffix: str, to: str, filter_name: str, reads: str = "") -> bytes:
        source = self._folder / f"source.{suffix}"
        source.write_bytes(content)
        command = [
            str(LIBREOFFICE.found()), f"-env:UserInstallation={(self._folder / 'profile').as_uri()}",
            "--headless", "--nofirststartwizard",
            *([f"--infilter={reads}"] if reads else []),
            "--convert-to", f"{to}:{filter_name}", "--outdir", str(self._folder / "made"), str(source),
        ]  # fmt: skip
        if subprocess.run(command, check=False, capture_output=True, timeout=60).returncode == 81:
            subprocess.run(command, check=True, capture_output=True, timeout=60)
        return (self._folder / "made" / f"source.{to}").read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def pages(made: Made) -> dict[str, bytes]:
    """The page in each format of texts."""
    return {
        media_type: made.make(PAGE.encode(), "html", *how, reads="HTML (StarWriter)")
        for media_type, how in TEXTS.items()
    }


@pytest.fixture(scope="module")
def book() -> bytes:
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target)
    sheet = workbook.add_worksheet("ผล 2566")
    sheet.merge_range(0, 0, 1, 0, "หน่วยงาน")
    sheet.merge_range(0, 1, 0, 2, "IIT")
    sheet.write_row(1, 1, ["ตัวชี้วัดที่ 1", "ตัวชี้วัดที่ 2"])
    sheet.write_row(2, 0, ["อบต.ตัวอย่าง", 91.45, 0.5])
    workbook.close()
    return target.getvalue()


@pytest.fixture
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path


@pytest.mark.parametrize("media_type", TEXTS)
def test_texts(media_type: str, pages: dict[str, bytes], own_temp: Path) -> None:
    content = pages[media_type]
    assert media_type_of(content) == media_type
    parts = 0

    def count() -> None:
        nonlocal parts
        parts += 1

    with pace.heard_by(count):
        document = read(content)
    assert document.media_type == media_type and parts == 2
    first, table, last = document.blocks
    assert isinstance(table, Table)
    assert first.text == "องค์การบริหารส่วนตำบลตัวอย่าง"  # type: ignore[union-attr]
    assert [row.texts for row in table.rows] == [
        ("ที่", "มาตรการ", "สถานะ"),
        ("๑", "ประชุมชี้แจง\nจัดทำคู่มือ", "☑ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ"),
        ("๒", "", "☐ ดำเนินการแล้ว ☑ ยังไม่ดำเนินการ"),
    ]
    assert "https://www.example.go.th/ita" in last.raw  # type: ignore[union-attr]
    assert list(own_temp.glob("prongsai-*")) == []


@pytest.mark.parametrize("media_type", SHEETS)
def test_sheets(media_type: str, made: Made, book: bytes) -> None:
    document = read(made.make(book, "xlsx", *SHEETS[media_type]))
    assert document.media_type == media_type and document.reader in choose.SPREADSHEETS
    (table,) = document.tables()
    assert [row.texts for row in table.rows] == [
        ("หน่วยงาน", "IIT", "IIT"),
        ("หน่วยงาน", "ตัวชี้วัดที่ 1", "ตัวชี้วัดที่ 2"),
        ("อบต.ตัวอย่าง", "91.45", "0.5"),
    ]
    assert table.rows[2].cells[1].place.locator() == "'ผล 2566'!B3"


def test_damaged_documents(pages: dict[str, bytes]) -> None:
    cut = pages[choose.ODT]
    assert reason(cut[: len(cut) // 3]).rule in ("document-damaged", "format-not-supported")
    hollow = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(3000)
    )
    assert media_type_of(hollow) == choose.DOC
    assert reason(hollow).rule == "document-damaged"


def test_a_locked_doc(pages: dict[str, bytes]) -> None:
    content = bytearray(pages[choose.DOC])
    at = next(at for at in range(512, len(content), 512) if content[at : at + 2] == b"\xec\xa5")
    content[at + 11] |= 0x01  # fEncrypted of the file information block
    assert reason(bytes(content)).rule == "document-locked"


def test_a_locked_xls(made: Made, book: bytes) -> None:
    content = bytearray(made.make(book, "xlsx", *SHEETS[choose.XLS]))
    at = next(at for at in range(512, len(content), 512) if content[at : at + 4] == b"\x09\x08\x10\x00")
    at += 20
    content[at : at + 2] = b"\x2f\x00"  # the record behind the first says how the rest is encrypted
    assert reason(bytes(content)).rule == "document-locked"


def test_a_locked_odt(made: Made) -> None:
    entry = (
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    )
    names = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", choose.ODT)
        package.writestr("content.xml", os.urandom(900))
        package.writestr("META-INF/manifest.xml", f"<manifest:manifest {names}>{entry}</manifest:manifest>")
    assert reason(target.getvalue()).rule == "document-locked"


def odt(body: str, more: dict[str, str] | None = None) -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", choose.ODT)
        package.writestr(
            "content.xml",
            f'<office:document-content {names} office:version="1.2"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        )
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{choose.ODT}"/>'
            + "".join(
                f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
                for name in ("content.xml", *(more or {}))
            )
            + "</manifest:manifest>",
        )
        for name, content in (more or {}).items():
            package.writestr(name, content)
    return target.getvalue()


def test_links_are_not_followed_and_macros_told(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("ของผู้อื่น", encoding="utf-8")
    body = (
        f'<text:section text:name="s"><text:section-source xlink:href="{secret.as_uri()}"/>'
        "<text:p>เดิม</text:p></text:section>"
        '<text:p><draw:frame draw:name="i" svg:width="3cm" svg:height="3cm"><draw:image '
        'xlink:href="http://127.0.0.1:9/i.png" xlink:type="simple"/></draw:frame></text:p>'
    )
    document = read(odt(body, {"Basic/Standard/Module1.xml": "<a/>"}))
    assert [piece for piece, _ in document.pieces()] == ["เดิม"]
    assert [note.rule for note in document.notes] == ["macros-not-run", "external-links-not-followed"]


def test_without_libreoffice_the_document_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = Program("libreoffice", "DOC", ("libreoffice-writer-nogui",), ("/nowhere/soffice.bin",))
    monkeypatch.setattr(office, "LIBREOFFICE", nowhere)
    raised = reason(rb"{\rtf1 a}")
    assert raised.rule == "program-missing"
    assert raised.detail == "sudo apt install libreoffice-writer-nogui"


def test_what_killed_processes_left_is_removed(own_temp: Path) -> None:
    old, new, other = (own_temp / name for name in ("prongsai-office-old", "prongsai-office-new", "else"))
    for folder in (old, new, other):
        (folder / "profile").mkdir(parents=True)
    long_ago = time.time() - 3600
    for folder in (old, other):
        os.utime(folder, (long_ago, long_ago))
    assert read(rb"{\rtf1 a}").blocks
    assert sorted(path.name for path in own_temp.iterdir()) == ["else", "prongsai-office-new"]


def test_too_long_a_conversion_ends(monkeypatch: pytest.MonkeyPatch, own_temp: Path) -> None:
    monkeypatch.setattr(office, "_SECONDS", 0.3)
    assert reason(rb"{\rtf1 a}").rule == "reader-timeout"
    assert running(str(own_temp)) == [] and list(own_temp.iterdir()) == []


def running(word: str) -> list[int]:
    """Processes whose command line holds ``word``."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and word.encode() in (process / "cmdline").read_bytes():
                found.append(int(process.name))
        except OSError:
            continue
    return found


def wait_until(done: object, seconds: float = 10.0) -> None:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:  # type: ignore[operator]
        time.sleep(0.01)


def test_a_killed_worker_takes_libreoffice_with_it(tmp_path: Path) -> None:
    code = (
        "from transforms.read.choose import read_document\n"
        "while True: read_document(b'{\\\\rtf1 a}', '0' * 64)\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    word = f"UserInstallation={tmp_path.as_uri()}"
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, cwd=programs.__file__.split("/transforms/")[0]
    ) as worker:
        wait_until(lambda: running(word))
        assert running(word)
        worker.send_signal(signal.SIGKILL)
    wait_until(lambda: not running(word))
    assert running(word) == []


def sh(script: str, folder: Path, **limits: object) -> str:
    given = {"seconds": 10.0, "megabytes": 256, **limits}
    return run([sys.executable, "-c", script], folder=folder, **given)  # type: ignore[arg-type]


def test_limits_of_a_program(tmp_path: Path) -> None:
    assert sh("print('ก')", tmp_path).strip() == "ก"
    with pytest.raises(ProgramFailed, match=r"0\.5 s"):
        sh("import time; time.sleep(60)", tmp_path, seconds=0.5)
    with pytest.raises(ProgramFailed, match="exit code"):
        sh("b'x' * (600 << 20)", tmp_path)
    with pytest.raises(ProgramFailed, match="exit code"):
        sh("open('big', 'wb').write(b'x' * (3 << 20))", tmp_path, output_megabytes=1)
    with pytest.raises(ProgramFailed, match="exit code"):
        sh("while True: print('x' * 1000)", tmp_path, output_megabytes=1)
    with pytest.raises(ProgramFailed, match="exit code 3"):
        sh("raise SystemExit(3)", tmp_path)


def test_a_program_may_ask_to_be_started_again_once(tmp_path: Path) -> None:
    script = "import os; os.path.exists('a') or (open('a', 'w').close(), exit(81)); print('second')"
    assert sh(script, tmp_path, start_again=81).strip() == "second"
    with pytest.raises(ProgramFailed, match="exit code 81"):
        sh("exit(81)", tmp_path, start_again=81)


def test_what_a_program_starts_ends_with_it(tmp_path: Path) -> None:
    word = f"sleeper-{tmp_path.name}-{os.getpid()}"
    sleep = f"[sys.executable, '-c', 'import time; time.sleep(60)', '{word}']"
    script = f"import subprocess, sys; subprocess.Popen({sleep})"
    sh(script, tmp_path)
    wait_until(lambda: not running(word))
    assert running(word) == []
