"""What stands beside exported files, held against the form of the Frictionless standard and the files."""

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.unit.warehouse.small_warehouse import SmallWarehouse
from warehouse.datapackage import listed_files
from warehouse.exports import export

#: https://specs.frictionlessdata.io/table-schema/
TYPES = {"string", "number", "integer", "boolean", "date", "datetime", "array", "any"}
CONSTRAINTS = {"required", "enum", "minimum", "maximum"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = SmallWarehouse(tmp_path_factory.mktemp("built") / "prongsai.duckdb").create()
    place = {"organization_id": "1", "full_name": "อบต.ริมธาร", "province": "ขอนแก่น", "amphoe": "พล"}
    warehouse.add("core.organizations", place)
    warehouse.add("mart.score_comparison", place | {"fiscal_year": 2566, "overall": 90})
    warehouse.add("mart.reporting_coverage", place | {"fiscal_year": 2566, "state": "received"})
    target = tmp_path_factory.mktemp("out")
    export(warehouse.path, target, ["xlsx", "csv", "parquet"], provinces=["ขอนแก่น"])
    return target


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "datapackage.json").read_bytes()))


def test_every_file_stands_in_it_with_its_bytes_and_sum(folder: Path, package: dict[str, Any]) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {resource["path"] for resource in package["resources"]} == files - {"datapackage.json"}
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


def test_it_has_the_form_of_the_standard(package: dict[str, Any]) -> None:
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", package["created"])
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    for resource in package["resources"]:
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
        assert not resource["path"].startswith("/") and ".." not in resource["path"]
        if "schema" not in resource:
            continue
        fields = resource["schema"]["fields"]
        assert set(resource["schema"].get("primaryKey", ())) <= {field["name"] for field in fields}
        for field in fields:
            assert field["type"] in TYPES
            assert field.get("constraints", {}).keys() <= CONSTRAINTS
            assert "None" not in json.dumps(field)


def test_fields_are_the_columns_of_the_files_with_titles_in_both_languages(
    folder: Path, package: dict[str, Any]
) -> None:
    tables = [resource for resource in package["resources"] if "schema" in resource]
    assert len(tables) >= 10
    for resource in tables:
        names = [field["name"] for field in resource["schema"]["fields"]]
        if resource["format"] == "csv":
            with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
                assert next(csv.reader(file)) == names
        else:
            assert pl.read_parquet_schema(folder / resource["path"]).keys() == set(names)
        for field in resource["schema"]["fields"]:
            assert field["title"] and field["title_en"] and field["title"] in field["description"]
    (coverage,) = [resource for resource in tables if resource["path"] == "csv/reporting_coverage.csv"]
    fields = {field["name"]: field for field in coverage["schema"]["fields"]}
    assert fields["state"]["constraints"] == {"required": True, "enum": ["received", "not_received"]}
    assert fields["documents_received"]["type"] == "integer"
    assert fields["last_received_at"]["type"] == "datetime"
    assert coverage["schema"]["primaryKey"] == ["organization_id", "fiscal_year"]


def test_it_says_what_was_chosen(package: dict[str, Any]) -> None:
    assert package["prongsai"]["provinces"] == ["ขอนแก่น"]
    assert package["prongsai"]["fiscal_years"] == []


@pytest.mark.parametrize("content", [b"{}", b"[]", b"x", b'{"resources": [1]}', b'{"resources": 3}'])
def test_what_is_no_data_package_is_told(content: bytes) -> None:
    with pytest.raises(ValueError):
        listed_files(content)
