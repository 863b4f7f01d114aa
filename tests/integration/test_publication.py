import ctypes
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from transforms.errors import ProngsaiError, WrongUse
from warehouse import publication
from warehouse.manifest import DATABASE, entries_by_path, read_manifest, verify, write_manifest

NAMES = [f"run-{number}" for number in range(1, 7)]


def build(folder: Path, run_id: str, rows: int = 3) -> None:
    """A small warehouse and an export, as a run makes them."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{folder / DATABASE}' AS built (STORAGE_VERSION 'v1.4.0')")
        connection.execute("USE built")
        connection.execute("CREATE SCHEMA core; CREATE SCHEMA quality")
        connection.execute(
            f"CREATE TABLE core.documents AS SELECT range AS n, md5(range::VARCHAR) AS t FROM range({rows})"
        )
        connection.execute(
            "CREATE TABLE quality.runs AS SELECT ? AS run_id, '0.1.0' AS version, DATE '2026-11-21' AS as_of,"
            " 'abc' AS rules_digest, NULL::VARCHAR AS register_digest",
            [run_id],
        )
        connection.execute(
            "CREATE TABLE quality.checks AS SELECT * FROM (VALUES (?, 'core', 'keys', true),"
            " (?, 'core', 'years', false)) AS t(run_id, suite, expectation, success)",
            [run_id, run_id],
        )
    (folder / "exports" / "comparison.csv").write_text("ก,ข\n", encoding="utf-8")
    (folder / "site" / "index.html").write_text("<p>", encoding="utf-8")


def publish(home: Path, run_id: str, rows: int = 3) -> Path:
    with publication.building(home, run_id) as folder:
        build(folder, run_id, rows)
        return publication.publish(home, run_id, folder)


def names(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "publications").iterdir())


def published_run(home: Path) -> str:
    with duckdb.connect(str(home / "warehouse" / "prongsai.duckdb"), read_only=True) as connection:
        return str(connection.execute("SELECT run_id FROM quality.runs").fetchall()[0][0])


def test_a_publication_is_reached_through_relative_links(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert publication.current(home) is None
    published = publish(home, "run-1")
    assert published == home / "publications" / "run-1"
    assert publication.current(home) == published.resolve()
    assert (home / "current").readlink() == Path("publications/run-1")
    for part in ("warehouse", "exports", "site"):
        assert (home / part).readlink() == Path("current") / part
    assert published_run(home) == "run-1"
    moved = tmp_path / "elsewhere"
    home.rename(moved)
    assert published_run(moved) == "run-1"
    assert publication.published_database(moved) == moved.resolve() / "publications" / "run-1" / DATABASE


def test_published_files_cannot_be_written_and_have_no_log(tmp_path: Path) -> None:
    published = publish(tmp_path, "run-1")
    for path in published.rglob("*"):
        assert path.is_dir() or path.stat().st_mode & 0o777 == 0o444, path
    assert [path.name for path in (published / "warehouse").iterdir()] == ["prongsai.duckdb"]


def test_the_manifest_tells_what_is_in_it(tmp_path: Path) -> None:
    manifest = read_manifest(publish(tmp_path, "run-1", rows=7))
    created = datetime.fromisoformat(str(manifest["created_at"]))
    assert timedelta() <= datetime.now(UTC) - created < timedelta(minutes=5)
    files = manifest["files"]
    assert isinstance(files, list)
    assert [file["path"] for file in files] == [
        "exports/comparison.csv",
        "site/index.html",
        "warehouse/prongsai.duckdb",
    ]
    assert {
        key: manifest[key] for key in ("run_id", "version", "as_of", "rules_digest", "rows", "checks")
    } == {
        "run_id": "run-1",
        "version": "0.1.0",
        "as_of": "2026-11-21",
        "rules_digest": "abc",
        "rows": {"core.documents": 7, "quality.checks": 2, "quality.runs": 1},
        "checks": {"total": 2, "failed": 1, "failed_expectations": ["core: years"]},
    }


def test_a_log_that_the_builder_left_is_written_back(tmp_path: Path) -> None:
    with publication.building(tmp_path, "run-1") as folder:
        build(folder, "run-1")
        script = (
            "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]);"
            "c.execute('INSERT INTO core.documents VALUES (99, NULL)');"
            "os.kill(os.getpid(), 9)"
        )
        subprocess.run([sys.executable, "-c", script, str(folder / DATABASE)])
        assert (folder / "warehouse" / "prongsai.duckdb.wal").exists()
        published = publication.publish(tmp_path, "run-1", folder)
    assert not (published / "warehouse" / "prongsai.duckdb.wal").exists()
    rows = read_manifest(published)["rows"]
    assert isinstance(rows, dict)
    assert rows["core.documents"] == 4


def damage_changed(folder: Path) -> None:
    path = folder / "exports" / "comparison.csv"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[::-1])


def damage_shortened(folder: Path) -> None:
    os.truncate(folder / DATABASE, 5000)


def damage_missing(folder: Path) -> None:
    (folder / "site" / "index.html").unlink()


def damage_added(folder: Path) -> None:
    (folder / "exports" / "other.csv").write_text("x")


def damage_log(folder: Path) -> None:
    (folder / "warehouse" / "prongsai.duckdb.wal").write_text("x")


def damage_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()
    (folder / "manifest.json").write_text("{")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (damage_changed, "exports/comparison.csv: another sha256"),
        (damage_shortened, "prongsai.duckdb: another size"),
        (damage_missing, "site/index.html: missing"),
        (damage_added, "exports/other.csv: not in the manifest"),
        (damage_log, "write-ahead log"),
        (damage_manifest, "manifest.json"),
    ],
)
def test_verify_tells_each_damage(tmp_path: Path, damage: object, told: str) -> None:
    published = publish(tmp_path, "run-1")
    assert verify(published) == []
    assert callable(damage)
    damage(published)
    problems = verify(published)
    assert any(told in problem for problem in problems), problems


def test_a_file_of_the_last_publication_is_not_read_again_and_one_that_differs_is(tmp_path: Path) -> None:
    first = publish(tmp_path, "run-1")
    with publication.building(tmp_path, "run-2") as folder:
        build(folder, "run-2")
        linked, copied = folder / "exports" / "comparison.csv", folder / "site" / "index.html"
        linked.unlink()
        os.link(first / "exports" / "comparison.csv", linked)
        copied.write_text("<p>another", encoding="utf-8")
        (folder / "exports" / "elsewhere.csv").hardlink_to(linked)  # not at the place that the manifest names
        damage_changed(first)  # who links a file has read it before; from then on nobody does
        second = publication.publish(tmp_path, "run-2", folder)
    old, new = (entries_by_path(read_manifest(folder)) for folder in (first, second))
    assert new["exports/comparison.csv"] == old["exports/comparison.csv"]
    assert new["site/index.html"]["sha256"] == hashlib.sha256(b"<p>another").hexdigest()
    assert {problem.partition(":")[0] for problem in verify(second)} == {"exports/comparison.csv"}


def test_a_manifest_that_cannot_be_read_lends_nothing(tmp_path: Path) -> None:
    first = publish(tmp_path, "run-1")
    with publication.building(tmp_path, "run-2") as folder:
        build(folder, "run-2")
        (folder / "exports" / "comparison.csv").unlink()
        os.link(first / "exports" / "comparison.csv", folder / "exports" / "comparison.csv")
        damage_manifest(first)
        second = publication.publish(tmp_path, "run-2", folder)
    assert verify(second) == []


def test_a_file_that_older_clients_cannot_read_is_not_published(tmp_path: Path) -> None:
    publish(tmp_path, "run-1")
    with (
        pytest.raises(ProngsaiError, match=r"before 2\.0"),
        publication.building(tmp_path, "run-2") as folder,
    ):
        with duckdb.connect(str(folder / DATABASE)) as connection:
            connection.execute("CREATE TABLE t AS SELECT 1 AS a")
        publication.publish(tmp_path, "run-2", folder)
    assert published_run(tmp_path) == "run-1"
    assert names(tmp_path) == ["run-1"]


def test_the_last_three_are_kept(tmp_path: Path) -> None:
    for run_id in NAMES:
        publish(tmp_path, run_id)
    assert names(tmp_path) == NAMES[-3:]
    assert published_run(tmp_path) == NAMES[-1]
    assert all(verify(tmp_path / "publications" / name) == [] for name in names(tmp_path))


def test_the_current_one_is_kept_even_when_it_is_the_oldest(tmp_path: Path) -> None:
    for run_id in NAMES[:3]:
        publish(tmp_path, run_id)
    publication.switch(tmp_path, tmp_path / "publications" / "run-1")
    assert publication.retire(tmp_path, kept=1) == ["run-3", "run-2"]
    assert names(tmp_path) == ["run-1"]


STEPS = ["prepared", "built", "sealed", "linked", "moved", "half a switch"]


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("last_step", STEPS)
def test_a_run_killed_between_two_steps_leaves_the_last_publication(
    tmp_path: Path, last_step: str, first: bool
) -> None:
    if not first:
        publish(tmp_path, "run-1")
    done = STEPS.index(last_step)
    folder = publication.prepare(tmp_path, "run-2")
    moved = tmp_path / "publications" / "run-2"
    steps = [
        lambda: build(folder, "run-2"),
        lambda: publication.seal(folder, "run-2"),
        lambda: publication.link_parts(tmp_path),
        lambda: publication.move_into_place(folder, moved),
        lambda: (tmp_path / ".current.new").symlink_to("publications/run-2"),
    ]
    for step in steps[:done]:
        step()
    if first:
        assert publication.current(tmp_path) is None
        with pytest.raises(WrongUse, match="Nothing is published"):
            publication.published_database(tmp_path)
    else:
        assert published_run(tmp_path) == "run-1"
    publish(tmp_path, "run-3")
    assert published_run(tmp_path) == "run-3"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert not [name for name in names(tmp_path) if name.startswith(".")]


def test_a_failed_build_leaves_nothing_and_keeps_its_error(tmp_path: Path) -> None:
    publish(tmp_path, "run-1")
    with pytest.raises(ZeroDivisionError), publication.building(tmp_path, "run-2") as folder:
        build(folder, "run-2")
        _ = 1 / 0
    assert names(tmp_path) == ["run-1"]
    assert published_run(tmp_path) == "run-1"


def test_a_run_id_is_published_once(tmp_path: Path) -> None:
    publish(tmp_path, "run-1", rows=3)
    with pytest.raises(ProngsaiError, match="exists already"):
        publish(tmp_path, "run-1", rows=5)
    assert read_manifest(tmp_path / "publications" / "run-1")["rows"] == {
        "core.documents": 3,
        "quality.checks": 2,
        "quality.runs": 1,
    }
    assert names(tmp_path) == ["run-1"]


@pytest.mark.parametrize("name", ["warehouse", "current", "exports"])
def test_what_people_put_in_the_place_of_a_link_is_never_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "mine.txt").write_text("mine")
    with pytest.raises(WrongUse, match="move or rename it"):
        publish(tmp_path, "run-1")
    assert (tmp_path / name / "mine.txt").read_text() == "mine"


def test_an_empty_folder_in_the_place_of_a_link_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    publish(tmp_path, "run-1")
    assert (tmp_path / "exports" / "comparison.csv").exists()


def test_manifest_of_a_database_without_runs_or_checks(tmp_path: Path) -> None:
    (tmp_path / "warehouse").mkdir()
    with duckdb.connect(str(tmp_path / DATABASE)) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS a")
    manifest = json.loads(write_manifest(tmp_path, "run-1").read_text(encoding="utf-8"))
    assert manifest["version"] is None and manifest["checks"] is None and manifest["rows"] == {"main.t": 1}


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """An empty file system of 6 MB."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, b"size=6m") != 0:
        pytest.skip(f"mounting a tiny tmpfs is not allowed here: {os.strerror(ctypes.get_errno())}")
    try:
        yield folder
    finally:
        libc.umount2(os.fsencode(folder), 2)


