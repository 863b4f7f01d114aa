"""The notebook of one province runs without a browser, shows the marts' own figures and asks no network."""

from __future__ import annotations

import importlib.util
import re
import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest

from flows import stages
from flows.run_request import run_request
from flows.settings import load_settings
from tests.integration.command_line import ROOT, SAMPLES
from warehouse.manifest import DATABASE
from warehouse.reference_files import load_reference
from warehouse.register import import_register

pytest.importorskip("marimo", reason="the extra `notebook` is not installed")

NOTEBOOK = ROOT / "docs" / "notebooks" / "province.py"
PROVINCE, YEAR = "สุรินทร์", 2566


def _notebook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("province_notebook", NOTEBOOK)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _run(home: Path, **chosen: object) -> tuple[str, Mapping[str, Any]]:
    """What the notebook shows, as HTML, and what its cells defined."""
    outputs, defined = _notebook().app.run(defs={"home": home, **chosen})
    shown = [output.text if hasattr(output, "text") else repr(output) for output in outputs]
    return "\n".join(shown), defined


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder in which the samples were built; its file lies where the published one does."""
    made = tmp_path_factory.mktemp("notebook") / "home"
    import_register(made, SAMPLES / "register.csv", datetime.now(UTC).date())
    request = run_request(load_settings(home=made, inboxes=(SAMPLES / "inbox",)))
    reference = load_reference(made)
    collected = stages.collect(request)
    built = stages.build(request, reference, collected, stages.read(request, reference))
    built.database.chmod(0o444)
    (made / "current").symlink_to(built.folder)
    (made / "warehouse").symlink_to(Path("current") / DATABASE.parent)
    return made


@pytest.fixture(scope="module")
def ran(home: Path) -> tuple[str, Mapping[str, Any]]:
    with pytest.MonkeyPatch.context() as patch:
        # The first call of a name server or server outside ends the test.
        def refused(*_: object, **__: object) -> None:
            raise AssertionError("the notebook asked the network")

        patch.setattr(socket.socket, "connect", refused)
        patch.setattr(socket, "getaddrinfo", refused)
        return _run(home, province=PROVINCE, year=YEAR)


def _rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    # As the notebook, which keeps its connection: one process has one configuration a file.
    with duckdb.connect((home / "warehouse" / "prongsai.duckdb").resolve(), read_only=True) as connection:
        return connection.execute(sql, {"province": PROVINCE, "year": YEAR}).fetchall()


def test_the_comparison_is_the_marts(home: Path, ran: tuple[str, Mapping[str, Any]]) -> None:
    _, defined = ran
    expected = _rows(
        home,
        "SELECT rank_province, full_name, overall FROM mart.score_comparison "
        "WHERE province = $province AND fiscal_year = $year ORDER BY rank_province NULLS LAST, full_name",
    )
    shown = defined["comparison"].select("อันดับ_จังหวัด", "ชื่อเต็ม", "คะแนนรวม").rows()
    assert shown == expected
    assert expected


def test_scores_over_the_years_and_weak_indicators_are_the_marts(
    home: Path, ran: tuple[str, Mapping[str, Any]]
) -> None:
    _, defined = ran
    years = _rows(
        home,
        "SELECT fiscal_year, count(*), $year FROM mart.score_comparison "
        "WHERE province = $province AND overall IS NOT NULL GROUP BY fiscal_year ORDER BY fiscal_year",
    )
    assert defined["over_years"].select("fiscal_year", "organizations").rows() == [row[:2] for row in years]
    indicators = _rows(
        home,
        "SELECT indicator_no, min(score)::DOUBLE FROM mart.indicator_comparison "
        "WHERE province = $province AND fiscal_year = $year AND score IS NOT NULL "
        "GROUP BY indicator_no ORDER BY avg(score), indicator_no",
    )
    assert defined["weak"].select("indicator_no", "lowest").rows() == indicators
    assert defined["scores_chart"].to_dict()["layer"]
    assert defined["weak_chart"].to_dict()["mark"]


def test_completion_stands_beside_its_denominators(home: Path, ran: tuple[str, Mapping[str, Any]]) -> None:
    shown, defined = ran
    ((completed, reported, measures),) = _rows(
        home,
        "SELECT sum(completed), sum(reported), sum(measures) FROM mart.completion_by_organization "
        "WHERE province = $province AND fiscal_year = $year AND is_latest_round",
    )
    of_province = defined["of_province"]
    assert [of_province[name] for name in ("completed", "reported", "measures")] == [
        completed,
        reported,
        measures,
    ]
    assert f"{completed} จาก {reported}" in shown
    assert f"{reported} จาก {measures}" in shown


def test_who_is_not_received_is_the_marts(home: Path, ran: tuple[str, Mapping[str, Any]]) -> None:
    shown, defined = ran
    expected = _rows(
        home,
        "SELECT full_name FROM mart.reporting_coverage WHERE province = $province AND fiscal_year = $year "
        "AND state = 'not_received' ORDER BY amphoe, full_name",
    )
    assert defined["not_received"].select("ชื่อเต็ม").rows() == expected
    assert "ไม่ได้แปลว่าหน่วยงานไม่ได้จัดทำรายงาน" in shown


def test_two_can_look_at_once_and_nobody_can_write(home: Path) -> None:
    first, second = _run(home)[1], _run(home)[1]
    for defined in (first, second):
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            defined["ask"]("CREATE TABLE mart.mine AS SELECT 1 AS n")


def test_by_itself_it_opens_a_year_with_scores(home: Path) -> None:
    _, defined = _run(home)
    assert defined["comparison"].height > 0


def test_without_a_warehouse_it_says_what_to_do(tmp_path: Path) -> None:
    shown, defined = _run(tmp_path)
    assert "comparison" not in defined
    assert "make demo" in shown
    assert "--home" in shown


def test_it_names_nothing_outside() -> None:
    assert re.findall(r"https?://|cdn", NOTEBOOK.read_text(encoding="utf-8")) == []
