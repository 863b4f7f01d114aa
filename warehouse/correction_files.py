"""The corrections of a home folder, ``HOME/corrections/*.yml``: read, and held to their schema.

A file is a list of corrections. A faulty one stops the run before anything is read: to publish without
what a person settled would print the figure again that was found wrong.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from transforms.corrections import COLUMNS, DOCUMENTS, ROW, Correction, Value
from transforms.errors import WrongUse
from transforms.facts import document_id_of
from transforms.reference import Reference
from warehouse.plain_yaml import plain_yaml
from warehouse.reference_wordings import STATUSES

_KEYS = (
    "id",
    "document",
    "table",
    "record",
    "column",
    "drop",
    "accept",
    "value",
    "expect",
    "reason",
    "by",
    "date",
)
_REQUIRED = ("id", "document", "reason", "by", "date")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{2,79}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_YEARS = range(2550, 2651)
_WORDS: Mapping[str, Sequence[str]] = {
    "reporting_round": ("plan", "6-month", "annual"),
    "state": ("out_of_scope",),
    "status": STATUSES,
    "certainty": ("sure", "needs_review"),
}
#: Text → value, by the kind of a column.
_KINDS: Mapping[type, Callable[[str], Value]] = {
    int: int,
    Decimal: Decimal,
    date: date.fromisoformat,
    str: str,
}
_IN_WORDS: Mapping[type, str] = {
    int: "whole number",
    Decimal: "number",
    date: "day (YYYY-MM-DD)",
    str: "text",
}
_MOST_BYTES = 8 << 20
_MOST_LETTERS, _SHOWN = 20_000, 60
_YES_OR_NO = ("accept", "drop")
_NEVER_NULL = ("certainty", "state")
#: Signs that no text needs: they end texts in other programs, or steer terminals.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
#: Digits as people write them, Thai ones too: ``int`` would take 9_3.
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,12})?")
#: Years of days: one of the Buddhist era is none.
_GREGORIAN = range(1950, 2200)
CERTAINTY = "certainty"


def corrections_folder(home: Path) -> Path:
    """Where people put corrections."""
    return home / "corrections"


def load_corrections(home: Path, reference: Reference) -> tuple[Correction, ...]:
    """All corrections of documents, in the order of the files' names. Raises :class:`WrongUse` for the first
    fault, with file and entry. Those of wordings are read with the reference tables
    (``warehouse.wording_corrections``)."""
    found: list[Correction] = []
    names: dict[str, Path] = {}
    targets: dict[tuple[str, str, str, str], str] = {}
    rows: dict[tuple[str, str, str, str], str] = {}
    for entry in correction_entries(home):
        identity = entry.identity()
        one = None if entry.is_wording else _DocumentEntry(entry, reference).correction()
        target = (one.sha256, one.table_name, one.record_id, one.column_name) if one else None
        for known, key in ((names.get(identity), "id"), (target and targets.get(target), "target")):
            if known:
                raise entry.fault(
                    f"ซ้ำกับ {known} ({key})",
                    f"is there twice: see {known} ({'the same id' if key == 'id' else 'the same value'})",
                )
        record = (*target[:3], ROW) if target is not None else None
        beside = record and (targets.get(record) or (rows.get(record) if target == record else None))
        if beside:
            raise entry.fault(
                f"แก้แถวที่ {beside} แก้หรือตัดทิ้งด้วย: เหลือไว้เพียงข้อเดียว",
                f"is about a row that {beside} is about too, and one of them takes it away: keep one",
            )
        names[identity] = entry.path
        if one is not None and target is not None:
            targets[target] = one.correction_id
            rows[(*target[:3], ROW)] = one.correction_id
            found.append(one)
    return tuple(found)


def corrections_digest(corrections: Iterable[Correction]) -> str:
    """What the reading of a document depends on beside its bytes, rules and reference tables."""
    return hashlib.sha256(repr(tuple(corrections)).encode()).hexdigest()[:16]


def _entries(path: Path) -> list[Any]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _fault(path, None, "ไม่ใช่ไฟล์ธรรมดา", "is no plain file")
        if path.stat().st_size > _MOST_BYTES:
            raise _fault(path, None, "ใหญ่เกินไป", "is too large")
        read = plain_yaml(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _fault(
            path, None, f"เปิดไม่ได้ ({error.strerror})", f"cannot be opened ({error.strerror})"
        ) from error
    except UnicodeDecodeError as error:
        raise _fault(path, None, "ไม่ใช่ UTF-8", "is not UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark is not None else "?"
        where += f": {problem}" if (problem := getattr(error, "problem", None)) else ""
        raise _fault(path, None, f"ไม่ใช่ YAML ที่ถูกต้อง ({where})", f"is no valid YAML ({where})") from error
    if read is None:
        return []
    if not isinstance(read, list):
        raise _fault(
            path, None, "ต้องเป็นรายการ (ขึ้นต้นแต่ละข้อด้วย -)", "must be a list (each entry begins with -)"
        )
    return read


class Entry:
    """One entry of a file, on its way to a correction."""

    def __init__(self, path: Path, number: int, entry: Any) -> None:
        self.path, self.number = path, number
        if not isinstance(entry, dict):
            raise self.fault("ต้องเป็นชื่อกับค่า", "must be keys and values")
        self.entry: dict[str, Any] = entry
        for key, value in entry.items():
            self._demand_plain(str(key), value)

    def _demand_plain(self, key: str, value: object) -> None:
        """One text of a length that a person writes, without control characters; ``expect`` may be columns
        with such."""
        if key == "expect" and isinstance(value, dict):
            for column, seen in value.items():
                self._demand_plain(f"expect.{column}", seen)
        elif value is not None and not isinstance(value, str | bool):
            raise self.fault(f"{key} ต้องเป็นค่าเดียว", f"has more than one value for {key}")
        elif isinstance(value, bool) != (key in _YES_OR_NO) and value is not None:
            raise self.fault(
                f"{key}: ใช้ true เฉพาะกับ {', '.join(_YES_OR_NO)} (ข้อความให้ใส่เครื่องหมายคำพูด)",
                f"{key}: true goes with {', '.join(_YES_OR_NO)} alone (put a text into quotes)",
            )
        elif isinstance(value, str) and (len(value) > _MOST_LETTERS or _CONTROL.search(value)):
            raise self.fault(
                f"{key} ยาวเกิน {_MOST_LETTERS:,} ตัวอักษร หรือมีอักขระควบคุม",
                f"{key} has more than {_MOST_LETTERS:,} letters, or control characters",
            )

    @property
    def is_wording(self) -> bool:
        """Whether it says what a wording of many reports means."""
        return "wording" in self.entry and "document" not in self.entry

    def fault(self, th: str, en: str) -> WrongUse:
        """The error for what is wrong in this entry."""
        return _fault(self.path, self.number, th, en)

    def demand_keys(self, known: Sequence[str], required: Sequence[str]) -> None:
        """Raises :class:`WrongUse` for a key that is not known, or is missing."""
        unknown = [str(key) for key in self.entry if key not in known]
        if unknown:
            raise self.fault(
                f"ไม่รู้จัก {unknown[0]}", f"has the unknown key {unknown[0]} (known: {', '.join(known)})"
            )
        for key in required:
            if not str(self.entry.get(key) or "").strip():
                raise self.fault(f"ไม่มี {key}", f"lacks {key}")

    def identity(self) -> str:
        """Its id."""
        if self.entry.get("id") in (None, ""):
            raise self.fault("ไม่มี id", "lacks id")
        identity = str(self.entry["id"])
        if not _ID.fullmatch(identity):
            raise self.fault(
                f"id {identity} ต้องเป็น a-z 0-9 และ - ยาว 3-80",
                f"id {identity} must be a-z, 0-9 and -, 3 to 80 of them",
            )
        return identity

    def date(self) -> date:
        """When it was settled."""
        try:
            day = date.fromisoformat(str(self.entry["date"]).strip())
        except ValueError:
            day = None
        if day is None or day.year not in _GREGORIAN:
            raise self.fault(*_day_wanted("date"))
        return day


def correction_entries(home: Path) -> Iterator[Entry]:
    """The entries of all files, in the order of the files' names."""
    folder = corrections_folder(home)
    try:
        paths = [path for path in folder.iterdir() if path.suffix.lower() in (".yml", ".yaml")]
    except FileNotFoundError:
        return
    except OSError as error:
        raise _fault(
            folder, None, f"เปิดไม่ได้ ({error.strerror})", f"cannot be opened ({error.strerror})"
        ) from error
    for path in sorted(paths):
        for number, entry in enumerate(_entries(path), start=1):
            yield Entry(path, number, entry)


