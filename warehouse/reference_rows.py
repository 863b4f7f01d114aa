"""Reading one reference file that people edit: rows of a CSV or entries of a YAML file, each knowing
where it stands, so that a fault is reported by file and line.

CSV files are UTF-8 (a byte order mark is allowed), lists in one cell are separated by ``|``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from transforms.errors import WrongUse

#: The reference files that come with the program.
BUNDLED = Path(__file__).parent / "reference"

_PLACES_TH = {"line": "บรรทัด", "entry": "รายการ", "year": "ปี"}


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """One file in force: its path, its bytes, and whether it replaces the bundled one."""

    path: Path
    content: bytes
    replaces_bundled: bool

    def fault(self, place: str, th: str, en: str) -> WrongUse:
        """The error for what is wrong at ``place`` ("line 12", "entry empty-file")."""
        rescue_th = " หรือย้ายไฟล์ออกเพื่อใช้ฉบับที่มากับโปรแกรม" if self.replaces_bundled else ""
        rescue_en = ", or move the file away to use the bundled one" if self.replaces_bundled else ""
        return WrongUse(
            f"ไฟล์อ้างอิง {self.path} {_place_th(place)}: {th} ให้แก้ไฟล์{rescue_th} แล้วสั่งใหม่อีกครั้ง",
            f"Reference file {self.path}, {place}: {en}. Mend the file{rescue_en}, "
            "then run the command again.",
        )

    def text(self) -> str:
        """The content as text. Raises :class:`WrongUse` where it is not UTF-8."""
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.content[: error.start].count(b"\n") + 1
            raise self.fault(
                f"line {line}", "ไม่ใช่ UTF-8 ให้บันทึกเป็น CSV UTF-8", "not UTF-8; save it as CSV UTF-8"
            ) from error


def file_in_force(home: Path | None, name: str) -> ReferenceFile:
    """The reference file ``name``: that of ``HOME/reference`` where there is one, else the bundled
    one. Raises :class:`WrongUse` where it cannot be opened."""
    own = home / "reference" / name if home is not None else None
    path = own if own is not None and own.exists() else BUNDLED / name
    try:
        return ReferenceFile(path, path.read_bytes(), path is own)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WrongUse(
            f"เปิดไฟล์อ้างอิง {path} ไม่ได้ ({reason}) ให้ตรวจไฟล์และสิทธิ์ แล้วสั่งใหม่อีกครั้ง",
            f"The reference file {path} cannot be read ({reason}). Check the file and its permissions, "
            "then run the command again.",
        ) from error


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One line of a CSV file: column -> text without white space around it."""

    file: ReferenceFile
    line: int
    values: dict[str, str]

    def fault(self, th: str, en: str) -> WrongUse:
        """The error for what is wrong in this line."""
        return self.file.fault(f"line {self.line}", th, en)

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def required(self, column: str) -> str:
        """The text of a cell that may not be empty."""
        value = self.values[column]
        if not value:
            raise self.fault(f"คอลัมน์ {column} ว่าง", f"column {column} is empty")
        return value

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """The text of a cell that takes one of a few words."""
        value = self.values[column]
        if value not in allowed:
            words = ", ".join(allowed)
            raise self.fault(
                f'คอลัมน์ {column} มีค่า "{value}" ซึ่งต้องเป็นหนึ่งใน: {words}',
                f'column {column} holds "{value}", which must be one of: {words}',
            )
        return value

    def year(self, column: str) -> int | None:
        """A Buddhist-era year, or ``None`` for an empty cell."""
        value = self.values[column]
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and 2550 <= int(value) <= 2650):
            raise self.fault(
                f'คอลัมน์ {column} มีค่า "{value}" ซึ่งไม่ใช่ปี พ.ศ.',
                f'column {column} holds "{value}", which is not a year of the Buddhist era',
            )
        return int(value)

    def score(self, column: str) -> Decimal | None:
        """A number from 0 to 100, or ``None`` for an empty cell."""
        value = self.values[column]
        if not value:
            return None
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal(-1)
        if not 0 <= number <= 100:
            raise self.fault(
                f'คอลัมน์ {column} มีค่า "{value}" ซึ่งไม่ใช่ตัวเลข 0-100',
                f'column {column} holds "{value}", which is not a number from 0 to 100',
            )
        return number

    def list_of(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that are separated by ``|``, in order; each may stand there once."""
        parts = tuple(part for part in (piece.strip() for piece in self.values[column].split("|")) if part)
        if len(set(parts)) != len(parts):
            twice = next(part for part in parts if parts.count(part) > 1)
            raise self.fault(
                f'คอลัมน์ {column} มี "{twice}" ซ้ำ', f'column {column} holds "{twice}" more than once'
            )
        return parts


def rows_of(file: ReferenceFile, columns: Sequence[str]) -> list[ReferenceRow]:
    """The lines of a CSV file with a heading line of ``columns`` (in any order; further columns are
    allowed, for notes). Raises :class:`WrongUse` for a missing column or a line of another length."""
    reader = csv.reader(io.StringIO(file.text(), newline=""))
    heading = [cell.strip() for cell in next(reader, [])]
    missing = [column for column in columns if column not in heading]
    if missing:
        raise file.fault(
            "line 1",
            f"ไม่มีคอลัมน์ {', '.join(missing)} (มี: {', '.join(heading) or 'ไม่มีเลย'})",
            f"there is no column {', '.join(missing)} (found: {', '.join(heading) or 'none'})",
        )
    rows: list[ReferenceRow] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heading):
            raise file.fault(
                f"line {reader.line_num}",
                f"มี {len(cells)} คอลัมน์ แต่หัวตารางมี {len(heading)}",
                f"{len(cells)} columns, but the heading has {len(heading)}",
            )
        values = {name: cell.strip() for name, cell in zip(heading, cells, strict=True)}
        rows.append(ReferenceRow(file, reader.line_num, values))
    return rows


def compact(wording: str) -> str:
    """A wording as two entries are compared: without white space, in lower case."""
    return "".join(wording.split()).lower()


def no_two_alike(rows: Iterable[tuple[ReferenceRow, str, Iterable[str]]]) -> None:
    """Raises :class:`WrongUse` where two entries claim one wording. Each item is (row, name of the
    entry, all its wordings); wordings are compared without white space."""
    owners: dict[str, tuple[ReferenceRow, str]] = {}
    for row, name, wordings in rows:
        for wording in wordings:
            key = compact(wording)
            owner, owner_name = owners.setdefault(key, (row, name))
            if owner is not row:
                raise row.fault(
                    f'"{wording}" เป็นได้ทั้ง {owner_name} (บรรทัด {owner.line}) และ {name}',
                    f'"{wording}" means both {owner_name} (line {owner.line}) and {name}',
                )


class _StrictLoader(yaml.CSafeLoader):
    """Refuses a key that stands twice in one mapping; YAML itself silently takes the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f'"{key.value}" stands there twice', key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def mapping_of(file: ReferenceFile) -> dict[str, Any]:
    """The content of a YAML file. Raises :class:`WrongUse` naming the line where it is none."""
    loader = _StrictLoader(file.text())
    try:
        loaded = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = error.problem or "not YAML"
        raise file.fault(
            f"line {line}", f"รูปแบบ YAML ไม่ถูกต้อง ({problem})", f"not valid YAML ({problem})"
        ) from error
    except yaml.YAMLError as error:
        raise file.fault("line 1", f"รูปแบบ YAML ไม่ถูกต้อง ({error})", f"not valid YAML ({error})") from error
    finally:
        loader.dispose()
    if not isinstance(loaded, dict):
        raise file.fault("line 1", "ต้องเป็นรายการ ชื่อ: ค่า", "it must be a mapping of names to values")
    return loaded


def _place_th(place: str) -> str:
    kind, _, rest = place.partition(" ")
    return f"{_PLACES_TH.get(kind, kind)} {rest}"
