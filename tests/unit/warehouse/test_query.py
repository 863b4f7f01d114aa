from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from transforms.errors import WrongUse
from warehouse import publication
from warehouse.manifest import DATABASE
from warehouse.query import query, rendered


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with publication.building(tmp_path, "run-1") as folder:
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH '{folder / DATABASE}' AS built (STORAGE_VERSION 'v1.4.0')")
            connection.execute(
                "CREATE TABLE built.scores AS SELECT 'อบต.ตัวอย่าง' AS name, 92.5::DECIMAL(5,2) AS score"
            )
        publication.publish(tmp_path, "run-1", folder)
    return tmp_path


def test_the_answer_has_the_types_of_the_warehouse(home: Path) -> None:
    frame = query(home, "SELECT * FROM scores")
    assert frame.rows(named=True) == [{"name": "อบต.ตัวอย่าง", "score": Decimal("92.50")}]


def test_before_the_first_publication_the_next_action_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="prongsai run"):
        query(tmp_path, "SELECT 1")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO scores SELECT * FROM scores",
        "CREATE TABLE mine (a INTEGER)",
        "DROP TABLE scores",
        "UPDATE scores SET score = 0",
        "COPY scores TO '{home}/leak.csv'",
        "EXPORT DATABASE '{home}/leak'",
        "ATTACH '{home}/other.duckdb' AS other",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM FORMATS",
        "SELECT * FROM home",
        "SET enable_external_access = true",
        "SET threads = 1",
        "LOAD httpfs",
    ],
)
def test_nothing_can_be_changed_and_no_other_file_reached(home: Path, sql: str) -> None:
    before = sorted(path.name for path in home.rglob("*"))
    with pytest.raises(WrongUse) as caught:
        query(home, sql.format(home=home))
    assert caught.value.exit_code == 2
    assert sorted(path.name for path in home.rglob("*")) == before
    assert query(home, "SELECT count(*) AS n, sum(score) AS s FROM scores").rows() == [(1, Decimal("92.50"))]


def test_a_mistake_is_told_in_duckdbs_words_with_the_next_action(home: Path) -> None:
    with pytest.raises(WrongUse, match='"scroe" not found') as caught:
        query(home, "SELECT scroe FROM scores")
    assert "reference.dictionary" in caught.value.message_en
    assert "scroe" in caught.value.message_th
    for nothing in ("", "  ;  "):
        with pytest.raises(WrongUse, match="No question"):
            query(home, nothing)


def test_a_type_that_tables_cannot_show_is_told(home: Path) -> None:
    with pytest.raises(WrongUse, match="VARCHAR"):
        query(home, "SELECT INTERVAL 3 MONTH AS long")


@pytest.mark.parametrize(
    ("file_format", "begins"),
    [("csv", b"\xef\xbb\xbfname,score\r\n"), ("json", b'[{"name": '), ("xlsx", b"PK")],
)
def test_the_answer_as_a_file(home: Path, file_format: str, begins: bytes) -> None:
    content = rendered(query(home, "SELECT * FROM scores"), file_format)
    assert content.startswith(begins)
    if file_format != "xlsx":
        assert "อบต.ตัวอย่าง" in content.decode()


def test_an_unknown_format_is_refused(home: Path) -> None:
    with pytest.raises(WrongUse, match="xml"):
        rendered(query(home, "SELECT 1 AS a"), "xml")


def test_an_answer_without_rows_or_columns_can_be_a_file(home: Path) -> None:
    nothing = query(home, "SELECT * FROM scores WHERE false")
    assert rendered(nothing, "csv").decode("utf-8-sig") == "name,score\r\n"
    assert rendered(nothing, "json") == b"[]\n"
    assert rendered(nothing, "xlsx").startswith(b"PK")
