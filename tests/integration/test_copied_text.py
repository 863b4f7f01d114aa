"""Wordings that several organizations use, in a built warehouse."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

from tests.integration.store_by_hand import REGISTER, Reports

BIG, SMALL, TOWN, *_ = REGISTER
TEMPLATE = "องค์การบริหารส่วนตำบล{name}จัดทำคู่มือการปฏิบัติงานเผยแพร่ทางเว็บไซต์ ปี {year} จำนวน {count} เล่ม"
OTHER = "ตั้งกล่องรับเรื่องร้องเรียนการทุจริตไว้หน้าสำนักงานและเปิดทุกวันศุกร์โดยคณะกรรมการ"


def clusters(home: Path, order: tuple[int, ...]) -> list[tuple[object, ...]]:
    home.mkdir()
    reports = Reports(home)
    wordings = [
        (BIG, TEMPLATE.format(name=BIG.name, year="๒๕๖๖", count="๕")),
        # Its own name filled in, other numbers, tone marks and a letter lost by the scanner.
        (SMALL, TEMPLATE.format(name=SMALL.name, year="2566", count="12").replace("่", "").replace("ตพ", "ต")),
        # The name of another one was left in.
        (TOWN, TEMPLATE.format(name=BIG.name, year="๒๕๖๖", count="๕")),
    ]
    for number in order:
        organization, wording = wordings[number]
        for reporting_round in ("6-month", "annual"):
            document = reports.document(
                f"{number}-{reporting_round}",
                organization.organization_id,
                measures_fiscal_year=2566,
                reporting_round=reporting_round,
            )
            reports.measure(document, f"k-{number}", title=wording)
            reports.measure(document, f"own-{number}", title=f"{OTHER} {'กขค'[number] * 30}")
    built = reports.build("r1")
    return built.rows(
        "SELECT cluster_id, organization_id, measure_id, kind, cluster_organizations, cluster_measures "
        "FROM mart.copied_text ORDER BY ALL"
    )


def test_a_filled_in_template_is_one_cluster_whatever_came_first(tmp_path: Path) -> None:
    found = [clusters(tmp_path / str(order), order) for order in permutations(range(3))]
    assert [row[1] for row in found[0]] == sorted(one.organization_id for one in (BIG, SMALL, TOWN))
    assert len({row[0] for row in found[0]}) == 1
    # The rounds of a year count once, as their latest.
    assert {row[3:] for row in found[0]} == {("shared", 3, 3)}
    assert all(rows == found[0] for rows in found)


def test_years_are_held_apart(tmp_path: Path) -> None:
    reports = Reports(tmp_path)
    for year, organization in ((2565, BIG), (2566, SMALL)):
        document = reports.document(str(year), organization.organization_id, measures_fiscal_year=year)
        reports.measure(document, "k", title=OTHER)
    assert reports.build("r1").rows("SELECT * FROM mart.copied_text") == []
