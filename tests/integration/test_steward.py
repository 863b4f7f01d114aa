"""The steward's walk-through, run as it stands: its commands, and what it says that they print."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.review import Item, waiting
from flows.review_dialogue import ask_one_by_one, item_lines
from flows.settings import load_settings
from tests.integration.command_line import ROOT, environment
from warehouse.query import query

PAGE = ROOT / "docs" / "steward.md"
#: A score of the sample that is a PDF, as the queue has its items.
ITEM = """
    SELECT
        score_id AS id, 'core.indicator_scores' AS table_name, 'score' AS column_name,
        CAST(score AS VARCHAR) AS value, documents.file_name, source_line AS line,
        scores.organization_id, fiscal_year, 'indicator:' || indicator_no AS fact, 'a place' AS organization,
        6.0 AS effect, 'changes-rank' AS why, ['number-unconfirmed'] AS rules
    FROM core.indicator_scores AS scores JOIN core.documents AS documents USING (document_id)
    WHERE documents.media_type = 'application/pdf' AND score = 95.61
"""
_BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """The commands of one block, and the lines that the page shows under it."""

    commands: str
    shown: tuple[str, ...]


def steps_of(page: str) -> Iterator[Step]:
    blocks = [(match[1], match[2]) for match in _BLOCK.finditer(page)]
    for number, (kind, content) in enumerate(blocks):
        if kind == "sh":
            following = blocks[number + 1] if number + 1 < len(blocks) else ("", "")
            lines = following[1].splitlines() if following[0] == "text" else []
            yield Step(content, tuple(line for line in lines if line.strip()))


def missing(shown: tuple[str, ...], printed: str) -> list[str]:
    """The lines of the page that were not printed, in any order; white space counts as one space."""
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    return [line for line in shown if not any(_fits(line, one) for one in lines)]


def _fits(line: str, printed: str) -> bool:
    position = 0
    for part in line.split("…"):
        wanted = " ".join(part.split())
        position = printed.find(wanted, position)
        if position < 0:
            return False
        position += len(wanted)
    return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the root of the project, with the command in its path."""
    made = tmp_path_factory.mktemp("steward")
    shutil.copytree(ROOT / "samples", made / "samples")
    (made / "bin").mkdir()
    command = made / "bin" / "prongsai"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m flows.cli "$@"\n')
    command.chmod(0o755)
    return made


@pytest.fixture(scope="module")
def walked(folder: Path) -> dict[Step, str]:
    """Each step of the page with what it printed; the first that fails ends the walk."""
    steps = list(steps_of(PAGE.read_text("utf-8")))
    variables = environment(folder / "user", PRONGSAI_WORKERS="1")
    variables["PATH"] = f"{folder / 'bin'}:{variables['PATH']}"
    exports = "\n".join(
        line for step in steps for line in step.commands.splitlines() if line.startswith("export ")
    )
    printed: dict[Step, str] = {}
    for step in steps:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", f"{exports}\n{step.commands}"],
            cwd=folder,
            env=variables,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        printed[step] = f"{done.stdout}\n{done.stderr}"
        assert done.returncode == 0, f"{step.commands}\n{printed[step]}"
    return printed


def test_the_page_says_what_the_commands_do(walked: dict[Step, str]) -> None:
    assert len(walked) >= 8 and sum(len(step.shown) for step in walked) >= 25
    for step, printed in walked.items():
        assert not missing(step.shown, printed), f"{step.commands}\n{printed}"


def test_an_item_shows_its_text_and_the_picture_of_its_place(walked: dict[Step, str], folder: Path) -> None:
    assert walked
    settings = load_settings(home=folder / "data" / "steward")
    (row,) = query(settings.home, ITEM).to_dicts()
    lines = list(item_lines(settings, Item(row, {"score": row["value"]}), 1, 1, "en"))
    assert "    score: 95.61" in lines and any("page 1" in line and "๙๕.๖๑" in line for line in lines)
    picture = settings.home / "work" / "review" / f"{row['id']}.png"
    assert lines[-1] == f"  picture: {picture}" and picture.read_bytes().startswith(b"\x89PNG")


def test_answers_are_written_and_an_end_of_input_ends_it(walked: dict[Step, str], folder: Path) -> None:
    assert walked
    settings = load_settings(home=folder / "data" / "steward")
    answers = iter(["s", "score", "91.5", "พิมพ์ผิด", "a", "", "n", "s", "colour", "red", "because", "x"])

    def ask(_question: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    written: list[dict[str, object]] = []
    queue = waiting(settings.home)
    assert ask_one_by_one(settings, queue, "the office", "en", written.append, ask) == 1
    (entry,) = written
    assert (entry["value"], entry["reason"], entry["record"]) == ("91.5", "พิมพ์ผิด", queue["id"][0])


def test_a_line_that_is_not_printed_is_missed() -> None:
    printed = "  Published: run 2026  (3.0 s)\nกองคลัง,1\n"
    assert not missing(("Published: run … s)", "กองคลัง,1"), printed)
    assert missing(("Published: run … h)", "กองคลัง,2"), printed) == ["Published: run … h)", "กองคลัง,2"]


def test_steps_are_blocks_of_commands_with_what_stands_under_them() -> None:
    page = "```sh\na\n```\n\n```sh\nb\n```\ntext\n```text\nc\n\nd\n```\n"
    assert list(steps_of(page)) == [Step("a\n", ()), Step("b\n", ("c", "d"))]
