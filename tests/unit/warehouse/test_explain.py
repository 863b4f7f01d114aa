import json
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from small_warehouse import SmallWarehouse

from transforms.errors import WrongUse
from transforms.facts import document_id_of
from warehouse import publication
from warehouse.archive import Archive
from warehouse.disk import sha256_of
from warehouse.explain import explain, year_and_fact
from warehouse.explanation import Figure
from warehouse.manifest import DATABASE

LINES = ["บันทึกข้อความ", "ได้คะแนนรวม <b>๙๒.๕๐</b> คะแนน ระดับ A", "1\tใช้งบประมาณ โดยนายสมมติ\t☑ ดำเนินการ"]
THAI_CODEPAGE = "\r\n".join([*LINES[:1], "ได้คะแนนรวม 91.00 คะแนน"]).encode("cp874")
LEVEL_AT = LINES[1].rindex("A")
UTF8 = b"\xef\xbb\xbf" + "\n".join(LINES).encode()

ORGANIZATIONS = [
    ("6400101", "sao", "องค์การบริหารส่วนตำบล", "ดอนแก้ว", "เมือง", "ขอนแก่น"),
    ("6400202", "sao", "องค์การบริหารส่วนตำบล", "หนองบัว", "พล", "ขอนแก่น"),
    ("6400303", "sao", "องค์การบริหารส่วนตำบล", "หนองบัว", "เมือง", "เลย"),
    ("5400304", "subdistrict_municipality", "เทศบาลตำบล", "หนองบัว", "เมือง", "เลย"),
    ("5400101", "subdistrict_municipality", "เทศบาลตำบล", "ริมน้ำ", "เมือง", "เลย"),
]


def evidence(record: str, column: str, content: bytes, locator: str, table: str) -> dict[str, object]:
    return {
        "record_id": record,
        "table_name": table,
        "column_name": column,
        "document_id": document_id_of(sha256_of(content)),
        "locator": locator,
        "raw_text": "…",
        "rule": "printed-score",
        "rule_version": "3",
    }


