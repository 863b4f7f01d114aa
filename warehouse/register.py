"""The national register of local administrations, imported as its publisher has it.

The published file is a CSV (UTF-8 with or without a byte order mark, UTF-16, or TIS-620/cp874) or a
workbook (xlsx) with the columns จังหวัด, อำเภอ, รหัส อปท., ประเภท อปท. and อปท. in any order among
others; an organization may repeat once per tambon. What is kept is one line a code, in
``HOME/reference/registers/DATE_DIGEST.csv``; ``current.txt`` beside it names the one in force. No
imported register is ever deleted.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from datetime import date
from pathlib import Path

from transforms.errors import WrongUse
from transforms.reference import Organization
from warehouse.disk import disk_error, sync_path
from warehouse.register_source import RegisterFault, RegisterImport, organizations_of, table_of

_COLUMNS = ["organization_id", "organization_type", "name", "amphoe", "province"]
_CURRENT = "current.txt"


def import_register(home: Path, source: Path, today: date) -> RegisterImport:
    """Read ``source``, keep it under ``today``'s date and put it in force, all or nothing.

    Raises :class:`WrongUse` (exit 2) for a file that is missing, is no register, lacks a column, or
    has unusable codes, types or provinces, naming the first lines; what can be used all the same
    (one code with two descriptions) is in ``warnings``. A refusing disk is a ``ProngsaiError``.
    """
    table = table_of(source)
    organizations, repeated, warnings = organizations_of(table, source, home)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in sorted(organizations, key=lambda organization: organization.organization_id):
        writer.writerow([one.organization_id, one.organization_type, one.name, one.amphoe, one.province])
    content = text.getvalue().encode()
    digest = hashlib.sha256(content).hexdigest()
    folder = home / "reference" / "registers"
    path = folder / f"{today.isoformat()}_{digest[:8]}.csv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_whole(path, content)
        _write_whole(folder / _CURRENT, f"{path.name}\n".encode())
        sync_path(folder)
    except OSError as error:
        raise disk_error(error, "ระหว่างนำเข้าทะเบียน", "while importing the register") from error
    return RegisterImport(len(organizations), path, digest, repeated, warnings)


def current_register(home: Path) -> Path | None:
    """The register in force: the one that ``current.txt`` names (the last imported, unless a person
    named another), else the latest by date; ``None`` where none was imported."""
    folder = home / "reference" / "registers"
    try:
        named = (folder / _CURRENT).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        named = ""
    if named:
        path = folder / named
        if Path(named).name != named or not path.is_file():
            raise WrongUse(
                f"{folder / _CURRENT} ระบุทะเบียน {named} ซึ่งไม่มีอยู่ ให้แก้ชื่อในไฟล์ "
                "หรือสั่ง `prongsai register import FILE`",
                f"{folder / _CURRENT} names the register {named}, which is not there. Mend the name, or "
                "run `prongsai register import FILE`.",
            )
        return path
    kept = sorted(folder.glob("????-??-??_????????.csv"), key=lambda path: path.name)
    return kept[-1] if kept else None


def read_register(path: Path) -> tuple[Organization, ...]:
    """The organizations of a register that was imported, by code. Raises :class:`WrongUse` where the
    file is not as the import wrote it."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            if next(reader, None) != _COLUMNS:
                raise _damaged(path, 1)
            found = [Organization(*row) if len(row) == len(_COLUMNS) else None for row in reader if row]
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(path, 1) from error
    organizations = [one for one in found if one is not None]
    if len(organizations) != len(found):
        raise _damaged(path, found.index(None) + 2)
    if len({one.organization_id for one in organizations}) != len(organizations):
        raise _damaged(path, 2)
    return tuple(organizations)


def _write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` in one step; nothing is left behind when the disk refuses."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        sync_path(temporary)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _damaged(path: Path, line: int) -> WrongUse:
    return WrongUse(
        f"ทะเบียนที่นำเข้าไว้ {path} เสียหายที่บรรทัด {line} ให้นำเข้าใหม่ด้วย `prongsai register import FILE`",
        f"The imported register {path} is damaged at line {line}. Import it again with "
        "`prongsai register import FILE`.",
    )


__all__ = ["RegisterFault", "RegisterImport", "current_register", "import_register", "read_register"]
