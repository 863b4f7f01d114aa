"""``prongsai review``: what waits for a person, by how much it would change a published figure, and settling
it. An answer is written as a correction and changes nothing else; the next run applies it.

The effect of an item, from 0 to 100, is defined in ``flows/queries/review.sql``, beside its formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transforms.corrections import COLUMNS, DOCUMENTS, KEYS
from transforms.errors import WrongUse
from warehouse.query import query

if TYPE_CHECKING:
    import polars as pl

_QUERIES = Path(__file__).with_name("queries")
#: Why a figure is in the queue that is sure, but not what a person settled in another document.
DISPLACES = "settled-displaced"
#: What of a row a person sees and accepts.
SEEN = {
    "core.assessments": ("overall_score", "level"),
    "core.indicator_scores": ("score",),
    "core.measures": ("title", "indicator_no", "question_code", "responsible", "status", "percent_complete",
                      "starts_on", "due_on"),
    "core.disclosures": ("status", "responsible"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the queue, with the columns of ``flows/queries/review.sql``; ``values`` are those
    of its row as they are published, by column (none of a document)."""

    row: dict[str, Any]
    values: dict[str, Any]

    @property
    def identity(self) -> str:
        """The id of the row, or of the document."""
        return str(self.row["id"])

    @property
    def table(self) -> str:
        """The table of the row."""
        return str(self.row["table_name"])


def waiting(home: Path, provinces: Sequence[str] = (), rules: Sequence[str] = ()) -> pl.DataFrame:
    """What waits for a person, that with the most effect first; one row an item."""
    sql = (_QUERIES / "review.sql").read_text(encoding="utf-8")
    return query(home, sql, {"provinces": list(provinces), "rules": list(rules)})


def unsettled(home: Path, found: pl.DataFrame) -> pl.DataFrame:
    """The items of the queue without those that a correction settles which the next run is the first to read.
    Raises :class:`WrongUse` for a faulty file of corrections."""
    import polars as pl

    from warehouse.correction_files import load_corrections
    from warehouse.reference_files import load_reference

    written = load_corrections(home, load_reference(home))
    known = set(query(home, "SELECT correction_id FROM quality.corrections")["correction_id"].to_list())
    new = {one.record_id for one in written if one.correction_id not in known}
    return found.filter(~pl.col("id").is_in(list(new)))


def item_of(home: Path, identity: str) -> Item:
    """The item of that id. Raises :class:`WrongUse` where nothing of that id waits."""
    for row in waiting(home).iter_rows(named=True):
        if row["id"] == identity:
            return item(home, row)
    raise WrongUse(
        f"ไม่มีสิ่งที่รอการตรวจรหัส {identity}: ดูรหัสด้วย prongsai review",
        f"Nothing of the id {identity} waits for review. See the ids with `prongsai review`.",
    )


def item(home: Path, row: dict[str, Any]) -> Item:
    """A row of the queue with the values of its record."""
    table = row["table_name"]
    if table == DOCUMENTS:
        return Item(row, {})
    sql = f"SELECT {', '.join(COLUMNS[table])} FROM {table} WHERE {KEYS[table]} = $id LIMIT 1"
    return Item(row, query(home, sql, {"id": row["id"]}).to_dicts()[0])


def acceptance(one: Item, by: str, reason: str, today: date) -> dict[str, Any]:
    """The entry of ``corrections/`` that accepts the row while it says what was seen. Raises
    :class:`WrongUse` for a document, which has nothing to accept. A figure that displaces a settled one
    is sure already: it is accepted by being set to what it is."""
    if one.table == DOCUMENTS:
        raise WrongUse(
            f"เอกสาร {one.row['file_name']} ยังไม่ทราบหน่วยงาน จึงยืนยันไม่ได้: ใช้ --set {one.identity} รหัสอปท.",
            f"Whose document {one.row['file_name']} is, is not known: there is nothing to accept. "
            f"Name the organization: --set {one.identity} CODE.",
        )
    if one.row.get("why") == DISPLACES:
        column = str(one.row["column_name"])
        return setting(one, column, str(_plain(one.values[column]) or ""), by, reason, today)
    seen = {column: _plain(one.values[column]) for column in SEEN[one.table]}
    return {
        "id": f"accept-{one.identity}",
        "document": one.row["sha256"],
        "table": one.table,
        "record": one.identity,
        "accept": True,
        "expect": seen,
        "reason": reason,
        "by": by,
        "date": today,
    }


def setting(one: Item, column: str | None, value: str, by: str, reason: str, today: date) -> dict[str, Any]:
    """The entry that sets one value (``column``: that which the queue shows, where none is named), empty for
    no value. Raises :class:`WrongUse` for a column that cannot be corrected."""
    column = column or str(one.row["column_name"])
    if column not in COLUMNS[one.table]:
        known = ", ".join(COLUMNS[one.table])
        raise WrongUse(
            f"{one.table} ไม่มีคอลัมน์ {column} ที่แก้ได้: ใช้ {known}",
            f"{one.table} has no column {column} that can be corrected: use {known}.",
        )
    entry: dict[str, Any] = {
        "id": f"set-{one.identity}-{column.replace('_', '-')}",
        "document": one.row["sha256"],
        "table": one.table,
        "record": one.identity,
        "column": column,
        "value": value or None,
        "expect": _plain(one.values.get(column)),
        "reason": reason,
        "by": by,
        "date": today,
    }
    if one.table == DOCUMENTS:
        del entry["record"]
    return entry


def _plain(value: object) -> object:
    """As YAML has it without tags: numbers with their decimals and days as text."""
    return value if value is None or isinstance(value, int) else str(value)
