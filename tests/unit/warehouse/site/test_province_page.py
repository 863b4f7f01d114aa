"""The page of a province ranks whom it knows, says who is missing, and shows the figures of the marts."""

import json
import re
import shutil
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parents[1]))
from small_warehouse import SmallWarehouse

from warehouse.site.page_rows import page_digests, page_rows
from warehouse.site.site import KINDS
from warehouse.site.templating import environment

PROVINCE, AMPHOE, YEAR = "สมมติ", "เมืองสมมติ", 2566
PAGE = f"61-{YEAR}"
(KIND,) = (kind for kind in KINDS if kind.name == "province")
(
    RANK,
    NAME,
    TYPE,
    IN,
    SCORE,
    LEVEL,
    IIT,
    _EIT,
    _OIT,
    CHANGE,
    IN_AMPHOE,
    RATE,
    COVERAGE,
    OVERDUE,
    ISSUES,
    WAITING,
) = range(16)


def organization(code: str, name: str, amphoe: str = AMPHOE) -> dict[str, object]:
    return {
        "organization_id": code,
        "organization_type": "sao",
        "name": name,
        "full_name": f"องค์การบริหารส่วนตำบล{name}",
        "amphoe": amphoe,
        "province": PROVINCE,
    }


#: In the order in which they are to stand.
BEST = organization("6110101", "ยอดดี")
TWIN = organization("6110102", "พ้องชื่อ")
OTHER_TWIN = organization("6110201", "พ้องชื่อ", "บ้านไกล")
MEASURES_ONLY = organization("6110104", "มีแต่มาตรการ")
DAMAGED = organization("6110103", "เลขเสีย")
SET_ASIDE = organization("6110105", "กันไว้")
SILENT = organization("6110106", "ยังเงียบ")
RANKED = ((BEST, "99.10", 1), (TWIN, "90.05", 2), (OTHER_TWIN, "80.00", 3))
TABLES_OF_ORGANIZATIONS = (
    "mart.score_comparison",
    "mart.completion_by_organization",
    "mart.indicator_comparison",
    "mart.overdue_deadlines",
)
IN_AMPHOES = "'เมืองที่' || number % 32"
NOT_RECEIVED = "ยังไม่ได้รับ"


def add_places(made: SmallWarehouse, *organizations: dict[str, object]) -> None:
    made.add("reference.provinces", {"province": PROVINCE, "code": "61", "name_en": "Somti", "aliases": []})
    made.add(
        "reference.organization_types",
        {
            "organization_type": "sao",
            "name": "องค์การบริหารส่วนตำบล",
            "name_en": "Subdistrict Administrative Organization",
            "abbreviation": "อบต.",
        },
    )
    made.add("core.organizations", *(one | {"in_register": True} for one in organizations))


def score(one: dict[str, object], overall: str | None, rank: int | None, **more: object) -> dict[str, object]:
    return (
        one
        | {
            "fiscal_year": YEAR,
            "overall": overall and Decimal(overall),
            "rank_province": rank,
            "ranked_of_province": rank and 3,
            "mean_province": rank and Decimal("89.72"),
            "comparable_reason": "no-result-last-year",
            "assessment_id": f"a-{one['organization_id']}",
        }
        | more
    )


def indicators(one: dict[str, object], scores: tuple[str, ...]) -> list[dict[str, object]]:
    return [
        one
        | {
            "fiscal_year": YEAR,
            "indicator_no": number,
            "indicator_name": f"ตัวชี้วัดที่ {number}",
            "score": Decimal(value),
            "mean_province": Decimal("88.00"),
            "mean_amphoe": Decimal("87.00"),
        }
        for number, value in enumerate(scores, start=1)
    ]


