"""The metadata, the dataclasses of facts and the SQL models must say the same."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import types
import typing
from datetime import date
from decimal import Decimal

import pytest
import yaml

from transforms.facts import ROW_TYPES
from warehouse import metadata as metadata_module
from warehouse.data_dictionary import DATA_DICTIONARY, data_dictionary
from warehouse.metadata import (
    BrokenMetadata,
    extracted_ddl,
    extracted_table,
    load_metadata,
    polars_schema,
    polars_type,
    published_name,
)
from warehouse.models import names_in, ordered_models

#: What every published table of facts has beside the fields of its dataclass.
ADDED = {
    "documents": {"received_at", "source_uri", "file_name", "is_current", "superseded_by"},
    "organizations": {"full_name", "region"},
    "evidence": set(),
    "unknowns": set(),
    "corrections": set(),
    "wordings": set(),
    "issues": {"run_id", "first_run_id", "closed_run_id", "state", "origin"},
}
#: Null in the published table alone: the register's organizations come from no document, what was never
#: read has no known size, and an issue of a check may be about the whole.
NULL_WHEN_PUBLISHED = {
    ("organizations", "document_id"),
    ("documents", "byte_count"),
    ("issues", "document_id"),
}
TYPES = {str: {"VARCHAR"}, int: {"INTEGER", "BIGINT"}, bool: {"BOOLEAN"}, date: {"DATE"}}


def value_type(hint: typing.Any) -> typing.Any:
    if isinstance(hint, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    return type(typing.get_args(hint)[0]) if typing.get_origin(hint) is typing.Literal else hint


@pytest.mark.parametrize("row_type", ROW_TYPES)
def test_dataclass_and_table_agree(row_type: str) -> None:
    table = load_metadata().table(published_name(row_type))
    cls = ROW_TYPES[row_type]
    names = {field.name for field in dataclasses.fields(cls)}
    assert set(table.column_names) == names | ADDED.get(row_type, {"is_current", "superseded_by"})
    for name, hint in typing.get_type_hints(cls).items():
        column = table.column(name)
        expected = metadata_module.is_optional(hint) or (row_type, name) in NULL_WHEN_PUBLISHED
        assert column.nullable == expected, name
        wanted = value_type(hint)
        if wanted is Decimal:
            assert column.type.startswith("DECIMAL("), name
        else:
            assert column.type in TYPES[wanted], name


#: What other documents make of a row, so that no reading of one gives it.
_ADDED_BY_MODELS = {("documents", "state"): {"superseded"}, ("corrections", "state"): {"displaced"}}


@pytest.mark.parametrize("row_type", ROW_TYPES)
def test_literals_and_vocabularies_agree(row_type: str) -> None:
    for name, hint in typing.get_type_hints(ROW_TYPES[row_type]).items():
        if typing.get_origin(hint) is typing.Literal:
            allowed = set(load_metadata().table(published_name(row_type)).column(name).allowed)
            added = _ADDED_BY_MODELS.get((row_type, name), set())
            assert allowed == set(typing.get_args(hint)) | added, name


@pytest.mark.parametrize("row_type", ROW_TYPES)
def test_extracted_table_has_the_fields_in_order_and_frames_fit(row_type: str) -> None:
    fields = [field.name for field in dataclasses.fields(ROW_TYPES[row_type])]
    assert list(extracted_table(row_type).column_names) == fields
    assert list(polars_schema(row_type)) == fields
    statement = next(s for s in extracted_ddl() if f"extracted.{row_type} (" in s)
    assert statement.count("\n") == len(fields) + 1


def test_every_table_to_be_filled_by_sql_has_a_model_and_no_model_is_without_a_table() -> None:
    models = {model.name for model in ordered_models() if model.is_published}
    tables = {table.full_name for table in load_metadata().tables if table.schema != "reference"}
    assert models == tables - {"quality.runs"}


def test_models_come_after_what_they_read() -> None:
    seen: set[str] = set()
    for model in ordered_models():
        assert model.depends <= seen, model.name
        seen.add(model.name)


def test_every_model_says_what_one_row_is_and_why() -> None:
    for model in ordered_models():
        assert model.sql.startswith("-- One row: "), model.name
        assert "\n-- Why: " in model.sql, model.name


def test_names_in_comments_and_strings_are_no_dependency() -> None:
    names = names_in("-- core.measures\nSELECT 'mart.x' FROM core.documents AS d -- later: core.items")
    assert "core.documents" in names
    assert not {"core.measures", "mart.x", "core.items"} & names


def test_every_type_has_a_frame_type_and_every_reference_has_its_type() -> None:
    metadata = load_metadata()
    for table in metadata.tables:
        for column in table.columns:
            polars_type(column.type)
            if column.references:
                target, _, name = column.references.rpartition(".")
                assert metadata.table(target).column(name).type == column.type


def test_texts_are_in_their_language() -> None:
    for table in load_metadata().tables:
        texts = [(table.row_th, table.row_en), *((column.th, column.en) for column in table.columns)]
        for th, en in texts:
            assert any("ก" <= letter <= "๛" for letter in th) or th in {"IIT", "EIT"}, th
            assert en[0].isascii(), en


def test_data_dictionary_is_fresh() -> None:
    assert DATA_DICTIONARY.read_text(encoding="utf-8") == data_dictionary(), (
        "docs/data-dictionary.md is stale: run python -m warehouse.data_dictionary"
    )


@pytest.mark.parametrize(
    ("column", "complaint"),
    [
        ("{type: VARCHAR, en: x}", "lacks"),
        ("{type: VARCHAR, th: ก, en: x, allowed: nothing}", "no vocabulary"),
        ("{type: VARCHAR, th: ก, en: a, b}", "unknown"),
    ],
)
def test_a_fault_in_a_schema_file_is_named(column: str, complaint: str) -> None:
    content = yaml.safe_load(
        "schema: core\ntables:\n  things:\n    row_th: ก\n    row_en: x\n    key: []\n    columns:\n"
        f"      thing: {column}\n"
    )
    with pytest.raises(BrokenMetadata, match=rf"core\.things\.thing: {complaint}"):
        list(metadata_module._tables(content))


def test_importing_the_metadata_costs_neither_duckdb_nor_polars() -> None:
    code = "import sys, warehouse.metadata; print({'duckdb', 'polars'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
