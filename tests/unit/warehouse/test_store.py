import os
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from transforms.errors import ProngsaiError
from transforms.facts import ROW_TYPES, document_id_of
from warehouse.store import KnownFile, Store

MORNING = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def sha(number: int) -> str:
    return f"{number:02x}" * 32


def results(*numbers: int, cache_key: str = "rules-1") -> pl.DataFrame:
    return pl.DataFrame(
        {
            "sha256": [sha(number) for number in numbers],
            "document_id": [document_id_of(sha(number)) for number in numbers],
            "cache_key": [cache_key] * len(numbers),
            "cpu_seconds": [0.01] * len(numbers),
            "extracted_at": [MORNING] * len(numbers),
        }
    )


def departments(number: int, *names: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "measure_id": [f"m-{number}-{place}" for place in range(len(names))],
            "document_id": [document_id_of(sha(number))] * len(names),
            "department": list(names),
            "certainty": ["sure"] * len(names),
        }
    )


def rows(home: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home / "work" / "store.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_table_of_facts_has_exactly_the_fields_of_its_rows(tmp_path: Path) -> None:
    with Store(tmp_path):
        pass
    for name, row_type in ROW_TYPES.items():
        columns = [row[0] for row in rows(tmp_path, f"DESCRIBE extracted.{name}")]
        assert columns == list(row_type.__dataclass_fields__)


def test_what_was_saved_is_fresh_under_its_key_alone(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.save({"measure_departments": departments(1, "กองคลัง")}, results(1, 2))
        assert store.set_aside is None
    with Store(tmp_path) as store:
        assert store.fresh("rules-1") == {sha(1), sha(2)}
        assert store.fresh("rules-2") == set()
        assert store.known_sha256s() == {sha(1), sha(2)}
        assert store.count("measure_departments") == 1
        assert store.set_aside is None


def test_reading_a_document_again_replaces_its_rows_and_no_others(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.save(
            {
                "measure_departments": pl.concat(
                    [departments(1, "กองคลัง", "กองช่าง"), departments(2, "กองช่าง")]
                )
            },
            results(1, 2),
        )
        store.save({"measure_departments": departments(1, "สำนักปลัด")}, results(1, 3, cache_key="rules-2"))
        assert store.fresh("rules-1") == {sha(2)}
        assert store.fresh("rules-2") == {sha(1), sha(3)}
    found = rows(tmp_path, "SELECT document_id, department FROM extracted.measure_departments ORDER BY ALL")
    assert found == [(document_id_of(sha(1)), "สำนักปลัด"), (document_id_of(sha(2)), "กองช่าง")]


def test_times_are_kept_in_utc_whatever_their_zone(tmp_path: Path) -> None:
    bangkok = results(1).with_columns(pl.col("extracted_at").dt.convert_time_zone("Asia/Bangkok"))
    with Store(tmp_path) as store:
        store.save({}, bangkok)
    assert rows(tmp_path, "SELECT extracted_at FROM extracted.results") == [(MORNING.replace(tzinfo=None),)]


def test_a_batch_that_cannot_be_saved_changes_nothing(tmp_path: Path) -> None:
    without_document = departments(1, "กองคลัง").with_columns(document_id=pl.lit(None, pl.String))
    with Store(tmp_path) as store:
        store.save({"measure_departments": departments(1, "กองคลัง")}, results(1))
        with pytest.raises(duckdb.ConstraintException):
            store.save({"measure_departments": without_document}, results(1, 2, cache_key="rules-2"))
        assert store.fresh("rules-1") == {sha(1)}
        assert store.count("measure_departments") == 1
        store.save({"measure_departments": departments(2, "กองคลัง")}, results(2))
        assert store.fresh("rules-1") == {sha(1), sha(2)}


def test_dates_decimals_and_nulls_come_back(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "score_id": ["s-1"],
            "document_id": [document_id_of(sha(1))],
            "organization_id": ["x-1"],
            "fiscal_year": [None],
            "indicator_no": [9],
            "score": [Decimal("97.78")],
            "method": ["printed"],
            "source_line": [None],
            "certainty": ["sure"],
        },
        schema_overrides={"score": pl.Decimal(9, 6)},
    )
    deadline = pl.DataFrame(
        {
            "measure_id": ["m-1"],
            "document_id": [document_id_of(sha(1))],
            "ordinal": [1],
            "text": ["ภายในเดือนมกราคม ๒๕๖๖"],
            "starts_on": [None],
            "due_on": [date(2023, 1, 31)],
            "recurrence": ["once"],
            "certainty": ["sure"],
        }
    )
    with Store(tmp_path) as store:
        store.save({"indicator_scores": frame, "measure_deadlines": deadline}, results(1))
    assert rows(tmp_path, "SELECT score, fiscal_year FROM extracted.indicator_scores") == [
        (Decimal("97.780000"), None)
    ]
    assert rows(tmp_path, "SELECT starts_on, due_on FROM extracted.measure_deadlines") == [
        (None, date(2023, 1, 31))
    ]


def test_an_unknown_table_is_refused(tmp_path: Path) -> None:
    with Store(tmp_path) as store, pytest.raises(ValueError, match="no such tables of facts: scores"):
        store.save({"scores": departments(1, "กองคลัง")}, results(1))


def test_files_are_remembered_by_path_even_when_it_is_not_utf8(tmp_path: Path) -> None:
    odd = os.fsdecode("/inbox/รายงาน.txt".encode("cp874"))
    with Store(tmp_path) as store:
        store.remember_files([])
        store.remember_files(
            [KnownFile("/inbox/ก.txt", 1, 2, 3, sha(1)), KnownFile(odd, 4, 5, 2**64 - 1, sha(2))]
        )
        store.remember_files([KnownFile("/inbox/ก.txt", 9, 9, 9, sha(3))])
    with Store(tmp_path) as store:
        assert store.known_files() == {
            "/inbox/ก.txt": KnownFile("/inbox/ก.txt", 9, 9, 9, sha(3)),
            odd: KnownFile(odd, 4, 5, 2**64 - 1, sha(2)),
        }


@pytest.mark.parametrize("garbage", [b"", b"not a database", b"\x00" * 100_000])
def test_a_broken_store_is_set_aside_and_made_anew(tmp_path: Path, garbage: bytes) -> None:
    path = tmp_path / "work" / "store.duckdb"
    path.parent.mkdir()
    path.write_bytes(garbage)
    path.with_name("store.duckdb.wal").write_bytes(b"left over")
    with Store(tmp_path) as store:
        assert store.set_aside is not None
        assert store.set_aside.path == tmp_path / "work" / "store.duckdb.broken-1"
        assert store.set_aside.path.read_bytes() == garbage
        assert "archive" in store.set_aside.message_en and "คลัง" in store.set_aside.message_th
        store.save({}, results(1))
    with Store(tmp_path) as store:
        assert store.set_aside is None
        assert store.fresh("rules-1") == {sha(1)}


def test_a_store_damaged_inside_is_set_aside(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.save({}, results(*range(100)))
    path = tmp_path / "work" / "store.duckdb"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with Store(tmp_path) as store:
        assert store.set_aside is not None
        assert store.fresh("rules-1") == set()


def test_a_store_of_another_schema_is_set_aside_and_only_two_are_kept(tmp_path: Path) -> None:
    for number in (1, 2, 3, 4):
        with Store(tmp_path) as store:
            store.save({}, results(number))
        with duckdb.connect(str(store.path)) as connection:
            connection.execute("UPDATE extracted.meta SET schema_version = 'older'")
        with Store(tmp_path) as store:
            assert store.set_aside is not None
            assert store.set_aside.path.name == f"store.duckdb.broken-{number}"
            assert store.fresh("rules-1") == set()
    kept = sorted(path.name for path in (tmp_path / "work").iterdir())
    assert kept == ["store.duckdb", "store.duckdb.broken-3", "store.duckdb.broken-4"]


def test_a_store_that_another_process_holds_is_refused_and_left_alone(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.save({}, results(1))
    held = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", held, str(store.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None and holder.stdin is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(ProngsaiError, match="Another program"), Store(tmp_path):
            pass
        holder.stdin.write("\n")
    with Store(tmp_path) as again:
        assert again.set_aside is None
        assert again.fresh("rules-1") == {sha(1)}


def test_a_killed_run_keeps_its_saved_batches(tmp_path: Path) -> None:
    script = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from test_store import results, departments
from warehouse.store import Store
store = Store(Path({str(tmp_path)!r})).__enter__()
store.save({{"measure_departments": departments(1, "กองคลัง")}}, results(1))
os.kill(os.getpid(), 9)
"""
    root = Path(__file__).parents[3]
    killed = subprocess.run([sys.executable, "-c", script], cwd=root)
    assert killed.returncode == -9
    with Store(tmp_path) as store:
        assert store.set_aside is None
        assert store.fresh("rules-1") == {sha(1)}
        assert store.count("measure_departments") == 1


def test_a_full_disk_is_a_clear_error_and_keeps_what_was_saved(tiny_disk: Path) -> None:
    with Store(tiny_disk) as store:
        store.save({}, results(1))
    long = departments(2, *(os.urandom(500).hex() for _ in range(20_000)))
    with Store(tiny_disk) as store:
        with pytest.raises(ProngsaiError) as caught:
            store.save({"measure_departments": long}, results(2))
        assert caught.value.exit_code == 1
        assert "run` again" in caught.value.message_en
    with Store(tiny_disk) as store:
        assert store.set_aside is None
        assert store.fresh("rules-1") == {sha(1)}