def test_a_disk_that_fills_while_building_keeps_the_last_publication(tiny_disk: Path) -> None:
    publish(tiny_disk, "run-1")
    with pytest.raises(ProngsaiError) as caught:
        publish(tiny_disk, "run-2", rows=500_000)
    assert caught.value.exit_code == 1
    assert "free some space" in caught.value.message_en
    assert "ดิสก์เต็ม" in caught.value.message_th
    assert names(tiny_disk) == ["run-1"]
    assert published_run(tiny_disk) == "run-1"
    assert verify(tiny_disk / "publications" / "run-1") == []
    publish(tiny_disk, "run-3")
    assert published_run(tiny_disk) == "run-3"


def test_a_disk_that_fills_while_publishing_keeps_the_last_publication(tiny_disk: Path) -> None:
    publish(tiny_disk, "run-1")
    with pytest.raises(ProngsaiError) as caught, publication.building(tiny_disk, "run-2") as folder:
        build(folder, "run-2")
        # Not one block is left for the manifest.
        with (tiny_disk / "filler").open("wb", buffering=0) as filler:
            try:
                while filler.write(b"x" * 4096):
                    pass
            except OSError:
                pass
        publication.publish(tiny_disk, "run-2", folder)
    assert caught.value.exit_code == 1
    assert "free some space" in caught.value.message_en
    assert names(tiny_disk) == ["run-1"]
    assert published_run(tiny_disk) == "run-1"


