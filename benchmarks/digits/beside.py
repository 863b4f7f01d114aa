"""The digits of a number one by one: right, another, lost, or refused; by the reader of digits and by
Tesseract alone, on the same pictures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from transforms.normalize.digits import to_arabic
from transforms.read.scan.recognizer import symbols_of

Picture = NDArray[np.uint8]

THAI = "๐๑๒๓๔๕๖๗๘๙"
LOST, REFUSED = "", "refused"


@dataclass(slots=True)
class DigitTally:
    """``read``: (Thai digit printed, Arabic digit, mark or letter read; :data:`LOST`, :data:`REFUSED`) → how
    often; ``numbers`` and of them those that are ``right`` as a whole."""

    read: Counter[tuple[str, str]] = field(default_factory=Counter)
    numbers: int = 0
    right: int = 0

    def add(self, printed: str, text: str | None) -> None:
        """A number that was read as ``text``, in digits of either script; ``None`` where it was refused."""
        self.numbers += 1
        if text is None:
            self.read.update((char, REFUSED) for char in printed if char in THAI)
            return
        self.right += to_arabic(printed) == to_arabic(text)
        self.read.update(aligned(printed, text))

    def merge(self, other: DigitTally) -> None:
        """Add what ``other`` counted."""
        self.read += other.read
        self.numbers += other.numbers
        self.right += other.right

    def of(self, digit: str) -> dict[str, int]:
        """What the digit was read as → how often."""
        return {read: times for (printed, read), times in self.read.items() if printed == digit}


def aligned(printed: str, text: str) -> list[tuple[str, str]]:
    """Each Thai digit of ``printed`` with what stands for it in ``text``, as an Arabic digit where it is a
    digit: the fewest changes lead from one to the other."""
    wanted, read = to_arabic(printed), to_arabic(text)
    stands: list[str] = list(wanted)
    for change in Levenshtein.editops(wanted, read):
        if change.tag == "replace":
            stands[change.src_pos] = read[change.dest_pos]
        elif change.tag == "delete":
            stands[change.src_pos] = LOST
    return [(char, stands[at]) for at, char in enumerate(printed) if char in THAI]


def tesseract_text(picture: Picture) -> str:
    """What Tesseract's Thai model alone reads, paper put around the number as on a page."""
    room = len(picture) // 2
    paper = int(np.percentile(picture, 90))
    page = np.pad(picture, room, constant_values=paper)
    return "".join(symbol.text for symbol in symbols_of(page, "tha")).replace(" ", "")


@dataclass(slots=True)
class Beside:
    """Both on the same pictures. ``both``: numbers that they read alike; ``both_wrong``: alike, and another
    number is printed."""

    reader: DigitTally = field(default_factory=DigitTally)
    tesseract: DigitTally = field(default_factory=DigitTally)
    both: int = 0
    both_wrong: int = 0

    def add(self, printed: str, text: str | None, picture: Picture) -> None:
        """A number, what the reader of digits read, and the picture for Tesseract."""
        said = tesseract_text(picture)
        self.reader.add(printed, text)
        self.tesseract.add(printed, said)
        if text is not None and to_arabic(text) == to_arabic(said):
            self.both += 1
            self.both_wrong += to_arabic(text) != to_arabic(printed)

    def merge(self, other: Beside) -> None:
        """Add what ``other`` counted."""
        self.reader.merge(other.reader)
        self.tesseract.merge(other.tesseract)
        self.both += other.both
        self.both_wrong += other.both_wrong
