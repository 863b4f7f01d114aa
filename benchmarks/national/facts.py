"""What reading a country's reports would have given, made by SQL in the pipeline's own store.

Every organization has one report a fiscal year, with the scores of that year; in the last two years it is
the half-year's report on the measures too, and a second one comes at the year's end. A few never came, a few
wait for a person. What is drawn depends on the seed alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars

from transforms.reference import Organization, Reference
from warehouse.build_inputs import quoted
from warehouse.journal import JournalEntry
from warehouse.store import Store

LAST_YEAR = 2569
MEASURES = 8
FIRST_ARRIVAL = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
RUN_ID = "20261121T180000Z-0000"
_MEMORY = "600MB"
_STATEMENTS = Path(__file__).with_name("facts.sql")

_WEAK = (
    "ผู้มาติดต่อไม่ทราบขั้นตอน",
    "การเบิกพัสดุไม่มีทะเบียน",
    "แผนใช้เงินไม่ได้บอกพนักงาน",
    "ข่าวสารไม่ถึงหมู่บ้าน",
    "ช่องทางร้องเรียนหายาก",
)
_DOES = (
    "จัดทำคู่มือ",
    "ติดประกาศ",
    "ประชุมชี้แจง",
    "ปรับปรุงทะเบียน",
    "เผยแพร่แผนภาพ",
    "ตั้งผู้ประสานงาน",
    "สำรวจความเห็น",
    "อบรมพนักงาน",
)
_ABOUT = (
    "การใช้ห้องประชุม",
    "การยืมเครื่องมือช่าง",
    "การรับคำขออนุญาต",
    "การจ่ายเบี้ยยังชีพ",
    "การเช่าตลาด",
    "การดูแลบ่อขยะ",
    "การซ่อมท่อประปา",
    "การจัดรถรับส่ง",
    "การลงเวลางาน",
    "การตอบคำถามประชาชน",
)
_WHERE = (
    "หน้าสำนักงานทุกแห่ง",
    "ในเว็บไซต์และกลุ่มข่าว",
    "ที่ศาลาของทุกหมู่บ้าน",
    "ระหว่างประชุมประจำเดือน",
    "พร้อมภาพประกอบอ่านง่าย",
    "โดยให้ตัวแทนชุมชนร่วมตรวจ",
    "แล้วสรุปผลทุกสามเดือน",
)
_DEPARTMENTS = (
    "สำนักปลัด",
    "กองคลัง",
    "กองช่าง",
    "กองการศึกษา",
    "กองสาธารณสุข",
    "กองสวัสดิการสังคม",
    "งานพัสดุ",
    "งานนิติการ",
    "งานประชาสัมพันธ์",
)


def fill_store(home: Path, organizations: Sequence[Organization], reference: Reference, cache_key: str,
               years: int, seed: int) -> None:  # fmt: skip
    """Make the store of ``home`` that of the country's reports of so many years, up to 2569."""
    with Store(home) as store:
        path = store.path
    with duckdb.connect(str(home / "work" / "drawing.duckdb")) as connection:
        connection.execute(f"SET memory_limit = '{_MEMORY}'")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"ATTACH {quoted(path)} AS store")
        _prepare(connection, organizations, reference, cache_key, years, seed)
        for statement in _STATEMENTS.read_text(encoding="utf-8").split(";\n"):
            connection.execute(statement)
    for left in (home / "work").glob("drawing.duckdb*"):
        left.unlink()


def arrivals(home: Path) -> Iterator[JournalEntry]:
    """How the documents of the store came in, in the order of their numbers."""
    with duckdb.connect(str(Store(home).path), read_only=True) as connection:
        cursor = connection.execute(
            "SELECT sha256, document_id, organization_id, reporting_round, measures_fiscal_year "
            "FROM extracted.documents ORDER BY measures_fiscal_year, reporting_round, organization_id"
        )
        number = 0
        while rows := cursor.fetchmany(10_000):
            for sha256, document_id, organization_id, told, year in rows:
                name = f"{organization_id}-{year}-{told}.pdf" if organization_id else f"{document_id}.pdf"
                arrived = FIRST_ARRIVAL + timedelta(seconds=number)
                yield JournalEntry(arrived, f"file:///reports/{year}/{name}", name, sha256, RUN_ID)
                number += 1


def _prepare(connection: duckdb.DuckDBPyConnection, organizations: Sequence[Organization],
             reference: Reference, cache_key: str, years: int, seed: int) -> None:  # fmt: skip
    people = polars.DataFrame(
        {
            "organization_id": [one.organization_id for one in organizations],
            "organization_type": [one.organization_type for one in organizations],
            "name": [one.name for one in organizations],
            "amphoe": [one.amphoe for one in organizations],
            "province": [one.province for one in organizations],
        }
    )
    items = polars.DataFrame(
        [
            (framework.fiscal_year, item.code, item.name, n)
            for framework in reference.frameworks.values()
            for n, item in enumerate(framework.items)
        ],
        schema={
            "fiscal_year": polars.Int32,
            "code": polars.String,
            "title": polars.String,
            "n": polars.Int32,
        },
        orient="row",
    )
    for name, frame in (("people", people), ("items", items)):
        connection.register("given", frame)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        connection.unregister("given")
    for name, words in (
        ("weak", _WEAK), ("does", _DOES), ("about", _ABOUT), ("place", _WHERE), ("unit", _DEPARTMENTS),
    ):  # fmt: skip
        listed = ", ".join(map(quoted, words))
        connection.execute(
            f"CREATE MACRO {name}(u) AS "
            f"list_extract([{listed}], 1 + CAST(floor(u * {len(words)}) AS INTEGER))"
        )
    # A number in [0, 1) that hangs on the seed and the parts alone, in every version of DuckDB.
    connection.execute(
        "CREATE MACRO u(what, a, b, c) AS "
        f"(md5_number_lower(concat_ws('|', {seed}, what, a, b, c)) % 1000003) / 1000003e0"
    )
    connection.execute("CREATE MACRO digest(what) AS left(md5(what), 16)")
    connection.execute(f"SET VARIABLE first_year = {LAST_YEAR - years + 1}")
    connection.execute(f"SET VARIABLE last_year = {LAST_YEAR}")
    connection.execute(f"SET VARIABLE measures = {MEASURES}")
    connection.execute("SET VARIABLE cache_key = ?", [cache_key])
