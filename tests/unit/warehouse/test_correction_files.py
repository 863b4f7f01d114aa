"""Files of corrections are held to their schema, and every fault is named with file and entry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from transforms.errors import WrongUse
from transforms.facts import document_id_of
from transforms.reference import Reference
from warehouse.correction_files import corrections_digest, load_corrections

SHA256 = "ab" * 32
GOOD: dict[str, Any] = {
    "id": "total-of-somewhere",
    "document": SHA256,
    "table": "core.assessments",
    "record": "a-1",
    "column": "overall_score",
    "value": 93.94,
    "expect": "95.14",
    "reason": "as announced",
    "by": "the office",
    "date": date(2026, 11, 20),
}
OF_DOCUMENT = {key: GOOD[key] for key in ("document", "reason", "by", "date")}


def put(home: Path, *entries: object, name: str = "some.yml") -> None:
    (home / "corrections").mkdir(exist_ok=True)
    (home / "corrections" / name).write_text(yaml.safe_dump(list(entries), allow_unicode=True), "utf-8")


def test_no_folder_no_corrections(tmp_path: Path, reference: Reference) -> None:
    assert load_corrections(tmp_path, reference) == ()


def test_values_are_of_their_columns_kind(tmp_path: Path, reference: Reference) -> None:
    organization = reference.register[0].organization_id
    put(
        tmp_path,
        GOOD,
        {
            **OF_DOCUMENT,
            "id": "whose",
            "column": "organization_id",
            "value": int(organization),
            "expect": None,
        },
        {**OF_DOCUMENT, "id": "when", "column": "scores_fiscal_year", "value": "2566", "expect": 2565},
        {
            **GOOD,
            "id": "due",
            "table": "core.measures",
            "column": "due_on",
            "value": "2023-09-30",
            "expect": None,
        },
    )
    put(
        tmp_path,
        {key: GOOD[key] for key in GOOD if key not in ("column", "value", "expect")}
        | {"id": "row", "record": "a-2", "drop": True},
        name="z.yml",
    )
    total, whose, when, due, row = load_corrections(tmp_path, reference)
    assert (total.value, total.expect) == (Decimal("93.94"), Decimal("95.14"))
    assert (whose.value, whose.expect, whose.record_id) == (organization, None, document_id_of(SHA256))
    assert (when.value, when.expect) == (2566, 2565)
    assert due.value == date(2023, 9, 30)
    assert (row.column_name, row.file_name) == ("*", "z.yml")


def test_drafts_and_other_files_are_not_read(tmp_path: Path, reference: Reference) -> None:
    put(tmp_path, {"id": "half"}, name="i-1.yml.draft")
    put(tmp_path, {"id": "half"}, name="notes.txt")
    assert load_corrections(tmp_path, reference) == ()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"id": None}, "lacks id"),
        ({"id": "Ä"}, "must be a-z"),
        ({"document": "abc"}, "sha256"),
        ({"table": "core.organizations"}, "cannot correct the table"),
        ({"record": None}, "lacks record"),
        ({"column": "reconciliation"}, "column must be one of"),
        ({"value": "many"}, "is no number"),
        ({"value": 101}, "within 0-100"),
        ({"column": "level", "value": "ดีมากๆ"}, "level must be one of"),
        ({"column": "certainty", "value": "perhaps"}, "certainty must be one of"),
        ({"reason": ""}, "lacks reason"),
        ({"by": None}, "lacks by"),
        ({"date": "yesterday"}, "YYYY-MM-DD"),
        ({"colour": "red"}, "unknown key colour"),
        ({"drop": True}, "drop: true"),
        ({"table": None, "column": "organization_id", "value": "999"}, "no organization with the code 999"),
        ({"table": None, "column": "measures_fiscal_year", "value": 2023}, "Buddhist era"),
        ({"table": "core.measures", "column": "indicator_no", "value": 11, "expect": 1}, "1 to 10"),
        ({"table": "core.measures", "column": "due_on", "value": "30/09/2566", "expect": None}, "is no day"),
    ],
)
def test_a_fault_is_named(
    tmp_path: Path, reference: Reference, changes: dict[str, Any], complaint: str
) -> None:
    put(tmp_path, {**GOOD, "id": "another", "record": "a-2"}, {**GOOD, **changes})
    with pytest.raises(WrongUse, match=complaint) as fault:
        load_corrections(tmp_path, reference)
    assert "some.yml" in str(fault.value) and "entry 2" in str(fault.value)
    assert "some.yml" in fault.value.message_th


@pytest.mark.parametrize("missing", ["value", "expect"])
def test_a_value_that_is_forgotten_is_not_taken_for_none(
    tmp_path: Path, reference: Reference, missing: str
) -> None:
    put(tmp_path, {key: value for key, value in GOOD.items() if key != missing})
    with pytest.raises(WrongUse, match=f"lacks {missing}"):
        load_corrections(tmp_path, reference)


@pytest.mark.parametrize(
    ("second", "complaint"), [({**GOOD, "record": "a-9"}, "same id"), ({**GOOD, "id": "other"}, "same value")]
)
def test_nothing_is_settled_twice(
    tmp_path: Path, reference: Reference, second: dict[str, Any], complaint: str
) -> None:
    put(tmp_path, GOOD)
    put(tmp_path, second, name="then.yml")
    with pytest.raises(WrongUse, match=complaint):
        load_corrections(tmp_path, reference)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"- id: [", "no valid YAML .line"),
        (b"id: x", "must be a list"),
        (b"- just words", "keys and values"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_a_file_that_is_none_is_named(
    tmp_path: Path, reference: Reference, content: bytes, complaint: str
) -> None:
    (tmp_path / "corrections").mkdir()
    (tmp_path / "corrections" / "bad.yml").write_bytes(content)
    with pytest.raises(WrongUse, match=complaint):
        load_corrections(tmp_path, reference)


def test_a_changed_correction_is_another_reading(tmp_path: Path, reference: Reference) -> None:
    put(tmp_path, GOOD)
    before = load_corrections(tmp_path, reference)
    put(tmp_path, {**GOOD, "value": 93.95})
    assert corrections_digest(before) != corrections_digest(load_corrections(tmp_path, reference))
    assert corrections_digest(before) == corrections_digest(before)


ACCEPTED: dict[str, Any] = {
    **OF_DOCUMENT,
    "id": "accept-it",
    "table": "core.measures",
    "record": "m-1",
    "accept": True,
    "expect": {"status": "completed", "due_on": "2023-09-30", "percent_complete": 100},
}


def test_an_acceptance_has_the_values_that_were_seen(tmp_path: Path, reference: Reference) -> None:
    put(tmp_path, ACCEPTED)
    (one,) = load_corrections(tmp_path, reference)
    assert (one.column_name, one.value, one.expect) == ("certainty", "sure", "needs_review")
    assert dict(one.seen) == {
        "status": "completed",
        "due_on": date(2023, 9, 30),
        "percent_complete": Decimal(100),
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"accept": False}, "accept: true goes with a row"),
        ({"table": "core.documents"}, "accept: true goes with a row"),
        ({"column": "status"}, "accept: true goes with a row"),
        ({"expect": None}, "columns with the values"),
        ({"expect": {"colour": "red"}}, "columns with the values"),
        ({"expect": {"certainty": "sure"}}, "columns with the values"),
        ({"expect": {"due_on": "soon"}}, "is no day"),
        ({"record": None}, "lacks record"),
    ],
)
def test_faults_of_an_acceptance(
    tmp_path: Path, reference: Reference, changes: dict[str, Any], said: str
) -> None:
    put(tmp_path, {**ACCEPTED, **changes})
    with pytest.raises(WrongUse) as fault:
        load_corrections(tmp_path, reference)
    assert said in fault.value.message_en
