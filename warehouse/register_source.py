"""The register's file as its publisher has it: a table of texts, and the organizations in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from transforms.errors import WrongUse
from transforms.reference import Organization
from warehouse.reference_rows import file_in_force
from warehouse.reference_wordings import read_organization_types, read_provinces

BANGKOK_ID = "x-bangkok"
_BANGKOK = "กรุงเทพมหานคร"

#: Column -> the headings that mean it, without white space and dots.
_HEADINGS = {
    "province": ("จังหวัด", "ชื่อจังหวัด"),
    "amphoe": ("อำเภอ", "ชื่ออำเภอ"),
    "code": ("รหัสอปท", "รหัสองค์กรปกครองส่วนท้องถิ่น"),
    "type": ("ประเภทอปท", "ประเภทองค์กรปกครองส่วนท้องถิ่น", "ประเภท"),
    "name": ("อปท", "ชื่ออปท", "ชื่อองค์กรปกครองส่วนท้องถิ่น"),
}
_PRINTED = {
    "province": "จังหวัด",
    "amphoe": "อำเภอ",
    "code": "รหัส อปท.",
    "type": "ประเภท อปท.",
    "name": "อปท.",
}
_SHOWN = 5
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@dataclass(frozen=True, slots=True)
class RegisterFault:
    """What is wrong in one line of the publisher's file (counted from 1)."""

    line: int
    th: str
    en: str


@dataclass(frozen=True, slots=True)
class RegisterImport:
    """An import that was put in force: ``count`` organizations in ``path``, whose content has the
    sha256 ``digest``; ``repeated`` lines told of an organization again (once per tambon)."""

    count: int
    path: Path
    digest: str
    repeated: int
    warnings: tuple[RegisterFault, ...]


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """The lines below the heading: (line number, column -> text)."""

    rows: tuple[tuple[int, dict[str, str]], ...]


def table_of(source: Path) -> RegisterTable:
    """The table in ``source``, chosen by content: a workbook or a delimited text. Raises
    :class:`WrongUse` where it cannot be read, is empty or lacks a column."""
    try:
        content = source.read_bytes()
    except OSError as error:
        raise _refused(
            source, f"เปิดไม่ได้ ({error.strerror})", f"it cannot be opened ({error.strerror})"
        ) from error
    if not content.strip():
        raise _refused(source, "ไฟล์ว่างเปล่า", "it is empty")
    if content.startswith(b"PK\x03\x04"):
        sheets = _workbook(source, content)
    else:
        sheets = [_delimited(source, content)]
    best: list[str] = []
    for lines in sheets:
        for number, cells in lines[:20]:
            columns = _columns(cells)
            if len(columns) == len(_HEADINGS):
                return RegisterTable(
                    tuple(
                        (line, {name: _cell(row, position) for name, position in columns.items()})
                        for line, row in lines
                        if line > number and any(cell.strip() for cell in row)
                    )
                )
            if len(columns) > len(_columns(best)) or not best:
                best = [cell.strip() for cell in cells if cell.strip()]
    missing = [_PRINTED[name] for name in _HEADINGS if name not in _columns(best)]
    found = ", ".join(best[:12]) or "-"
    raise _refused(
        source,
        f"ไม่มีคอลัมน์ {', '.join(missing)} (พบ: {found})",
        f"the columns {', '.join(missing)} are missing (found: {found})",
    )


