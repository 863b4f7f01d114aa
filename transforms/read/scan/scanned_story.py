"""Pages of which some were pictures into blocks: where on the picture, and which numbers are in doubt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from transforms.document import Place
from transforms.read.pdf.page_frame import Box
from transforms.read.pdf.story import Story
from transforms.read.pdf.text_lines import Line


@dataclass
class ScannedLine(Line):
    """A line read from a picture. ``unconfirmed``: what of its text was read in one way only, numbers,
    addresses and boxes as they stand there; ``confidence`` (0 to 100) is that of its letters."""

    unconfirmed: tuple[str, ...] = ()
    confidence: float = 100.0


class ScannedStory(Story):
    """As :class:`transforms.read.pdf.story.Story`; collects ``unconfirmed`` as a document has it."""

    def __init__(self) -> None:
        super().__init__()
        self.unconfirmed: dict[str, tuple[str, ...]] = {}
        self._shown: dict[int, Callable[[Box], Box]] = {}

    def show(self, page: int, place: Callable[[Box], Box]) -> None:
        """Boxes on ``page`` are given as ``place`` gives them: the page was straightened to be read."""
        self._shown[page] = place

    def place_of(self, place: Place, lines: Sequence[Line]) -> Place:
        """On the picture as it was given."""
        shown = self._shown.get(place.page)
        if shown is not None and place.box is not None:
            place = replace(place, box=shown(place.box))
        doubts = tuple(doubt for line in lines if isinstance(line, ScannedLine) for doubt in line.unconfirmed)
        if doubts:
            self.unconfirmed[place.locator()] = doubts
        return place
