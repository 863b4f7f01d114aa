"""What the section of digits counts, and how it tells it."""

from __future__ import annotations

import random

import numpy as np
import pytest

from benchmarks.digits import beside as beside_module
from benchmarks.digits.beside import LOST, REFUSED, Beside, DigitTally, aligned
from benchmarks.digits.damage import DAMAGE
from benchmarks.digits.measure import looks
from benchmarks.digits.outcomes import Measured, Tally
from benchmarks.digits.tables import USUAL, tables

PICTURE = np.full((9, 9), 255, np.uint8)


@pytest.mark.parametrize(
    ("printed", "read", "pairs"),
    [
        ("๙๑.๔๐", "๙๑.๔๐", [("๙", "9"), ("๑", "1"), ("๔", "4"), ("๐", "0")]),
        ("๙๑.๔๐", "51.40", [("๙", "5"), ("๑", "1"), ("๔", "4"), ("๐", "0")]),
        ("๙๑.๔๐", "91.0", [("๙", "9"), ("๑", "1"), ("๔", LOST), ("๐", "0")]),
        ("๔", "ซ", [("๔", "ซ")]),
        ("91", "51", []),
        ("๗", "", [("๗", LOST)]),
    ],
)
def test_each_thai_digit_is_held_against_what_stands_for_it(
    printed: str, read: str, pairs: list[tuple[str, str]]
) -> None:
    assert aligned(printed, read) == pairs


def test_refused_numbers_are_neither_right_nor_another() -> None:
    tally = DigitTally()
    tally.add("๔๖", None)
    tally.add("๔๖", "46")

    assert tally.of("๔") == {REFUSED: 1, "4": 1}
    assert (tally.numbers, tally.right) == (2, 1)


def test_what_both_read_alike_and_wrong_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    both = Beside()
    for said, text in (("51", "๕๑"), ("91", "๙๑"), ("51", "๙๑"), ("", None)):
        monkeypatch.setattr(beside_module, "tesseract_text", lambda _, said=said: said)
        both.add("๙๑", text, PICTURE)

    assert (both.both, both.both_wrong) == (2, 1)
    assert both.tesseract.of("๙") == {"5": 2, "9": 1, LOST: 1}


def test_the_tables_tell_right_refused_and_wrong() -> None:
    conditions = [*looks(random.Random(1)), *DAMAGE]
    tally = Tally(right=90, unread=9, wrong=1)
    tally.confused.update({("๔", "๔"): 99, ("๔", "๕"): 1})
    both = Beside()
    both.reader.add("๔", "๔")
    both.tesseract.add("๔", "๕")
    measured = {
        "Loma": Measured(dict.fromkeys(conditions, tally), {USUAL: both}),
        "Purisa": Measured({name: Tally(wrong=50) for name in conditions}),
    }
    lines = list(tables(measured))

    assert f"| {USUAL} | 100 | 90.0 | 9.0 | 10.00 | 0.0 |" in lines
    assert "| `๔` | 990.0 | `๕` 10.0 |" in lines
    assert "| `๔` | 1 | 100.0 | 0.0 | — | 0.0 | `5` 100.0 |" in lines
    assert any(line.startswith("| Purisa (like handwriting") for line in lines)
