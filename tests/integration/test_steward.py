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

from tests.integration.command_line import ROOT, environment

PAGE = ROOT / "docs" / "steward.md"
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


def test_the_page_says_what_the_commands_do(folder: Path) -> None:
    steps = list(steps_of(PAGE.read_text("utf-8")))
    assert len(steps) >= 8 and sum(len(step.shown) for step in steps) >= 30
    variables = environment(folder / "user")
    variables["PATH"] = f"{folder / 'bin'}:{variables['PATH']}"
    exports = "\n".join(
        line for step in steps for line in step.commands.splitlines() if line.startswith("export ")
    )
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
        said = f"{done.stdout}\n{done.stderr}"
        assert done.returncode == 0, f"{step.commands}\n{said}"
        assert not missing(step.shown, said), f"{step.commands}\n{said}"


def test_a_line_that_is_not_printed_is_missed() -> None:
    printed = "  Published: run 2026  (3.0 s)\nกองคลัง,1\n"
    assert not missing(("Published: run … s)", "กองคลัง,1"), printed)
    assert missing(("Published: run … h)", "กองคลัง,2"), printed) == ["Published: run … h)", "กองคลัง,2"]


def test_steps_are_blocks_of_commands_with_what_stands_under_them() -> None:
    page = "```sh\na\n```\n\n```sh\nb\n```\ntext\n```text\nc\n\nd\n```\n"
    assert list(steps_of(page)) == [Step("a\n", ()), Step("b\n", ("c", "d"))]
