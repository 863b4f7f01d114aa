"""Documents that LibreOffice turns into those we read ourselves: DOC, RTF, ODT; XLS, ODS, XLSB.

Each conversion has a folder of its own, with the profile of LibreOffice in it: no macro runs, no link is
followed, nothing is left. The document is written there under a fixed name and opened as what its bytes
are; LibreOffice does not guess.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from transforms.document import Document, ReaderNote, UnreadableDocument
from transforms.read import choose, compound, pace
from transforms.read.programs import LIBREOFFICE, ProgramFailed, ProgramTooSlow, demand, run
from transforms.read.word.package import Package
from transforms.read.word.reader import read_docx
from transforms.read.workbook import read_workbook

#: One conversion. A report of 100 pages takes 2 s and 250 MB.
_SECONDS, _MEGABYTES, _OUTPUT_MEGABYTES = 18.0, 1_000, 128
#: LibreOffice ends with it once it has filled a new profile, and wants to be started again.
_START_AGAIN = 81
_FOLDER = "prongsai-office-"
#: A folder of ours older than this is that of a process that was killed: a conversion takes seconds.
_LEFT_BEHIND_SECONDS = 600.0
#: What the profile says: path, name, value. Links in texts and sheets (``2``) are never brought up to date.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
)
_TEXT, _SHEETS = "docx:MS Word 2007 XML", "xlsx:Calc MS Excel 2007 XML"
_OLD_WORD = "MS WinWord 6.0"
_FIRST_OF_WORD_97 = 193
_MACRO_PARTS = ("Basic/", "Scripts/", "xl/vbaProject.bin")
_LARGEST_MANIFEST = 1 << 20
#: How often a sheet says that a row or column repeats: at most as often as a sheet has rows.
_REPEATED = re.compile(rb"number-(?:columns|rows)-repeated\s*=\s*[\"'](\d+)")
_MOST_REPEATED = 1 << 20
#: Bytes of an RTF that are no text, by their number; groups that a cut RTF may leave open.
_BINARY = re.compile(rb"\\bin(\d+)")
_MOST_OPEN = 1_000


@dataclass(frozen=True, slots=True)
class _Format:
    """How LibreOffice reads one format, what it writes, and who reads that."""

    suffix: str
    reads: str
    writes: str
    read: Callable[[bytes, str], Document]


_FORMATS = {
    choose.DOC: _Format("doc", "MS Word 97", _TEXT, read_docx),
    choose.RTF: _Format("rtf", "Rich Text Format", _TEXT, read_docx),
    choose.ODT: _Format("odt", "writer8", _TEXT, read_docx),
    choose.XLS: _Format("xls", "MS Excel 97", _SHEETS, read_workbook),
    choose.ODS: _Format("ods", "calc8", _SHEETS, read_workbook),
    choose.XLSB: _Format("xlsb", "Calc MS Excel 2007 Binary", _SHEETS, read_workbook),
}


def read_office(content: bytes, sha256: str) -> Document:
    """The document that LibreOffice makes of the bytes. Places in a text are those of the DOCX it makes.
    Raises :class:`UnreadableDocument`: ``program-missing``, ``reader-timeout``, ``document-locked``,
    ``document-damaged``, and what the reader of the result raises."""
    media_type = choose.media_type_of(content)
    form = _FORMATS[media_type]
    streams = compound.stream_starts(content) if media_type in (choose.DOC, choose.XLS) else {}
    if media_type == choose.DOC and 0 < compound.word_version(streams) < _FIRST_OF_WORD_97:
        form = replace(form, reads=_OLD_WORD)
    _demand_sound(content, media_type)
    try:
        made = _converted(content, form)
    except ProgramTooSlow as slow:
        raise UnreadableDocument("reader-timeout", str(slow)) from slow
    except ProgramFailed as failed:
        if compound.has_password(streams) or _is_locked_package(content):
            raise UnreadableDocument("document-locked", f"password of a {form.suffix.upper()} file") from None
        raise UnreadableDocument("document-damaged", str(failed)[:120]) from failed
    pace.next_part()
    document = form.read(made, sha256)
    return replace(document, media_type=media_type, notes=(*_macros(content, streams), *document.notes))


def _demand_sound(content: bytes, media_type: str) -> None:
    """Raise :class:`UnreadableDocument` for what LibreOffice would take long over, and in vain."""
    if media_type in (choose.ODT, choose.ODS):
        repeated = map(int, _REPEATED.findall(Package(content).content("content.xml")))
        if max(repeated, default=0) > _MOST_REPEATED:
            raise UnreadableDocument("document-damaged", "cells beyond any sheet")
    if media_type == choose.RTF:
        if content.count(b"{") - content.count(b"}") > _MOST_OPEN:
            raise UnreadableDocument("document-damaged", "groups without an end")
        if max(map(int, _BINARY.findall(content)), default=0) > len(content):
            raise UnreadableDocument("document-damaged", "cut off")


def _converted(content: bytes, form: _Format) -> bytes:
    """What LibreOffice makes of the bytes. Raises :class:`ProgramFailed` where it makes nothing."""
    program = demand(LIBREOFFICE)
    pace.next_part()
    with _own_folder() as folder:
        original = folder / f"document.{form.suffix}"
        original.write_bytes(content)
        _write_profile(folder / "profile")
        command = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
            f"--infilter={form.reads}", "--convert-to", form.writes, "--outdir", str(folder / "made"),
            str(original),
        ]  # fmt: skip
        run(
            command,
            folder=folder,
            seconds=_SECONDS,
            megabytes=_MEGABYTES,
            output_megabytes=_OUTPUT_MEGABYTES,
            environment={"HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"},
            start_again=_START_AGAIN,
        )
        made = folder / "made" / f"document.{form.writes.partition(':')[0]}"
        if not made.is_file():
            raise ProgramFailed("libreoffice cannot open it")
        return made.read_bytes()


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


@contextmanager
def _own_folder() -> Iterator[Path]:
    """A folder that is removed at the end, and those that killed processes left."""
    for left in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        with suppress(OSError):
            if time.time() - left.lstat().st_mtime > _LEFT_BEHIND_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_FOLDER, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _macros(content: bytes, streams: dict[str, bytes]) -> tuple[ReaderNote, ...]:
    names = [name for name in streams if name in ("_VBA_PROJECT", "PROJECT")]
    if not streams:
        with (
            suppress(zipfile.BadZipFile, OSError, ValueError),
            zipfile.ZipFile(io.BytesIO(content)) as package,
        ):
            names = [name for name in package.namelist() if name.startswith(_MACRO_PARTS)]
    return (ReaderNote("macros-not-run", names[0].partition("/")[0][:40]),) if names else ()


def _is_locked_package(content: bytes) -> bool:
    """Whether the parts of an ODT or ODS are encrypted."""
    broken = (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError)
    with suppress(*broken), zipfile.ZipFile(io.BytesIO(content)) as package:
        if "encrypted-package" in package.namelist():
            return True
        with package.open("META-INF/manifest.xml") as manifest:
            return b"encryption-data" in manifest.read(_LARGEST_MANIFEST)
    return False