def fill(warehouse: SmallWarehouse) -> None:
    first, second = (document_id_of(sha256_of(content)) for content in (UTF8, THAI_CODEPAGE))
    warehouse.add(
        "core.organizations",
        *(
            {
                "organization_id": code,
                "organization_type": kind,
                "full_name": prefix + name,
                "name": name,
                "amphoe": amphoe,
                "province": province,
            }
            for code, kind, prefix, name, amphoe, province in ORGANIZATIONS
        ),
    )
    warehouse.add(
        "reference.organization_types",
        {"organization_type": "sao", "name": "องค์การบริหารส่วนตำบล", "abbreviation": "อบต."},
        {"organization_type": "subdistrict_municipality", "name": "เทศบาลตำบล", "abbreviation": "ทต."},
    )
    warehouse.add(
        "reference.organization_successions", {"old_id": "6400999", "new_id": "5400101", "reason": "ยกฐานะ"}
    )
    warehouse.add(
        "core.documents",
        *(
            {
                "document_id": document_id_of(sha256_of(content)),
                "sha256": sha256_of(content),
                "file_name": name,
                "encoding": encoding,
                "media_type": "text/plain",
                "state": "loaded",
                "source_kind": "own_report",
                "organization_id": "6400101",
                "received_at": datetime(2026, 11, 20, 18, 0),
            }
            for content, name, encoding in (
                (UTF8, "รายงาน.txt", "utf-8"),
                (THAI_CODEPAGE, "old.txt", "cp874"),
            )
        ),
    )
    warehouse.add(
        "core.document_sources",
        {"document_id": first, "file_name": "รายงาน.txt", "received_at": datetime(2026, 11, 20)},
        {"document_id": first, "file_name": "สำเนา.txt", "received_at": datetime(2026, 11, 21)},
    )
    common = {"organization_id": "6400101", "fiscal_year": 2566, "certainty": "sure"}
    warehouse.add(
        "core.assessments",
        common
        | {
            "assessment_id": "a-1",
            "document_id": first,
            "overall_score": Decimal("92.50"),
            "level": "A",
            "reconciliation": "match",
            "is_current": True,
        },
        common
        | {
            "assessment_id": "a-2",
            "document_id": second,
            "overall_score": Decimal("91.00"),
            "reconciliation": "incomplete",
            "is_current": False,
            "superseded_by": "a-1",
        },
        {
            "assessment_id": "a-3",
            "document_id": second,
            "organization_id": "6400999",
            "fiscal_year": 2565,
            "overall_score": Decimal("80.00"),
            "reconciliation": "incomplete",
            "certainty": "needs_review",
            "is_current": True,
        },
    )
    warehouse.add(
        "core.indicator_scores",
        common
        | {
            "score_id": "s-9",
            "document_id": first,
            "indicator_no": 9,
            "score": Decimal("97.78"),
            "method": "printed",
            "is_current": True,
        },
    )
    warehouse.add(
        "core.disclosures",
        common
        | {
            "fiscal_year": 2567,
            "disclosure_id": "o-8",
            "document_id": first,
            "item_code": "O8",
            "status": "completed",
            "source_line": 3,
            "is_current": True,
        },
    )
    warehouse.add(
        "core.measures",
        common
        | {
            "fiscal_year": 2567,
            "measure_id": "m-1",
            "measure_key": "k-1",
            "document_id": first,
            "question_code": "i16",
            "title": "ใช้งบประมาณ",
            "status": "completed",
            "source_line": 3,
            "is_current": True,
        },
    )
    warehouse.add(
        "mart.completion_by_organization",
        {
            "organization_id": "6400101",
            "fiscal_year": 2567,
            "reporting_round": None,
            "measures": 3,
            "completed": 1,
            "reported": 2,
            "completion_rate": Decimal("0.5"),
            "is_latest_round": True,
            "document_id": first,
        },
    )
    warehouse.add(
        "core.evidence",
        evidence("a-1", "overall_score", UTF8, "line:2", "core.assessments"),
        evidence(first, "organization_id", UTF8, "line:1", "core.documents"),
        evidence("a-1", "level", UTF8, f"line:2:{LEVEL_AT}-{LEVEL_AT + 1}", "core.assessments"),
        evidence("a-2", "overall_score", THAI_CODEPAGE, "line:2:12-17", "core.assessments"),
        evidence("s-9", "score", UTF8, "line:99", "core.indicator_scores"),
        evidence("m-1", "title", UTF8, "line:3:2-25", "core.measures"),
        evidence("m-1", "status", UTF8, "line:3", "core.measures"),
    )
    warehouse.add(
        "core.unknowns",
        {
            "record_id": "m-1",
            "table_name": "core.measures",
            "column_name": "due_on",
            "document_id": first,
            "reason": "no-year",
            "candidates": "2023-01-31 | 2024-01-31",
        },
    )
    warehouse.add(
        "quality.issues",
        *(
            {
                "issue_id": f"i-{state}",
                "table_name": "core.assessments",
                "record_id": "a-1",
                "column_name": "overall_score",
                "severity": "warning",
                "rule": "scores-disagree",
                "message_th": "คะแนนไม่ตรงกัน",
                "message_en": "the scores disagree",
                "state": state,
                "document_id": first,
            }
            for state in ("open", "closed")
        ),
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    archive = Archive(home)
    archive.store(UTF8)
    archive.store(THAI_CODEPAGE)
    with publication.building(home, "run-1") as folder:
        fill(SmallWarehouse(folder / DATABASE).create())
        publication.publish(home, "run-1", folder)
    return home


def named(figures: tuple[Figure, ...], column: str) -> Figure:
    (found,) = [figure for figure in figures if figure.column_name == column]
    return found


def test_a_score_leads_to_its_file_line_text_and_rule(home: Path) -> None:
    said = explain(home, "6400101", 2566, "overall")
    figure = named(said.figures, "overall_score")
    assert (figure.value, figure.certainty) == ("92.50", "sure")
    assert figure.source.sha256 == sha256_of(UTF8)
    assert figure.source.file_names == ("รายงาน.txt", "สำเนา.txt")
    (trace,) = figure.traces
    assert (trace.locator, trace.line, trace.rule, trace.rule_version) == (
        "line:2",
        LINES[1],
        "printed-score",
        "3",
    )
    assert [doubt.rule for doubt in figure.doubts] == ["scores-disagree"]
    level = named(said.figures, "level")
    assert level.traces[0].text == "A" and level.traces[0].line == LINES[1]
    assert level.doubts == ()
    assert named(said.figures, "score").value == "97.78"


def test_what_else_was_considered_is_told_with_why(home: Path) -> None:
    said = explain(home, "6400101", 2566, "overall")
    other = named(said.considered, "overall_score")
    assert (other.value, other.superseded_by) == ("91.00", "a-1")
    assert other.traces[0].text == "91.00"
    assert "a-1" in said.to_text("en") and "a-1" in said.to_text("th")


def test_the_text_has_everything_in_both_languages(home: Path) -> None:
    for language, words in (("th", ["คะแนนไม่ตรงกัน", "ปีงบประมาณ 2566"]), ("en", ["the scores disagree"])):
        text = explain(home, "อบต.ดอนแก้ว", 2566, "overall").to_text(language)
        for word in [*words, sha256_of(UTF8), "line:2", LINES[1], "printed-score", "สำเนา.txt", "92.50"]:
            assert word in text


def test_as_plain_values_it_is_json(home: Path) -> None:
    said = json.loads(json.dumps(explain(home, "6400101", 2566, "overall").to_dict(), ensure_ascii=False))
    assert said["organization"]["full_name"] == "องค์การบริหารส่วนตำบลดอนแก้ว"
    assert said["figures"][0]["traces"][0]["line"] == LINES[1]
    assert said["figures"][0]["source"]["received_at"] == "2026-11-20T18:00:00"


def test_without_a_fact_all_of_the_latest_year_are_listed(home: Path) -> None:
    said = explain(home, "6400101", None, None)
    assert said.fiscal_year == 2567
    assert {figure.table_name for figure in said.figures} == {"core.disclosures", "core.measures"}
    assert "line:3" in said.to_text()
    assert explain(home, "6400101", None, "overall").fiscal_year == 2566


@pytest.mark.parametrize("fact", ["i16", "I16", "measure:k-1", "measure:m-1"])
def test_a_measure_by_its_key_or_its_question(home: Path, fact: str) -> None:
    said = explain(home, "6400101", None, fact)
    assert named(said.figures, "title").traces[0].text == "ใช้งบประมาณ โดยนายสมมติ"
    assert named(said.figures, "status").traces[0].line == LINES[2]
    due = named(said.figures, "due_on")
    assert due.value is None
    (doubt,) = due.doubts
    assert (doubt.rule, doubt.candidates) == ("no-year", ("2023-01-31", "2024-01-31"))
    for language in ("th", "en"):
        assert "2023-01-31 | 2024-01-31" in said.to_text(language)


@pytest.mark.parametrize("fact", ["O8", "o08"])
def test_a_disclosure_item_by_its_code(home: Path, fact: str) -> None:
    assert named(explain(home, "6400101", None, fact).figures, "status").value == "completed"


def test_a_place_that_the_original_does_not_have_is_told(home: Path) -> None:
    (figure,) = explain(home, "6400101", 2566, "indicator:9").figures
    assert figure.traces[0].line is None
    assert figure.traces[0].problem == "the original has no place line:99"


def test_a_code_of_before_an_upgrade_is_the_same_organization(home: Path) -> None:
    for code in ("6400999", "5400101"):
        said = explain(home, code, 2565, "overall")
        assert said.organization.organization_id == "5400101"
        assert named(said.figures, "overall_score").value == "80.00"
        assert named(said.figures, "overall_score").certainty == "needs_review"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("6400101", "6400101"),
        ("ดอนแก้ว", "6400101"),
        ("องค์การบริหารส่วนตำบล ดอนแก้ว", "6400101"),
        ("อบต.ดอนแก้ว", "6400101"),
        ("อบต ดอนแก้ว", "6400101"),
        ("อบต. ดอนแก้ว อ.เมือง จ.ขอนแก่น", "6400101"),
    ],
)
def test_an_organization_by_any_of_its_names(home: Path, asked: str, code: str) -> None:
    assert explain(home, asked, 2566, "overall").organization.organization_id == code


