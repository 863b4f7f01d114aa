"""Pages of the site: which are written, which are linked from the last publication, and what tells."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.site import page_rows as rows_module
from warehouse.site import pages as pages_module
from warehouse.site.page_rows import page_digests, page_keys, page_rows, queries_of, sections_reading
from warehouse.site.pages import LastPublication, LastSite, PageKind, Written, root_of, write_pages
from warehouse.site.templating import environment

KIND = PageKind("town", "standing.js.j2", lambda page: f"towns/{page}.js")
HEADS = "SELECT name AS page FROM core.towns"
SCORES = "SELECT town AS page, year, score FROM core.scores"
NOTES = "SELECT town AS page, note FROM quality.notes"


@pytest.fixture
def towns(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Three towns with scores and notes, and the queries and the template of a page of a town."""
    (tmp_path / "queries" / "town").mkdir(parents=True)
    for name, sql in (("heads", HEADS), ("scores", SCORES), ("notes", NOTES)):
        (tmp_path / "queries" / "town" / f"{name}.sql").write_text(sql)
    monkeypatch.setattr(rows_module, "QUERIES", tmp_path / "queries")
    queries_of.cache_clear()
    template = environment().from_string(
        "// prongsai-content {{ mark }}\n{{ page }} "
        "{% for one in scores %}{{ one.year }}={{ one.score }} {% endfor %}"
        "{% for one in notes %}{{ one.note }}{% endfor %}"
    )
    monkeypatch.setattr(environment(), "get_template", lambda _name: template)
    (tmp_path / "last" / "warehouse").mkdir(parents=True)
    with duckdb.connect(str(tmp_path / "last" / "warehouse" / "prongsai.duckdb")) as connection:
        fill(connection)
        yield connection
    queries_of.cache_clear()


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE SCHEMA core; CREATE SCHEMA quality")
    connection.execute("CREATE TABLE core.towns AS SELECT unnest(['b', 'a', 'c']) AS name")
    connection.execute(
        "CREATE TABLE core.scores AS FROM (VALUES ('b', 2566, 80), ('a', 2565, 70), ('a', 2566, 71), "
        "('nobody', 2566, 1), (NULL, 2566, 2)) AS t(town, year, score)"
    )
    connection.execute("CREATE TABLE quality.notes AS SELECT 'c' AS town, 'doubt' AS note")


def publish(tmp_path: Path, site: Path) -> Path:
    """The written site as that of the last publication, with its manifest."""
    last = tmp_path / "last"
    site.rename(last / "site")
    files = [
        {
            "path": path.relative_to(last).as_posix(),
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "bytes": path.stat().st_size,
        }
        for path in sorted((last / "site").rglob("*.js"))
    ]
    (last / "manifest.json").write_text(json.dumps({"files": files}))
    return last


def written(site: Path) -> dict[str, str]:
    return {path.stem: path.read_text().split("\n", 1)[1] for path in sorted(site.rglob("*.js"))}


def test_rows_go_to_their_pages_in_the_order_of_their_columns(towns: duckdb.DuckDBPyConnection) -> None:
    found = {
        page: {name: [one[1:] for one in rows] for name, rows in own.items()}
        for page, own in page_rows(towns, "town")
    }
    assert list(found) == ["a", "b", "c"] == page_keys(towns, "town")
    assert found["a"]["scores"] == [(2565, 70), (2566, 71)]
    assert found["b"] == {"heads": [()], "notes": [], "scores": [(2566, 80)]}
    assert found["c"]["notes"] == [("doubt",)]
    assert [page for page, _ in page_rows(towns, "town", ["c", "b", "nobody"])] == ["b", "c"]


@pytest.mark.parametrize(
    "change, differing",
    [
        ("UPDATE core.scores SET score = 72 WHERE year = 2565", {"a"}),
        ("INSERT INTO core.scores VALUES ('b', 2566, 80)", {"b"}),
        ("INSERT INTO core.scores VALUES ('b', 2566, 80), ('b', 2566, 80)", {"b"}),
        ("DELETE FROM quality.notes", {"c"}),
        ("UPDATE core.scores SET town = 'b' WHERE score = 70", {"a", "b"}),
        ("UPDATE core.scores SET score = NULL WHERE town = 'b'", {"b"}),
        ("UPDATE core.scores SET score = 5 WHERE town = 'nobody'", set()),
        ("CREATE OR REPLACE TABLE core.scores AS FROM core.scores ORDER BY score DESC", set()),
    ],
)
def test_a_digest_changes_with_what_the_page_shows_alone(
    towns: duckdb.DuckDBPyConnection, change: str, differing: set[str]
) -> None:
    before = page_digests(towns, "town")
    towns.execute(change)
    now = page_digests(towns, "town")
    assert {page for page in before | now if before.get(page) != now.get(page)} == differing


def test_digests_of_some_sections_and_pages(towns: duckdb.DuckDBPyConnection) -> None:
    assert sections_reading("town", {"quality.notes"}) == ["notes"]
    assert sections_reading("town", {"core.other"}) == []
    assert set(page_digests(towns, "town", ["notes"])) == {"c"}
    every = page_digests(towns, "town")
    assert page_digests(towns, "town", pages=["b"]) == {"b": every["b"]}