READER = """
import duckdb, os, sys
path, stop, holds = sys.argv[1], sys.argv[2], sys.argv[3] == "holds"
question = "SELECT any_value(run_id), (SELECT count(*) FROM core.documents) FROM quality.runs"
held = duckdb.connect(path, read_only=True) if holds else None
seen, queries = [], 0
print("ready", flush=True)
while True:
    stopping = os.path.exists(stop)
    connection = held or duckdb.connect(path, read_only=True)
    run_id, count = connection.execute(question).fetchall()[0]
    assert count == 3
    if not holds:
        connection.close()
    if run_id not in seen:
        seen.append(run_id)
    queries += 1
    if stopping:
        break
print(",".join(seen), queries, flush=True)
"""


def test_readers_are_never_disturbed_by_publications_and_never_stop_them(tmp_path: Path) -> None:
    publish(tmp_path, "run-1")
    path, stop = tmp_path / "warehouse" / "prongsai.duckdb", tmp_path / "stop"
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(path), str(stop), how], stdout=subprocess.PIPE, text=True
        )
        for how in ("holds", "opens")
    ]
    try:
        assert [reader.stdout.readline() for reader in readers if reader.stdout] == ["ready\n", "ready\n"]
        for run_id in NAMES[1:5]:
            publish(tmp_path, run_id)
    finally:
        stop.touch()
        (held, _), (opened, _) = [reader.communicate() for reader in readers]
    assert [reader.returncode for reader in readers] == [0, 0]
    held_runs, held_queries = held.split()
    opened_runs, opened_queries = opened.split()
    assert held_runs == "run-1"
    assert opened_runs.split(",") == sorted(opened_runs.split(",")) and opened_runs.endswith("run-5")
    assert int(held_queries) > 10 and int(opened_queries) > 10
    assert not (tmp_path / "publications" / "run-1").exists()
