"""How long the files of one province take: the workbook, CSV and Parquet, the small warehouse.

    python benchmarks/export_speed.py [--organizations 334] [--others 7500] [--home H] [--json]

Held against one bound (exit 1 when it is missed): the workbook of a province with 334 organizations, which
is the largest there is, takes at most 5 s. The warehouse is made by SQL, in the tables that are published:
organizations that do not exist, two years of scores, 30 measures each. With ``--home`` the largest province
of that home's publication is measured instead (benchmarks.national_warehouse makes one of nine years).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

import duckdb

from warehouse.build import STORAGE_VERSION
from warehouse.build_inputs import quoted
from warehouse.exports import ALL_FORMATS, export
from warehouse.metadata import Column, comments, ddl, load_metadata
from warehouse.publication import published_database

MOST_SECONDS = 5.0
PROVINCE = "แก้วคราม"
_PLACE = {
    "organization_id": "'o' || o",
    "name": "'ริมธาร' || o",
    "full_name": "'อบต.ริมธาร' || o",
    "amphoe": "'อำเภอ' || (o % 25)",
    "organization_type": "'sao'",
    "document_id": "'d' || o",
}
_SCORE = "CAST(60 + (o * 7919 + y * 31) % 4000 / 100 AS DECIMAL(5, 2))"
#: Table -> what one organization (o) has there beside its place: further ranges, values by column.
_ROWS: dict[str, tuple[str, dict[str, str]]] = {
    "core.organizations": ("", {}),
    "core.documents": ("", {"state": "'loaded'", "file_name": "'report' || o || '.pdf'"}),
    "mart.score_comparison": (
        ", range(2566, 2568) AS years(y)",
        {"fiscal_year": "y", "overall": _SCORE, "level": "['ผ่านดี', 'ผ่าน', 'ต้องปรับปรุง'][1 + o % 3]"},
    ),
    "mart.indicator_comparison": (
        ", range(2566, 2568) AS years(y), range(1, 11) AS numbers(n)",
        {"fiscal_year": "y", "indicator_no": "n", "score": _SCORE, "indicator_name": "'ตัวชี้วัด'"},
    ),
    "mart.completion_by_organization": (
        ", range(2566, 2568) AS years(y)",
        {
            "fiscal_year": "y",
            "reporting_round": "'annual'",
            "measures": "30",
            "completed": "o % 20",
            "not_reported": "30 - o % 20",
            "is_latest_round": "true",
        },
    ),
    "mart.reporting_coverage": (
        ", range(2566, 2568) AS years(y)",
        {"fiscal_year": "y", "state": "'received'"},
    ),
    "core.measures": (
        ", range(2566, 2567) AS years(y), range(30) AS numbers(n)",
        {"measure_id": "'m' || o || '-' || n", "fiscal_year": "y", "title": "repeat('จัดทำแผน ', 10)"},
    ),
    "core.evidence": (
        ", range(30) AS numbers(n)",
        {"record_id": "'m' || o || '-' || n", "raw_text": "repeat('จัดทำแผน ', 10)"},
    ),
    "quality.issues": (
        ", range(3) AS numbers(n)",
        {"issue_id": "'i' || o || '-' || n", "state": "'open'", "severity": "'warning'", "rule": "'r' || n"},
    ),
}


def make_warehouse(path: Path, organizations: int, others: int) -> None:
    """A warehouse with so many organizations in one province, and others in 75 more."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {quoted(path)} AS built (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE built")
        metadata = load_metadata()
        for schema in metadata.schemas:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema.name}")
        for table in metadata.tables:
            for statement in (ddl(table), *comments(table)):
                connection.execute(statement)
        province = f"CASE WHEN o < {organizations} THEN '{PROVINCE}' ELSE 'จังหวัด' || o % 75 END"
        for name, (ranges, values) in _ROWS.items():
            given = {**_PLACE, "province": province, **values}
            chosen = ", ".join(given.get(c.name, _filler(c)) for c in metadata.table(name).columns)
            everyone = f"range({organizations + others}) AS everyone(o)"
            connection.execute(f"INSERT INTO {name} SELECT {chosen} FROM {everyone}{ranges}")
        dictionary = [
            (table.schema, table.name, column.name, ordinal, column.type, column.th, column.en)
            for table in metadata.tables
            for ordinal, column in enumerate(table.columns, start=1)
        ]
        connection.executemany(
            f"INSERT INTO reference.dictionary ({', '.join(_GIVEN)}, {_others()}) "
            f"VALUES (?, ?, ?, ?, ?, ?, ?, {', '.join(_fillers())})",
            dictionary,
        )


