"""A tiny warehouse in which everything holds, made from the metadata; faults are planted into it.

Two organizations that do not exist: one with a complete result, measures and disclosures of its annual
report, one with a single measure of the same wording and a document set aside.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from warehouse.build import _MACROS as MACROS
from warehouse.metadata import Column, Table, ddl, load_metadata
from warehouse.models import ordered_models

METADATA = load_metadata()

ORGANIZATION, OTHER = "6190101", "6190102"
ANNUAL, OLDER, RUINED, NEIGHBOUR = "d-annual", "d-older", "d-ruined", "d-neighbour"
SCORES = (90, 91, 92, 93, 94, 80, 81, 82, 97, 99)
#: Tables of core that tell of documents, not of what stands in them.
NO_FACTS = ("core.documents", "core.document_sources")
#: Staging models that read nothing but what a built file has.
STAGING_OF_MARTS = (
    "measures_in_use",
    "latest_rounds",
    "indicator_names",
    "framework_contents",
    "succession_paths",
    "covered_provinces",
    "results_in_use",
    "scores_in_use",
    "compared_scores",
    "score_ranks",
    "score_changes",
    "items_in_use",
)
#: 0.30 · 92 + 0.30 · 81 + 0.40 · 98
TOTAL = "91.100000"


def make_good_warehouse(path: Path) -> None:
    """Write the file: schemas, all tables of the metadata, the dictionary, and rows that hold."""
    with duckdb.connect(str(path)) as connection:
        for schema in ("reference", "core", "mart", "quality"):
            connection.execute(f"CREATE SCHEMA {schema}")
        for table in METADATA.tables:
            connection.execute(ddl(table))
        for table in METADATA.tables:
            _describe(connection, table)
        for name, row in _good_rows():
            insert(connection, name, row)
        loaded = sum(name.startswith("core.") and name not in NO_FACTS for name, _ in _good_rows())
        organizations = sum(name == "core.organizations" for name, _ in _good_rows())
        connection.execute(
            "UPDATE quality.runs SET rows_loaded = ?, rows_found = ?, rows_set_aside = 2"
            " WHERE run_id = 'r-2'",
            [loaded, loaded - organizations + 2],
        )
        _compute_marts(connection)


def _compute_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the marts by their models; the wordings that are alike are named by hand."""
    for macro in MACROS:
        connection.execute(macro)
    connection.execute("SET VARIABLE as_of = DATE '2024-11-02'")
    connection.execute("CREATE TEMP TABLE coverage_settings (province VARCHAR)")
    connection.execute(
        "CREATE TEMP TABLE wording_clusters AS SELECT measure_id, 'c-1' AS cluster_id,"
        " 2 AS cluster_organizations, 2 AS cluster_measures"
        " FROM core.measures WHERE measure_id IN ('m-1', 'm-3')"
    )
    for model in ordered_models():
        if model.name in STAGING_OF_MARTS:
            connection.execute(f"CREATE TEMP TABLE {model.name} AS\n{model.sql}")
        elif model.name.startswith("mart."):
            columns = ", ".join(f'"{name}"' for name in METADATA.table(model.name).column_names)
            connection.execute(f"INSERT INTO {model.name} ({columns}) SELECT {columns} FROM (\n{model.sql})")


def insert(connection: duckdb.DuckDBPyConnection, name: str, row: Mapping[str, object]) -> None:
    """One row; columns that are not given are null where they may be, else something allowed."""
    table = METADATA.table(name)
    unknown = set(row) - {column.name for column in table.columns}
    assert not unknown, f"{name} has no {unknown}"
    values = [row[column.name] if column.name in row else _anything(column) for column in table.columns]
    marks = ", ".join("?" for _ in values)
    connection.execute(f"INSERT INTO {name} VALUES ({marks})", values)


def _anything(column: Column) -> object:
    if column.nullable:
        return None
    if column.allowed:
        return column.allowed[0]
    if column.type.endswith("[]"):
        return []
    if column.type == "BOOLEAN":
        return True
    if column.type.startswith(("TIMESTAMP", "DATE")):
        return "2024-10-15"
    if column.type == "VARCHAR":
        return "ข้อความ"
    return column.minimum or 0


def _describe(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    for ordinal, column in enumerate(table.columns, start=1):
        target = column.references.rsplit(".", 1) if column.references else [None, None]
        connection.execute(
            "INSERT INTO reference.dictionary (schema_name, table_name, column_name, ordinal, data_type,"
            " nullable, is_key, allowed, minimum, maximum, references_table, references_column,"
            " th, en, table_th, table_en) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                table.schema,
                table.name,
                column.name,
                ordinal,
                column.type,
                column.nullable,
                column.name in table.key,
                list(column.allowed) or None,
                column.minimum,
                column.maximum,
                *target,
                column.th,
                column.en,
                table.row_th,
                table.row_en,
            ],
        )