class _DocumentEntry:
    """One entry about one document."""

    def __init__(self, entry: Entry, reference: Reference) -> None:
        self.reference = reference
        self.whole, self.entry, self.fault = entry, entry.entry, entry.fault

    def correction(self) -> Correction:
        self.whole.demand_keys(_KEYS, _REQUIRED)
        sha256 = str(self.entry["document"]).lower()
        if not _SHA256.fullmatch(sha256):
            raise self.fault(
                "document ต้องเป็น sha256 (64 ตัว)", "document must be a sha256 (64 hexadecimal digits)"
            )
        table = str(self.entry.get("table") or DOCUMENTS)
        if table not in COLUMNS:
            raise self.fault(
                f"แก้ตาราง {table} ไม่ได้", f"cannot correct the table {table} (only {', '.join(COLUMNS)})"
            )
        if "accept" in self.entry:
            return self._acceptance(table, sha256)
        return Correction(
            correction_id=self.whole.identity(),
            sha256=sha256,
            table_name=table,
            record_id=self._record(table, sha256),
            column_name=(column := self._column(table)),
            value=None if column == ROW else self._value(table, column, "value"),
            expect=None if column == ROW else self._value(table, column, "expect"),
            reason=str(self.entry["reason"]),
            decided_by=str(self.entry["by"]),
            decided_on=self.whole.date(),
            file_name=self.whole.path.name,
        )

    def _acceptance(self, table: str, sha256: str) -> Correction:
        """A row that holds as it stands, while it says what a person saw."""
        seen = self.entry.get("expect")
        others = [key for key in ("column", "value", "drop") if key in self.entry]
        columns = [column for column in COLUMNS[table] if column != CERTAINTY]
        if self.entry["accept"] is not True or table == DOCUMENTS or others:
            raise self.fault(
                "accept: true ใช้กับแถวเท่านั้น และไม่มี column, value, drop",
                "accept: true goes with a row, and without column, value and drop",
            )
        if not isinstance(seen, dict) or not seen or any(column not in columns for column in seen):
            raise self.fault(
                f"expect ต้องเป็นคอลัมน์กับค่าที่เห็น (คอลัมน์: {', '.join(columns)})",
                f"expect must be columns with the values that were seen (columns: {', '.join(columns)})",
            )
        return Correction(
            self.whole.identity(),
            sha256,
            table,
            self._record(table, sha256),
            CERTAINTY,
            "sure",
            "needs_review",
            str(self.entry["reason"]),
            str(self.entry["by"]),
            self.whole.date(),
            self.whole.path.name,
            tuple(
                (str(column), self._of_kind(table, str(column), "expect", seen[column])) for column in seen
            ),
        )

    def _record(self, table: str, sha256: str) -> str:
        given = self.entry.get("record")
        if table == DOCUMENTS:
            return document_id_of(sha256)
        if not given:
            raise self.fault(
                "ไม่มี record", "lacks record: the id of the row, as `prongsai issues --json` has it"
            )
        return str(given)

    def _column(self, table: str) -> str:
        drop = self.entry.get("drop", False)
        column = self.entry.get("column")
        if drop is True and column is None and "value" not in self.entry and table != DOCUMENTS:
            return ROW
        if drop or column not in COLUMNS[table]:
            known = ", ".join(COLUMNS[table])
            raise self.fault(
                f"column ต้องเป็นหนึ่งใน {known} (หรือ drop: true อย่างเดียวเพื่อตัดทั้งแถว)",
                f"column must be one of {known} (or drop: true alone, to take the row away)",
            )
        for key in ("value", "expect"):
            if key not in self.entry:
                raise self.fault(
                    f"ไม่มี {key} (ถ้าไม่มีค่าให้ใส่ null)", f"lacks {key} (write null where there is no value)"
                )
        return str(column)

    def _value(self, table: str, column: str, key: str) -> Value:
        value = self._of_kind(table, column, key, self.entry[key])
        if key == "value" and (value is not None or column in _NEVER_NULL):
            self._demand_possible(column, value)
        return value

    def _of_kind(self, table: str, column: str, key: str, given: object) -> Value:
        if given is None or given == "":
            return None
        wanted, text = COLUMNS[table][column], str(given).strip()
        try:
            if wanted in (int, Decimal) and not _NUMBER.fullmatch(text):
                raise ValueError(text)
            return _KINDS[wanted](text)
        except (ValueError, InvalidOperation):
            raise self.fault(
                f"{key} {text[:_SHOWN]!r} ไม่ใช่ค่าของ {column}",
                f"{key} {text[:_SHOWN]!r} is no {_IN_WORDS[wanted]}, as {column} is",
            ) from None

    def _demand_possible(self, column: str, value: Value) -> None:
        words = _WORDS.get(column)
        if column == "level":
            words = sorted({level.level for level in self.reference.levels})
        if words is not None and value not in words:
            raise self.fault(
                f"{column} ต้องเป็นหนึ่งใน {', '.join(words)}", f"{column} must be one of {', '.join(words)}"
            )
        if column.endswith("fiscal_year") and value not in _YEARS:
            raise self.fault(f"{column} ต้องเป็นปี พ.ศ.", f"{column} must be a fiscal year of the Buddhist era")
        if isinstance(value, date) and value.year not in _GREGORIAN:
            raise self.fault(*_day_wanted(column))
        if isinstance(value, Decimal) and value != round(value, 2):
            raise self.fault(f"{column} มีทศนิยมได้ไม่เกิน 2 ตำแหน่ง", f"{column} has two decimals at most")
        if isinstance(value, Decimal) and not 0 <= value <= 100:
            raise self.fault(f"{column} ต้องอยู่ในช่วง 0-100", f"{column} must be within 0-100")
        if column == "indicator_no" and value not in range(1, 11):
            raise self.fault("indicator_no ต้องเป็น 1-10", "indicator_no must be 1 to 10")
        if column == "organization_id" and not any(
            one.organization_id == value for one in self.reference.register
        ):
            raise self.fault(
                f"ไม่มีรหัส {value} ในทะเบียน อปท.", f"the register has no organization with the code {value}"
            )


def _day_wanted(key: str) -> tuple[str, str]:
    return (
        f"{key} ต้องเป็น ปี-เดือน-วัน (ค.ศ. = พ.ศ. - 543)",
        f"{key} must be YYYY-MM-DD (Gregorian: the Buddhist year less 543)",
    )


def _fault(path: Path, number: int | None, th: str, en: str) -> WrongUse:
    entry_th, entry_en = (f" ข้อที่ {number}", f", entry {number},") if number is not None else ("", "")
    return WrongUse(
        f"ไฟล์การแก้ไข {path}{entry_th} {th}: แก้ไฟล์แล้วสั่งใหม่อีกครั้ง",
        f"The corrections in {path}{entry_en} {en}. Mend the file, then run the command again.",
    )