def organizations_of(
    table: RegisterTable, source: Path, home: Path
) -> tuple[list[Organization], int, tuple[RegisterFault, ...]]:
    """One organization a code, how many lines repeated one, and what was odd but usable.

    A line without a usable code, type, name or province refuses the whole file: an organization that
    is silently left out would be missing in every comparison.
    """
    known_types = read_organization_types(file_in_force(home, "organization_types.csv"))
    known_provinces = read_provinces(file_in_force(home, "provinces.csv"))
    types = {_squeezed(prefix): kind for kind in known_types for prefix in kind.prefixes}
    provinces = {_squeezed(wording): one for one in known_provinces for wording in (one.name, *one.aliases)}
    faults: list[RegisterFault] = []
    warnings: list[RegisterFault] = []
    found: dict[str, Organization] = {}
    repeated = 0
    for line, row in table.rows:
        code = re.sub(r"\.0$", "", row["code"].translate(_THAI_DIGITS).replace(" ", ""))
        kind = types.get(_squeezed(row["type"]))
        province = provinces.get(_squeezed(row["province"].removeprefix("จังหวัด")))
        name = " ".join(row["name"].split())
        if _squeezed(row["type"]) == _BANGKOK or name == _BANGKOK:
            code = BANGKOK_ID
        elif not re.fullmatch(r"[1-9]\d{6}", code):
            faults.append(_fault(line, "รหัส อปท.", row["code"], "must have 7 digits", "ต้องเป็นเลข 7 หลัก"))
            continue
        if kind is None:
            faults.append(_fault(line, "ประเภท อปท.", row["type"], "is not a known type", "ไม่รู้จัก"))
        elif province is None:
            faults.append(_fault(line, "จังหวัด", row["province"], "is not a province", "ไม่ใช่ชื่อจังหวัด"))
        elif not name:
            faults.append(_fault(line, "อปท.", "", "is empty", "ว่าง"))
        else:
            if kind.code != "special":
                name = name.removeprefix(kind.name).strip() or name
            amphoe = " ".join(row["amphoe"].split()).removeprefix("อำเภอ")
            one = Organization(code, kind.code, name, amphoe, province.name)
            known = found.setdefault(code, one)
            repeated += known is not one
            if known != one:
                warnings.append(
                    RegisterFault(
                        line,
                        f"รหัส {code} มีรายละเอียดต่างกัน ใช้บรรทัดแรก "
                        f"({known.name} {known.amphoe} {known.province})",
                        f"code {code} is described in two ways; the first is used "
                        f"({known.name} {known.amphoe} {known.province})",
                    )
                )
            elif code != BANGKOK_ID and code[1:3] != province.code and known is one:
                warnings.append(
                    RegisterFault(
                        line,
                        f"รหัส {code} ไม่ใช่รหัสของจังหวัด{province.name} ({province.code})",
                        f"code {code} is not one of {province.name} ({province.code})",
                    )
                )
    if faults:
        shown_th = "; ".join(f"บรรทัด {one.line}: {one.th}" for one in faults[:_SHOWN])
        shown_en = "; ".join(f"line {one.line}: {one.en}" for one in faults[:_SHOWN])
        raise _refused(
            source,
            f"ใช้ไม่ได้ {len(faults)} บรรทัด ({shown_th}{' …' if len(faults) > _SHOWN else ''})",
            f"{len(faults)} lines cannot be used ({shown_en}{' …' if len(faults) > _SHOWN else ''})",
        )
    if not found:
        raise _refused(source, "ไม่มี อปท. เลย", "it holds no organization")
    return list(found.values()), repeated, tuple(warnings)


def _workbook(source: Path, content: bytes) -> list[list[tuple[int, list[str]]]]:
    import fastexcel

    try:
        book = fastexcel.read_excel(content)
        return [
            [
                (number, ["" if cell is None else str(cell) for cell in row])
                for number, row in enumerate(
                    book.load_sheet(name, header_row=None, dtypes="string").to_polars().iter_rows(), start=1
                )
            ]
            for name in book.sheet_names
        ]
    except Exception as error:  # fastexcel raises its own kinds, and panics of its parser
        raise _refused(
            source, f"อ่านสมุดงานไม่ได้ ({error})", f"the workbook cannot be read ({error})"
        ) from error


def _delimited(source: Path, content: bytes) -> list[tuple[int, list[str]]]:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if wide else ["utf-8-sig", "cp874"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise _refused(
            source, "ไม่ใช่ข้อความ UTF-8 หรือ TIS-620", "it is neither text in UTF-8 or TIS-620 nor a workbook"
        )
    if "\x00" in text:
        raise _refused(source, "ไม่ใช่ไฟล์ข้อความหรือสมุดงาน", "it is neither a text nor a workbook")
    head = text[:2000]
    delimiter = max(",;\t", key=head.count)
    return list(_lines(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), source))


def _lines(reader: Iterator[list[str]], source: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        for cells in reader:
            yield reader.line_num, cells  # type: ignore[attr-defined]
    except csv.Error as error:
        raise _refused(source, f"อ่าน CSV ไม่ได้ ({error})", f"it is not a CSV ({error})") from error


def _columns(cells: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for position, cell in enumerate(cells):
        heading = _squeezed(cell).replace(".", "").lstrip("\ufeff")
        for name, wordings in _HEADINGS.items():
            if heading in wordings:
                columns.setdefault(name, position)
    return columns


def _cell(row: Sequence[str], position: int) -> str:
    return row[position].strip() if position < len(row) else ""


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _fault(line: int, column: str, value: str, en: str, th: str) -> RegisterFault:
    return RegisterFault(line, f'{column} "{value}" {th}', f'{column} "{value}" {en}')


def _refused(source: Path, th: str, en: str) -> WrongUse:
    return WrongUse(
        f"นำเข้าทะเบียน {source} ไม่ได้: {th} ทะเบียนเดิมยังใช้อยู่ ให้แก้ไฟล์แล้วสั่ง `prongsai register import FILE` อีกครั้ง",
        f"The register {source} was not imported: {en}. The register before it stays in force. Mend the "
        "file, then run `prongsai register import FILE` again.",
    )