def _good_rows() -> list[tuple[str, dict[str, object]]]:
    result = {"organization_id": ORGANIZATION, "fiscal_year": 2566}
    work = {"organization_id": ORGANIZATION, "fiscal_year": 2567}
    from_annual = {"document_id": ANNUAL}
    from_older = {"document_id": OLDER, "is_current": False}
    rows: list[tuple[str, dict[str, object]]] = [
        ("reference.provinces", {"province": "สระบุรี", "code": "19"}),
        ("reference.frameworks", {"fiscal_year": 2566, "indicators": 10, "items": 2}),
        ("reference.items", {"fiscal_year": 2566, "item_code": "O1"}),
        ("reference.items", {"fiscal_year": 2566, "item_code": "O2"}),
        ("core.organizations", {"organization_id": ORGANIZATION, "name": "ทุ่งตัวอย่าง", "province": "สระบุรี"}),
        ("core.organizations", {"organization_id": OTHER, "name": "หนองสมมุติ", "province": "สระบุรี"}),
        (
            "quality.runs",
            {
                "run_id": "r-1",
                "started_at": "2024-11-01",
                "state": "published",
                "documents_loaded": 1,
                "as_of": "2024-11-01",
            },
        ),
        (
            "quality.runs",
            {
                "run_id": "r-2",
                "started_at": "2024-11-02",
                "state": "running",
                "documents_arrived": 4,
                "documents_loaded": 2,
                "documents_superseded": 1,
                "documents_quarantined": 1,
                "documents_out_of_scope": 0,
                "as_of": "2024-11-02",
            },
        ),
    ]
    rows += [
        (
            "reference.instruments",
            {"fiscal_year": 2566, "instrument": code, "weight": weight, "indicators": own},
        )
        for code, weight, own in (
            ("IIT", "0.3", [1, 2, 3, 4, 5]),
            ("EIT", "0.3", [6, 7, 8]),
            ("OIT", "0.4", [9, 10]),
        )
    ]
    report = {
        "organization_id": ORGANIZATION,
        "measures_fiscal_year": 2567,
        "scores_fiscal_year": 2566,
        "reporting_round": "annual",
        "period_start": "2023-10-01",
        "period_end": "2024-09-30",
    }
    rows += [
        ("core.documents", {"document_id": ANNUAL, "state": "loaded", **report}),
        (
            "core.documents",
            {
                "document_id": OLDER,
                "state": "superseded",
                "is_current": False,
                "superseded_by": ANNUAL,
                **report,
            },
        ),
        (
            "core.documents",
            {
                "document_id": RUINED,
                "state": "quarantined",
                "state_reason": "text-ruined",
                "organization_id": OTHER,
                "measures_fiscal_year": 2567,
            },
        ),
    ]
    rows += [
        ("core.document_sources", {"document_id": document, "source_uri": f"inbox/{document}.txt"})
        for document in (ANNUAL, OLDER, RUINED)
    ]
    rows += [
        (
            "core.assessments",
            {
                "assessment_id": "a-1",
                "overall_score": "91.11",
                "overall_recomputed": TOTAL,
                "level": "ผ่าน",
                "level_recomputed": "ผ่าน",
                "reconciliation": "match",
                **result,
                **from_annual,
            },
        ),
        (
            "core.assessments",
            {
                "assessment_id": "a-older",
                "overall_score": "91.00",
                "reconciliation": "incomplete",
                "superseded_by": "a-1",
                **result,
                **from_older,
            },
        ),
        _evidence("core.assessments", "a-1", "overall_score", ANNUAL),
        _evidence("core.assessments", "a-older", "overall_score", OLDER),
    ]
    for number, score in enumerate(SCORES, start=1):
        rows += [
            (
                "core.indicator_scores",
                {"score_id": f"s-{number}", "indicator_no": number, "score": score, **result, **from_annual},
            ),
            _evidence("core.indicator_scores", f"s-{number}", "score", ANNUAL),
        ]
    for number, (status, basis) in enumerate((("completed", "word"), ("not_reported", None)), start=1):
        rows += [
            (
                "core.measures",
                {
                    "measure_id": f"m-{number}",
                    "measure_key": f"k-{number}",
                    "reporting_round": "annual",
                    "indicator_no": number,
                    "title": "จัดอบรมบุคลากร",
                    "status": status,
                    "status_basis": basis,
                    "due_on": "2024-03-31",
                    **work,
                    **from_annual,
                },
            ),
            (
                "core.measure_deadlines",
                {"measure_id": f"m-{number}", "ordinal": 1, "due_on": "2024-03-31", **from_annual},
            ),
            ("core.measure_departments", {"measure_id": f"m-{number}", **from_annual}),
            (
                "core.disclosures",
                {
                    "disclosure_id": f"x-{number}",
                    "organization_id": ORGANIZATION,
                    "fiscal_year": 2566,
                    "item_code": f"O{number}",
                    "status": status,
                    "status_basis": basis,
                    **from_annual,
                },
            ),
            _evidence("core.measures", f"m-{number}", "title", ANNUAL),
            ("core.evidence_links", {"link_id": f"l-{number}", "url": "https://example.org/", **from_annual}),
        ]
    rows += [
        (
            "core.documents",
            {
                "document_id": NEIGHBOUR,
                "state": "loaded",
                **report,
                "organization_id": OTHER,
                "scores_fiscal_year": None,
            },
        ),
        ("core.document_sources", {"document_id": NEIGHBOUR, "source_uri": f"inbox/{NEIGHBOUR}.txt"}),
        (
            "core.measures",
            {
                "measure_id": "m-3",
                "measure_key": "k-3",
                "document_id": NEIGHBOUR,
                "organization_id": OTHER,
                "fiscal_year": 2567,
                "reporting_round": "annual",
                "title": "จัดอบรมบุคลากร",
                "status": "not_reported",
            },
        ),
    ]
    return rows


def _evidence(table: str, record: str, column: str, document: str) -> tuple[str, dict[str, object]]:
    return (
        "core.evidence",
        {
            "table_name": table,
            "record_id": record,
            "column_name": column,
            "document_id": document,
            "locator": "line:12:5-40",
        },
    )
