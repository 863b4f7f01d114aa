"""Every question of the cookbook is asked of the samples; what is rightly empty there, of another file."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows import stages
from flows.run_request import run_request
from flows.settings import load_settings
from tests.integration.command_line import ROOT, SAMPLES
from tests.integration.store_by_hand import REGISTER, Reports
from tests.integration.varied_warehouse import varied_warehouse
from warehouse.query import connect_file
from warehouse.reference_files import load_reference
from warehouse.register import import_register

COOKBOOK = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
_HEADING = re.compile(r"^### (\d+)\. (.+) / (.+\?)$", re.M)
#: Number of a question -> why the samples rightly give it no row.
EMPTY = {
    3: "the framework changed between the years of the samples: no change is comparable",
    13: "no two organizations of the samples share a wording",
    19: "the first publication has nothing to compare with",
}


def _questions() -> dict[int, str]:
    """Number -> what stands below its heading."""
    parts = re.split(r"^### (\d+)\. .*$", COOKBOOK, flags=re.M)
    return {int(number): body for number, body in zip(parts[1::2], parts[2::2], strict=True)}


QUESTIONS = _questions()


def _sql(number: int) -> str:
    (block,) = re.findall(r"^```sql\n(.*?)^```$", QUESTIONS[number], re.M | re.S)
    return str(block)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of the samples, built as a nightly run builds it and not published."""
    home = tmp_path_factory.mktemp("cookbook") / "home"
    import_register(home, SAMPLES / "register.csv", datetime.now(UTC).date())
    request = run_request(load_settings(home=home, inboxes=(SAMPLES / "inbox",)))
    reference = load_reference(home)
    collected = stages.collect(request)
    stages.build(request, reference, collected, stages.read(request, reference))
    (built,) = home.glob("publications/.*/warehouse/prongsai.duckdb")
    return built


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse by hand that has comparable years and shared wordings."""
    return varied_warehouse(tmp_path_factory.mktemp("varied")).path


@pytest.fixture(scope="module")
def second_publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse by hand in which a score differs from the publication before."""
    organization_id = REGISTER[0].organization_id
    reports = Reports(tmp_path_factory.mktemp("second"))
    reports.result(reports.document("own", organization_id), organization_id, 2566, overall_score="80.00")
    first = reports.build("r1")
    official = reports.document("official", source_kind="official_result_list")
    reports.result(official, organization_id, 2566, overall_score="82.00")
    return reports.build("r2", first.path).path


def test_there_are_twenty_questions_each_in_both_languages() -> None:
    assert list(QUESTIONS) == list(range(1, 21))
    assert [int(number) for number, _, _ in _HEADING.findall(COOKBOOK)] == list(QUESTIONS)
    for number, body in QUESTIONS.items():
        assert body.count("```sql\n") == 1, number
        assert body.count("- **อ่านคำตอบ**: ") == body.count("- **Read it**: ") == 1, number


@pytest.mark.parametrize("number", QUESTIONS)
def test_the_samples_answer(samples: Path, number: int) -> None:
    with connect_file(samples) as connection:
        rows = connection.execute(_sql(number)).fetchall()
    assert bool(rows) == (number not in EMPTY), EMPTY.get(number, rows)


@pytest.mark.parametrize("number", EMPTY)
def test_what_the_samples_do_not_answer_is_answered_where_there_is_something(
    varied: Path, second_publication: Path, number: int
) -> None:
    with connect_file(second_publication if number == 19 else varied) as connection:
        assert connection.execute(_sql(number)).fetchall()