def deadline(one: dict[str, object], number: int, state: str, due_on: date) -> dict[str, object]:
    return one | {
        "fiscal_year": YEAR,
        "measure_id": f"m-{number}",
        "measure_key": f"k-{number}",
        "ordinal": 1,
        "title": f"มาตรการ <{number}>",
        "due_on": due_on,
        "state": state,
        "status": "not_started",
        "days_past": 10,
        "as_of": date(2024, 1, 1),
    }


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("province") / "prongsai.duckdb"
    made = SmallWarehouse(path).create()
    everyone = (BEST, TWIN, OTHER_TWIN, DAMAGED, MEASURES_ONLY, SET_ASIDE, SILENT)
    add_places(made, *everyone)
    made.add(
        "core.documents",
        *(
            {
                "document_id": f"d-{one['organization_id']}",
                "file_name": "report.txt",
                "organization_id": one["organization_id"],
                "scores_fiscal_year": YEAR if one is not MEASURES_ONLY else None,
                "state": "quarantined" if one is SET_ASIDE else "loaded",
            }
            for one in everyone
            if one is not SILENT
        ),
    )
    made.add(
        "mart.score_comparison",
        *(score(one, overall, rank) for one, overall, rank in reversed(RANKED)),
        score(DAMAGED, None, None, waiting_for_review=2),
        score(BEST, "97.00", 1, fiscal_year=YEAR - 1),
    )
    made.add(
        "core.unknowns",
        {
            "record_id": f"a-{DAMAGED['organization_id']}",
            "column_name": "overall_score",
            "document_id": f"d-{DAMAGED['organization_id']}",
            "reason": "digits-damaged",
        },
    )
    rounds = MEASURES_ONLY | {"fiscal_year": YEAR, "measures": 4, "not_reported": 1}
    made.add(
        "mart.completion_by_organization",
        rounds | {"reporting_round": "6-month", "completed": 0, "reported": 0},
        rounds
        | {
            "reporting_round": "annual",
            "is_latest_round": True,
            "completed": 2,
            "reported": 3,
            "completion_rate": Decimal("0.666667"),
            "completion_rate_low": Decimal("0.207655"),
            "coverage": Decimal("0.75"),
            "waiting_for_review": 5,
        },
    )
    made.add(
        "mart.completion_by_province",
        {
            "province": PROVINCE,
            "fiscal_year": YEAR,
            "latest_measures": 4,
            "latest_reported": 3,
            "latest_completed": 2,
        },
    )
    made.add(
        "mart.reporting_coverage",
        *(
            one | {"fiscal_year": YEAR, "state": "received" if one is MEASURES_ONLY else "not_received"}
            for one in everyone
        ),
    )
    made.add(
        "mart.indicator_comparison",
        *indicators(BEST, ("99.10",) * 10),
        *indicators(OTHER_TWIN, ("84.99", "85.00", "70.00")),
    )
    made.add(
        "mart.overdue_deadlines",
        deadline(MEASURES_ONLY, 2, "overdue", date(2023, 9, 30)),
        deadline(MEASURES_ONLY, 1, "overdue", date(2023, 3, 31)),
        deadline(MEASURES_ONLY, 3, "unknown", date(2023, 9, 30)),
    )
    made.add(
        "quality.issues",
        {"issue_id": "i1", "organization_id": BEST["organization_id"], "state": "open"},
        {"issue_id": "i2", "organization_id": BEST["organization_id"], "state": "closed"},
    )
    return path


def html_of(path: Path, page: str = PAGE) -> str:
    with duckdb.connect(str(path), read_only=True) as connection:
        ((_, rows),) = page_rows(connection, "province", [page])
    template = environment().get_template(KIND.template)
    return template.render(KIND.values(rows), page=page, root="../", mark="0" * 32)


@pytest.fixture(scope="module")
def page(warehouse: Path) -> LexborHTMLParser:
    return LexborHTMLParser(html_of(warehouse))


def ranking(page: LexborHTMLParser) -> list[list[str]]:
    return [
        [" ".join(cell.text().split()) for cell in row.css("td, th")]
        for row in page.css("table.ranking tbody tr")
    ]


def data_of(page: LexborHTMLParser, chart: str) -> Any:
    (script,) = page.css(f"figure[data-chart={chart}] script")
    return json.loads(script.text())


def test_those_with_a_score_come_first_by_rank_then_the_others(page: LexborHTMLParser) -> None:
    rows = ranking(page)
    assert [row[NAME] for row in rows] == [
        "อบต.ยอดดี",
        "อบต.พ้องชื่อ (เมืองสมมติ)",
        "อบต.พ้องชื่อ (บ้านไกล)",
        "อบต.มีแต่มาตรการ",
        "อบต.เลขเสีย",
        "อบต.กันไว้",
        "อบต.ยังเงียบ",
    ]
    assert [row[RANK] for row in rows] == ["1", "2", "3", "–", "–", "–", "–"]
    assert [row[SCORE] for row in rows[:3]] == [overall for _, overall, _ in RANKED]