def _filler(column: Column) -> str:
    if column.nullable:
        return "NULL"
    if column.type.endswith("[]"):
        return "[]"
    samples = {
        "VARCHAR": "'-'",
        "BOOLEAN": "false",
        "DATE": "DATE '2026-11-21'",
        "TIMESTAMP": "TIMESTAMP '2026-11-21'",
    }
    return samples.get(column.type, "0")


_GIVEN = ("schema_name", "table_name", "column_name", "ordinal", "data_type", "th", "en")


def _rest() -> list[Column]:
    return [c for c in load_metadata().table("reference.dictionary").columns if c.name not in _GIVEN]


def _others() -> str:
    return ", ".join(column.name for column in _rest())


def _fillers() -> list[str]:
    return [_filler(column) for column in _rest()]


def measure(organizations: int, others: int) -> dict[str, object]:
    """The seconds and bytes of each format for the province, and the seconds of the nightly workbook."""
    with tempfile.TemporaryDirectory(prefix="prongsai-exports-") as folder:
        database = Path(folder) / "prongsai.duckdb"
        make_warehouse(database, organizations, others)
        return _measured(database, PROVINCE, organizations, Path(folder))


def measure_home(home: Path) -> dict[str, object]:
    """The same for the largest province of a publication."""
    database = published_database(home).resolve()
    with duckdb.connect(database, read_only=True) as connection:
        ((province, organizations),) = connection.execute(
            "SELECT province, count(*) FROM core.organizations GROUP BY province ORDER BY 2 DESC, 1 LIMIT 1"
        ).fetchall()
    with tempfile.TemporaryDirectory(prefix="prongsai-exports-") as folder:
        return _measured(database, province, organizations, Path(folder))


def _measured(database: Path, province: str, organizations: int, folder: Path) -> dict[str, object]:
    # What is imported and cached once stays out of the comparison of formats.
    export(database, folder / "first", ["xlsx"], [province])
    seconds: dict[str, float] = {}
    sizes: dict[str, int] = {}
    for name in ALL_FORMATS:
        target = folder / name
        started = time.perf_counter()
        written = export(database, target, [name], [province])
        seconds[name] = round(time.perf_counter() - started, 2)
        sizes[name] = sum(path.stat().st_size for path in written)
    started = time.perf_counter()
    export(database, folder / "country", ["xlsx"])
    country = round(time.perf_counter() - started, 2)
    return {
        "organizations": organizations,
        "seconds": seconds,
        "bytes": sizes,
        "seconds_of_the_country_workbook": country,
        "most_seconds": MOST_SECONDS,
        "within": seconds["xlsx"] <= MOST_SECONDS,
    }


def main() -> int:
    """Measure, print, and hold against the bound."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--organizations", type=int, default=334)
    parser.add_argument("--others", type=int, default=7_500)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure_home(asked.home) if asked.home else measure(asked.organizations, asked.others)
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print(f"exports of a province with {found['organizations']} organizations")
        for name in ALL_FORMATS:
            print(f"  {name:8} {found['seconds'][name]:6.2f} s  {found['bytes'][name]:>10,} bytes")  # type: ignore[index]
        print(f"  the workbook of the whole country: {found['seconds_of_the_country_workbook']} s")
        print(
            f"  bound: {MOST_SECONDS} s for the province's workbook: {'met' if found['within'] else 'MISSED'}"
        )
    return 0 if found["within"] else 1


if __name__ == "__main__":
    sys.exit(main())
