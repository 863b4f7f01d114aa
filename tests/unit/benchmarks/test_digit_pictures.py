"""Pictures that the reader of digits is trained on show what was asked for, never a box for a lost glyph."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageDraw, ImageFont

from benchmarks.digits.damage import DAMAGE
from benchmarks.digits.fonts import FAMILIES, FOLDS, fonts_of
from benchmarks.digits.measure import pictures_of
from benchmarks.digits.pictures import (
    ARABIC,
    THAI,
    TICK_BOXES,
    WORDS,
    Look,
    has_glyphs,
    random_line,
    random_look,
    render,
)

INSTALLED = fonts_of(list(FAMILIES))
PRINT = Look(16, 200)
needs_fonts = pytest.mark.skipif(not INSTALLED, reason="no Thai font: apt install fonts-thai-tlwg")


@pytest.fixture(scope="module")
def latin_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A font without any Thai letter: the one that Pillow brings along."""
    font = ImageFont.load_default(20)
    assert isinstance(font, ImageFont.FreeTypeFont)
    file = tmp_path_factory.mktemp("fonts") / "Latin.ttf"
    file.write_bytes(font.font_bytes)
    return file


def test_a_font_tells_which_glyphs_it_has(latin_font: Path) -> None:
    assert has_glyphs(latin_font, ARABIC)
    assert not has_glyphs(latin_font, THAI)
    assert not has_glyphs(latin_font, ARABIC + THAI[4])


@pytest.mark.parametrize(("text", "is_number"), [("๙๑.๔๐", True), ("คะแนน", False), ("๔", True)])
def test_a_font_without_thai_is_refused(latin_font: Path, text: str, is_number: bool) -> None:
    with pytest.raises(ValueError, match=r"Latin\.ttf cannot draw"):
        render([(text, is_number)], latin_font, PRINT, random.Random(1), tight=False)


def test_a_font_of_letters_takes_its_digits_from_the_one_beside_it(latin_font: Path) -> None:
    beside = latin_font.with_name("InventedSans-Bold.ttf")
    beside.write_bytes(latin_font.read_bytes())
    letters = latin_font.with_name("InventedSansThai-Bold.ttf")
    letters.write_bytes(latin_font.read_bytes())

    assert render([("91.40", True)], letters, PRINT, random.Random(1), tight=True).numbers[0][0] == "91.40"
    with pytest.raises(ValueError, match="cannot draw"):
        render([("๙", True)], letters, PRINT, random.Random(1), tight=True)


def test_tick_boxes_are_drawn_without_a_font(latin_font: Path) -> None:
    empty, ticked = (
        render([(box, False)], latin_font, PRINT, random.Random(1), tight=False).picture for box in TICK_BOXES
    )

    assert (empty < 128).sum() > 20
    assert (ticked < 128).sum() > (empty < 128).sum()


@needs_fonts
def test_no_line_draws_a_box_for_a_glyph_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: set[tuple[str, str]] = set()
    draw_text = ImageDraw.ImageDraw.text

    def noted(self: ImageDraw.ImageDraw, place: object, text: str, **how: object) -> None:
        font = how["font"]
        assert isinstance(font, ImageFont.FreeTypeFont)
        drawn.update((str(font.path), char) for char in text)
        draw_text(self, place, text, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", noted)
    rng = random.Random(8)
    for files in INSTALLED.values():
        for _ in range(8):
            random_line(rng, rng.choice(files), random_look(rng))
    boxes = {}
    for path in {path for path, _ in drawn}:
        mask = ImageFont.truetype(path, 40).getmask("\ufffe")
        boxes[path] = (mask.size, bytes(mask))

    assert len(drawn) > 100
    for path, char in drawn:
        mask = ImageFont.truetype(path, 40).getmask(char)
        assert (mask.size, bytes(mask)) != boxes[path], f"{path} has no {char}"


def lacking() -> Iterator[tuple[str, str]]:
    for files in INSTALLED.values():
        for file in files:
            yield from ((file.name, word) for word in WORDS if not has_glyphs(file, word))


@needs_fonts
def test_only_tick_boxes_are_words_that_fonts_of_thai_print_lack() -> None:
    with_latin = {(name, word) for name, word in lacking() if not name.startswith("Noto")}

    assert {word for _, word in with_latin} <= set(TICK_BOXES)


def test_each_family_is_held_out_once() -> None:
    held = [family for fold in FOLDS for family in fold]

    assert sorted(held) == sorted(FAMILIES)


@needs_fonts
def test_held_out_damage_changes_the_picture_and_leaves_the_number() -> None:
    file = next(iter(INSTALLED.values()))[0]
    shown = dict(pictures_of("๙๑.๔๐", file, random.Random(3)))

    assert set(DAMAGE) < set(shown)
    for name, damage in DAMAGE.items():
        plain = shown["200 dpi, light noise"]
        spoiled = damage(plain, random.Random(4))
        assert spoiled.dtype == np.uint8
        assert spoiled.shape != plain.shape or (spoiled != plain).any(), name
        assert int(spoiled.min()) < 150 < int(spoiled.max()), name
        assert (damage(plain, random.Random(4)) == spoiled).all(), name
