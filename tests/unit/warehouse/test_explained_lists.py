"""A figure of a document about many organizations: its row says whose it is."""

import sys
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from small_warehouse import SmallWarehouse

from transforms.errors import WrongUse
from transforms.facts import document_id_of
from warehouse import publication
from warehouse.archive import Archive
from warehouse.disk import sha256_of
from warehouse.explain import explain
from warehouse.manifest import DATABASE

LISTED, BARE, UNDATED = "6000001", "6000002", "6000003"
ROW = "1,อบต.โคกสมมุติ,เลย,กกตัวอย่าง,91.25,A"
CONTENT = f"ผลการประเมิน 2567,,,\n{ROW}".encode()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    Archive(home).store(CONTENT)
    document = document_id_of(sha256_of(CONTENT))
    with publication.building(home, "run-1") as folder:
        warehouse = SmallWarehouse(folder / DATABASE).create()
        warehouse.add(
            "core.organizations",
            *(
                {"organization_id": code, "organization_type": "sao", "full_name": name, "name": name,
                 "amphoe": "กกตัวอย่าง", "province": "เลย"}
                for code, name in ((LISTED, "โคกสมมุติ"), (BARE, "ไร้ข้อมูลสมมุติ"), (UNDATED, "ไร้ปีสมมุติ"))
            ),
        )  # fmt: skip
        warehouse.add(
            "core.documents",
            {"document_id": document, "sha256": sha256_of(CONTENT), "file_name": "list.csv",
             "state": "loaded", "source_kind": "official_result_list", "encoding": "utf-8",
             "media_type": "text/plain",
             "scores_fiscal_year": 2567},
        )  # fmt: skip
        fact = {"document_id": document, "organization_id": LISTED, "fiscal_year": 2567, "source_line": 2,
                "certainty": "sure", "is_current": True}  # fmt: skip
        warehouse.add(
            "core.assessments",
            fact | {"assessment_id": "a-1", "overall_score": Decimal("91.25"), "level": "A"},
            fact | {"assessment_id": "a-2", "organization_id": UNDATED, "fiscal_year": None,
                    "overall_score": Decimal("80.00")},
        )  # fmt: skip
        warehouse.add(
            "core.indicator_scores",
            fact | {"score_id": "s-1", "indicator_no": 1, "score": Decimal("90.00"), "method": "printed"},
        )
        warehouse.add(
            "core.evidence",
            {"table_name": "core.assessments", "record_id": "a-1", "column_name": "organization_id",
             "document_id": document, "locator": "line:2", "raw_text": "อบต.โคกสมมุติ",
             "rule": "name+province+amphoe", "rule_version": "2"},
        )  # fmt: skip
        said = {"table_name": "core.documents", "record_id": document, "document_id": document}
        warehouse.add(
            "core.unknowns",
            said | {"column_name": "organization_id", "reason": "many-organizations"},
            said | {"column_name": "measures_fiscal_year", "reason": "states-no-measures"},
            said | {"column_name": "reporting_round", "reason": "states-no-measures"},
            said | {"table_name": "core.assessments", "record_id": "a-1", "column_name": "level_recomputed",
                    "reason": "total-not-recomputed"},
        )  # fmt: skip

        publication.publish(home, "run-1", folder)
    return home


@pytest.mark.parametrize("fact", ["overall", "indicator:1"])
def test_the_row_says_whose_the_figure_is(home: Path, fact: str) -> None:
    text = explain(home, LISTED, 2567, fact).to_text("en")
    assert (
        f"whose report it is: {LISTED}  [line:2 name+province+amphoe v2]\n      text: อบต.โคกสมมุติ\n" in text
    )
    assert "official list of results" in text
    for left_out in ("many-organizations", "states-no-measures", "year of the measures", "round:"):
        assert left_out not in text


def test_a_reason_is_told_in_words(home: Path) -> None:
    explanation = explain(home, LISTED, 2567, "overall")
    for lang, words in (("th", "จึงไม่มีระดับที่คำนวณ"), ("en", "so no level follows from it")):
        assert words in explanation.to_text(lang)
    assert "total-not-recomputed: total-not-recomputed" not in explanation.to_text("en")


@pytest.mark.parametrize(
    ("code", "year", "fact", "said"),
    [
        (BARE, None, None, "has no facts in the warehouse, of any year."),
        (BARE, 2566, "O8", "has no facts in the warehouse, of any year."),
        (UNDATED, 2566, None, "has no facts for fiscal year 2566: all facts of it are of an unknown year"),
        (LISTED, 2560, None, "has no facts for fiscal year 2560: years with facts are 2567."),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(
    home: Path, code: str, year: int | None, fact: str | None, said: str
) -> None:
    with pytest.raises(WrongUse) as caught:
        explain(home, code, year, fact)
    assert said in caught.value.message_en
    assert " - " not in caught.value.message_en + caught.value.message_th