def test_what_was_not_received_is_said_as_such_and_what_could_not_be_read_is_not(
    page: LexborHTMLParser,
) -> None:
    _, _, _, measures_only, damaged, set_aside, silent = ranking(page)
    assert damaged[SCORE].startswith("ไม่ทราบ") and damaged[SCORE] != "ไม่ทราบ", "the reason stands there"
    assert damaged[WAITING] == "2"
    assert (measures_only[SCORE], measures_only[LEVEL]) == ("–", "ยังไม่มีคะแนนของปีนี้"), "its other report came"
    assert (set_aside[SCORE], set_aside[LEVEL]) == ("ไม่ทราบ", "ไม่ทราบ")
    assert (silent[SCORE], silent[LEVEL], silent[RATE]) == ("–", NOT_RECEIVED, NOT_RECEIVED)
    assert (silent[ISSUES], silent[WAITING], silent[OVERDUE]) == ("–", "–", "–")
    assert "ไม่รายงาน" not in (page.html or "")


def test_whoever_has_a_page_is_linked_to_it(page: LexborHTMLParser) -> None:
    links = [link.attributes["href"] for link in page.css("table.ranking th a")]
    assert links == [
        f"../organizations/{one['organization_id']}.html"
        for one in (BEST, TWIN, OTHER_TWIN, MEASURES_ONLY, DAMAGED, SET_ASIDE)
    ]


def test_a_rate_stands_with_its_denominator_in_the_latest_round(page: LexborHTMLParser) -> None:
    row = ranking(page)[3]
    assert (row[RATE], row[COVERAGE]) == ("66.7 (2/3)", "75.0 (3/4)")
    assert (row[OVERDUE], row[WAITING]) == ("2 (+1?)", "5")


def test_open_issues_and_why_years_cannot_be_compared(page: LexborHTMLParser) -> None:
    row = ranking(page)[0]
    assert row[ISSUES] == "1"
    assert row[CHANGE] == "– 1"
    (note,) = (one.text() for one in page.css("p.note") if one.css_first("sup"))
    assert "ไม่มีผลปีก่อน" in note


def test_tiles_show_the_figures_of_the_marts(page: LexborHTMLParser) -> None:
    tiles = {tile.css_first("b").text(): tile.text() for tile in page.css(".tiles li")}
    assert list(tiles) == ["3", "89.72", "90.05", "66.7 %", "2", "1"]
    assert "7" in tiles["3"], "of how many"
    assert "2 จาก 3" in tiles["66.7 %"] and "75.0 % ของ 4" in tiles["66.7 %"]
    assert "1" in tiles["2"], "nothing is known of one more"
    assert "7" in tiles["1"]


def test_years_of_the_province_with_this_one_marked(page: LexborHTMLParser) -> None:
    years = page.css("nav.years a")
    assert [year.attributes["href"] for year in years] == [f"61-{YEAR}.html", f"61-{YEAR - 1}.html"]
    assert [year.text() for year in years if "aria-current" in year.attributes] == [str(YEAR)]


def test_the_distribution_counts_every_score_once(page: LexborHTMLParser) -> None:
    rows = data_of(page, "score_distribution")
    classes = {row["label"]: row["organizations"] for row in rows if "low" in row}
    assert {label: count for label, count in classes.items() if count} == {
        "80.00–82.49": 1,
        "90.00–92.49": 1,
        "97.50–100.00": 1,
    }
    assert {row["what"]: row["line"] for row in rows if "line" in row} == {
        "w:mean": 89.72,
        "w:middle": 90.05,
        "w:line_of_85": 85,
    }


def test_the_heat_map_has_scores_in_the_order_of_the_ranking_and_means_with_their_number(
    page: LexborHTMLParser,
) -> None:
    heat = data_of(page, "indicator_heat_map")
    assert heat["organizations"] == [
        [99.1] * 10,
        [],
        [84.99, 85.0, 70.0, *[None] * 7],
        None,
        [],
        [],
        None,
    ]
    assert heat["province"][0] == [88.0, 2] and heat["province"][9] == [88.0, 1]
    assert {amphoe: cells[0] for amphoe, cells in heat["amphoes"]} == {
        AMPHOE: [87.0, 1],
        "บ้านไกล": [87.0, 1],
    }
    assert dict(heat["amphoes"])["บ้านไกล"][9] is None


