"""Pictures of pages, drawn by the tests: text in Debian's Thai fonts, tables, boxes, what scanners do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from transforms.read.programs import TESSERACT

Picture = NDArray[np.uint8]

FONT = Path("/usr/share/fonts/truetype/tlwg/Loma.ttf")
DPI = 200


@dataclass
class Paper:
    """A white page of A4 at 200 pixels an inch, upright unless told otherwise."""

    width: int = 1654
    height: int = 2339
    size: int = 36
    image: Image.Image = field(init=False)

    def __post_init__(self) -> None:
        self.image = Image.new("L", (self.width, self.height), 255)

    def write(self, x: int, y: int, text: str, size: int | None = None) -> None:
        """``text`` with its upper left corner at ``x``, ``y``."""
        font = ImageFont.truetype(str(FONT), size or self.size)
        ImageDraw.Draw(self.image).text((x, y), text, fill=0, font=font)

    def table(self, x: int, y: int, widths: Sequence[int], heights: Sequence[int]) -> None:
        """Rulings of a table, three pixels thick."""
        draw = ImageDraw.Draw(self.image)
        for at in np.cumsum([0, *widths]):
            draw.line((x + at, y, x + at, y + sum(heights)), fill=0, width=3)
        for at in np.cumsum([0, *heights]):
            draw.line((x, y + at, x + sum(widths), y + at), fill=0, width=3)

    def box(self, x: int, y: int, side: int, tick: str = "") -> None:
        """An outline to be ticked: empty, ``x`` (a cross) or ``dot`` (a few pixels of dirt)."""
        draw = ImageDraw.Draw(self.image)
        draw.rectangle((x, y, x + side, y + side), outline=0, width=2)
        if tick == "x":
            draw.line((x + 5, y + 5, x + side - 5, y + side - 5), fill=0, width=3)
            draw.line((x + 5, y + side - 5, x + side - 5, y + 5), fill=0, width=3)
        if tick == "dot":
            middle = side // 2
            draw.rectangle((x + middle - 2, y + middle - 1, x + middle + 2, y + middle + 2), fill=0)

    @property
    def gray(self) -> Picture:
        return np.asarray(self.image, np.uint8)

    def scanned(self, tilt: float = 0.0, noise: float = 5.0, seed: int = 1) -> Picture:
        """As a scanner gives it: turned to the left by ``tilt`` degrees, gray paper, noise."""
        turned = self.image.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
        worn = np.asarray(turned, np.float32) * 0.92 + 6
        worn += np.random.default_rng(seed).normal(0, noise, worn.shape)
        return np.clip(worn, 0, 255).astype(np.uint8)


@pytest.fixture
def paper() -> Callable[..., Paper]:
    """Makes white pages."""
    if not FONT.exists():
        pytest.skip("no Thai fonts: sudo apt install fonts-thai-tlwg")
    return Paper


@pytest.fixture
def tesseract() -> None:
    """Skips where the recognizer of text is not installed."""
    if TESSERACT.found() is None:
        pytest.skip(TESSERACT.install_command)
