"""The draft of a correction: all that an issue tells, for a person to fill in the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from transforms.corrections import COLUMNS, DOCUMENTS, KEYS
from transforms.errors import WrongUse
from transforms.facts import document_id_of
from warehouse.correction_files import corrections_folder
from warehouse.disk import disk_error
from warehouse.query import query

_ABOUT = (
    "SELECT issues.table_name, issues.record_id, issues.column_name, issues.message_th, issues.message_en, "
    "documents.sha256, documents.file_name FROM quality.issues AS issues "
    "LEFT JOIN core.documents AS documents USING (document_id) WHERE issues.issue_id = $issue"
)
#: Columns that belong to the document, by the table and column that an issue names; ``""``: any table.
_OF_DOCUMENT = {
    ("", "organization_id"): "organization_id",
    ("", "reporting_round"): "reporting_round",
    ("core.assessments", "fiscal_year"): "scores_fiscal_year",
    ("core.indicator_scores", "fiscal_year"): "scores_fiscal_year",
    ("core.measures", "fiscal_year"): "measures_fiscal_year",
}
#: What is computed from a printed value is settled by that.
_OF_ROW = {
    "overall_recomputed": "overall_score",
    "level_recomputed": "level",
    "reconciliation": "overall_score",
}


def write_draft(home: Path, issue_id: str, today: date, lang: str) -> Path:
    """Write ``corrections/ISSUE.yml.draft`` and return its path. Under that name it is not read: a person
    fills in value, reason and name, and takes ``.draft`` away. Raises :class:`WrongUse` for an issue that
    does not exist or is about nothing that can be corrected, or where the draft is there already."""
    found = query(home, _ABOUT, {"issue": issue_id}).to_dicts()
    if not found:
        raise WrongUse(
            f"ไม่มีข้อสังเกต {issue_id}: ดูรหัสด้วย prongsai issues --json",
            f"There is no issue {issue_id}. See the ids with `prongsai issues --json`.",
        )
    about = found[0]
    table, record, column = _target(about)
    if table not in COLUMNS or about["sha256"] is None or (column and column not in COLUMNS[table]):
        what = f"{about['table_name']}.{about['column_name'] or '*'}"
        raise WrongUse(
            f"ข้อสังเกต {issue_id} ({what}) ไม่ใช่ค่าที่กำหนดด้วยการแก้ไขได้: ดูสิ่งที่ต้องทำด้วย prongsai issues",
            f"Issue {issue_id} ({what}) is about nothing that a correction can settle. "
            "See what to do with `prongsai issues`.",
        )
    text = _draft(home, issue_id, about, table, record, column, today, lang)
    path = corrections_folder(home) / f"{issue_id}.yml.draft"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise WrongUse(
            f"มีร่าง {path} อยู่แล้ว: กรอกในไฟล์นั้น หรือลบแล้วสั่งใหม่",
            f"The draft {path} is there already. Fill it in, or delete it and try again.",
        ) from None
    except OSError as error:
        raise disk_error(error, f"ขณะเขียน {path}", f"while {path} was written") from error
    return path


def write_entry(home: Path, entry: dict[str, Any], check: Callable[[], object]) -> Path:
    """Write ``entry`` into a file of its own in ``corrections/``, under its id, where the next run reads it,
    and return its path. ``check`` reads the corrections: where it raises :class:`WrongUse`, the file is taken
    away again. Raises :class:`WrongUse` where a correction of that id is there already."""
    path = corrections_folder(home) / f"{entry['id']}.yml"
    body = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, default_flow_style=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(body)
    except FileExistsError:
        raise WrongUse(
            f"กำหนดไว้แล้วใน {path}: แก้หรือลบไฟล์นั้นก่อน",
            f"This was settled before, in {path}. Mend that file, or delete it and try again.",
        ) from None
    except OSError as error:
        raise disk_error(error, f"ขณะเขียน {path}", f"while {path} was written") from error
    try:
        check()
    except WrongUse:
        path.unlink(missing_ok=True)
        raise
    return path


def _target(about: dict[str, Any]) -> tuple[str, str, str | None]:
    table, record, column = about["table_name"], about["record_id"], about["column_name"]
    of_document = _OF_DOCUMENT.get((table, column)) or _OF_DOCUMENT.get(("", column))
    if of_document and table != DOCUMENTS and about["sha256"] is not None:
        return DOCUMENTS, document_id_of(about["sha256"]), of_document
    if table == "core.assessments":
        column = _OF_ROW.get(column, column)
    return table, record, column


def _draft(
    home: Path,
    issue_id: str,
    about: dict[str, Any],
    table: str,
    record: str,
    column: str | None,
    today: date,
    lang: str,
) -> str:
    entry: dict[str, Any] = {"id": f"fix-{issue_id}", "document": about["sha256"], "table": table}
    if table != DOCUMENTS:
        entry["record"] = record
    columns: Sequence[str] = (column,) if column else tuple(COLUMNS[table])
    now = query(
        home,
        f"SELECT {', '.join(columns)} FROM {table} WHERE {KEYS[table]} = $record LIMIT 1",
        {"record": record},
    ).to_dicts()
    standing = {name: None if value is None else str(value) for name, value in (now or [{}])[0].items()}
    comments = [
        about["message_th"] if lang == "th" else about["message_en"],
        about["file_name"] or "",
    ]
    if column is None:
        comments += [f"{name}: {value}" for name, value in standing.items()]
    entry["column"] = column or columns[0]
    entry["value"] = None
    entry["expect"] = standing.get(entry["column"])
    entry |= {"reason": None, "by": None, "date": today}
    head = "".join(f"# {line}\n" for text in comments for line in text.splitlines())
    body = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, default_flow_style=False)
    return head + body
