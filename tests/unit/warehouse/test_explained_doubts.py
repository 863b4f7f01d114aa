"""What is doubted is marked wherever a figure is shown; where nothing is found, what there is instead."""

import sys
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from small_warehouse import SmallWarehouse

from transforms.errors import WrongUse
from warehouse import publication
from warehouse.explain import explain
from warehouse.manifest import DATABASE

CONFLICT_TH, CONFLICT_EN = "ปีไม่ตรงกัน: 2567, 2566", "the years disagree: 2567, 2566."


def issue(table: str, record: str, column: str | None, rule: str, **more: object) -> dict[str, object]:
    return {
        "issue_id": f"i-{rule}-{record}",
        "table_name": table,
        "record_id": record,
        "column_name": column,
        "severity": "warning",
        "rule": rule,
        "message_th": f"ไทย {rule}",
        "message_en": f"english {rule}",
        "state": "open",
        **more,
    }


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    with publication.building(home, "run-1") as folder:
        warehouse = SmallWarehouse(folder / DATABASE).create()
        warehouse.add(
            "core.organizations",
            *(
                {
                    "organization_id": code,
                    "organization_type": "sao",
                    "full_name": f"องค์การบริหารส่วนตำบล{name}",
                    "name": name,
                    "amphoe": amphoe,
                    "province": province,
                }
                for code, name, amphoe, province in (
                    ("6000001", "โคกสมมุติ", "กกตัวอย่าง", "กระบี่"),
                    ("6000002", "โคกสมมุติ", "ขขตัวอย่าง", "เลย"),
                    ("6000003", "โคกสมมุติ", "คคตัวอย่าง", "เลย"),
                    ("6000004", "หนองปีแน่ชัด", "คคตัวอย่าง", "เลย"),
                )
            ),
        )
        warehouse.add(
            "core.documents",
            *(
                {
                    "document_id": f"d-{number}",
                    "file_name": f"{number}.txt",
                    "state": "loaded",
                    "source_kind": "own_report",
                    "organization_id": f"600000{number}",
                    "scores_fiscal_year": 2567,
                }
                for number in (2, 4)
            ),
        )
        scores = {"fiscal_year": 2567, "certainty": "sure", "is_current": True, "method": "printed"}
        rows = [
            scores | {"score_id": f"s-{number}-{indicator}", "organization_id": f"600000{number}",
                      "document_id": f"d-{number}", "indicator_no": indicator, "score": Decimal("90.5")}
            for number in (2, 4)
            for indicator in range(1, 5)
        ]  # fmt: skip
        rows[4]["certainty"] = "needs_review"
        warehouse.add("core.indicator_scores", *rows)
        warehouse.add(
            "core.measures",
            {
                "measure_id": "m-1",
                "measure_key": "k-1",
                "document_id": "d-2",
                "organization_id": "6000002",
                "fiscal_year": 2567,
                "title": "อบรม",
                "status": "completed",
                "certainty": "sure",
                "is_current": True,
            },
        )
        warehouse.add(
            "quality.issues",
            issue(
                "core.documents",
                "d-2",
                "scores_fiscal_year",
                "year-conflict",
                message_th=CONFLICT_TH,
                message_en=CONFLICT_EN,
            ),
            issue("core.indicator_scores", "s-4-2", "score", "score-off-lattice"),
            issue("core.indicator_scores", "s-4-3", "fiscal_year", "year-of-another-row"),
            issue("core.indicator_scores", "s-4-4", "score", "closed-one", state="closed"),
        )
        publication.publish(home, "run-1", folder)
    return home


def headlines(home: Path, code: str, lang: str = "en") -> list[str]:
    return [line for line in explain(home, code, None, None).to_text(lang).splitlines() if " = " in line]


def test_the_overview_marks_what_waits_or_is_doubted_and_nothing_else(home: Path) -> None:
    lines = headlines(home, "6000004")
    assert [line[0] for line in lines] == ["⚠", "⚠", " ", "⚠"]
    by_indicator = {line.split(":")[0][2:]: line for line in lines}
    assert by_indicator["Indicator 1"].endswith("(waits for review, in no comparison)")
    assert by_indicator["Indicator 2"].endswith("(score-off-lattice)")
    assert by_indicator["Indicator 3"].endswith("(year-of-another-row)")
    assert by_indicator["Indicator 4"].endswith("= 90.50")


def test_a_year_in_conflict_marks_the_scores_of_the_document_and_not_its_measures(home: Path) -> None:
    *scores, measure = headlines(home, "6000002")
    assert len(scores) == 4
    assert all(line.startswith("⚠ ") and line.endswith("(year-conflict)") for line in scores)
    assert measure.startswith("  Measure")


@pytest.mark.parametrize(("lang", "message"), [("th", CONFLICT_TH), ("en", CONFLICT_EN)])
def test_what_a_mark_means_stands_once(home: Path, lang: str, message: str) -> None:
    assert explain(home, "6000002", None, None).to_text(lang).count(f"year-conflict: {message}") == 1


@pytest.mark.parametrize("fact", [None, "overall", "indicator:2"])
def test_the_other_year_of_a_conflict_leads_to_the_same_figures(home: Path, fact: str | None) -> None:
    with pytest.raises(WrongUse) as caught:
        explain(home, "6000002", 2566, fact)
    for message in (caught.value.message_th, caught.value.message_en):
        assert "2.txt" in message
        assert f"prongsai explain 6000002 2567 {fact or ''}".rstrip() in message
    assert CONFLICT_TH in caught.value.message_th and CONFLICT_EN in caught.value.message_en


@pytest.mark.parametrize(("code", "year"), [("6000002", 2565), ("6000004", 2566)])
def test_a_year_that_no_document_states_has_no_figures_elsewhere(home: Path, code: str, year: int) -> None:
    with pytest.raises(WrongUse, match="years with facts are 2567") as caught:
        explain(home, code, year, None)
    assert "⚠" not in caught.value.message_th + caught.value.message_en


def test_homonyms_with_facts_come_first_and_are_marked(home: Path) -> None:
    with pytest.raises(WrongUse) as caught:
        explain(home, "โคกสมมุติ", None, None)
    for message, word in ((caught.value.message_th, "มีข้อมูลปี"), (caught.value.message_en, "facts of")):
        lines = message.splitlines()[1:]
        assert [line.split()[0] for line in lines] == ["●", "6000001", "6000003"]
        assert lines[0].startswith("● 6000002") and f"({word} 2567)" in lines[0]
    assert "1 of them with facts" in caught.value.message_en
