"""What is personal is masked, what is not stays: a small fixed share of ``python -m benchmarks.persons``."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks.persons.invented_texts import texts
from benchmarks.persons.measurement import Measured, measured
from transforms.persons import MASK, mask

RECALL = 0.98
RECALL_OF_A_KIND = 0.93
SHARE_LOST = 0.01


@pytest.fixture(scope="module")
def result() -> Measured:
    return measured(texts(seed=20, count=1500), mask)


def test_nearly_everything_personal_is_masked(result: Measured) -> None:
    assert result.recall >= RECALL, result.misses[:10]


def test_no_kind_is_forgotten(result: Measured) -> None:
    low = {kind: result.found[kind] / told for kind, told in result.told.items()}
    assert len(low) == 19
    assert min(low.values()) >= RECALL_OF_A_KIND, low


def test_nearly_nothing_else_is_masked(result: Measured) -> None:
    assert result.share_lost <= SHARE_LOST, result.losses[:10]


def test_a_second_time_changes_nothing() -> None:
    for pieces in texts(seed=21, count=400):
        once = mask("".join(piece if isinstance(piece, str) else piece.text for piece in pieces))
        assert mask(once) == once


def test_the_measurement_sees_what_is_missed_and_what_is_lost() -> None:
    made = list(texts(seed=1, count=60))
    nothing = measured(made, lambda text: text)
    assert nothing.found.total() < 0.1 * nothing.told.total()
    assert nothing.lost == 0
    everything = measured(made, lambda _: MASK)
    assert everything.recall == 1
    assert everything.share_lost == 1


def test_the_same_seed_gives_the_same_texts() -> None:
    assert list(texts(3, 30)) == list(texts(3, 30))
    assert list(texts(3, 30)) != list(texts(4, 30))


def test_the_texts_are_made_without_the_code_they_measure() -> None:
    program = (
        "import sys, benchmarks.persons.invented_texts, benchmarks.persons.measurement as m;"
        "list(benchmarks.persons.invented_texts.texts(1, 10));"
        "sys.exit(any(name.split('.')[0] == 'transforms' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