def test_overdue_deadlines_lead_to_their_measures_the_longest_ago_first(page: LexborHTMLParser) -> None:
    links = page.css("h2#overdue ~ div table a")
    own = f"../organizations/{MEASURES_ONLY['organization_id']}.html"
    assert [link.attributes["href"] for link in links] == [f"{own}#k-1-{YEAR}", f"{own}#k-2-{YEAR}"]
    assert links[0].text() == "มาตรการ <1>"


def test_a_year_before_the_first_report_on_measures_lists_the_register(warehouse: Path) -> None:
    rows = ranking(LexborHTMLParser(html_of(warehouse, f"61-{YEAR - 1}")))
    assert len(rows) == 7
    assert rows[0][SCORE] == "97.00"
    assert {row[LEVEL] for row in rows[1:]} == {NOT_RECEIVED}


def test_nothing_overdue_is_no_good_news_where_nothing_was_reported(warehouse: Path) -> None:
    page = LexborHTMLParser(html_of(warehouse, f"61-{YEAR - 1}"))
    (tile,) = (one for one in page.css(".tiles li") if one.css("a[href='#overdue']"))
    assert tile.css_first("b").text() == "0"
    assert not tile.attributes["class"]


def test_only_the_day_changes_no_page(warehouse: Path, tmp_path: Path) -> None:
    with duckdb.connect(shutil.copyfile(warehouse, tmp_path / "later.duckdb")) as connection:
        before = page_digests(connection, "province")
        connection.execute("UPDATE mart.overdue_deadlines SET days_past = 11, as_of = as_of + 1")
        connection.execute("UPDATE mart.reporting_coverage SET last_received_at = now()")
        connection.execute("UPDATE quality.issues SET run_id = 'another'")
        assert page_digests(connection, "province") == before
        assert list(before) == [f"61-{YEAR - 1}", PAGE]
        connection.execute("UPDATE mart.overdue_deadlines SET state = 'overdue'")
        after = page_digests(connection, "province")
    assert after[PAGE] != before[PAGE]
    assert after[f"61-{YEAR - 1}"] == before[f"61-{YEAR - 1}"]


def test_the_page_of_the_largest_province_stays_small(tmp_path: Path) -> None:
    made = SmallWarehouse(tmp_path / "prongsai.duckdb").create()
    one = organization("6100000", "บ้านใหม่")
    add_places(made, one)
    made.add("core.documents", {"document_id": "d", "organization_id": one["organization_id"]})
    instruments = {f"{name}_score": Decimal("91.234567") for name in ("iit", "eit", "oit")}
    place = {"level": "ผ่านดีเยี่ยม", "change": Decimal("1.23"), "rank_amphoe": 10, "ranked_of_amphoe": 11}
    made.add("mart.score_comparison", score(one, "90.05", 100, **instruments, **place))
    made.add(
        "mart.completion_by_organization",
        one
        | {
            "fiscal_year": YEAR,
            "is_latest_round": True,
            "measures": 12,
            "reported": 11,
            "completed": 10,
            "completion_rate": Decimal("0.909091"),
            "completion_rate_low": Decimal("0.622646"),
            "coverage": Decimal("0.916667"),
        },
    )
    made.add("mart.indicator_comparison", *indicators(one, ("91.23",) * 10))
    made.add(
        "mart.overdue_deadlines",
        deadline(one, 1, "overdue", date(2023, 1, 31))
        | {"title": "มาตรการยาวมาก" * 9, "measure_id": "m-" + 16 * "f"},
    )
    with duckdb.connect(str(made.path)) as connection:
        for table in ("core.organizations", "core.documents", *TABLES_OF_ORGANIZATIONS):
            names = f", name || number AS name, {IN_AMPHOES} AS amphoe" if table != "core.documents" else ""
            connection.execute(
                f"INSERT INTO {table} SELECT rows.* REPLACE (6100000 + number AS organization_id{names})"
                f" FROM {table} AS rows, range(1, 334) AS numbers (number)"
            )
    html = html_of(made.path)
    assert len(html.encode()) <= 150_000
    page = LexborHTMLParser(html)
    assert len(ranking(page)) == 334
    shown = len(page.css("h2#overdue ~ div table a"))
    assert 0 < shown < 334
    assert re.search(rf"\b{334 - shown}\b", page.css_first("h2#overdue ~ p.note").text())