@pytest.mark.parametrize(
    ("asked", "listed", "not_listed"),
    [
        ("หนองบัว", ["6400202", "6400303", "5400304", "อ.พล จ.ขอนแก่น"], []),
        ("อบต.หนองบัว", ["6400202", "6400303"], ["5400304"]),
        ("หนองบัว จังหวัดเลย", ["6400303", "5400304"], ["6400202"]),
    ],
)
def test_a_name_of_several_is_answered_with_a_list(
    home: Path, asked: str, listed: list[str], not_listed: list[str]
) -> None:
    with pytest.raises(WrongUse) as caught:
        explain(home, asked, None, None)
    assert caught.value.exit_code == 2
    for message in (caught.value.message_th, caught.value.message_en):
        assert all(word in message for word in listed)
        assert not any(word in message for word in not_listed)


def test_a_name_that_is_not_there_is_answered_with_near_ones(home: Path) -> None:
    with pytest.raises(WrongUse, match="6400101"):
        explain(home, "องค์การบริหารส่วนตำบลดอนแกว", None, None)
    with pytest.raises(WrongUse, match="No organization"):
        explain(home, " ", None, None)


def test_a_year_or_fact_that_is_not_there_is_answered_with_what_is(home: Path) -> None:
    with pytest.raises(WrongUse, match="2566"):
        explain(home, "6400101", 2560, "overall")
    with pytest.raises(WrongUse, match="prongsai issues"):
        explain(home, "6400202", None, None)
    for fact in ("score", "indicator:11", "measure:", "O", "indicator:0"):
        with pytest.raises(WrongUse, match="Unknown fact"):
            explain(home, "6400101", None, fact)


