"""One measure, one key in all rounds of a year: in a built warehouse, whatever arrived first."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from tests.integration.store_by_hand import REGISTER, Reports

BIG = REGISTER[0].organization_id
MANUAL = "จัดทำคู่มือการปฏิบัติงานและเผยแพร่ทางเว็บไซต์ของหน่วยงาน"
TRAINING = "อบรมให้ความรู้เรื่องวินัยและจริยธรรมแก่บุคลากรทุกคน"
ROUNDS = {
    "plan": [("a1", MANUAL, "not_reported"), ("a2", TRAINING, "not_reported")],
    "6-month": [("b1", TRAINING.replace("้", ""), "in_progress"), ("b2", MANUAL[:-8], "in_progress")],
    "annual": [("c1", f"๑. {MANUAL}", "completed"), ("c2", "จัดซื้อเครื่องเสียงตามสายให้ทุกหมู่บ้าน", "completed")],
}


def built_with(home: Path, order: tuple[str, ...]) -> list[tuple[object, ...]]:
    home.mkdir()
    reports = Reports(home)
    for name in order:
        document = reports.document(name, BIG, measures_fiscal_year=2566, reporting_round=name)
        for key, title, status in ROUNDS[name]:
            basis = None if status == "not_reported" else "word"
            reports.measure(document, key, status, basis, title=title, indicator_no=6)
    built = reports.build("r1")
    return built.rows(
        "SELECT reporting_round, title, measure_key, is_current FROM core.measures ORDER BY 1, 2"
    )


def test_the_rounds_of_a_year_have_one_key_in_any_order_of_arrival(tmp_path: Path) -> None:
    results = [built_with(tmp_path / "-".join(order), order) for order in permutations(ROUNDS)]
    assert all(result == results[0] for result in results)
    keys = {title: key for _, title, key, _ in results[0]}
    assert keys[MANUAL] == keys[MANUAL[:-8]] == keys[f"๑. {MANUAL}"] == "a1"
    assert keys[TRAINING] == keys[TRAINING.replace("้", "")] == "a2"
    assert keys["จัดซื้อเครื่องเสียงตามสายให้ทุกหมู่บ้าน"] == "c2"
    assert all(is_current for *_, is_current in results[0])


def test_the_same_measure_of_two_reports_of_a_round_is_in_force_once(tmp_path: Path) -> None:
    reports = Reports(tmp_path)
    for name, title, status in (("one", MANUAL, "completed"), ("two", MANUAL.replace("่", ""), "in_progress")):
        document = reports.document(name, BIG, measures_fiscal_year=2566, reporting_round="annual")
        reports.measure(document, f"k-{name}", status, "word", title=title, indicator_no=6)
    built = reports.build("r1")
    assert built.rows(
        "SELECT count(*), count(DISTINCT measure_key), sum(is_current::INT) FROM core.measures"
    ) == [(2, 1, 1)]
    assert built.rows("SELECT count(*) FROM quality.issues WHERE rule = 'documents-disagree'") == [(1,)]


def test_what_was_matched_before_is_read_and_not_matched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from warehouse import computed_models

    reports = Reports(tmp_path)
    for name, rows in ROUNDS.items():
        document = reports.document(name, BIG, measures_fiscal_year=2566, reporting_round=name)
        for key, title, _ in rows:
            reports.measure(document, key, title=title, indicator_no=6)
    keys = "SELECT measure_id, measure_key FROM core.measures ORDER BY ALL"
    first = reports.build("r1").rows(keys)
    monkeypatch.setattr(computed_models, "matched_keys", None)
    monkeypatch.setattr(computed_models, "clusters_of_year", None)
    second = reports.build("r2").rows(keys)
    assert second == first
    # A folder that was deleted, or a file that is broken, costs time and nothing else.
    monkeypatch.undo()
    (tmp_path / "work" / "computed" / "measure_keys-all.parquet").write_bytes(b"broken")
    assert reports.build("r3").rows(keys) == first