def test_only_pages_that_changed_are_written(tmp_path: Path, towns: duckdb.DuckDBPyConnection) -> None:
    site = tmp_path / "site"
    assert write_pages(towns, KIND, site, LastSite(None)) == Written(3, 0)
    assert written(site)["a"] == "a 2565=70 2566=71 "
    last = publish(tmp_path, site)
    towns.execute(
        "UPDATE core.scores SET score = 99 WHERE town = 'b'; DELETE FROM core.towns WHERE name = 'c'"
    )
    done: list[int] = []
    found = write_pages(towns, KIND, site, LastSite(LastPublication(last)), done.append)
    assert (found, sum(done)) == (Written(1, 1), 2)
    assert written(site) == {"a": "a 2565=70 2566=71 ", "b": "b 2566=99 "}
    assert (site / "towns" / "a.js").samefile(last / "site" / "towns" / "a.js")
    assert written(last / "site")["b"] == "b 2566=80 "


def test_a_page_that_is_not_what_the_manifest_says_is_written_again(
    tmp_path: Path, towns: duckdb.DuckDBPyConnection
) -> None:
    site = tmp_path / "site"
    write_pages(towns, KIND, site, LastSite(None))
    last = publish(tmp_path, site)
    spoilt = last / "site" / "towns" / "a.js"
    spoilt.write_text(spoilt.read_text().replace("2565=70", "2565=99"))
    (last / "site" / "towns" / "b.js").unlink()
    assert write_pages(towns, KIND, site, LastSite(LastPublication(last))) == Written(2, 1)
    assert written(site)["a"] == "a 2565=70 2566=71 "


def test_another_program_writes_every_page(
    tmp_path: Path, towns: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    write_pages(towns, KIND, site, LastSite(None))
    last = publish(tmp_path, site)
    monkeypatch.setattr(pages_module, "program_digest", lambda: "another")
    for changed in (None, frozenset[str]()):
        assert write_pages(
            towns, KIND, tmp_path / str(changed), LastSite(LastPublication(last, changed))
        ) == Written(3, 0)


@pytest.mark.parametrize(
    "change, tables, expected",
    [
        ("SELECT 1", [], Written(0, 3)),
        ("INSERT INTO quality.notes VALUES ('a', 'new')", ["quality.notes"], Written(1, 2)),
        ("DELETE FROM quality.notes", ["quality.notes"], Written(1, 2)),
        # A table that changed without a page showing it.
        ("SELECT 1", ["quality.notes", "core.scores"], Written(0, 3)),
    ],
)
def test_where_the_warehouse_was_carried_forward_only_changed_tables_are_looked_at(
    tmp_path: Path, towns: duckdb.DuckDBPyConnection, change: str, tables: list[str], expected: Written
) -> None:
    site = tmp_path / "site"
    write_pages(towns, KIND, site, LastSite(None))
    last = publish(tmp_path, site)
    towns.close()
    with duckdb.connect() as now:
        fill(now)
        now.execute(change)
        carried = LastSite(LastPublication(last, frozenset(tables)))
        assert write_pages(now, KIND, site, carried) == expected
        assert write_pages(now, KIND, tmp_path / "anew", LastSite(None)) == Written(3, 0)
    assert {path.name: path.read_text() for path in site.rglob("*.js")} == {
        path.name: path.read_text() for path in (tmp_path / "anew").rglob("*.js")
    }


def test_a_second_try_writes_no_page_of_the_last_publication(
    tmp_path: Path, towns: duckdb.DuckDBPyConnection
) -> None:
    site = tmp_path / "site"
    write_pages(towns, KIND, site, LastSite(None))
    last = publish(tmp_path, site)
    published = written(last / "site")
    linked = LastSite(LastPublication(last))
    assert write_pages(towns, KIND, site, linked) == Written(0, 3)
    # The first try ended here; what it linked is linked again, or written beside the published file.
    assert write_pages(towns, KIND, site, linked) == Written(0, 3)
    towns.execute("UPDATE core.scores SET score = 1 WHERE town = 'a'")
    assert write_pages(towns, KIND, site, linked) == Written(1, 2)
    assert written(site)["a"] == "a 2565=1 2566=1 "
    assert written(last / "site") == published


@pytest.mark.parametrize("files", [["x"], [{"path": "site/towns/a.js"}], "all", None])
def test_an_odd_manifest_links_nothing(
    tmp_path: Path, towns: duckdb.DuckDBPyConnection, files: object
) -> None:
    site = tmp_path / "site"
    write_pages(towns, KIND, site, LastSite(None))
    last = publish(tmp_path, site)
    (last / "manifest.json").write_text(json.dumps({"files": files}))
    assert write_pages(towns, KIND, site, LastSite(LastPublication(last))) == Written(3, 0)


def test_the_way_to_the_root() -> None:
    assert (root_of("index.html"), root_of("organizations/1.html")) == ("", "../")
