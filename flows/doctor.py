"""``prongsai doctor``: whether this machine and this home folder have what a run needs."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from flows.run_lock import lock_holder
from flows.run_request import program_version
from flows.settings import Settings
from flows.terminal import tell
from transforms.errors import ProngsaiError

#: A publication, its predecessor and the store stand beside each other while a run is at work.
_LEAST_FREE = 2 << 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. What is optional is always ``ok``, there or not. ``said_*`` end with the
    next action where something can be done."""

    name: str
    ok: bool
    said_th: str
    said_en: str
    is_there: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def examine(settings: Settings) -> list[Finding]:
    """Look at everything; never raises for what is wrong with the machine."""
    from flows.doctor_programs import libraries, programs

    return [
        *_python(),
        *_packages(),
        *_home(settings.home),
        *_reference(settings.home),
        *_publication(settings.home),
        *_lock(settings.home),
        *libraries(),
        *programs(settings.home),
    ]


def print_findings(findings: Sequence[Finding], lang: str) -> None:
    """One line each."""
    for finding in findings:
        mark = "✗" if not finding.ok else "✓" if finding.is_there else "–"
        tell(f"{mark} {finding.name:<17} {finding.said_th if lang == 'th' else finding.said_en}")


def _python() -> Iterator[Finding]:
    have = ".".join(map(str, sys.version_info[:3]))
    ok = (3, 11) <= sys.version_info[:2] < (3, 15)
    yield Finding(
        "python",
        ok,
        have if ok else f"{have}: ต้องใช้ 3.11 ถึง 3.14 สั่ง make setup PYTHON=python3.12",
        have if ok else f"{have}: 3.11 to 3.14 is needed. make setup PYTHON=python3.12",
    )
    yield Finding("prongsai", True, program_version(), program_version())


def _packages() -> Iterator[Finding]:
    """Every dependency within the bounds of the project's own metadata: outside of them some of this
    fails without a sound."""
    from packaging.requirements import Requirement

    try:
        wanted = [Requirement(line) for line in requires("prongsai") or ()]
    except PackageNotFoundError:
        yield Finding(
            "packages", False, "ยังไม่ได้ติดตั้งโครงการ: make setup", "The project is not installed: make setup"
        )
        return
    wrong = []
    for requirement in wanted:
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            have = version(requirement.name)
        except PackageNotFoundError:
            wrong.append(f"{requirement.name} –")
            continue
        if not requirement.specifier.contains(have, prereleases=True):
            wrong.append(f"{requirement.name} {have} ({requirement.specifier})")
    if wrong:
        listed = ", ".join(wrong)
        yield Finding(
            "packages", False, f"นอกขอบเขต: {listed} สั่ง make setup", f"Out of bounds: {listed}. make setup"
        )
    else:
        yield Finding(
            "packages", True, f"{len(wanted)} รายการอยู่ในขอบเขต", f"{len(wanted)} requirements within bounds"
        )


def _home(home: Path) -> Iterator[Finding]:
    existing = next(folder for folder in (home.absolute(), *home.absolute().parents) if folder.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
        yield Finding("home", True, str(home), str(home))
    except OSError as error:
        yield Finding(
            "home",
            False,
            f"เขียนใน {existing} ไม่ได้ ({error.strerror}): แก้สิทธิ์หรือใช้ --home อื่น",
            f"{existing} cannot be written ({error.strerror}). Mend its permissions or use another --home.",
        )
    free = shutil.disk_usage(existing).free
    said = f"{free / (1 << 30):.1f} GB"
    ok = free >= _LEAST_FREE
    yield Finding(
        "disk",
        ok,
        f"ว่าง {said}" + ("" if ok else ": เพิ่มพื้นที่ว่างให้มากกว่า 2 GB"),
        f"{said} free" + ("" if ok else ". Free at least 2 GB."),
    )


def _reference(home: Path) -> Iterator[Finding]:
    from warehouse.reference_files import load_reference, unused_overrides
    from warehouse.register import current_register

    try:
        reference = load_reference(home)
    except ProngsaiError as error:
        yield Finding("reference", False, error.message_th, error.message_en)
        return
    unused = [path.name for path in unused_overrides(home)]
    if unused:
        listed = ", ".join(unused)
        yield Finding(
            "reference",
            False,
            f"ไฟล์ใน {home / 'reference'} ที่ไม่มีผล: {listed} ตรวจชื่อไฟล์",
            f"Files in {home / 'reference'} that replace nothing: {listed}. Look at their names.",
        )
    else:
        count = len(reference.issue_rules)
        yield Finding("reference", True, f"ใช้ได้ (กฎ {count} ข้อ)", f"valid ({count} issue rules)")
    register = current_register(home)
    if register is None:
        yield Finding(
            "register",
            False,
            "ยังไม่ได้นำเข้าทะเบียน อปท.: prongsai register import FILE",
            "No register was imported: prongsai register import FILE",
        )
    else:
        imported, count = register.name.partition("_")[0], len(reference.register)
        yield Finding(
            "register",
            True,
            f"{count:,} แห่ง นำเข้าเมื่อ {imported}",
            f"{count:,} organizations, imported {imported}",
        )


def _publication(home: Path) -> Iterator[Finding]:
    from warehouse.manifest import verify
    from warehouse.publication import current

    folder = current(home)
    if folder is None:
        yield Finding("publication", True, "ยังไม่มี: prongsai run", "none yet: prongsai run")
        return
    problems = verify(folder)
    if problems:
        listed = "; ".join(problems[:3])
        yield Finding(
            "publication",
            False,
            f"{folder.name} เสียหาย ({listed}): สั่ง prongsai run เพื่อสร้างใหม่",
            f"{folder.name} is damaged ({listed}). prongsai run builds a new one.",
        )
    else:
        yield Finding("publication", True, f"{folder.name} ครบถ้วน", f"{folder.name} is whole")


def _lock(home: Path) -> Iterator[Finding]:
    holder = lock_holder(home)
    if holder is None:
        yield Finding("lock", True, "ว่าง", "free")
    else:
        yield Finding(
            "lock",
            True,
            f"รอบ {holder.run_id} กำลังทำงาน (pid {holder.pid})",
            f"run {holder.run_id} is at work (pid {holder.pid})",
        )
