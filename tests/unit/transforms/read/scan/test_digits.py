"""Numbers are read from their shapes, or refused."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.digits.fonts import fonts_of
from benchmarks.digits.measure import looks
from benchmarks.digits.pictures import Look, Shown, random_number, render
from transforms.read.scan.digits import LEAST_SURE, likeliest_number, read_number

FONTS = fonts_of(["Laksaman", "Garuda", "Loma", "Norasi"])
pytestmark = pytest.mark.skipif(
    len(FONTS) < 4, reason="the Thai fonts are not installed: apt install fonts-thai-tlwg"
)
CLEAN = Look(16, 200, blur=0.5, noise=7, jpeg=80, contrast=0.85)
PLAIN = {
    family: next(file for file in files if re.fullmatch(family, file.stem)) for family, files in FONTS.items()
}


def show(
    *texts: str, family: str = "Laksaman", look: Look = CLEAN, tight: bool = True, seed: int = 1
) -> Shown:
    tokens = [(text, text[0] in "๐๑๒๓๔๕๖๗๘๙0123456789(") for text in texts]
    return render(tokens, PLAIN[family], look, random.Random(seed), tight=tight)


@pytest.mark.parametrize("family", sorted(PLAIN))
@pytest.mark.parametrize(
    "number", ["๙๑.๔๐", "๒๕๖๖", "๓๐/๐๙/๒๕๖๗", "๔๕๖๗๘๙", "89.58", "12/01/2567", "๒๕%", "(๔)"]
)
def test_a_number_is_read_as_it_is_printed(family: str, number: str) -> None:
    reading = read_number(show(number, family=family).picture)

    assert reading is not None
    assert reading.text == number
    assert LEAST_SURE <= reading.confidence <= 1


def test_glyphs_that_run_into_one_another_are_no_other_number() -> None:
    """The tail of ๗ reaches into what follows; cut off, it leaves what looks like ๓."""
    for number in ("๘๗%", "๔.๗๕", "๗๗.๕๕"):
        reading = read_number(show(number, family="Garuda").picture)

        assert reading is None or reading.text == number


def test_of_many_numbers_in_worn_print_few_are_refused_and_none_is_another() -> None:
    rng = random.Random(11)
    right, wrong = 0, []
    for _ in range(200):
        file = rng.choice(FONTS[rng.choice(sorted(FONTS))])
        number = random_number(rng)
        picture = render([(number, True)], file, looks(rng)["200 dpi, light noise"], rng, tight=True).picture
        reading = read_number(picture)
        right += reading is not None and reading.text == number
        wrong += [(number, reading.text)] if reading is not None and reading.text != number else []

    assert wrong == []
    assert right >= 190


def test_a_decimal_point_is_neither_lost_nor_found() -> None:
    texts = ("๙๑.๔๐", "๙๑๔๐", "8.5", "85", "๑๐๐.๐๐", "๑๐๐๐๐")

    assert [reading.text if (reading := read_number(show(text).picture)) else None for text in texts] == [
        *texts
    ]


@pytest.mark.parametrize("word", ["คะแนน", "ค", "ด", "ต", "จ", "ใ", "ตด", "ดี", "ก", "ง"])
def test_letters_are_refused(word: str) -> None:
    shown = render([(word, False)], PLAIN["Laksaman"], CLEAN, random.Random(1), tight=False)

    assert read_number(shown.picture) is None


def test_a_number_with_a_letter_in_it_is_refused() -> None:
    shown = render([("๙๑", True)], PLAIN["Garuda"], CLEAN, random.Random(1), tight=True).picture
    letter = render([("ก", False)], PLAIN["Garuda"], CLEAN, random.Random(1), tight=False).picture
    height = min(len(shown), len(letter))
    columns = np.flatnonzero((letter < 150).any(axis=0))
    rows = np.flatnonzero((letter < 150).any(axis=1))
    ink = letter[rows[0] : rows[0] + height, columns[0] - 2 : columns[-1] + 3]

    assert read_number(np.hstack([shown[: len(ink)], ink])) is None


def test_pictures_without_a_number_are_refused() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (40, 120), dtype=np.uint8)

    for picture in (
        np.full((40, 120), 255, np.uint8),
        noise,
        np.zeros((1, 1), np.uint8),
        np.zeros((0, 9), np.uint8),
    ):
        assert read_number(picture) is None


@pytest.mark.parametrize("marks", ["(", "(%)", "(-"])
def test_marks_without_a_digit_are_no_number(marks: str) -> None:
    assert read_number(show(marks).picture) is None


def test_what_is_not_plain_is_refused_but_known() -> None:
    """Blurred until the digits run into one another."""
    worst = Look(10, 72, blur=1.2, noise=25, jpeg=30, contrast=0.5)
    pictures = [show("๔๖.๘๙", look=worst, seed=seed).picture for seed in range(20)]
    readings = [read_number(picture) for picture in pictures]

    assert sum(reading is None for reading in readings) >= 10
    assert all(reading is None or reading.text == "๔๖.๘๙" for reading in readings)


def test_glyphs_have_candidates_and_boxes_from_left_to_right() -> None:
    shown = show("๙๑.๔๐")
    reading = likeliest_number(shown.picture)

    assert reading is not None
    assert [glyph.text for glyph in reading.glyphs] == list("๙๑.๔๐")
    lefts = [glyph.box[0] for glyph in reading.glyphs]
    assert lefts == sorted(lefts)
    for glyph, (char, box) in zip(reading.glyphs, shown.glyphs, strict=True):
        assert glyph.candidates[0][0] == char
        shares = [share for _, share in glyph.candidates]
        assert shares == sorted(shares, reverse=True) and sum(shares) <= 1.001
        assert abs(glyph.box[0] - box[0]) <= 3 and abs(glyph.box[2] - box[2]) <= 3
    assert reading.confidence <= min(glyph.confidence for glyph in reading.glyphs)


def test_a_demand_of_certainty_refuses_more() -> None:
    picture = show("๙๑.๔๐").picture

    assert read_number(picture, least=0.5) is not None
    assert read_number(picture, least=1.01) is None


def spoiled(number: str, *, family: str, keep: Callable[[str], bool]) -> Shown:
    """``number`` without the ink of the glyphs that are not to be kept."""
    shown = show(number, family=family)
    picture = shown.picture.copy()
    paper = int(np.percentile(picture, 90))
    for char, (left, top, right, bottom) in shown.glyphs:
        if not keep(char):
            picture[int(top) - 2 : int(bottom) + 3, int(left) - 1 : int(right) + 2] = paper
    return replace(shown, picture=picture)


@pytest.mark.parametrize("family", sorted(PLAIN))
@pytest.mark.parametrize("number", ["๑๕.๒๗", "15.17", "๖.๑๒", "๒๐.๓๘", "๙๑๕.๔๐"])
def test_a_number_whose_point_has_faded_is_no_other_number(family: str, number: str) -> None:
    whole = read_number(show(number, family=family).picture)
    faded = read_number(spoiled(number, family=family, keep=str.isdigit).picture)

    assert whole is not None and whole.text == number
    assert faded is None


@pytest.mark.parametrize("family", sorted(PLAIN))
def test_a_speck_between_digits_is_no_point(family: str) -> None:
    shown = show("๕๑๔๑", family=family)
    (_, first), (_, second) = shown.glyphs[1:3]
    middle, base = round((first[2] + second[0]) / 2), round(first[3])
    picture = shown.picture.copy()
    picture[base - 5 : base - 1, middle - 2 : middle + 2] = 30
    reading = read_number(picture)

    assert reading is None or reading.text == "๕๑๔๑"


def test_a_pale_stroke_is_ink_all_the_same() -> None:
    """What tells ๕ from ๔ is pale: read with it or refused."""
    wrong = []
    for family in PLAIN:
        for seed in range(6):
            shown = show("๑๕-๙๖", family=family, seed=seed)
            picture = shown.picture.astype(np.float64)
            half = len(picture) // 2
            picture[:half] = 255 - (255 - picture[:half]) * 0.42
            reading = read_number(picture.astype(np.uint8))
            wrong += [reading.text] if reading is not None and reading.text != "๑๕-๙๖" else []

    assert wrong == []
