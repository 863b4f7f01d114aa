"""Wordings that people settle add to the reference tables, only where these still give what was expected."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from transforms.errors import WrongUse
from transforms.reference import Reference
from warehouse.correction_files import load_corrections
from warehouse.reference_files import load_reference
from warehouse.wording_corrections import allowed_values, meaning

BY = {"reason": "ใช้ในแบบรายงานของจังหวัด", "by": "the office", "date": date(2026, 11, 20)}
HEADING: dict[str, Any] = {
    "id": "heading-1",
    "kind": "header",
    "wording": "ช่องทางผลักดันงาน",
    "value": "measure",
    "expect": None,
    **BY,
}
STATUS = {**HEADING, "id": "status-1", "kind": "status", "wording": "ปิดงานแล้ว", "value": "completed"}
DEPARTMENT = {**HEADING, "id": "dep-1", "kind": "department", "wording": "ฝ่ายกำปั่น", "value": "กองคลัง"}


def put(home: Path, *entries: object) -> Reference:
    (home / "corrections").mkdir(exist_ok=True)
    (home / "corrections" / "some.yml").write_text(yaml.safe_dump(list(entries), allow_unicode=True), "utf-8")
    return load_reference(home)


def test_without_wordings_nothing_changes(tmp_path: Path, bundled: Reference) -> None:
    assert load_reference(tmp_path).digest == bundled.digest
    assert load_reference(tmp_path).plain is None


def test_wordings_of_every_kind_are_added(tmp_path: Path, bundled: Reference) -> None:
    province, kind = bundled.provinces[0].name, bundled.organization_types[0].code
    found = put(
        tmp_path,
        HEADING,
        STATUS,
        {**STATUS, "id": "prose", "use": "narrative"},
        DEPARTMENT,
        {**HEADING, "id": "prov-1", "kind": "province", "wording": "กทมฯใหม่", "value": province},
        {**HEADING, "id": "type-1", "kind": "organization_type", "wording": "อบจังหวัด", "value": kind},
    )
    assert all(one.holds for one in found.wording_corrections)
    assert meaning(found, "header", "ช่องทาง ผลักดันงาน", match="exact") == "measure"
    assert meaning(found, "status", "ปิดงานแล้ว", "label") == "completed"
    assert meaning(found, "status", "ปิดงานแล้ว", "narrative") == "completed"
    assert meaning(found, "department", "ฝ่ายกำปั่น") == "กองคลัง"
    assert meaning(found, "province", "กทมฯใหม่") == province
    assert meaning(found, "organization_type", "อบจังหวัด") == kind
    assert found.plain is not None and found.plain.digest == bundled.digest


def test_the_digest_changes_with_what_is_said_and_not_with_who_said_it(tmp_path: Path) -> None:
    digest = put(tmp_path, HEADING).digest
    assert put(tmp_path, {**HEADING, "reason": "because", "by": "another office"}).digest == digest
    assert put(tmp_path, {**HEADING, "value": "steps"}).digest != digest
    assert put(tmp_path, HEADING, STATUS).digest != digest
    (tmp_path / "corrections" / "some.yml").unlink()
    assert load_reference(tmp_path).digest != digest


@pytest.mark.parametrize(("expect", "printed"), [(None, "กองช่าง"), ("กองคลัง", "กองช่าง")])
def test_where_the_tables_say_something_else_they_hold(
    tmp_path: Path, bundled: Reference, expect: str | None, printed: str
) -> None:
    assert meaning(bundled, "department", "ส่วนโยธา") == printed
    found = put(tmp_path, {**DEPARTMENT, "wording": "ส่วนโยธา", "expect": expect})
    (one,) = found.wording_corrections
    assert not one.holds and one.printed == printed
    assert found.digest == bundled.digest and meaning(found, "department", "ส่วนโยธา") == printed


def test_what_the_tables_say_can_be_replaced(tmp_path: Path) -> None:
    found = put(tmp_path, {**DEPARTMENT, "wording": "ส่วนโยธา", "expect": "กองช่าง"})
    assert meaning(found, "department", "ส่วนโยธา") == "กองคลัง"


def test_superfluous_once_the_tables_say_the_same(tmp_path: Path, bundled: Reference) -> None:
    found = put(tmp_path, {**DEPARTMENT, "wording": "ส่วนโยธา", "value": "กองช่าง", "expect": "กองช่าง"})
    assert not found.wording_corrections[0].holds and found.digest == bundled.digest


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({**HEADING, "value": "nothing"}, "must be one of"),
        ({**HEADING, "kind": "colour"}, "must be one of"),
        ({**HEADING, "use": "label"}, "does not go with"),
        ({**STATUS, "match": "exact"}, "does not go with"),
        ({**HEADING, "wording": "ก"}, "letters"),
        ({**HEADING, "wording": "กขค", "match": "prefix"}, "too short"),
        ({**HEADING, "colour": "red"}, "unknown key"),
        ({key: value for key, value in HEADING.items() if key != "expect"}, "lacks expect"),
        ({key: value for key, value in HEADING.items() if key != "by"}, "lacks by"),
        ({**HEADING, "date": "yesterday"}, "YYYY-MM-DD"),
        ({**DEPARTMENT, "wording": "กองช่าง", "expect": "กองช่าง"}, "canonical name"),
        ({**HEADING, "id": "X"}, "id X"),
    ],
)
def test_faults_are_named_with_file_and_entry(tmp_path: Path, entry: dict[str, Any], said: str) -> None:
    with pytest.raises(WrongUse) as fault:
        put(tmp_path, entry)
    assert said in fault.value.message_en and "some.yml, entry 1" in fault.value.message_en


def test_one_wording_and_one_id_stand_once(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="the same wording"):
        put(tmp_path, HEADING, {**HEADING, "id": "other"})
    reference = put(tmp_path, HEADING, {**STATUS, "id": HEADING["id"]})
    with pytest.raises(WrongUse, match="the same id"):
        load_corrections(tmp_path, reference)


def test_every_kind_has_values(bundled: Reference) -> None:
    assert "measure" in allowed_values(bundled, "header")
    assert len(allowed_values(bundled, "province")) == 77