def test_a_damaged_original_is_told_and_the_rest_is_explained(home: Path) -> None:
    path = Archive(home).path(sha256_of(UTF8))
    path.unlink()
    try:
        figure = named(explain(home, "6400101", 2566, "overall").figures, "overall_score")
    finally:
        Archive(home).store(UTF8)
    assert figure.value == "92.50"
    assert figure.traces[0].line is None and "is missing" in (figure.traces[0].problem or "")


def test_a_status_without_a_place_of_its_own_stands_at_the_line_of_its_row(home: Path) -> None:
    said = explain(home, "6400101", 2567, "O8")
    (trace,) = named(said.figures, "status").traces
    assert (trace.locator, trace.line, trace.rule) == ("line:3", LINES[2], None)
    assert LINES[2] in said.to_text("th")


def test_a_level_is_explained_without_the_total(home: Path) -> None:
    columns = [figure.column_name for figure in explain(home, "6400101", 2566, "level").figures]
    assert columns == ["level", "score"]


def test_why_another_document_lost_is_told_in_both_languages(home: Path) -> None:
    other = named(explain(home, "6400101", 2566, "overall").considered, "overall_score")
    assert other.why_not_en == "an own report whose scores reconcile comes before an own report"
    assert other.why_not_th == "รายงานของหน่วยงานที่คะแนนกระทบยอดได้ มาก่อน รายงานของหน่วยงานเอง"


def test_whose_report_it_is_was_decided_somewhere_too(home: Path) -> None:
    figure = named(explain(home, "6400101", 2566, "overall").figures, "overall_score")
    (whose,) = figure.source.decisions
    assert (whose.column_name, whose.value, whose.traces[0].line) == ("organization_id", "6400101", LINES[0])
    text = explain(home, "6400101", 2566, "overall").to_text("en")
    assert "whose report it is: 6400101  [line:1 printed-score v3]" in text


def test_a_rate_of_completion_is_told_with_its_denominator_and_its_measures(home: Path) -> None:
    said = explain(home, "6400101", 2567, "completion")
    rate = named(said.figures, "completion_rate")
    assert (rate.value, rate.how) == ("0.500000", "completed / reported = 1 / 2")
    assert named(said.figures, "status").traces[0].line == LINES[2]
    assert "completed / reported = 1 / 2" in said.to_text("th")
    with pytest.raises(WrongUse, match="completion"):
        explain(home, "6400101", 2567, "completion:plan")


def test_corrections_are_told_where_there_are_any(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from warehouse import explain as module

    def with_corrections(home: Path) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        published = publication.published_database(home)
        connection.execute(f"ATTACH '{published}' AS published (READ_ONLY)")
        for schema, table in connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'published'"
        ).fetchall():
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
            kind = "TABLE" if table == "corrections" else "VIEW"
            connection.execute(f"CREATE {kind} {schema}.{table} AS FROM published.{schema}.{table}")
        connection.execute(
            "INSERT INTO quality.corrections VALUES ('c-1', 'd-1', 'core.assessments', 'a-1', "
            "'overall_score', '95.20', '92.50', '92.50', 'applied', 'misprint', 'the office', "
            "DATE '2026-11-20', 'some.yml')"
        )
        return connection

    monkeypatch.setattr(module, "connect", with_corrections)
    said = explain(home, "6400101", 2566, "overall")
    (correction,) = named(said.figures, "overall_score").corrections
    assert ("reason", "misprint") in correction.fields
    assert named(said.figures, "level").corrections == ()
    assert "92.50 → 95.20  the office, 2026-11-20: misprint [c-1, some.yml]" in said.to_text("en")


@pytest.mark.parametrize("fact", ["score", "indicator:11", "O9", "i17", "measure:k-9"])
def test_a_fact_that_is_not_there_is_answered_with_those_that_are(home: Path, fact: str) -> None:
    with pytest.raises(WrongUse) as caught:
        explain(home, "6400101", None, fact)
    for message in (caught.value.message_th, caught.value.message_en):
        assert "2567: completion O8 i16" in message
        assert "measure:k-1  ใช้งบประมาณ" in message
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ((None, None), (None, None)),
        (("2566", None), (2566, None)),
        (("๒๕๖๖", "level"), (2566, "level")),
        (("overall", None), (None, "overall")),
    ],
)
def test_year_and_fact_may_each_be_left_out(
    written: tuple[str | None, str | None], meant: tuple[int | None, str | None]
) -> None:
    assert year_and_fact(*written) == meant


def test_a_year_that_is_none_is_refused() -> None:
    with pytest.raises(WrongUse, match="2566"):
        year_and_fact("overall", "level")
