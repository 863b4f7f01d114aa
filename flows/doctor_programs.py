"""What ``prongsai doctor`` says of the programs of the system, and of the libraries that read documents."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path

from flows.doctor import Finding
from flows.waiting import waiting_documents
from transforms.read.programs import LIBREOFFICE, PROGRAMS, TESSERACT, WITHOUT, Program, ProgramFailed, run
from warehouse.manifest import DATABASE
from warehouse.publication import current

#: The modules that read documents.
_LIBRARIES = ("pypdfium2", "lxml.etree", "selectolax", "fastexcel", "PIL", "cv2", "tesserocr")
_TRY = """
import importlib, json, sys
failed = {}
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except Exception as error:
        failed[name] = f"{type(error).__name__}: {error}".splitlines()[0]
print(json.dumps(failed))
"""
_TRY_SECONDS = 120


def programs(home: Path) -> Iterator[Finding]:
    """A finding for each program of the system. They are optional: what is not there is no fault."""
    waiting = _waiting(home)
    for program in PROGRAMS:
        where, documents = program.found(), waiting.get(program.name, 0)
        if where is not None:
            said = f"{_version(program, where)} {where} · {program.reads}".strip()
            yield Finding(
                program.name,
                True,
                said + (f" · {documents:,} ฉบับที่รออยู่จะถูกอ่านใน prongsai run ครั้งถัดไป" if documents else ""),
                said
                + (
                    f" · {documents:,} waiting documents are read by the next prongsai run"
                    if documents
                    else ""
                ),
            )
            continue
        switched_off = program.is_switched_off
        how_th = f"ปิดไว้ด้วย {WITHOUT}" if switched_off else "ไม่มี (ไม่บังคับ)"
        how_en = f"switched off by {WITHOUT}" if switched_off else "not there (optional)"
        then_th = "เอาชื่อออกจากตัวแปรนั้น" if switched_off else program.install_command
        then_en = "take its name out of that variable" if switched_off else program.install_command
        yield Finding(
            program.name,
            True,
            f"{how_th}: {program.reads} จะรอ (ขณะนี้ {documents:,} ฉบับ) → {then_th} แล้วสั่ง prongsai run",
            f"{how_en}: {program.reads} wait ({documents:,} documents now) → {then_en}, then prongsai run",
            is_there=False,
        )


def _waiting(home: Path) -> dict[str, int]:
    """Documents of the last publication that wait, by program."""
    folder = current(home)
    if folder is None:
        return {}
    try:
        return {one.program: one.documents for one in waiting_documents(folder / DATABASE)}
    except Exception:  # a damaged publication is a finding of its own
        return {}


def libraries() -> Iterator[Finding]:
    """Whether the libraries that read documents can be loaded. Tried in a process of its own: a library of
    the system that is missing shows only then, and may end the process."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _TRY, *_LIBRARIES],
            capture_output=True,
            text=True,
            timeout=_TRY_SECONDS,
            check=True,
        )
        failed: dict[str, str] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        failed = {"readers": type(error).__name__}
    if not failed:
        packages = packages_distributions()
        named = [packages[name.partition(".")[0]][0] for name in _LIBRARIES]
        have = ", ".join(f"{package} {version(package)}" for package in named)
        yield Finding("readers", True, have, have)
        return
    listed = "; ".join(f"{name} ({why})" for name, why in failed.items())
    yield Finding(
        "readers",
        False,
        f"โหลดไม่ได้: {listed} → make setup",
        f"Cannot be loaded: {listed} → make setup",
        is_there=False,
    )


def _version(program: Program, where: str) -> str:
    """The version that the program says, or nothing."""
    if program is LIBREOFFICE:
        try:
            with tempfile.TemporaryDirectory() as folder:
                said = run([where, "--version"], folder=Path(folder), seconds=20, megabytes=1024)
        except (ProgramFailed, OSError):
            return ""
        return next((word for word in said.split() if word[:1].isdigit()), "")
    if program is TESSERACT:
        try:
            import tesserocr
        except ImportError:
            return ""
        return str(tesserocr.tesseract_version()).splitlines()[0].removeprefix("tesseract ")
    return ""
